"""Characters by class, counted for many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.characters import UNSPACED_RANGES

QUOTES = '"“”„«»「‘’'

# Every character that is counted, by the class it is counted in.
_CLASSES = {
    ",": ",;，、،",
    ".": ".!?。！？।؟۔",
    "0": "0123456789",
    "U": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    + "".join(map(chr, (*range(0xC0, 0xDF), *range(0x410, 0x430)))),
    "@": "©®|/›•·→▶►@#",
    '"': QUOTES,
    " ": " ",
    "中": "".join(
        chr(c) for first, last in UNSPACED_RANGES for c in range(ord(first), ord(last) + 1)
    ),
}
_CLASS_OF = np.zeros(0x10000, dtype=np.uint8)  # by code point; the last stands for all beyond
for _number, _chars in enumerate(_CLASSES.values(), 1):
    _CLASS_OF[[ord(char) for char in _chars]] = _number


def counts(texts: Sequence[str]) -> dict[str, npt.NDArray[np.int64]]:
    """How many characters of each class each text has.

    The classes are `,` `.` `0` (digits) `U` (capitals) `@` (symbols) `"` (quotation marks), the
    space, and `中` (letters of scripts without spaces).
    """
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = len(_CLASSES) + 1
    rows = np.repeat(np.arange(0, len(texts) * kinds, kinds), [len(text) for text in texts])
    rows += _CLASS_OF.take(points, mode="clip")
    found = np.bincount(rows, minlength=len(texts) * kinds).reshape(-1, kinds)
    return {name: found[:, number] for number, name in enumerate(_CLASSES, 1)}

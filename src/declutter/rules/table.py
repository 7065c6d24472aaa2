"""What the package's own patterns match, as far as they tell, read beforehand.

Reading patterns (see `openings`) takes as long as all else that a language's rules need before the
first page in it. The table holds what was read by a digest of the pattern's own text, so that it is
never out of date; a pattern that it does not hold is read on the spot, as users' are.
`python -m bench.table` writes it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from declutter.rules import openings as reading

PATH = Path(__file__).parent / "packs" / "table.json"
BEGINNINGS, WORDS = "beginnings", "words"

_Texts = frozenset[str] | None


def openings(pattern: str) -> _Texts:
    """Return what `openings.openings` returns."""
    return _look_up(BEGINNINGS, pattern, reading.openings)


def words_of(pattern: str) -> _Texts:
    """Return what `openings.words_of` returns."""
    return _look_up(WORDS, pattern, reading.words_of)


def to_json(patterns: Iterable[str], classes: Iterable[str]) -> str:
    """Return the table of some patterns for texts and some for classes, as JSON."""
    read = {
        BEGINNINGS: {key(pattern): _joined(reading.openings(pattern)) for pattern in patterns},
        WORDS: {key(pattern): _joined(reading.words_of(pattern)) for pattern in classes},
    }
    return json.dumps(read, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def key(pattern: str) -> str:
    """What the table holds a pattern by: its own text would make up most of the file."""
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()


def _look_up(kind: str, pattern: str, read: Callable[[str], _Texts]) -> _Texts:
    table = _table()[kind]
    at = key(pattern)
    if at not in table:
        return read(pattern)
    known = table[at]
    return None if known is None else frozenset(known.split("\n"))


@cache
def _table() -> Mapping[str, Mapping[str, str | None]]:
    found: dict[str, dict[str, str | None]] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def _joined(texts: _Texts) -> str | None:
    """The texts, each on a line: rules' texts are lines, and thousands of lists load slowly."""
    return None if texts is None else "\n".join(sorted(texts))

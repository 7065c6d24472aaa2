"""How text is made comparable: quotes and dashes as on a typewriter, one space, no case.

A page's blocks are folded together, as one string: a page has hundreds of short blocks, and a
dozen calls for each would cost more than the matching.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from declutter.characters import UNSPACED

# str.split() and splitlines() both cut at U+001E, so no block's text can hold one.
_SEPARATOR = "\x1e"

_TYPEWRITER = (
    ("'", "‘’‚‛´`ʼ′"),
    ('"', "“”„‟«»″"),
    ("-", "‐‑‒–—―−"),
    (" ", "\n\t\u00a0\u2002\u2003\u2009\u202f\u3000"),
    ("", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
)

# What may stand around a phrase without being part of it: bullets, arrows, icons, punctuation.
_EDGE = " .,:;!?…·•●▪■◆○*|/\\-()[]{}<>‹›→←↑↓▶►▼▲➤➡★☆✓✔✕✖×+#&@_~^=©®™🔗📷📸📧✉🔔⬇️👉☞◇◎▽△▷◀◁※＜＞＃：；，。、！？（）【】「」『』〔〕《》〈〉・｜।؟،؛"
_EDGE_QUOTES = _EDGE + "\"'"

# Scripts that put no space between words; two of their characters count as one word.
_SENTENCE_END = re.compile(r"[.!?。！？…।؟۔։።]['\")\]」』）】 ]*$")
# Thai and Lao set no mark after a sentence, Japanese none before a closing quote; what is as long
# as this is no headline.
_UNMARKED_END = re.compile("[\u0e00-\u0eff」』][\"')]*$")
_UNMARKED_LENGTH = 80


def fold(text: str) -> str:
    """Return `text` with typewriter quotes and dashes and single spaces, its case as it was."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for plain, variants in _TYPEWRITER:
            for variant in variants:
                text = text.replace(variant, plain)
    elif "\n" in text or "\t" in text or "`" in text:
        text = text.replace("\n", " ").replace("\t", " ").replace("`", "'")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def caseless(folded: str) -> str:
    """Return folded text without case; Turkish dotted and dotless i are one letter."""
    low = folded.casefold()
    if not low.isascii():
        low = low.replace("i\u0307", "i").replace("ı", "i")
    return low


def fold_all(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return every text folded, and every text folded and without case."""
    joined = fold(_SEPARATOR.join(texts))
    folded = joined.split(_SEPARATOR)
    if len(folded) != len(texts):
        folded = [fold(text.replace(_SEPARATOR, " ")) for text in texts]
        return folded, [caseless(text) for text in folded]
    return folded, caseless(joined).split(_SEPARATOR)


def line_key(low: str) -> str:
    """Return what is left of a caseless text without the punctuation and counters around it.

    `"► Comments (12)"` and `"3. comments:"` are both `"comments"`; a text of nothing else is "".
    """
    key = low.strip(_EDGE_QUOTES)
    while key and (key[0].isdigit() or key[-1].isdigit()):
        first, _, rest = key.partition(" ")
        if key[0].isdigit() and not first.strip(_EDGE + "0123456789"):
            key = rest.strip(_EDGE_QUOTES)
            continue
        rest, _, last = key.rpartition(" ")
        if key[-1].isdigit() and not last.strip(_EDGE + "0123456789"):
            key = rest.strip(_EDGE_QUOTES)
            continue
        break
    return key


def trim_start(low: str) -> str:
    """Return a caseless text without the bullets and punctuation it begins with (not quotes)."""
    return low.lstrip(_EDGE)


def trim_end(low: str) -> str:
    """Return a caseless text without the punctuation it ends with (not quotes)."""
    return low.rstrip(_EDGE)


def is_word(character: str) -> bool:
    """Whether a character continues a word, a letter, digit or mark of a spaced script."""
    if character.isascii():
        return character.isalnum()
    return unicodedata.category(character)[0] in "LNM" and not UNSPACED.match(character)


def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, two characters are one word."""
    words = text.count(" ") + 1
    if len(text) > 4 * words and not text.isascii():
        words += len(UNSPACED.findall(text)) // 2
    return words


def is_sentence(folded: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return _SENTENCE_END.search(folded[-8:]) is not None or ends_unmarked(folded)


def ends_unmarked(folded: str) -> bool:
    """Whether the text is a sentence of a script that may set no mark at its end."""
    return len(folded) >= _UNMARKED_LENGTH and _UNMARKED_END.search(folded[-8:]) is not None

"""How bylines of other languages than English open: "Von Anna Meyer", "Szerző: Kovács Anna"."""

from __future__ import annotations

import re

from declutter.metadata.vocabulary import BY_PHRASES, FOREIGN_BY, NOT_LABELS

_MAX_LENGTH = 120
_MAX_WORDS = 14
_MAX_CASELESS = 30  # characters of a byline in a script without capitals, if it has no colon


def _any_of(phrases: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


_LABEL = re.compile(
    rf"(?:{_any_of(tuple(p for p in BY_PHRASES if p not in NOT_LABELS))})\s?[:：/／＝](?!/)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"(?:{_any_of(FOREIGN_BY)})(?:\s+|(?<=[記记]者)(?=[\u4e00-\u9fff]{{2,4}}(?:[／/]|$)))",
    re.IGNORECASE,
)
_EAST_ASIAN = "\u3040"
# What stands first in a line that opens so; looked for first, as it is quick.
_FIRST_WORDS = frozenset(p.split()[0] for p in (*BY_PHRASES, *FOREIGN_BY)) - {"by"}
# In scripts that part no words these stand in every byline.
_UNSPACED = re.compile("[文記记者글기]")
_NAME_FIRST = re.compile(
    r"[\u4e00-\u9fff\u3040-\u30ff]{2,6}\s?(?:記者|记者|特派員|編集委員)|"
    r"[\uac00-\ud7af]{2,4}\s?(?:(?:선임|수습|인턴|객원|전문|사진)?\s?기자|특파원|논설위원)"
    r"(?:\s+\S+@\S+)?"
)


def may_hold(text: str) -> bool:
    """Whether a part of a line may open so, as it has one of the words; quick."""
    words = text.lower().replace(":", " ").split()
    return not _FIRST_WORDS.isdisjoint(words) or (
        not text.isascii() and _UNSPACED.search(text) is not None
    )


def opens(text: str) -> bool:
    """Whether a line opens as a byline of another language does, or with any language's label.

    After a word ("Von", "بقلم") a name must follow: a capital, or few letters of a script that
    has none.
    """
    east_asian = text[:1] >= _EAST_ASIAN
    if not east_asian and _first_word(text) not in _FIRST_WORDS:
        return False
    if len(text) > _MAX_LENGTH or len(text.split()) > _MAX_WORDS:
        return False
    label = _LABEL.match(text)
    if label:
        return text[label.end() : label.end() + 1].isalpha()
    word = _WORD.match(text)
    if word and _begins_name(text[word.end() :]):
        return True
    return east_asian and _NAME_FIRST.fullmatch(text) is not None


def _first_word(text: str) -> str:
    word = text.split(None, 1)[0] if text else ""
    for mark in ":：/／＝":
        if mark in word:
            word = word.split(mark, 1)[0]
    return word.lower()


def _begins_name(rest: str) -> bool:
    first = rest[:1]
    if first.lower() == first.upper():  # a script without capitals, or no letter at all
        return first.isalpha() and len(rest) <= _MAX_CASELESS
    return first.isupper()

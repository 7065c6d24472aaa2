"""How metadata is scored against a page's truth: title, authors, date.

A field scores True (right) or False (wrong); None where the truth has no such field, so that the
page is left out of that column.

* title: equal after folding case, white space, soft hyphens, quotes, dashes and ellipses
* authors: equal as sets of names, each folded like the title and without
  full stops and brackets ("Miguel A. Ruiz" is "Miguel A Ruiz"); a truth that lists several names in
  one string ("A. Meyer, B. Roth and C. Lind") counts as those names, and degrees, bracketed words
  and what people do are no part of their names ("Ann Lee, Shipping Expert")
* date: the published date's first ten characters equal YYYY-MM-DD
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂❝❞", '"'),
        **dict.fromkeys("‘’‚‛‹›′＇`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_NAME_BREAK = re.compile(r"\s*(?:,|;|&|\||\band\b)\s*")


def fold(text: str) -> str:
    """Fold case, white space, quotes and dashes, so that only wording differs."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_TYPOGRAPHY)
    text = text.replace("''", '"')
    return " ".join(text.casefold().split())


# Degrees and licences after a name: part of neither name nor truth.
_CREDENTIAL = re.compile(
    r"^(?:ph ?d|m ?d|d ?d ?s|d ?m ?d|v ?m ?d|d ?v ?m|dipl?\w*|m ?s ?c?|b ?a|m ?b ?a|m ?a|j ?d|r ?n|r ?d|"
    r"facl?m|foma|dabom|fand|daccb|dacvb|lvt|vts|cpp|psp|cfp|cpa|cepf®?|smt|esq|lcsw|lmft|mph)$"
)


# What a name's bearer does, where a truth gives it after the name ("Ann Lee, Shipping Expert").
_WORK = re.compile(
    r"\b(?:ceo|director of|director|dietitian|expert|(?:candidate )?representative|newsroom|"
    r"horticulturalist|educator|years in)\b|^e-ryt"
)
_BRACKETS = re.compile(r"\([^)]*\)")


def _plain(name: str) -> str:
    return _BRACKETS.sub(" ", fold(name)).replace(".", " ")


def fold_names(names: Iterable[str]) -> frozenset[str]:
    """Fold names to a set; a string that holds several names counts as those names."""
    parts = (part for name in names for part in _NAME_BREAK.split(_plain(name)))
    folded = (" ".join(part.split()) for part in parts)
    return frozenset(
        name for name in folded if name and not _CREDENTIAL.match(name) and not _WORK.search(name)
    )


def title_right(found: str | None, wanted: str | None) -> bool | None:
    """Score a title; None where the truth has none."""
    return fold(found or "") == fold(wanted) if wanted else None


def authors_right(found: Iterable[str], wanted: Iterable[str]) -> bool | None:
    """Score the authors; None where the truth names nobody."""
    truth = fold_names(wanted)
    return fold_names(found) == truth if truth else None


def date_right(found: str | None, wanted: str | None) -> bool | None:
    """Score a published date (ISO 8601, any precision); None where the truth has none."""
    return (found or "")[:10] == wanted[:10] if wanted else None

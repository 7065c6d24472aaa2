"""Masked texts as patterns that a rule can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from declutter.learn.shapes import NAME, NUMBER, UNSPACED
from declutter.rules.fold import fold

_ANY = {NAME: r"\S.{0,60}?", NUMBER: r"[\pL\d].{0,30}?"}
_PIECE = re.compile(f"[{NAME}{NUMBER}]|[^{NAME}{NUMBER}]+")
_SPECIAL = re.compile(r"([\\.^$|?*+()\[\]{}])")


def pattern_of(mask: str, *, start: bool = True, end: bool = True) -> str:
    """Return the RE2 pattern of all texts that have this shape, or begin or end with it.

    A name may be of any length up to 60 characters, a number or date up to 30.
    """
    pieces = [_ANY.get(piece) or _SPECIAL.sub(r"\\\1", piece) for piece in _PIECE.findall(mask)]
    return (
        ("^" if start else r"(?:^|[^\pL\d])")
        + "".join(pieces)
        + ("$" if end else r"(?:$|[^\pL\d])")
    )


def sharpened(mask: str, texts: Sequence[str]) -> str:
    """Return the masked text with what is the same in all of `texts` written out again.

    German nouns look like names, and a site's own name is one.
    """
    pieces = _PIECE.findall(mask)
    reading = re.compile(
        "".join("(.+?)" if piece in _ANY else re.escape(piece) for piece in pieces)
    )
    found = [match.groups() for text in texts if (match := reading.fullmatch(fold(text)))]
    if len(found) < 2:
        return mask
    same = iter([values[0] if len(set(values)) == 1 else "" for values in zip(*found, strict=True)])
    return "".join((next(same) or piece) if piece in _ANY else piece for piece in pieces)


def common_opening(masks: Sequence[str]) -> str:
    """Return the whole words, or characters without spaces, that all masked texts begin with."""
    first, last = min(masks), max(masks)
    length = next(
        (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other),
        min(len(first), len(last)),
    )
    common = first[:length]
    if len(common) == min(map(len, masks)) or UNSPACED.search(common):
        return common
    return common.rpartition(" ")[0] or common


def common_ending(masks: Sequence[str]) -> str:
    """Return the whole words, or characters without spaces, that all masked texts end with."""
    return common_opening([mask[::-1] for mask in masks])[::-1]

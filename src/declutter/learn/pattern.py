"""Masked texts as patterns that a rule can hold."""

from __future__ import annotations

import re

from declutter.learn.shapes import NAME, NUMBER

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

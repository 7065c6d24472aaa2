"""Shapes as patterns that a rule can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from declutter.learn.shapes import NAME, NUMBER

_ANY_NAME = r"\S.{0,60}?"
_ANY_NUMBER = r"\S*(?:\d|\pL).{0,30}?"
_SPECIAL = re.compile(r"([\\.^$|?*+()\[\]{}])")


def pattern_of(shape: Sequence[str]) -> str:
    """Return the RE2 pattern of all texts that have this shape.

    A name may be of any length up to 60 characters, a number or date up to 30.
    """
    parts = [
        {NAME: _ANY_NAME, NUMBER: _ANY_NUMBER}.get(word) or _SPECIAL.sub(r"\\\1", word)
        for word in shape
    ]
    return "^" + " ".join(parts) + "$"


def fixed_words(shape: Sequence[str]) -> list[str]:
    """Return the words of a shape that stand for themselves."""
    return [word for word in shape if word not in (NAME, NUMBER)]


__all__ = ["fixed_words", "pattern_of"]

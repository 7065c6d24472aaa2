"""How a block is worded: the sum of learnt weights of its opening and closing words.

A linear model over words and word pairs, in the languages that the training pages are in; a block
in another language scores 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+|\d+|[©®|→»]")
_OPENING, _CLOSING = 12, 5


def phrases(text: str) -> set[str]:
    """A block's words and word pairs: from its first twelve and its last five words."""
    words = _WORD.findall(text[:200].lower())
    words = ["0" if word.isdigit() else word for word in words]
    opening = words[:_OPENING]
    found = set(opening)
    found.update(f"{a} {b}" for a, b in pairwise(opening))
    if opening:
        found.add(f"^{opening[0]}")
        found.add("^" + " ".join(opening[:2]))
    if len(text) > 200:
        words = _WORD.findall(text[-60:].lower())
    closing = words[-_CLOSING:]
    found.update(f"{word}$" for word in closing)
    return found


class Wording:
    """Learnt weights of phrases, in log-odds of story."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)

    def score(self, text: str) -> float:
        """The sum of the weights of a block's phrases; 0 where none is known."""
        weights = self._weights
        return sum(weights.get(phrase, 0.0) for phrase in phrases(text))

"""How a block is worded: the sum of learnt weights of its opening and closing words.

A linear model over words and word pairs, in the languages that the training pages are in; a block
in another language scores 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+|\d+|[©®|→»]")
_PUNCTUATION = ".,:;!?…()[]\"'“”„‘’«-–—"
_OPENING, _CLOSING = 12, 5
_LONG, _SOME = 200, 100


def _ends(text: str) -> tuple[list[str], list[str]]:
    """A block's first twelve and last five words, in lower case; numbers are 0."""
    if len(text) <= _LONG:
        words = _words(text)
        return words[:_OPENING], words[-_CLOSING:]
    opening = _words(text[:_SOME])
    if len(opening) <= _OPENING:  # the last one may be cut off
        opening = _words(text[:_LONG])
    return opening[:_OPENING], _words(text[-60:])[-_CLOSING:]


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in text.lower().split():
        # The pattern takes long, and most of what stands between spaces is a word and a comma.
        if word.isalpha() or (word := word.strip(_PUNCTUATION)).isalpha():
            found.append(word)
        else:
            found += ["0" if part.isdigit() else part for part in _WORD.findall(word)]
    return found


def phrases(text: str) -> set[str]:
    """A block's words and word pairs: from its first twelve and its last five words; numbers are 0.

    `^` stands before the first word and the first pair, `$` after each of the last words.
    """
    opening, closing = _ends(text)
    found = set(opening)
    found.update(f"{a} {b}" for a, b in pairwise(opening))
    if opening:
        found.add(f"^{opening[0]}")
        found.add("^" + " ".join(opening[:2]))
    found.update(f"{word}$" for word in closing)
    return found


class Wording:
    """Learnt weights of phrases, in log-odds of story."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        # By where in a block the words stand, so that no phrase needs to be put together.
        self._words: dict[str, float] = {}
        self._pairs: dict[tuple[str, ...], float] = {}
        self._first: dict[tuple[str, ...], float] = {}
        self._last: dict[str, float] = {}
        for phrase, weight in weights.items():
            if phrase.startswith("^"):
                self._first[tuple(phrase[1:].split())] = weight
            elif phrase.endswith("$"):
                self._last[phrase[:-1]] = weight
            elif " " in phrase:
                self._pairs[tuple(phrase.split())] = weight
            else:
                self._words[phrase] = weight
        self._known_words = frozenset(self._words)
        self._known_pairs = frozenset(self._pairs)
        self._known_last = frozenset(self._last)

    def score(self, text: str) -> float:
        """The sum of the weights of a block's `phrases`; 0 where none is known."""
        opening, closing = _ends(text)
        score = self._first.get(tuple(opening[:1]), 0.0)
        if len(opening) > 1:
            score += self._first.get(tuple(opening[:2]), 0.0)
        # Most words have no weight: sets are quickest to tell which have.
        for word in self._known_words.intersection(opening):
            score += self._words[word]
        for pair in self._known_pairs.intersection(pairwise(opening)):
            score += self._pairs[pair]
        for word in self._known_last.intersection(closing):
            score += self._last[word]
        return score

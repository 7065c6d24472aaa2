"""Which rules' patterns a block's text matches, with as few of them tried as can be.

Thousands of patterns in one automaton overflow any memory, and even those for one language cost
19 us for each block that is new, since text that it has not seen makes new states: their number is
the product of all that could be going on. So patterns are told apart by how they begin (see
`openings`) and only those that can begin as the block does are tried, one by one, 1 us each: two
blocks in three meet none, the others six. A pattern is compiled when it is first tried: most never
are. Patterns that can begin with anything go through RE2's filter, which looks for the words that
a match must hold before it tries one: 5 us. Measured on 100,000 blocks of 800 pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from declutter.rules.patterns import Pattern, PatternFilter
from declutter.rules.rule import Rule
from declutter.rules.table import openings
from declutter.rules.text import BlockText


class PatternIndex:
    """The patterns of many rules, given by number, compiled when a text could match them."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        beginning: defaultdict[str, list[int]] = defaultdict(list)
        self._told: list[Pattern] = []
        others = []
        for number, rule in rules.items():
            for written in rule.pattern:
                pattern = Pattern(number, rule, written)
                known = openings(written)
                if known is None:
                    others.append(pattern)
                    continue
                for begin in known:
                    beginning[begin].append(len(self._told))
                self._told.append(pattern)
        # Thousands of tuples of numbers are no work for the garbage collector, as lists would be.
        self._beginning = {begin: tuple(places) for begin, places in beginning.items()}
        self._others = PatternFilter(others) if others else None

    def beginning_like(self, text: BlockText) -> list[int]:
        """Return the numbers of the rules with a pattern, one of those told by how they begin,
        that the text matches."""
        found = []
        for begin in text.begins:
            for length in range(1, len(begin) + 1):
                for place in self._beginning.get(begin[:length], ()):
                    pattern = self._told[place]
                    if text.words <= pattern.most and pattern.matches(text.raw):
                        found.append(pattern.number)
        return found

    def beginning_anyhow(self, text: BlockText) -> list[int]:
        """Return the numbers of the rules with another pattern that the text matches."""
        return self._others.match(text.raw) if self._others else []

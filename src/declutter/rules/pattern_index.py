"""Which rules' patterns a block's text matches, with as few of them tried as can be.

Thousands of patterns in one automaton overflow any memory, and even those for one language cost
19 us for each block that is new, since text that it has not seen makes new states: their number is
the product of all that could be going on. (Text seen before costs 2 us.) So patterns are told apart
by how they begin (see `openings`) and only those that can begin as the block does are tried: two
blocks in three meet none, and the rest cost 5 us. Patterns that can begin with anything go through
RE2's filter, which looks for the words that a match must hold before it tries one: 5 us, where a
set of them costs 9. Measured on 60,000 blocks of 250 pages, each met for the first time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from declutter.rules.openings import openings
from declutter.rules.patterns import Owned, PatternFilter, PatternSet
from declutter.rules.rule import DEFAULT_MAX_WORDS, Rule
from declutter.rules.text import BlockText

# So many patterns are tried one by one, which are compiled once whatever they stand together with.
_FEW = 4

# Sets by beginning, kept for the next block that begins so; when there are more, start over.
_REMEMBERED = 5_000


class PatternIndex:
    """The patterns of many rules, given by number, compiled when a text could match them."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self._beginning: defaultdict[str, list[Owned]] = defaultdict(list)
        self._others: list[Owned] = []
        self._lasting = {number for number, rule in rules.items() if rule.most > DEFAULT_MAX_WORDS}
        for number, rule in rules.items():
            for pattern in rule.pattern:
                owned = Owned(number, rule, pattern)
                known = openings(pattern)
                if known is None:
                    self._others.append(owned)
                for begin in known or ():
                    self._beginning[begin].append(owned)
        self._compiled: dict[tuple[Owned, ...], PatternSet] = {}
        # For texts that are long for a label, and for others.
        self._by_begin: tuple[dict[str, tuple[PatternSet, ...]], ...] = ({}, {})
        self._filters: dict[bool, PatternFilter] = {}

    def beginning_like(self, text: BlockText) -> list[int]:
        """Return the numbers of the rules with a pattern, one of those told by how they begin,
        that the text matches. Rules with a lesser `max_words` may be among them."""
        is_long = text.words > DEFAULT_MAX_WORDS
        known = self._by_begin[is_long]
        found: list[int] = []
        for begin in text.begins:
            sets = known.get(begin)
            if sets is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                sets = known[begin] = self._sets(begin, is_long)
            for patterns in sets:
                found += patterns.match(text.raw)
        return found

    def beginning_anyhow(self, text: BlockText) -> list[int]:
        """Return the numbers of the rules with another pattern that the text matches."""
        is_long = text.words > DEFAULT_MAX_WORDS
        patterns = self._filters.get(is_long)
        if patterns is None:
            patterns = self._filters[is_long] = PatternFilter(self._for(self._others, is_long))
        return patterns.match(text.raw)

    def _sets(self, begin: str, is_long: bool) -> tuple[PatternSet, ...]:
        """The patterns for texts that begin so."""
        patterns = [
            owned
            for length in range(1, len(begin) + 1)
            for owned in self._for(self._beginning.get(begin[:length], []), is_long)
        ]
        if not patterns:
            return ()
        together = [(owned,) for owned in patterns] if len(patterns) <= _FEW else [tuple(patterns)]
        for some in together:
            if some not in self._compiled:
                self._compiled[some] = PatternSet(some)
        return tuple(self._compiled[some] for some in together)

    def _for(self, patterns: list[Owned], is_long: bool) -> list[Owned]:
        return [owned for owned in patterns if not is_long or owned.number in self._lasting]

"""Which rules a block's words satisfy: whole lines, openings, endings and patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from declutter.errors import RuleError
from declutter.rules.fold import caseless, fold, is_word, line_key, trim_end, trim_start
from declutter.rules.pattern_index import PatternIndex, limit
from declutter.rules.rule import Rule

# Openings and endings are looked up by so many of their characters, then compared whole.
_REACH = 3

_Table = dict[str, tuple[tuple[str, int], ...]]


class PhraseIndex:
    """The text conditions of many rules, answered for one block at a time.

    Whole lines are one look-up in a dict; openings and endings a look-up by their first or last
    characters; patterns are left to `PatternIndex`.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        lines: defaultdict[str, list[int]] = defaultdict(list)
        starts: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        ends: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for phrase in rule.line:
                lines[_key(rule, "line", line_key(_caseless(phrase)))].append(number)
            for phrase in rule.starts:
                key = _key(rule, "starts", trim_start(_caseless(phrase)).rstrip())
                starts[key[:_REACH]].append((key, number))
            for phrase in rule.ends:
                key = _key(rule, "ends", trim_end(_caseless(phrase)).lstrip())
                ends[key[-_REACH:]].append((key, number))
        self._lines = {key: tuple(numbers) for key, numbers in lines.items()}
        self._starts: _Table = {key: tuple(pairs) for key, pairs in starts.items()}
        self._ends: _Table = {key: tuple(pairs) for key, pairs in ends.items()}
        self._short_starts = tuple(key for key in self._starts if len(key) < _REACH)
        self._short_ends = tuple(key for key in self._ends if len(key) < _REACH)
        self._patterns = PatternIndex(rules)
        self._longest = max((limit(rule) for rule in rules if rule.on_text), default=0)

    def match(self, folded: str, low: str, words: int, language: str | None) -> set[int]:
        """Return the numbers of the rules one of whose text conditions holds.

        `folded` and `low` are the block's text as `fold_all` returns it, `words` its length,
        `language` the page's primary language or None when that is unknown. Rules with a lesser
        `max_words` or for other languages may be among them.
        """
        if words > self._longest:
            return set()
        found = set(self._lines.get(line_key(low), ()))
        self._match_starts(trim_start(low), found)
        self._match_ends(trim_end(low), found)
        found.update(self._patterns.match(folded, low, words, language))
        return found

    def _match_starts(self, text: str, found: set[int]) -> None:
        for prefix in (text[:_REACH], *self._short_starts):
            for phrase, number in self._starts.get(prefix, ()):
                if text.startswith(phrase):
                    after = text[len(phrase) : len(phrase) + 1]
                    if not (after and is_word(after) and is_word(phrase[-1])):
                        found.add(number)

    def _match_ends(self, text: str, found: set[int]) -> None:
        for suffix in (text[-_REACH:], *self._short_ends):
            for phrase, number in self._ends.get(suffix, ()):
                if text.endswith(phrase):
                    before = text[-len(phrase) - 1 : -len(phrase)]
                    if not (before and is_word(before) and is_word(phrase[0])):
                        found.add(number)


def _caseless(phrase: str) -> str:
    return caseless(fold(phrase))


def _key(rule: Rule, condition: str, key: str) -> str:
    if not key:
        raise RuleError(
            f"{rule.source}: rule {rule.id}: key `{condition}`: a phrase of punctuation alone"
            " matches nothing; write a pattern"
        )
    return key

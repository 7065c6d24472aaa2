"""Which rules a block's words satisfy by phrases: whole lines, openings, endings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from declutter.errors import RuleError
from declutter.rules.fold import fold_all, is_word, line_key, trim_end, trim_start
from declutter.rules.rule import Rule
from declutter.rules.text import BlockText

# Openings and endings are looked up by so many of their characters, then compared whole.
_REACH = 3

_Table = dict[str, list[tuple[str, int]]]


class PhraseIndex:
    """The phrases of many rules, given by number, looked up for one text at a time.

    Whole lines are one look-up in a dict; openings and endings a look-up by their first or last
    characters.
    """

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        """Raise RuleError for a phrase of punctuation alone."""
        lines: defaultdict[str, list[int]] = defaultdict(list)
        self._starts: _Table = {}
        self._ends: _Table = {}
        for number, rule, phrase in _folded(rules, "line"):
            lines[_key(rule, "line", line_key(phrase))].append(number)
        # Thousands of tuples of numbers are no work for the garbage collector, as lists would be.
        self._lines = {key: tuple(numbers) for key, numbers in lines.items()}
        for number, rule, phrase in _folded(rules, "starts"):
            key = _key(rule, "starts", trim_start(phrase).rstrip())
            self._starts.setdefault(key[:_REACH], []).append((key, number))
        for number, rule, phrase in _folded(rules, "ends"):
            key = _key(rule, "ends", trim_end(phrase).lstrip())
            self._ends.setdefault(key[-_REACH:], []).append((key, number))
        self._short_starts = tuple(key for key in self._starts if len(key) < _REACH)
        self._short_ends = tuple(key for key in self._ends if len(key) < _REACH)

    def match(self, text: BlockText) -> set[int]:
        """Return the numbers of the rules that have a phrase the text is, begins or ends with.

        Rules with a lesser `max_words` may be among them.
        """
        found = set(self._lines.get(text.key, ()))
        if self._starts:
            self._match_starts(trim_start(text.low), found)
        if self._ends:
            self._match_ends(trim_end(text.low), found)
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


def _folded(rules: Mapping[int, Rule], condition: str) -> Iterator[tuple[int, Rule, str]]:
    """The phrases of all rules under a condition, folded and without case."""
    found = [
        (number, rule, phrase)
        for number, rule in rules.items()
        for phrase in getattr(rule, condition)
    ]
    _, low = fold_all([phrase for _, _, phrase in found])
    for (number, rule, _), phrase in zip(found, low, strict=True):
        yield number, rule, phrase


def _key(rule: Rule, condition: str, key: str) -> str:
    if not key:
        raise RuleError(
            f"{rule.source}: rule {rule.id}: key `{condition}`: a phrase of punctuation alone"
            " matches nothing; write a pattern"
        )
    return key

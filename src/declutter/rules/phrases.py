"""Which rules a block's words satisfy: whole lines, openings, endings and patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from declutter.errors import RuleError
from declutter.rules.fold import caseless, fold, is_word, line_key, trim_end, trim_start
from declutter.rules.pack import BUILT_IN, DEFAULT_MAX_WORDS
from declutter.rules.patterns import PatternSet
from declutter.rules.rule import Rule

# Openings and endings are looked up by so many of their characters, then compared whole.
_REACH = 3

_LATIN = "\u02af"
_HAN, _LAST_HAN = 0x4E, 0x9F

_Table = dict[str, tuple[tuple[str, int], ...]]


class PhraseIndex:
    """The text conditions of many rules, answered for one block at a time.

    Whole lines are one look-up in a dict; openings and endings a look-up by their first or last
    characters; patterns one pass of an RE2 set for each language. Blocks longer than most rules
    allow meet only the patterns of those rules that allow them.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        lines: defaultdict[str, list[int]] = defaultdict(list)
        starts: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        ends: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        patterns: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for phrase in rule.line:
                lines[_key(rule, "line", line_key(_caseless(phrase)))].append(number)
            for phrase in rule.starts:
                key = _key(rule, "starts", trim_start(_caseless(phrase)).rstrip())
                starts[key[:_REACH]].append((key, number))
            for phrase in rule.ends:
                key = _key(rule, "ends", trim_end(_caseless(phrase)).lstrip())
                ends[key[-_REACH:]].append((key, number))
            if rule.pattern:
                patterns[tuple(map(primary, rule.languages))].append(number)
        self._lines = {key: tuple(numbers) for key, numbers in lines.items()}
        self._starts: _Table = {key: tuple(pairs) for key, pairs in starts.items()}
        self._ends: _Table = {key: tuple(pairs) for key, pairs in ends.items()}
        self._short_starts = tuple(key for key in self._starts if len(key) < _REACH)
        self._short_ends = tuple(key for key in self._ends if len(key) < _REACH)
        self._groups = [
            _Group(rules, numbers, languages) for languages, numbers in patterns.items()
        ]
        self._spoken: dict[str | None, tuple[_Group, ...]] = {}
        self._longest = max((_limit(rule) for rule in rules if rule.on_text), default=0)

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
        for group in self._spoken_in(language):
            if language is not None or group.is_written_like(folded):
                found.update(group.patterns(words).match(folded))
        return found

    def _spoken_in(self, language: str | None) -> tuple[_Group, ...]:
        """The groups of patterns for pages in a language: all of them when it is unknown."""
        known = self._spoken.get(language)
        if known is None:
            known = self._spoken[language] = tuple(
                group
                for group in self._groups
                if language is None or not group.languages or language in group.languages
            )
        return known

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


class _Group:
    """The patterns of rules for the same languages, compiled when a page first needs them.

    One automaton for the patterns of thirty languages has more states than fit in memory and is
    twenty times slower; a page is in one language.
    """

    def __init__(
        self, rules: Sequence[Rule], numbers: Sequence[int], languages: tuple[str, ...]
    ) -> None:
        self.languages = languages
        self._rules = rules
        self._numbers = numbers
        self._sets: dict[bool, PatternSet] = {}
        self._script = _script(rules, numbers) if languages else frozenset()
        if any(not rules[number].source.startswith(str(BUILT_IN)) for number in numbers):
            self.patterns(0)  # a user's mistake is told at once

    def patterns(self, words: int) -> PatternSet:
        """Return the patterns that a block of so many words meets."""
        is_long = words > DEFAULT_MAX_WORDS
        found = self._sets.get(is_long)
        if found is None:
            pairs = [
                (number, pattern)
                for number in self._numbers
                if not is_long or _limit(self._rules[number]) > DEFAULT_MAX_WORDS
                for pattern in self._rules[number].pattern
            ]
            found = self._sets[is_long] = PatternSet(self._rules, pairs, "pattern")
        return found

    def is_written_like(self, text: str) -> bool:
        """Whether `text` has letters of the script that these languages are written in."""
        return not self._script or not self._script.isdisjoint(_letter_blocks(text))


def _script(rules: Sequence[Rule], numbers: Sequence[int]) -> frozenset[int]:
    """The blocks of letters that the rules' own examples are written in; none for Latin."""
    text = " ".join(example for number in numbers for example in rules[number].drop)
    letters = sum(character.isalpha() for character in text)
    foreign = [character for character in text if character > _LATIN and character.isalpha()]
    return _letter_blocks("".join(foreign)) if len(foreign) * 2 > letters else frozenset()


def _letter_blocks(text: str) -> frozenset[int]:
    """The Unicode blocks beyond Latin that the text has characters of, Han as one."""
    if text.isascii():
        return frozenset()
    return frozenset(
        _HAN if _HAN <= ord(character) >> 8 <= _LAST_HAN else ord(character) >> 8
        for character in text
        if character > _LATIN and character.isalpha()
    )


def _limit(rule: Rule) -> int:
    return 1 << 30 if rule.max_words is None else rule.max_words


def primary(language: str) -> str:
    """Return the language of a tag without region or script: "en" of "en-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()


def _caseless(phrase: str) -> str:
    return caseless(fold(phrase))


def _key(rule: Rule, condition: str, key: str) -> str:
    if not key:
        raise RuleError(
            f"{rule.source}: rule {rule.id}: key `{condition}`: a phrase of punctuation alone"
            " matches nothing; write a pattern"
        )
    return key

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
from collections.abc import Sequence

from declutter.rules.openings import SKIPS, opening, openings
from declutter.rules.pack import BUILT_IN, DEFAULT_MAX_WORDS
from declutter.rules.patterns import PatternFilter, PatternSet
from declutter.rules.rule import Rule

_LATIN = "\u02af"
_HAN, _LAST_HAN = 0x4E, 0x9F

# So many patterns are tried one by one, which are compiled once whatever they stand together with.
_FEW = 4

# Sets by beginning, kept for the next block that begins so; when there are more, start over.
_REMEMBERED = 20_000


class PatternIndex:
    """The patterns of many rules, compiled when a text is met that they could match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._known: dict[tuple[str | None, bool, str], tuple[PatternSet, ...]] = {}
        by_languages: defaultdict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
        users = []
        for number, rule in enumerate(rules):
            pairs = [(number, pattern) for pattern in rule.pattern]
            by_languages[tuple(map(primary, rule.languages))] += pairs
            if not rule.source.startswith(str(BUILT_IN)):
                users += pairs
        self._by_languages = {key: pairs for key, pairs in by_languages.items() if pairs}
        self._compiled: dict[tuple[tuple[int, str], ...], PatternSet] = {}
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._spoken: dict[str | None, tuple[_Group, ...]] = {}
        # A mistake in a user's pack is told at once; those of the package are tested.
        PatternSet(rules, users, "pattern")

    def match(self, folded: str, low: str, words: int, language: str | None) -> list[int]:
        """Return the numbers of the rules one of whose patterns the text matches.

        The arguments are those of `PhraseIndex.match`.
        """
        is_long = words > DEFAULT_MAX_WORDS
        groups = self._spoken_in(language)
        found: list[int] = []
        # Nothing is skipped before a letter, whatever a pattern skips.
        skips = ("",) if "a" <= low[:1] <= "z" else SKIPS
        for begin in {opening(low, skip) for skip in skips}:
            found += self._match_beginning(folded, begin, language, is_long)
        for group in groups:
            if language is not None or group.is_written_like(folded):
                found += group.match(folded, is_long)
        return found

    def _match_beginning(
        self, folded: str, begin: str, language: str | None, is_long: bool
    ) -> list[int]:
        key = (language, is_long, begin)
        patterns = self._known.get(key)
        if patterns is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            patterns = self._known[key] = self._patterns(begin, language, is_long)
        return [number for pattern in patterns for number in pattern.match(folded)]

    def _patterns(self, begin: str, language: str | None, is_long: bool) -> tuple[PatternSet, ...]:
        """The patterns for texts that begin so, of languages that the page may be in."""
        found: list[PatternSet] = []
        # Each group apart: what holds in every language is compiled once for all of them.
        for group in self._spoken_in(language):
            pairs = tuple(
                (number, pattern)
                for length in range(1, len(begin) + 1)
                for number, pattern in group.beginning.get(begin[:length], ())
                if not is_long or limit(self._rules[number]) > DEFAULT_MAX_WORDS
            )
            if not pairs:
                continue
            for some in [(pair,) for pair in pairs] if len(pairs) <= _FEW else [pairs]:
                if some not in self._compiled:
                    self._compiled[some] = PatternSet(self._rules, some, "pattern")
                found.append(self._compiled[some])
        return tuple(found)

    def _spoken_in(self, language: str | None) -> tuple[_Group, ...]:
        """The groups for pages in a language: all of them when it is unknown."""
        known = self._spoken.get(language)
        if known is None:
            wanted = [
                languages
                for languages in self._by_languages
                if language is None or not languages or language in languages
            ]
            for languages in wanted:
                if languages not in self._groups:
                    pairs = self._by_languages[languages]
                    self._groups[languages] = _Group(self._rules, pairs, languages)
            known = tuple(self._groups[languages] for languages in wanted)
            self._spoken[language] = known
        return known


class _Group:
    """The patterns of rules for the same languages.

    `beginning` holds those that are told by how texts begin; `match` tries the others.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        pairs: Sequence[tuple[int, str]],
        languages: tuple[str, ...],
    ) -> None:
        self.languages = languages
        self.beginning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._rules = rules
        self._pairs = []
        for pair in pairs:
            known = openings(pair[1])
            if known is None:
                self._pairs.append(pair)
            for begin in known[1] if known else ():
                self.beginning[begin].append(pair)
        self._filters: dict[bool, PatternFilter] = {}
        self._script = _script(rules, pairs) if languages else frozenset()

    def match(self, folded: str, is_long: bool) -> list[int]:
        """Return the numbers of the rules that own a matching pattern."""
        found = self._filters.get(is_long)
        if found is None:
            pairs = [
                (number, pattern)
                for number, pattern in self._pairs
                if not is_long or limit(self._rules[number]) > DEFAULT_MAX_WORDS
            ]
            found = self._filters[is_long] = PatternFilter(self._rules, pairs, "pattern")
        return found.match(folded)

    def is_written_like(self, text: str) -> bool:
        """Whether `text` has letters of the script that these languages are written in."""
        return not self._script or not self._script.isdisjoint(_letter_blocks(text))


def limit(rule: Rule) -> int:
    """Return how many words a block may have for the rule to hold."""
    return 1 << 30 if rule.max_words is None else rule.max_words


def primary(language: str) -> str:
    """Return the language of a tag without region or script: "en" of "en-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()


def is_spoken(rule: Rule, language: str | None) -> bool:
    """Whether the rule is for pages in a primary language, None if that is unknown."""
    return language is None or not rule.languages or language in map(primary, rule.languages)


def _script(rules: Sequence[Rule], pairs: Sequence[tuple[int, str]]) -> frozenset[int]:
    """The blocks of letters that the rules' own examples are written in; none for Latin."""
    text = " ".join(example for number, _ in pairs for example in rules[number].drop)
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

"""Rules for the same languages, compiled together when the first page in one of them is met."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from declutter.rules.elements import ElementIndex
from declutter.rules.pattern_index import PatternIndex
from declutter.rules.phrases import PhraseIndex
from declutter.rules.rule import Rule
from declutter.rules.text import BlockText

_LATIN = "\u02af"
_HAN, _LAST_HAN = 0x4E, 0x9F


class Group:
    """Rules given by number, all for the same languages and for one kind of input.

    `longest` is how many words a text may have that one of them looks at.
    """

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self._phrases = PhraseIndex(rules)
        self._patterns = PatternIndex(rules)
        by_elements = {number: rule for number, rule in rules.items() if rule.on_nodes}
        self.elements = ElementIndex(by_elements) if by_elements else None
        # A rule on text is found by its text; its tags and classes are then confirmed.
        self.needs_both = frozenset(n for n, rule in by_elements.items() if rule.on_text)
        self.shapes = frozenset(
            n for n, rule in rules.items() if not rule.on_text and not rule.on_nodes
        )
        self.longest = max((rule.most for rule in rules.values() if rule.on_text), default=0)
        self._rules = rules

    def match(self, text: BlockText, in_doubt: bool) -> set[int]:
        """Return the numbers of the rules one of whose text conditions holds.

        `in_doubt` says that the page's language is unknown. Rules with a lesser `max_words` may be
        among them.
        """
        found = self._phrases.match(text)
        found.update(self._patterns.beginning_like(text))
        if not in_doubt or self._is_written_like(text.folded):
            found.update(self._patterns.beginning_anyhow(text))
        return found

    @cached_property
    def _script(self) -> frozenset[int]:
        anywhere = any(not rule.languages for rule in self._rules.values())
        return frozenset() if anywhere else _script(self._rules)

    def _is_written_like(self, text: str) -> bool:
        """Whether `text` has letters of the script that these languages are written in."""
        return not self._script or not self._script.isdisjoint(_letter_blocks(text))


def _script(rules: Mapping[int, Rule]) -> frozenset[int]:
    """The blocks of letters that the rules' own examples are written in; none for Latin."""
    text = " ".join(
        example for rule in rules.values() for _ in rule.pattern for example in rule.drop
    )
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

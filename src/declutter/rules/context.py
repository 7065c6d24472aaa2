"""Conditions on what stands around a block: its place in the story, its neighbours, repetition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from declutter.rules.fold import caseless, count_words, fold, is_sentence, line_key
from declutter.rules.rule import Position, Rule
from declutter.rules.text import Texts

# A kept block this long that ends as a sentence does is surely a paragraph of the story.
_PARAGRAPH_WORDS = 12

# A text at least this long that stands within another block, so far away, is quoted from it.
_QUOTED_CHARS = 25
_QUOTE_REACH = 50

# A caption and the alt text it repeats stand side by side, a credit or a label between at most.
_CAPTION_REACH = 2


class Context:
    """What conditions on the surroundings look at, for one page and one state of judgement.

    `names[i]` holds the kinds and rule ids that block i was dropped with, empty while it is kept.
    """

    def __init__(
        self,
        texts: Texts,
        title: str | None,
        hits: Sequence[Sequence[Rule]],
        kept: Sequence[bool],
    ) -> None:
        self._texts = texts
        self._kept = kept
        self._title = line_key(caseless(fold(title))) if title else ""
        self.names: defaultdict[int, set[str]] = defaultdict(set)
        for number, rules in enumerate(hits):
            if rules and not kept[number]:
                for rule in rules:
                    if rule.is_noise:
                        self.names[number].update((rule.kind, rule.id))

    @cached_property
    def _keys(self) -> list[str]:
        return self._texts.keys()

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._keys)

    @cached_property
    def _story(self) -> tuple[int, int, int]:
        """The first, the last but one and the last sure paragraph."""
        kept = [number for number, keep in enumerate(self._kept) if keep]
        first = next(filter(self._is_paragraph, kept), -1)
        nowhere = len(self._kept)
        ends = islice(filter(self._is_paragraph, reversed(kept)), 2)
        last, before, *_ = (*ends, nowhere, nowhere)
        return first, before, last

    def _is_paragraph(self, number: int) -> bool:
        text = self._texts.folded(number)
        return count_words(text) >= _PARAGRAPH_WORDS and is_sentence(text)

    def holds(self, rule: Rule, number: int) -> bool:
        """Whether the rule's conditions on its surroundings hold for block `number`."""
        if rule.position and rule.position != self.position(number):
            return False
        if rule.next_to and not self._is_next_to(rule.next_to, number):
            return False
        if rule.after and not self._is_named(number - 1, rule.after):
            return False
        return not rule.repeats or self._repeats(rule.repeats, number)

    def position(self, number: int) -> Position:
        """Where a block stands: before, among or after the sure paragraphs of the story.

        The last of these stands after the others: it may be the author's biography. On a page
        without any, everything is in the body.
        """
        first, before, last = self._story
        if number < first:
            return "lead"
        return "tail" if number > (before if number == last else last) else "body"

    def _is_next_to(self, wanted: Sequence[str], number: int) -> bool:
        return self._is_named(number - 1, wanted) or self._is_named(number + 1, wanted)

    def _is_named(self, number: int, wanted: Sequence[str]) -> bool:
        names = self.names.get(number, ())
        return any(name in names for name in wanted)

    def _repeats(self, what: str, number: int) -> bool:
        if what == "headline" and not self._title:
            return False
        key = self._texts.key(number)
        if not key:
            return False
        if what == "piece":
            return self._is_piece(key, number)
        if what == "block":
            return self._counts[key] > 1 or self._is_piece(key, number)
        if what == "headline":
            return _is_headline(key, self._title)
        words = key.split()
        near = range(max(0, number - _CAPTION_REACH), number + _CAPTION_REACH + 1)
        return any(
            other != number
            and "caption" in self.names.get(other, ())
            and _are_within(words, self._keys[other].split())
            for other in near
        )

    def _is_piece(self, key: str, number: int) -> bool:
        """Whether a longer block around `number` holds its words."""
        return any(
            len(other) > len(key) >= _QUOTED_CHARS and key in other
            for other in self._keys[max(0, number - _QUOTE_REACH) : number + _QUOTE_REACH]
        )


def _is_headline(key: str, title: str) -> bool:
    """Whether a block is the title, with or without the site's name after or before it."""
    if key == title:
        return True
    if len(key) * 2 < len(title) or len(key) > 3 * len(title):
        return False
    longer, shorter = (title, key) if len(title) > len(key) else (key, title)
    rest = longer.removeprefix(shorter) if longer.startswith(shorter) else ""
    if not rest and longer.endswith(shorter):
        rest = longer.removesuffix(shorter)[::-1]
    return rest.lstrip()[:1] in ("-", "|", ":", "·", "•") if rest else False


def _are_within(words: Sequence[str], caption: Sequence[str]) -> bool:
    """Whether nearly every word is one of the caption's, which may break off within a word."""
    if not words or len(words) > len(caption):
        return False
    known = set(caption)
    last = caption[-1]
    found = sum(word in known or (len(last) > 2 and word.startswith(last)) for word in words)
    return found * 5 >= len(words) * 4

"""Which rules the elements around a block satisfy: their tags, classes, ids and roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from declutter.blocks import HEADINGS, Block, Node, Page
from declutter.characters import UNSPACED
from declutter.rules.patterns import Pattern, PatternSet
from declutter.rules.rule import Rule
from declutter.rules.table import words_of

# A pattern must cover whole parts of an attribute's words: `ad` is in "ad-slot" and "top_ad" but
# not in "lead". Words stand on lines of their own, and `.` does not match a line's end.
_WHOLE_PARTS = r"(?:^|[^a-z0-9])(?:%s)(?:$|[^a-z0-9])"

# Words of utility frameworks that style other elements or states: `[&_figcaption]:mt-2`,
# `md:hidden`. They say nothing of the element itself.
_VARIANT = frozenset("[]:&")

# An element that holds more than this share of a page's long text is the page's or the story's
# own frame: its classes name the page ("has-sidebar", "ads-enabled"), not what a block in it is.
_FRAME_SHARE = 1 / 3
_FRAME_CHARS = 1500
_UNSPACED_FRAME_CHARS = 500
_LONG_CHARS = 80

# A heading's id is mostly its own text ("keyword-research-and-tags"): words with so many hyphens
# are left out of headings.
_SLUG_HYPHENS = 2
# And of any element, that of the section it opens.
_SENTENCE_HYPHENS = 5

# What follows is drawn at random and may read like a word: "block-id-n1-ad-Xq".
_IDENTIFIER = "-id-"

_SEPARATORS = re.compile("[^a-z0-9@]+")
_NONE: frozenset[int] = frozenset()
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Sites repeat few attribute strings; when a long run over many sites fills the memory, start over.
_REMEMBERED = 50_000


class ElementIndex:
    """The `tag` and `class` conditions of many rules, given by number, for one block at a time."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        tags: defaultdict[str, list[int]] = defaultdict(list)
        words: defaultdict[str, set[int]] = defaultdict(set)
        matched: list[Pattern] = []
        for number, rule in rules.items():
            for tag in rule.tag:
                tags[tag].append(number)
            for pattern in rule.classes:
                written_out = words_of(pattern)
                if written_out is None:
                    matched.append(Pattern(number, rule, pattern))
                for word in written_out or ():
                    words[_SEPARATORS.sub("-", word).strip("-")].add(number)
        # Thousands of words, but few sets of rules, and garbage collection goes through each.
        distinct = {frozen: frozen for frozen in map(frozenset, words.values())}
        self._words = {word: distinct[frozenset(numbers)] for word, numbers in words.items()}
        self._first_parts = {word.partition("-")[0] for word in words}
        self._longest = max((word.count("-") + 1 for word in words), default=0)
        self._by_word: dict[str, frozenset[int]] = {}
        self._patterns = PatternSet(matched, _WHOLE_PARTS) if matched else None
        self._within = {number: rule.within for number, rule in rules.items()}
        self._levels = max(self._within.values(), default=-1) + 1
        self._needs_tag = frozenset(
            number for number, rule in rules.items() if rule.tag and rule.classes
        )
        self._level_sets: dict[frozenset[int], tuple[frozenset[int], ...]] = {}
        # What an element says of the blocks in it, by how many levels down they stand.
        self._by_tag: dict[str, tuple[frozenset[int], ...]] = {
            tag: self._by_level(numbers) for tag, numbers in tags.items()
        }
        self._by_attrs: dict[str, tuple[frozenset[int], ...]] = {"": ()}
        self._by_heading: dict[str, tuple[frozenset[int], ...]] = {"": ()}

    def match(self, block: Block, nodes: Sequence[Node], frames: Container[int]) -> set[int]:
        """Return the numbers of the rules whose `tag` and `class` conditions hold for `block`.

        `frames` are the elements that are too large to say anything of it, from `frames_of`.
        """
        by_tag = self._by_tag
        tagged: set[int] = set()
        classed: set[int] = set()
        if block.tag in by_tag:
            tagged |= by_tag[block.tag][0]
        at = block.node
        for level in range(self._levels):
            if at < 0 or at in frames:
                break
            node = nodes[at]
            if node.tag in by_tag:
                tagged |= by_tag[node.tag][level]
            hits = (self._by_attrs if node.tag not in HEADINGS else self._by_heading).get(
                node.attrs
            )
            if hits is None:
                hits = self._learn(node)
            if hits:
                classed |= hits[level]
            at = node.parent
        both = self._needs_tag
        if both and (tagged or classed):
            return (tagged ^ classed) - both | tagged & classed
        return tagged | classed

    def _by_level(self, numbers: Iterable[int]) -> tuple[frozenset[int], ...]:
        """Those of the rules that look so far up, for 0, 1, 2 … levels; () when there are none."""
        found = frozenset(numbers)
        if not found:
            return ()
        known = self._level_sets.get(found)
        if known is None:
            known = self._level_sets[found] = tuple(
                frozenset(number for number in found if self._within[number] >= level)
                for level in range(self._levels)
            )
        return known

    def _learn(self, node: Node) -> tuple[frozenset[int], ...]:
        words = node.attrs.split()
        known = self._by_attrs
        if node.tag in HEADINGS:
            words = [word for word in words if _name(word).count("-") < _SLUG_HYPHENS]
            known = self._by_heading
        hits: set[int] = set()
        for word in words:
            found = self._by_word.get(word)
            if found is None:
                found = self._look_up(word)
            hits |= found
        if len(known) >= _REMEMBERED:
            known.clear()
        known[node.attrs] = levels = self._by_level(hits)
        return levels

    def _look_up(self, word: str) -> frozenset[int]:
        """The rules that name a word or some parts of it, in a row; none for a word of no meaning."""
        hits: set[int] = set()
        if _VARIANT.isdisjoint(word) and (word.count("-") < _SENTENCE_HYPHENS or "_" in word):
            name = _name(word)
            forms = (name,) if name.islower() else (name, _CAMEL.sub("-", name))
            for form in forms:
                self._find(_parts(form), hits)
            if self._patterns:
                hits.update(self._patterns.match("\n".join(forms).encode()))
        if len(self._by_word) >= _REMEMBERED:
            self._by_word.clear()
        found = self._by_word[word] = frozenset(hits) if hits else _NONE
        return found

    def _find(self, parts: Sequence[str], hits: set[int]) -> None:
        """Add the rules that name some of a word's parts, in a row."""
        if self._first_parts.isdisjoint(parts):
            return
        for start, part in enumerate(parts):
            if part in self._first_parts:
                for end in range(start + 1, min(start + self._longest, len(parts)) + 1):
                    hits |= self._words.get("-".join(parts[start:end]), _NONE)


def _name(word: str) -> str:
    """A word without what is drawn at random after it."""
    return word.partition(_IDENTIFIER)[0]


def _parts(word: str) -> list[str]:
    word = word.lower()
    if word.isascii() and word.isalnum():
        return [word]
    return [part for part in _SEPARATORS.split(word) if part]


def frames_of(page: Page) -> frozenset[int]:
    """Return the elements that hold so much of the page's long blocks that they frame it."""
    if not page.nodes:
        return frozenset()
    long = [
        len(block.text) >= _LONG_CHARS and block.link_chars * 2 < len(block.text)
        for block in page.blocks
    ]
    held = page.sizes(long)
    longest = max(page.blocks, key=lambda block: len(block.text), default=None)
    is_unspaced = longest is not None and UNSPACED.search(longest.text)
    limit = max(_UNSPACED_FRAME_CHARS if is_unspaced else _FRAME_CHARS, held[0] * _FRAME_SHARE)
    return frozenset(number for number, size in enumerate(held) if size > limit)

"""Which rules the elements around a block satisfy: their tags, classes, ids and roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence

from declutter.blocks import Block, Node, Page
from declutter.rules.patterns import PatternSet
from declutter.rules.rule import Rule

# A pattern must cover whole parts of an attribute's words: `ad` is in "ad-slot" and "top_ad" but
# not in "lead". Words stand on lines of their own, and `.` does not match a line's end.
_WHOLE_PARTS = r"(?:^|[^a-z0-9])(?:%s)(?:$|[^a-z0-9])"

# Words of utility frameworks that style other elements or states: `[&_figcaption]:mt-2`,
# `md:hidden`. They say nothing of the element itself.
_VARIANT = frozenset("[]:&")

# An element that holds more than this share of a long page's text is the page's or the story's
# own frame: its classes name the page ("has-sidebar", "ads-enabled"), not what a block in it is.
_FRAME_SHARE = 1 / 3
_FRAME_CHARS = 1500

# A heading's id is mostly its own text ("keyword-research-and-tags"): words with so many hyphens
# are left out of headings.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SLUG_HYPHENS = 2

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Sites repeat few attribute strings; when a long run over many sites fills the memory, start over.
_REMEMBERED = 50_000


class ElementIndex:
    """The `tag` and `class` conditions of many rules, answered for one block at a time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        patterns: list[tuple[int, str]] = []
        tags: defaultdict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(rules):
            patterns += [(number, pattern) for pattern in rule.classes]
            for tag in rule.tag:
                tags[tag].append(number)
        self._rules = rules
        self._patterns = PatternSet(rules, patterns, "class", _WHOLE_PARTS)
        self._tags = {tag: tuple(numbers) for tag, numbers in tags.items()}
        self._by_attrs: dict[str, tuple[int, ...]] = {"": ()}
        self._by_heading: dict[str, tuple[int, ...]] = {"": ()}
        self._levels = max((rule.within for rule in rules if rule.on_nodes), default=-1)

    def match(self, block: Block, nodes: Sequence[Node], frames: Container[int]) -> set[int]:
        """Return the numbers of the rules whose `tag` and `class` conditions hold for `block`.

        `frames` are the elements that are too large to say anything of it, from `frames_of`.
        """
        tags = self._tags
        by_attrs = self._by_attrs
        tagged: list[tuple[int, int]] = []
        classed: list[tuple[int, int]] = []
        if block.tag in tags:
            tagged += [(number, 0) for number in tags[block.tag]]
        at = block.node
        level = 0
        while at >= 0 and level <= self._levels and at not in frames:
            node = nodes[at]
            if node.tag in tags:
                tagged += [(number, level) for number in tags[node.tag]]
            hits = (by_attrs if node.tag not in _HEADINGS else self._by_heading).get(node.attrs)
            if hits is None:
                hits = self._learn(node)
            if hits:
                classed += [(number, level) for number in hits]
            at = node.parent
            level += 1
        if not tagged and not classed:
            return set()
        return self._both(tagged, classed)

    def _both(self, tagged: list[tuple[int, int]], classed: list[tuple[int, int]]) -> set[int]:
        rules = self._rules
        by_tag = {number for number, level in tagged if level <= rules[number].within}
        by_class = {number for number, level in classed if level <= rules[number].within}
        found = {number for number in by_tag if not rules[number].classes or number in by_class}
        found.update(number for number in by_class if not rules[number].tag)
        return found

    def _learn(self, node: Node) -> tuple[int, ...]:
        words = [word for word in node.attrs.split() if _VARIANT.isdisjoint(word)]
        known = self._by_attrs
        if node.tag in _HEADINGS:
            words = [word for word in words if word.count("-") < _SLUG_HYPHENS]
            known = self._by_heading
        if not node.attrs.islower():
            words += [split for word in words if (split := _CAMEL.sub("-", word)) != word]
        hits = tuple(sorted(set(self._patterns.match("\n".join(words)))))
        if len(known) >= _REMEMBERED:
            known.clear()
        known[node.attrs] = hits
        return hits


def frames_of(page: Page) -> frozenset[int]:
    """Return the elements that hold so much of the page's text that they frame it."""
    nodes = page.nodes
    held = [0] * len(nodes)
    for block in page.blocks:
        if block.node >= 0:
            held[block.node] += len(block.text)
    limit = max(_FRAME_CHARS, sum(held) * _FRAME_SHARE)
    for number in range(len(nodes) - 1, 0, -1):  # an element comes after its ancestors
        if held[number]:
            held[nodes[number].parent] += held[number]
    return frozenset(number for number, size in enumerate(held) if size > limit)

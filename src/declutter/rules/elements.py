"""Which rules the elements around a block satisfy: their tags, classes, ids and roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from declutter.blocks import Block, Node
from declutter.rules.patterns import PatternSet
from declutter.rules.rule import Rule

# A pattern must cover whole parts of an attribute's words: `ad` is in "ad-slot" and "top_ad" but
# not in "lead". Words stand on lines of their own, and `.` does not match a line's end.
_WHOLE_PARTS = r"(?:^|[^a-z0-9])(?:%s)(?:$|[^a-z0-9])"

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
                tags[tag.lower()].append(number)
        self._rules = rules
        self._patterns = PatternSet(rules, patterns, "class", _WHOLE_PARTS)
        self._tags = {tag: tuple(numbers) for tag, numbers in tags.items()}
        self._by_attrs: dict[str, tuple[int, ...]] = {"": ()}
        self._levels = max((rule.within for rule in rules if rule.on_nodes), default=-1)

    def match(self, block: Block, nodes: Sequence[Node]) -> set[int]:
        """Return the numbers of the rules whose `tag` and `class` conditions hold for `block`."""
        tags = self._tags
        by_attrs = self._by_attrs
        tagged: list[tuple[int, int]] = []
        classed: list[tuple[int, int]] = []
        if block.tag in tags:
            tagged += [(number, 0) for number in tags[block.tag]]
        at = block.node
        level = 0
        while at >= 0 and level <= self._levels:
            node = nodes[at]
            if node.tag in tags:
                tagged += [(number, level) for number in tags[node.tag]]
            hits = by_attrs.get(node.attrs)
            if hits is None:
                hits = self._learn(node.attrs)
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

    def _learn(self, attrs: str) -> tuple[int, ...]:
        words = attrs.split()
        if not attrs.islower():
            words += [split for word in words if (split := _CAMEL.sub("-", word)) != word]
        hits = tuple(sorted(set(self._patterns.match("\n".join(words)))))
        if len(self._by_attrs) >= _REMEMBERED:
            self._by_attrs.clear()
        self._by_attrs[attrs] = hits
        return hits

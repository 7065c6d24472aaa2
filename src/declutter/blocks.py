"""Blocks, the one currency: every judgement is about a block of a page or of a scraped text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

InputKind = Literal["html", "text"]

STRONG, EMPHASIS, CODE, LINK = 1, 2, 4, 8
"""Inline styles of a run, summed."""

Run = tuple[str, int, str | None]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Node:
    """An element that blocks stand in: enough of it to match rules without the tree.

    `attrs` is what it is called: its class, id, role and the like, joined by spaces, as written.
    `parent` is an index into `Page.nodes`, -1 at the root. `position` counts elements of the
    same tag among the siblings, from 1.
    """

    tag: str
    attrs: str
    parent: int
    depth: int
    position: int = 1


@dataclass(slots=True)
class Block:
    """A run of text that a reader sees as one piece.

    `node` is an index into `Page.nodes` (-1 in scraped text); `line` counts from 1 in scraped
    text (0 in a page). `tag` is the element that makes the block (`p`, `h2`, `li`, `td` …; "" in
    scraped text). `link_chars` and `emphasis_chars` count characters of `text` inside links and
    inside b/strong/i/em. `joined` is true when only a line break parts it from the block before.
    `image` is the alternative text of a picture right before the block, None where there is none.
    `runs` are the block's pieces of inline text as (text, style, link address), before white
    space is folded; `style` is a sum of the constants above.
    """

    text: str
    tag: str = ""
    node: int = -1
    line: int = 0
    joined: bool = False
    link_chars: int = 0
    emphasis_chars: int = 0
    image: str | None = None
    runs: tuple[Run, ...] = ()


@dataclass(slots=True)
class Page:
    """A source cut into blocks: all that rules and judgement look at.

    `alts` are the alternative texts of its pictures.
    """

    blocks: list[Block]
    nodes: list[Node] = field(default_factory=list)
    input: InputKind = "html"
    language: str | None = None
    url: str | None = None
    title: str | None = None
    alts: list[str] = field(default_factory=list)

    def sizes(self, counted: Sequence[bool]) -> list[int]:
        """How many characters each element of `nodes` holds in the blocks that are `counted`."""
        held = [0] * len(self.nodes)
        for block, count in zip(self.blocks, counted, strict=True):
            if count and block.node >= 0:
                held[block.node] += len(block.text)
        for number in range(len(held) - 1, 0, -1):  # an element comes after its ancestors
            if held[number]:
                held[self.nodes[number].parent] += held[number]
        return held

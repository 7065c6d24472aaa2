"""Put an article together from a page's blocks and what was judged of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape
from operator import itemgetter
from typing import NamedTuple

from declutter.blocks import CODE, EMPHASIS, LINK, STRONG, Block, Page
from declutter.judge.verdict import Verdict
from declutter.parts import BlockType, Removal, TextBlock
from declutter.render.text import CELL
from declutter.segment import element_path, step

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_ROW = frozenset(("tr",))
_CELLS = frozenset(("td", "th"))
_MEANING = frozenset((*_LISTS, *_ITEMS, *_ROW, "table", "blockquote"))
_MAX_CELL = 400
"""The characters that a table's cell of several blocks may hold and still be data."""
_ELEMENTS = ((STRONG, "strong"), (EMPHASIS, "em"), (CODE, "code"))


def story(page: Page, verdicts: Sequence[Verdict]) -> tuple[TextBlock, ...]:
    """The kept blocks as the article's, in reading order; a table's row becomes one block."""
    shapes = _Shapes(page)
    paths = _Paths(page)
    result: list[TextBlock] = []
    last_home = last_row = last_list = -1
    after_break = True
    for block, verdict in zip(page.blocks, verdicts, strict=True):
        if not verdict.keep:
            after_break = after_break or not block.joined
            continue
        kind, level, ordered, home, row = shapes.of(block)
        if row >= 0 and row == last_row:
            result[-1] = _with_cell(result[-1], block)
            continue
        joined = bool(result) and (
            (block.joined and not after_break and kind == result[-1].type)
            or (home >= 0 and home == last_home and kind in ("list_item", "table_row"))
        )
        if kind == "list_item" and level > 1 and last_list >= 0:
            joined = bool(result)
        result.append(
            TextBlock(
                block.text,
                "standfirst" if verdict.kind == "standfirst" else kind,
                level,
                joined,
                ordered,
                paths.where(block),
                _inline_html(block),
                verdict.reasons,
            )
        )
        last_home, last_row = home, row
        last_list = home if kind == "list_item" else -1
        after_break = False
    return tuple(result)


def removals(page: Page, verdicts: Sequence[Verdict]) -> tuple[Removal, ...]:
    """What is not story, in the page's order."""
    paths = _Paths(page)
    return tuple(
        [
            Removal(verdict.kind, verdict.rule, block.text, paths.where(block), verdict.reasons)
            for block, verdict in zip(page.blocks, verdicts, strict=True)
            if not verdict.keep
        ]
    )


class _Paths:
    """Where a page's blocks stand; the paths of the elements around them are put together once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[int, str] = {-1: ""}

    def where(self, block: Block) -> str:
        """Return a block's line in a text, its element's path in a page."""
        if block.line:
            return f"line {block.line}"
        node = self._page.nodes[block.node]
        parent = self._known.get(node.parent)
        if parent is None:
            parent = self._path(node.parent, _REMEMBERED)
        return f"{parent}/{step(node)}"

    def _path(self, number: int, levels: int) -> str:
        """The path of an element, which is kept for so many levels from here up."""
        path = self._known.get(number)
        if path is None:
            if levels:
                node = self._page.nodes[number]
                path = f"{self._path(node.parent, levels - 1)}/{step(node)}"
            else:
                path = element_path(self._page, number)
            self._known[number] = path
        return path


_REMEMBERED = 3
"""Elements above a block whose paths are kept for the next: all would take memory by their depth."""


class _Place(NamedTuple):
    """The list item, list or table and row that an element stands in, -1 for none."""

    item: int
    level: int
    ordered: bool
    home: int
    row: int
    quoted: bool


class _Shapes:
    """What blocks are in the story, by the elements they stand in."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._first_in_item: dict[int, int] = {}
        self._places: dict[int, _Place] = {}

    def of(self, block: Block) -> tuple[BlockType, int, bool, int, int]:
        """A block's type, level, whether its list is numbered, its list or table, its row."""
        if block.tag in _HEADINGS:
            return "heading", _HEADINGS[block.tag], False, -1, -1
        if block.tag == "pre":
            return "code", 0, False, -1, -1
        # An element of no meaning here, as `p`, stands as the one around it does.
        at = block.node
        if self._page.nodes[at].tag not in _MEANING:
            at = self._page.nodes[at].parent
        place = self._places.get(at)
        if place is None:
            place = self._places[at] = self._place(at)
        if place.row >= 0 and place.home >= 0 and place.row not in self._layout:
            return "table_row", 0, False, place.home, place.row
        if place.item >= 0 and place.home >= 0:
            first = self._first_in_item.setdefault(place.item, id(block))
            if first == id(block):
                return "list_item", place.level, place.ordered, place.home, -1
        if place.quoted:
            return "quote", 0, False, -1, -1
        return "paragraph", 0, False, -1, -1

    def _place(self, at: int) -> _Place:
        """What an element stands in."""
        nodes = self._page.nodes
        item = row = home = -1
        level = 0
        ordered = quoted = False
        while at >= 0:
            tag = nodes[at].tag
            if tag in _ITEMS and item < 0:
                item = at
            elif tag in _LISTS and item >= 0:
                level += 1
                if home < 0:
                    home, ordered = at, tag == "ol"
            elif tag == "tr" and row < 0 and item < 0:
                row = at
            elif tag == "table" and row >= 0 and home < 0:
                home = at
            elif tag == "blockquote":
                quoted = True
            at = nodes[at].parent
        return _Place(item, level, ordered, home, row, quoted)

    @cached_property
    def _layout(self) -> set[int]:
        return _layout_rows(self._page)


def _layout_rows(page: Page) -> set[int]:
    """The rows of tables that lay out the page rather than hold data: a cell holds many blocks."""
    cells: dict[int, list[int]] = {}
    for block in page.blocks:
        cell = _up_to(page, block.node, _CELLS)
        if cell >= 0:
            cells.setdefault(cell, []).append(len(block.text))
    return {
        _up_to(page, cell, _ROW)
        for cell, sizes in cells.items()
        if len(sizes) > 1 and sum(sizes) > _MAX_CELL
    }


def _up_to(page: Page, node: int, tags: frozenset[str]) -> int:
    """The nearest element of these tags at or above an element, -1 where there is none."""
    while node >= 0 and page.nodes[node].tag not in tags:
        node = page.nodes[node].parent
    return node


def _with_cell(row: TextBlock, block: Block) -> TextBlock:
    return TextBlock(
        row.text + CELL + block.text, row.type, row.level, row.joined, where=row.where,
        reasons=row.reasons,
    )  # fmt: skip


_style_of = itemgetter(1)


def _inline_html(block: Block) -> str | None:
    """A block's inline markup: links, emphasis and code; None when it is plain."""
    if not any(map(_style_of, block.runs)):
        return None
    parts: list[str] = []
    space = False
    for text, style, href in block.runs:
        words = " ".join(text.split())
        if parts and (space or text[:1].isspace()):
            parts.append(" ")
        space = text[-1:].isspace()
        if not words:
            space = True
            continue
        html = escape(words, quote=False)
        for bit, element in _ELEMENTS:
            if style & bit:
                html = f"<{element}>{html}</{element}>"
        if style & LINK and href:
            html = f'<a href="{escape(href)}">{html}</a>'
        parts.append(html)
    return "".join(parts)

"""Kept and removed blocks brought back into the order in which the source has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from declutter.parts import Removal, TextBlock

if TYPE_CHECKING:
    from declutter.article import Article
    from declutter.blocks import Page

Part: TypeAlias = TextBlock | Removal

_LINE = re.compile(r"line (\d+)")
_FIRST = re.compile(r"\[1\]")


def in_order(article: Article, source: bytes | str) -> list[Part]:
    """Return the article's blocks and removals as they follow each other in the source."""
    place = _in_page(source) if article.input == "html" else _in_text
    placed = [*_placed(article.blocks, place), *_placed(article.removed, place)]
    return [part for _, part in sorted(placed, key=lambda pair: pair[0])]


def _placed(parts: Iterable[Part], place: Callable[[Part], int | None]) -> list[tuple[int, Part]]:
    """Each part with its place; one that cannot be found follows the one before it."""
    out: list[tuple[int, Part]] = []
    for part in parts:
        found = place(part)
        out.append((found if found is not None else out[-1][0] if out else 0, part))
    return out


def _in_text(part: Part) -> int | None:
    found = _LINE.match(part.where)
    return int(found[1]) if found else None


def _in_page(source: bytes | str) -> Callable[[Part], int | None]:
    from declutter.segment import segment
    from declutter.source import decode, parse

    page = segment(parse(source if isinstance(source, str) else decode(source)))
    paths = _paths(page)
    first: dict[str, int] = {}
    texts: dict[str, list[tuple[int, str]]] = {}
    for number, block in enumerate(page.blocks):
        at = block.node
        if at >= 0:
            texts.setdefault(paths[at], []).append((number, block.text))
        while at >= 0 and paths[at] not in first:
            first[paths[at]] = number
            at = page.nodes[at].parent

    def place(part: Part) -> int | None:
        path = _FIRST.sub("", part.where)
        for at, (number, text) in enumerate(texts.get(path, ())):
            if part.text.startswith(text):
                del texts[path][: at + 1]
                return number
        return first.get(path)

    return place


def _paths(page: Page) -> Sequence[str]:
    """The element path of every node, without the numbers of first elements."""
    paths: list[str] = []
    for node in page.nodes:
        above = paths[node.parent] if node.parent >= 0 else ""
        number = f"[{node.position}]" if node.position > 1 else ""
        paths.append(f"{above}/{node.tag}{number}")
    return paths

"""Kept and removed blocks brought back into the order in which the source has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from declutter.parts import Removal, TextBlock

if TYPE_CHECKING:
    from declutter.article import Article

Part: TypeAlias = TextBlock | Removal

_LINE = re.compile(r"line (\d+)")


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
    from declutter.segment import element_path, segment
    from declutter.source import decode, parse

    page = segment(parse(source if isinstance(source, str) else decode(source)))
    first: dict[str, int] = {}
    texts: dict[str, list[tuple[int, str]]] = {}
    seen: set[int] = set()
    for number, block in enumerate(page.blocks):
        texts.setdefault(element_path(page, block.node), []).append((number, block.text))
        at = block.node
        while at >= 0 and at not in seen:
            seen.add(at)
            first[element_path(page, at)] = number
            at = page.nodes[at].parent

    def place(part: Part) -> int | None:
        for at, (number, text) in enumerate(texts.get(part.where, ())):
            if part.text.startswith(text):
                del texts[part.where][: at + 1]
                return number
        return first.get(part.where)

    return place

"""Plain text, and the grouping of blocks that every richer form shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from declutter.parts import TextBlock
from declutter.render.protocol import ArticleLike

CELL = "\t"
"""What parts the cells of a table row in a block's text."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Blocks of these types make one structure only where `joined` says so; a quote's paragraphs
# belong together even with a blank line between them.
_JOINABLE = frozenset({"list_item", "table_row", "code", "paragraph", "standfirst", "verse"})


def to_text(article: ArticleLike) -> str:
    """Return the story: blocks parted by a blank line, joined blocks by a single newline."""
    pieces: list[str] = []
    for block in article.blocks:
        if not block.text:
            continue
        if pieces:
            pieces.append("\n" if block.joined else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)


def groups(blocks: Iterable[TextBlock]) -> Iterator[list[TextBlock]]:
    """Yield runs of blocks that are one list, quote, table, code block or paragraph."""
    run: list[TextBlock] = []
    for block in blocks:
        if not block.text.strip():
            continue
        if run and not _continues(run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def scrub(text: str) -> str:
    """Return `text` with halves of surrogate pairs replaced, so that UTF-8 can hold it."""
    return _SURROGATE.sub("\ufffd", text)


def printable(text: str) -> str:
    """Return `text` without control characters, fit for markup."""
    return scrub(_CONTROL.sub("", text))


def cells(row: TextBlock) -> list[str]:
    """Return the texts of a table row's cells."""
    return [cell.strip() for cell in row.text.split(CELL)]


def _continues(last: TextBlock, block: TextBlock) -> bool:
    if block.type != last.type:
        return False
    if block.type == "quote":
        return True
    if block.type == "list_item" and block.level > 1:
        return True
    return block.joined and block.type in _JOINABLE

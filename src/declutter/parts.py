"""What an article is made of: its blocks, its metadata, and what was removed around them.

Everything here is plain, typed and picklable; nothing refers to the page's tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockType = Literal[
    "paragraph", "heading", "list_item", "quote", "table_row", "code", "standfirst", "verse"
]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of the story, in reading order.

    `level` is a heading's level (1 to 6) or a list item's depth (1 and up), else 0.
    `joined` is true when a single newline, not a blank line, parts it from the block before
    (list items of one list, rows of one table, lines of one paragraph).
    `where` is the element path in a page (`/html/body/article/p[3]`) or `line 12` in a text.
    `ordered` is true for an item of a numbered list.
    `html` is the block's sanitised inline HTML (links, emphasis, code), or None for plain text.
    """

    text: str
    type: BlockType = "paragraph"
    level: int = 0
    joined: bool = False
    ordered: bool = False
    where: str = ""
    html: str | None = None
    reasons: tuple[str, ...] = ()


class Removal(NamedTuple):
    """A block that is not story: its kind (`ad`, `byline` …), the rule that decided, its text,
    where it stood (as in `TextBlock.where`) and the strongest reasons, best first."""

    kind: str
    rule: str
    text: str
    where: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the story. Dates are ISO 8601, with time zone where the page gives one.

    `sources` names, for each field that has a value, where the value came from
    (`json-ld`, `og`, `byline` …).
    """

    title: str | None = None
    kicker: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    standfirst: str | None = None
    description: str | None = None
    site_name: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    image: str | None = None
    dateline: str | None = None
    paywalled: bool | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

"""Metadata of a page: every field asked of its sources in the order of `order.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from declutter.blocks import Page
from declutter.metadata.context import Context
from declutter.metadata.order import ORDER
from declutter.parts import Metadata, TextBlock
from declutter.structured import Structured


def resolve(
    tree: Any,
    structured: Structured,
    page: Page,
    url: str | None = None,
    removed_texts: Sequence[tuple[str, str]] = (),
) -> Metadata:
    """Resolve the metadata of a page.

    `tree` is the page's lxml element, `structured` what `structured.read` found in it, `page` its
    blocks, `url` its address if known, `removed_texts` (kind, text) of removed blocks, if it has
    been judged already. Nothing of what is given is changed; a field without a source is empty.
    """
    context = Context(tree, structured, page, url, removed_texts)
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for name, row in ORDER.items():
        for source, read in row:
            value = read(context)
            if value is not None and value != "" and value != ():
                values[name] = value
                sources[name] = source
                break
    return Metadata(**values, sources=sources)


def with_standfirst(known: Metadata, blocks: Sequence[TextBlock]) -> Metadata:
    """`known` with the standfirst that the story's own blocks show, if one of them is it."""
    shown = next((block.text for block in blocks if block.type == "standfirst"), None)
    if shown is None:
        return known
    return replace(known, standfirst=shown, sources={**known.sources, "standfirst": "story"})

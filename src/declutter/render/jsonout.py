"""The article as data: one stable shape, named by its schema and described in docs/schema.md."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from declutter.parts import Metadata, Removal, TextBlock
from declutter.render.frontmatter import FIELDS
from declutter.render.protocol import ArticleLike
from declutter.render.text import scrub, to_text

SCHEMA = "declutter/1"
"""The name of the shape. A field may be added under it; a change of meaning takes a new number."""


def to_dict(article: ArticleLike) -> dict[str, Any]:
    """Return JSON-ready data in the shape `declutter/1`; every key is always there."""
    return {
        "schema": SCHEMA,
        "text": to_text(article),
        "blocks": [_block(block) for block in article.blocks],
        "metadata": _metadata(article.metadata),
        "removed": [_removal(removal) for removal in article.removed],
        "confidence": round(float(article.confidence), 4),
        "input": article.input,
        "note": article.note,
    }


def to_json(article: ArticleLike, *, indent: int | None = None) -> str:
    """Return `to_dict` as JSON text, in characters as they are (no \\u escapes)."""
    return dump(to_dict(article), indent=indent)


def dump(record: dict[str, Any], *, indent: int | None = None) -> str:
    """Return JSON text that can be written as UTF-8 whatever the page held."""
    return scrub(json.dumps(record, ensure_ascii=False, indent=indent))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `to_dict`'s result."""
    text = files("declutter.render").joinpath("article.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _block(block: TextBlock) -> dict[str, Any]:
    return {
        "type": block.type,
        "text": block.text,
        "level": block.level,
        "joined": block.joined,
        "ordered": block.ordered,
        "where": block.where,
        "html": block.html,
        "reasons": list(block.reasons),
    }


def _metadata(metadata: Metadata) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(metadata, name)
        record[name] = list(value) if isinstance(value, tuple) else value
    record["sources"] = dict(metadata.sources)
    return record


def _removal(removal: Removal) -> dict[str, Any]:
    return {
        "kind": removal.kind,
        "rule": removal.rule,
        "text": removal.text,
        "where": removal.where,
        "reasons": list(removal.reasons),
    }

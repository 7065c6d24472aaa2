"""YAML front matter: every string double-quoted, so that no value turns into another type."""

from __future__ import annotations

import json
import re

from declutter.render.protocol import ArticleLike
from declutter.render.text import printable

# Characters that YAML does not take as they are, beyond those JSON escapes.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")

FIELDS = (
    "title",
    "kicker",
    "authors",
    "published",
    "modified",
    "standfirst",
    "description",
    "site_name",
    "section",
    "tags",
    "language",
    "url",
    "image",
    "dateline",
    "paywalled",
)
"""The metadata fields, in the order they are written."""


def front_matter(article: ArticleLike) -> str:
    """Return the front matter with its `---` fences: the known metadata and the confidence.

    The standfirst is left out where the story opens with it.
    """
    shown = [(name, getattr(article.metadata, name)) for name in FIELDS]
    if any(block.type == "standfirst" for block in article.blocks):
        shown = [(name, value) for name, value in shown if name != "standfirst"]
    lines = [line for name, value in shown for line in _entry(name, value)]
    return "\n".join(["---", *lines, f"confidence: {round(article.confidence, 4)}", "---"])


def _entry(name: str, value: str | bool | tuple[str, ...] | None) -> list[str]:
    if value is None or value in ("", ()):
        return []
    if isinstance(value, bool):
        return [f"{name}: {'true' if value else 'false'}"]
    if isinstance(value, str):
        return [f"{name}: {_quoted(value)}"]
    return [f"{name}:", *(f"  - {_quoted(item)}" for item in value)]


def _quoted(text: str) -> str:
    quoted = json.dumps(printable(text), ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)

"""The forms an article can be written in: text, Markdown, HTML, and data under a schema."""

from declutter.render.html import to_document, to_html
from declutter.render.jsonout import SCHEMA, schema, to_dict, to_json
from declutter.render.markdown import to_markdown
from declutter.render.text import to_text

__all__ = [
    "SCHEMA",
    "schema",
    "to_dict",
    "to_document",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]

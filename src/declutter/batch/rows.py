"""An article as a row: the same columns in JSONL, in Parquet and on engines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from declutter.batch import extras

if TYPE_CHECKING:
    from declutter.article import Article

TextForm = Literal["text", "markdown", "html"]
Row = dict[str, Any]

_STRINGS_BEFORE = ("title", "kicker", "standfirst")
_STRINGS_AFTER = (
    "published", "modified", "description", "site_name", "section", "language", "dateline", "image",
)  # fmt: skip

COLUMNS: tuple[str, ...] = (
    "id", "url", *_STRINGS_BEFORE, "authors", *_STRINGS_AFTER, "tags", "paywalled",
    "text", "confidence", "note", "error",
)  # fmt: skip
"""The columns of a row, in order. `url` is the one the page came with, else the one it names."""


def from_article(article: Article, *, id: str, url: str | None, form: TextForm = "text") -> Row:
    """The row of a cleaned page; `form` says what its `text` is written in."""
    known = article.metadata
    row: Row = dict.fromkeys(COLUMNS)
    for name in (*_STRINGS_BEFORE, *_STRINGS_AFTER, "paywalled"):
        row[name] = getattr(known, name)
    row.update(
        id=id,
        url=url or known.url,
        authors=list(known.authors),
        tags=list(known.tags),
        text=written(article, form),
        confidence=round(float(article.confidence), 4),
        note=article.note,
    )
    return row


def from_error(error: str, *, id: str, url: str | None) -> Row:
    """The row of a page that brought no article."""
    return dict.fromkeys(COLUMNS) | {"id": id, "url": url, "error": error}


def written(article: Article, form: TextForm) -> str:
    """The article in one of its written forms."""
    if form == "markdown":
        return article.to_markdown()
    return article.to_html() if form == "html" else article.text


@cache
def arrow_schema() -> Any:
    """The `pyarrow.Schema` of rows. Raises `MissingExtraError` without pyarrow."""
    arrow = extras.load("pyarrow", extra="parquet", what="a table of articles")
    types: dict[str, Any] = dict.fromkeys(COLUMNS, arrow.string())
    types["authors"] = types["tags"] = arrow.list_(arrow.string())
    types["paywalled"] = arrow.bool_()
    types["confidence"] = arrow.float64()
    return arrow.schema(list(types.items()))

"""Articles by the table: one function from a record batch of pages to one of articles.

>>> import pyarrow as pa
>>> from declutter.integrations.arrow import clean_batch
>>> pages = pa.RecordBatch.from_pylist([
...     {"url": "https://courier.example/1", "html": "<p>The ferry is late again today.</p>"},
... ])
>>> clean_batch(pages).column("url").to_pylist()
['https://courier.example/1']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from declutter.batch import rows
from declutter.batch.pages import Numbered
from declutter.batch.readers import SOURCE_FIELDS, Fields
from declutter.batch.rows import Row, TextForm
from declutter.batch.work import Setup, default_cleaner, made
from declutter.config import Config
from declutter.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow


def clean_batch(
    batch: pyarrow.RecordBatch,
    *,
    config: Config | None = None,
    fields: Fields | None = None,
    form: TextForm = "text",
    carry: Sequence[str] = (),
) -> pyarrow.RecordBatch:
    """The articles of a batch of pages: a row for each row, in the same order.

    The page (string or binary) is in the column `fields.source`, or else in the first of `html`,
    `raw_html`, `page`, `content`, `text`, `body` that is there; its address and id are in
    `fields.url` and `fields.id` where there are such columns. The columns are those of `schema`:
    `carry` names columns of the input that come along, before those of the article. `form` says
    how `text` is written. A page that cannot be cleaned has its `error` and no text. Raises
    `ConfigError` when `carry` names a column that is missing, or one that an article has too.
    """
    fields = fields or Fields()
    articles = list(_articles(batch, config or Config(), fields, form))
    arrow = _arrow()
    made = arrow.RecordBatch.from_pylist(articles, schema=rows.arrow_schema())
    return arrow.RecordBatch.from_arrays(
        [*(batch.column(name) for name in _carried(batch.schema, carry)), *made.columns],
        schema=schema(batch.schema, carry),
    )


def clean_table(table: pyarrow.Table, **options: Any) -> pyarrow.Table:
    """`clean_batch` for a table, batch by batch, with the same options."""
    cleaned = [clean_batch(batch, **options) for batch in table.to_batches()]
    return _arrow().Table.from_batches(
        cleaned, schema=schema(table.schema, options.get("carry", ()))
    )


def schema(given: pyarrow.Schema, carry: Sequence[str] = ()) -> pyarrow.Schema:
    """The schema of what `clean_batch` makes of batches with the schema `given`."""
    carried = [given.field(name) for name in _carried(given, carry)]
    return _arrow().schema([*carried, *rows.arrow_schema()])


def _articles(
    batch: pyarrow.RecordBatch, config: Config, fields: Fields, form: TextForm
) -> Iterator[Row]:
    wanted = {fields.id, fields.url, fields.source, *SOURCE_FIELDS}
    names = [name for name in batch.schema.names if name in wanted]
    # Nothing is left out for want of confidence: rows stay beside their pages.
    work = made(Setup(default_cleaner, config, form, "row", min_confidence=0.0))
    for number, record in enumerate(batch.select(names).to_pylist()):
        page = fields.page(record, "", config.input)
        row = cast(Row, work(Numbered(number, page)).payload)
        row["id"] = row["id"] or None
        yield row


def _carried(given: pyarrow.Schema, carry: Sequence[str]) -> list[str]:
    for name in carry:
        if name not in given.names:
            raise ConfigError(f"carry: there is no column {name}")
        if name in rows.COLUMNS:
            raise ConfigError(f"carry: an article has a column {name} of its own")
    return list(carry)


def _arrow() -> Any:
    from declutter.batch import extras

    return extras.load("pyarrow", extra="parquet", what="Arrow")

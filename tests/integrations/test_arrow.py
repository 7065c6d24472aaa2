from __future__ import annotations

import doctest
import pickle

import pytest

from declutter.batch import Fields
from declutter.config import Config
from declutter.errors import ConfigError

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from declutter.integrations import arrow  # noqa: E402
from tests.integrations import pages  # noqa: E402
from tests.integrations.examples import example  # noqa: E402


def test_a_row_for_each_row():
    batch = pa.RecordBatch.from_pylist(pages.rows())
    cleaned = arrow.clean_batch(batch)
    assert cleaned.schema == arrow.schema(batch.schema)
    pages.check(cleaned.to_pylist())


def test_binary_pages_under_other_names():
    rows = [
        {"key": row["id"], "link": row["url"], "raw": str(row["html"]).encode()}
        for row in pages.rows()
    ]
    fields = Fields(source="raw", url="link", id="key")
    pages.check(arrow.clean_batch(pa.RecordBatch.from_pylist(rows), fields=fields).to_pylist())


def test_columns_come_along():
    batch = pa.RecordBatch.from_pylist(pages.rows())
    cleaned = arrow.clean_batch(batch, carry=["crawl"])
    assert cleaned.column("crawl").to_pylist() == [0, 1, 2]
    assert cleaned.schema == arrow.schema(batch.schema, ["crawl"])
    with pytest.raises(ConfigError, match="no column era"):
        arrow.clean_batch(batch, carry=["era"])
    with pytest.raises(ConfigError, match="of its own"):
        arrow.clean_batch(batch, carry=["url"])


def test_a_bad_page_is_a_row_with_its_error():
    given = [pages.rows()[0], {"id": "bad", "url": None, "html": None, "crawl": 1}]
    good, bad = arrow.clean_batch(pa.RecordBatch.from_pylist(given)).to_pylist()
    assert good["error"] is None
    assert bad["text"] is None
    assert "no field" in bad["error"]


def test_nothing_is_left_out_for_want_of_confidence():
    batch = pa.RecordBatch.from_pylist(pages.rows())
    assert arrow.clean_batch(batch, config=Config(min_confidence=1.0)).num_rows == 3


def test_markdown():
    batch = pa.RecordBatch.from_pylist(pages.rows()[:1])
    text = arrow.clean_batch(batch, form="markdown").column("text")[0].as_py()
    assert text.startswith("---\n")


def test_tables_with_several_batches_and_none():
    table = pa.Table.from_batches([pa.RecordBatch.from_pylist([row]) for row in pages.rows()])
    pages.check(arrow.clean_table(table).to_pylist())
    empty = arrow.clean_table(table.slice(0, 0))
    assert empty.num_rows == 0
    assert empty.schema == arrow.schema(table.schema)


def test_what_engines_pickle():
    assert pickle.loads(pickle.dumps(arrow.clean_batch)) is arrow.clean_batch


def test_the_example(beside_inputs):
    import pyarrow.parquet as pq

    exec(example("Arrow"), {})
    pages.check(pq.read_table("articles.parquet").to_pylist())


def test_the_docstring():
    tried = doctest.testmod(arrow)
    assert tried.attempted
    assert not tried.failed

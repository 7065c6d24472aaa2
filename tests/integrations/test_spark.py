"""On Spark itself, in local mode."""

from __future__ import annotations

import shutil
import sys

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs a Java runtime", allow_module_level=True)

from declutter.integrations import spark
from tests.integrations import pages
from tests.integrations.examples import example, python_path, write_inputs


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Spark in a directory with the files that the example reads."""
    from pyspark.sql import SparkSession

    directory = tmp_path_factory.mktemp("spark")
    write_inputs(directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        patch.setenv("PYTHONPATH", python_path())
        # Else its workers are those of the first python3 on the path.
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()
        )
        yield session
        session.stop()


def test_a_data_frame_of_pages(session):
    given = session.createDataFrame(
        [(row["id"], row["url"], row["html"], row["crawl"]) for row in pages.rows()],
        "id string, url string, html string, crawl long",
    )
    cleaned = spark.clean(given, carry=["crawl"])
    assert cleaned.columns[0] == "crawl"
    rows = [row.asDict() for row in cleaned.collect()]
    pages.check(rows)
    assert sorted(row["crawl"] for row in rows) == [0, 1, 2]
    assert cleaned.where("error is null and confidence > 0").count() == 3


def test_the_example(session):
    exec(example("Spark"), {})
    pages.check([row.asDict() for row in session.read.parquet("articles").collect()])

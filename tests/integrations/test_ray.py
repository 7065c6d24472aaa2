"""On Ray Data itself, in local mode."""

from __future__ import annotations

import pytest

pytest.importorskip("ray", reason="ray is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from tests.integrations import pages
from tests.integrations.examples import example, python_path, write_inputs


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Ray in a directory with the files that the example reads."""
    import ray

    directory = tmp_path_factory.mktemp("ray")
    write_inputs(directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        patch.setenv("PYTHONPATH", python_path())
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(
            num_cpus=1,
            include_dashboard=False,
            log_to_driver=False,
            object_store_memory=100 << 20,
            _node_ip_address="127.0.0.1",
        )
        yield ray
        ray.shutdown()


def test_a_dataset_of_pages(engine):
    from declutter.integrations import ray as integration

    given = engine.data.from_items(pages.rows())
    rows = integration.clean(given, carry=["crawl"], batch_size=2).take_all()
    pages.check(rows)
    assert sorted(row["crawl"] for row in rows) == [0, 1, 2]


def test_the_example(engine):
    import pyarrow.parquet as pq

    exec(example("Ray Data"), {})
    pages.check(pq.read_table("articles").to_pylist())

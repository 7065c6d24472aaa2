"""In a real datatrove pipeline."""

from __future__ import annotations

import gzip
import json

import pytest

pytest.importorskip("datatrove", reason="datatrove is not installed")

from tests.integrations import pages
from tests.integrations.examples import example


def check(documents):
    pages.check(
        [
            {"id": document["id"], "text": document["text"], "error": None, **document["metadata"]}
            for document in documents
        ]
    )


def test_a_step_in_a_pipeline(tmp_path):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from declutter.integrations.datatrove import DeclutterExtractor

    (tmp_path / "in").mkdir()
    lines = [
        json.dumps({"id": row["id"], "text": row["html"], "metadata": {"url": row["url"]}})
        for row in pages.rows()
    ]
    lines.append(json.dumps({"id": "empty", "text": "<html><body></body></html>"}))
    (tmp_path / "in" / "pages.jsonl").write_text("\n".join(lines) + "\n")
    stats = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(tmp_path / "in")),
            DeclutterExtractor(timeout=20),
            JsonlWriter(str(tmp_path / "out")),
        ],
        logging_dir=str(tmp_path / "logs"),
    ).run()
    [out] = (tmp_path / "out").iterdir()
    documents = [json.loads(line) for line in gzip.decompress(out.read_bytes()).splitlines()]
    check(documents)
    [step] = [step for step in stats.stats if "declutter" in step.name]
    assert step.stats["dropped"].total == 1
    assert step.stats["forwarded"].total == 3


def test_extract_alone():
    from declutter.integrations.datatrove import DeclutterExtractor

    text = DeclutterExtractor().extract(pages.page("ferry"))
    assert text.split("\n\n") == pages.STORIES["ferry"][1]


def test_the_example(beside_inputs):
    exec(example("datatrove"), {})
    [out] = (beside_inputs / "articles").iterdir()
    check([json.loads(line) for line in gzip.decompress(out.read_bytes()).splitlines()])

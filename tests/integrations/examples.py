"""The examples of docs/integrations.md, and files for them to work on."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import declutter
from tests.integrations import pages

DOCS = Path(__file__).parents[2] / "docs"


def python_path() -> str:
    """A PYTHONPATH with which processes started elsewhere find declutter, installed or not."""
    sources = str(Path(declutter.__file__).parents[1])
    return os.pathsep.join(filter(None, [sources, os.environ.get("PYTHONPATH")]))


def example(heading: str, document: str = "integrations.md") -> str:
    """The first Python block under a heading."""
    text = (DOCS / document).read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.search(r"```python\n(.*?)```", section, re.S)
    assert found, f"there is no example under {heading}"
    return found[1]


def write_inputs(directory: Path) -> None:
    """The files that the examples read."""
    rows = pages.rows()
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (directory / "pages.jsonl").write_text(lines, encoding="utf-8")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return
    pq.write_table(pa.Table.from_pylist(rows), directory / "pages.parquet")

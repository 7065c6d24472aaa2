"""Examples in the documentation that need no engine."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.integrations import pages
from tests.integrations.examples import example


def script(directory, code):
    """Run an example as a script: it starts processes, which import it again."""
    path = directory / "example.py"
    path.write_text(code)
    done = subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_batch_from_python(beside_inputs):
    said = script(beside_inputs, example("From Python", "batch.md"))
    assert said.split() == ["3", "3", "0"]
    lines = (beside_inputs / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    pages.check([json.loads(line) for line in lines])


def test_a_cleaner_in_other_processes(beside_inputs):
    said = script(beside_inputs, example("In your own program"))
    assert said.count("vote on the bridge over the Larrow.\n\nIt will meet again in June") == 4
    assert "Advertisement" not in said

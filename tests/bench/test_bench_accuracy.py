import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench import run
from bench.accuracy import app
from bench.results import read


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(run, "CACHE", tmp_path / "cache")


def _invoke(*words: object):
    return CliRunner().invoke(app, [*map(str, words), "--only", "trafilatura"])


def test_figures_of_a_run(mini_corpus: Path, tmp_path: Path):
    out = tmp_path / "now.json"
    result = _invoke(mini_corpus, "--json", out, "--languages")
    assert result.exit_code == 0, result.output
    assert "mini: 3 pages" in result.output
    [record] = json.loads(out.read_text())["corpora"]
    figures = record["summary"]["trafilatura"]
    assert figures["text"]["pages"] == 3
    assert figures["text"]["recall"] > 0.9
    assert figures["text"]["kept"] == 1.0
    assert figures["ratio"] == pytest.approx(1.0)
    assert figures["title"] is not None
    assert figures["auc"] is None


def test_comparing_shows_pages_that_got_worse(mini_corpus: Path, tmp_path: Path):
    out = tmp_path / "old.json"
    _invoke(mini_corpus, "--json", out)
    assert _invoke(mini_corpus, "--compare", out).exit_code == 0
    record = json.loads(out.read_text())
    shares = record["corpora"][0]["pages"][1]["tools"]["trafilatura"]["score"]["shares"]
    shares.update(found=1.0, foreign=0.0, missed=0.0)
    record["corpora"][0]["pages"][1]["tools"]["trafilatura"]["title"] = True
    out.write_text(json.dumps(record))
    truth_path = mini_corpus / "ground-truth" / "a2.json"
    truth = json.loads(truth_path.read_text())
    truth["ground_truth"]["title"] = "Another headline"
    truth_path.write_text(json.dumps(truth))
    result = _invoke(mini_corpus, "--compare", out, "--worst", 0)
    assert result.exit_code == 1
    assert "1 pages worse" in result.output
    assert "title" in result.output


def test_a_comparison_needs_a_file_of_this_benchmark(tmp_path: Path):
    path = tmp_path / "other.json"
    path.write_text("[]")
    with pytest.raises(ValueError, match="not a result"):
        read(path)


def test_markdown_is_a_table_with_its_command(mini_corpus: Path):
    result = _invoke(mini_corpus, "--markdown")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("| | F1 | clean | whole |")
    assert lines[2].startswith("| mini: trafilatura | ")
    assert any(line.startswith("    python -m bench.accuracy") for line in lines)


def test_an_unknown_tool_is_refused(mini_corpus: Path):
    result = CliRunner().invoke(app, [str(mini_corpus), "--only", "nosuchtool"])
    assert result.exit_code == 2
    assert "nosuchtool" in result.output

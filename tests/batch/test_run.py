"""Batches from input to output, with a cleaner that misbehaves where a page says so."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import batch_standin
import pytest

import declutter
from declutter.batch import Fields, run, sinks
from declutter.config import Config, Override
from declutter.errors import ConfigError, DeclutterError, InputError


def clean(inputs, output, **options):
    options.setdefault("cleaner", batch_standin.obedient)
    options.setdefault("workers", 2)
    return run(inputs, output, **options)


def lines(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_records(path, texts):
    records = [
        json.dumps({"id": f"r{number}", "url": f"https://harbour.example/{number}", "text": text})
        for number, text in enumerate(texts)
    ]
    path.write_text("\n".join(records) + "\n", encoding="utf-8")
    return path


def test_jsonl_in_and_out(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["The ferry is late.", "RAISE", "LITTLE of it"])
    summary = clean([source], tmp_path / "out.jsonl", min_confidence=0.5)
    rows = {row["id"]: row for row in lines(tmp_path / "out.jsonl")}
    assert set(rows) == {"r0", "r1"}
    assert rows["r0"]["text"] == "The ferry is late."
    assert rows["r0"]["url"] == "https://harbour.example/0"
    assert rows["r0"]["authors"] == ["Ada Quill"]
    assert rows["r0"]["error"] is None
    assert rows["r1"]["error"] == "ValueError: a bad page"
    assert rows["r1"]["text"] is None
    assert (summary.pages, summary.written, summary.unsure, summary.error) == (3, 1, 1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_page_that_hangs_or_kills_is_one_row_with_its_error(tmp_path):
    texts = [f"Story {number}" for number in range(200)]
    texts[20], texts[90] = "HANG", "DIE"
    source = write_records(tmp_path / "in.jsonl", texts)
    summary = clean([source], tmp_path / "out.jsonl", time_limit=1)
    rows = {row["id"]: row for row in lines(tmp_path / "out.jsonl")}
    assert len(rows) == 200
    assert rows["r20"]["error"] == "took longer than 1 s"
    assert rows["r90"]["error"] == "the worker died on this page: SIGKILL"
    assert sum(row["error"] is not None for row in rows.values()) == 2
    assert (summary.timeout, summary.died, summary.written) == (1, 1, 198)


def test_ordered_keeps_the_order_of_the_input(tmp_path):
    texts = ["SLOW" if number % 17 == 0 else "Quick" for number in range(300)]
    texts[40], texts[41] = "HANG", "DIE"
    source = write_records(tmp_path / "in.jsonl", texts)
    clean([source], tmp_path / "out.jsonl", ordered=True, time_limit=1)
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == [f"r{n}" for n in range(300)]


def make_site(root):
    for name, text in {
        "index.html": "<p>Front</p>",
        "news/ferry.html": "<p>Ferry</p>",
        "news/ferry.txt": "Ferry as text",
        "news/deep/bridge.htm": "<p>Bridge</p>",
        "news/broken.html": "RAISE",
        "news/logo.png": "not a page",
        ".git/config.txt": "hidden",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("form", "suffix"),
    [("text", ".txt"), ("markdown", ".md"), ("html", ".html"), ("json", ".json")],
)
def test_a_directory_is_mirrored(tmp_path, form, suffix):
    out = tmp_path / "out"
    summary = clean([make_site(tmp_path / "site")], out, form=form)
    found = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert found == sorted(
        ["_errors.jsonl"]
        + [name + suffix for name in
           ("index", "news/ferry.html", "news/ferry.txt", "news/deep/bridge")]
    )  # fmt: skip
    assert "Bridge" in (out / f"news/deep/bridge{suffix}").read_text(encoding="utf-8")
    [error] = lines(out / "_errors.jsonl")
    assert error["id"].endswith("news/broken.html")
    assert summary.pages == 5


def test_an_output_inside_the_input_is_not_read(tmp_path):
    site = make_site(tmp_path / "site")
    assert clean([site], site / "out").pages == 5
    assert clean([site], site / "out", overwrite=True).pages == 5
    assert clean([site], site / "out.jsonl").pages == 5 + 5


def test_directories_globs_and_files_together(tmp_path):
    site = make_site(tmp_path / "site")
    records = write_records(tmp_path / "in.jsonl", ["One", "Two"])
    out = tmp_path / "out"
    clean([site, records, str(tmp_path / "site" / "**" / "*.htm")], out)
    found = {str(path.relative_to(out)) for path in out.rglob("*.txt")}
    assert {"site/index.txt", "in/00000001.txt", "in/00000002.txt", "bridge.txt"} <= found


def test_settings_exclude_and_change_by_path(tmp_path):
    site = make_site(tmp_path / "site")
    config = Config(
        exclude=("deep",),
        per_path=(Override("news/*.txt", min_confidence=0.95),),
        root=str(site),
    )
    summary = clean([site], tmp_path / "out.jsonl", config=config)
    names = {Path(row["id"]).name for row in lines(tmp_path / "out.jsonl")}
    assert names == {"index.html", "ferry.html", "broken.html"}
    assert summary.unsure == 1


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_compressed_records(tmp_path, suffix):
    plain = write_records(tmp_path / "in.jsonl", [f"Story {number}" for number in range(50)])
    source = tmp_path / ("packed.jsonl" + suffix)
    if suffix == ".gz":
        source.write_bytes(gzip.compress(plain.read_bytes()))
    elif suffix == ".zst":
        zstandard = pytest.importorskip("zstandard")
        half = len(plain.read_bytes()) // 2
        pack = zstandard.ZstdCompressor().compress
        source.write_bytes(pack(plain.read_bytes()[:half]) + pack(plain.read_bytes()[half:]))
    else:
        source = plain
    first = tmp_path / ("first.jsonl" + suffix)
    assert clean([source], first).written == 50
    # What was written can be read: also when it consists of several members or frames.
    assert clean([first], tmp_path / "second.jsonl").written == 50
    assert len({row["id"] for row in lines(tmp_path / "second.jsonl")}) == 50


def test_broken_records_are_rows_too(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b'{"id": "a", "text": "Fine"}\n\n{"id": "b", "text"\n["no fields"]\n'
        b'{"id": "c"}\n{"id": "d", "text": 7}\n\xff\xfe\n{"id": 9, "body": "Late but fine"}\n'
    )
    clean([source], tmp_path / "out.jsonl", ordered=True)
    rows = lines(tmp_path / "out.jsonl")
    assert [row["text"] for row in rows] == ["Fine", None, None, None, None, None, "Late but fine"]
    assert [row["id"] for row in rows] == [
        "a", f"{source}#2", f"{source}#3", "c", "d", f"{source}#6", "9",
    ]  # fmt: skip
    assert "not JSON" in rows[1]["error"]
    assert "no field" in rows[3]["error"]


def test_fields_can_be_named(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"key": "k1", "text": "no", "raw": "RIGHT", "link": "https://a.example/"}\n')
    fields = Fields(source="raw", url="link", id="key")
    clean([source], tmp_path / "out.jsonl", fields=fields)
    [row] = lines(tmp_path / "out.jsonl")
    assert (row["id"], row["text"], row["url"]) == ("k1", "RIGHT", "https://a.example/")


def test_a_file_that_is_cut_short_costs_its_rest(tmp_path):
    plain = write_records(tmp_path / "in.jsonl", [f"Story {os.urandom(40).hex()}"] * 500)
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(gzip.compress(plain.read_bytes())[:-200])
    other = write_records(tmp_path / "other.jsonl", ["Still here"])
    summary = clean([broken, other], tmp_path / "out.jsonl")
    rows = lines(tmp_path / "out.jsonl")
    assert summary.error == 1
    assert sum("reading broke off" in (row["error"] or "") for row in rows) == 1
    assert "Still here" in [row["text"] for row in rows]


def test_json_lines_with_everything(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["The ferry is late.", "RAISE"])
    clean([source], tmp_path / "out.jsonl", form="json", ordered=True)
    first, second = lines(tmp_path / "out.jsonl")
    assert first["id"] == "r0"
    assert first["metadata"]["title"] == "The ferry is late."
    assert second["error"] == "ValueError: a bad page"


def test_an_empty_input_gives_an_empty_output(tmp_path):
    (tmp_path / "in.jsonl").write_text("")
    assert clean([tmp_path / "in.jsonl"], tmp_path / "out.jsonl").pages == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_text_that_utf8_cannot_hold(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "half a pair: \\ud83d"}\n')
    clean([source], tmp_path / "out.jsonl")
    [row] = lines(tmp_path / "out.jsonl")
    assert row["text"] == "half a pair: ?"


def test_wrong_uses_are_told(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["One"])
    with pytest.raises(InputError, match="no such file"):
        clean([tmp_path / "gone.jsonl"], tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="nothing matches"):
        clean([str(tmp_path / "*.warc")], tmp_path / "out.jsonl")
    with pytest.raises(ConfigError, match="format"):
        clean([source], tmp_path / "out.csv")
    with pytest.raises(DeclutterError, match="no model to load"):
        clean([source], tmp_path / "out.jsonl", cleaner=batch_standin.cannot_start)
    assert not (tmp_path / "out.jsonl").exists()


def test_an_output_is_not_overwritten_unasked(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["One"])
    out = tmp_path / "out.jsonl"
    out.write_text("precious\n")
    with pytest.raises(ConfigError, match="--overwrite"):
        clean([source], out)
    assert out.read_text() == "precious\n"
    assert clean([source], out, resume=True).complete
    assert clean([source], out, overwrite=True).written == 1
    assert lines(out)[0]["text"] == "One"


SCRIPT = """
import sys
sys.path.insert(0, {here!r})
import batch_standin
from declutter.batch import run, sinks, tables
# Often, so that a short run has been interrupted between two commits.
sinks.LinesSink.patience = sinks.FilesSink.patience = tables.ParquetSink.patience = 0.1
if __name__ == "__main__":
    summary = run([{source!r}], {out!r}, cleaner=batch_standin.obedient, workers=2,
                  resume=True, ordered={ordered}, time_limit=2)
    print(summary.interrupted, summary.resumed, summary.pages)
"""


def start(source, out, ordered=False):
    script = SCRIPT.format(
        here=str(Path(__file__).parent), source=str(source), out=str(out), ordered=ordered
    )
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(declutter.__file__).parents[1])},
    )


def wait_for_journal(out, entries):
    directory = out / ".unfinished" if out.suffix == "" else out.with_name(out.name + ".unfinished")
    journal = directory / "journal.jsonl"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if journal.exists() and journal.read_bytes().count(b"\n") > entries:
            return
        time.sleep(0.02)
    raise AssertionError("the run did not get under way")


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("out.jsonl.gz", signal.SIGINT),
        ("out.jsonl.gz", signal.SIGTERM),
        ("out.jsonl.gz", signal.SIGKILL),
        ("out.parquet", signal.SIGINT),
        ("out.parquet", signal.SIGKILL),
        ("out", signal.SIGKILL),
    ],
)
def test_resume_loses_and_doubles_nothing(tmp_path, how, name):
    if name == "out.parquet":
        pytest.importorskip("pyarrow")
    texts = ["SLOW" if number % 4 == 0 else f"Story {number}" for number in range(400)]
    texts[333] = "DIE"
    source = write_records(tmp_path / "in.jsonl", texts)
    out = tmp_path / name
    first = start(source, out)
    wait_for_journal(out, 2)
    os.killpg(first.pid, how)
    said, _ = first.communicate(timeout=20)
    if how != signal.SIGKILL:
        assert said.startswith("True"), "a run that is asked to stop says that it was interrupted"
    assert not out.exists() or out.is_dir()

    second = start(source, out)
    said, _ = second.communicate(timeout=60)
    interrupted, resumed, pages = said.split()
    assert (interrupted, pages) == ("False", "400")
    assert 0 < int(resumed) < 400
    assert Counter(ids(out)) == Counter(f"r{number}" for number in range(400))
    assert not list(tmp_path.rglob("*unfinished*"))


def ids(out):
    if out.name == "out.parquet":
        import pyarrow.parquet

        return pyarrow.parquet.read_table(out)["id"].to_pylist()
    if out.name == "out":
        written = [f"r{int(path.stem) - 1}" for path in (out / "in").iterdir()]
        return written + [row["id"] for row in lines(out / "_errors.jsonl")]
    return [row["id"] for row in lines(out)]


def test_resume_refuses_what_is_not_the_same_run(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["SLOW"] * 400)
    out = tmp_path / "out.jsonl"
    first = start(source, out)
    wait_for_journal(out, 1)
    os.killpg(first.pid, signal.SIGINT)
    first.communicate(timeout=20)
    with pytest.raises(ConfigError, match="--resume goes on"):
        clean([source], out)
    with pytest.raises(ConfigError, match=r"other settings .*form"):
        clean([source], out, resume=True, form="markdown")
    source.write_text('{"text": "changed"}\n')
    with pytest.raises(ConfigError, match="has changed since"):
        clean([source], out, resume=True)
    assert clean([source], out, overwrite=True).pages == 1


def test_two_runs_do_not_write_to_one_output(tmp_path):
    source = write_records(tmp_path / "in.jsonl", ["SLOW"] * 400)
    out = tmp_path / "out.jsonl"
    first = start(source, out)
    wait_for_journal(out, 1)
    for options in ({"resume": True}, {"overwrite": True}, {}):
        with pytest.raises(ConfigError, match="another run is at work"):
            clean([source], out, **options)
    said, _ = first.communicate(timeout=30)
    assert said.split() == ["False", "0", "400"]
    assert Counter(ids(out)) == Counter(f"r{number}" for number in range(400))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_the_run_and_costs_nothing(tmp_path, monkeypatch):
    source = write_records(tmp_path / "in.jsonl", [f"Story {number}" for number in range(200)])
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(sinks.LinesSink, "_packed", no_space)
        with pytest.raises(OSError, match="No space left"):
            clean([source], out)
    assert not out.exists()
    assert clean([source], out, resume=True).pages == 200
    assert Counter(ids(out)) == Counter(f"r{number}" for number in range(200))


def no_space(self, data):
    with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123
        full.write(data)

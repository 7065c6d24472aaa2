"""WARC and Parquet, read and written."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import batch_standin
import pytest

import declutter
from declutter.batch import Fields, pages, run
from declutter.config import Config
from declutter.errors import ConfigError, MissingExtraError

STORY = "<html><body><p>Der Fähre fehlt der Kapitän.</p></body></html>"


def response(body, kind="text/html", status="200 OK", headers="", chunked=False):
    if chunked:
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body, b"")) + b""
        headers += "Transfer-Encoding: chunked\r\n"
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body


def record(kind, number, block, content_type="application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Target-URI: https://harbour.example/{number}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


RECORDS = [
    record("warcinfo", 0, b"software: harbour\r\n", "application/warc-fields"),
    record("request", 1, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", 2, response(STORY.encode())),
    record("response", 3, response(STORY.encode("latin-1"), "text/html; charset=ISO-8859-1")),
    record("response", 4, response(b"\x89PNG...", "image/png")),
    record("response", 5, response(b"Not here", status="404 Not Found")),
    record(
        "response",
        6,
        response(gzip.compress(STORY.encode()), headers="Content-Encoding: gzip\r\n"),
    ),
    record("response", 7, response(STORY.encode(), chunked=True)),
    record("conversion", 8, b"The text of a page.", "text/plain"),
    record(
        "response",
        9,
        response(gzip.compress(STORY.encode())[:-30], headers="Content-Encoding: gzip\r\n"),
    ),
    record("response", 10, response(STORY.encode(), "application/xhtml+xml")),
    record(
        "response",
        11,
        response(
            STORY.encode(), headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        ),
    ),
]


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path, packed):
    pytest.importorskip("fastwarc")
    source = tmp_path / ("crawl.warc" + (".gz" if packed else ""))
    source.write_bytes(b"".join(gzip.compress(r) if packed else r for r in RECORDS))
    out = tmp_path / "out.jsonl"
    summary = run([source], out, cleaner=batch_standin.obedient, workers=1, ordered=True)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    numbers = [int(row["id"].rstrip(">").rsplit("-", 1)[1]) for row in rows]
    assert numbers == [2, 3, 6, 7, 8, 9, 10, 11]
    assert all(
        row["url"] == f"https://harbour.example/{n}" for row, n in zip(rows, numbers, strict=True)
    )
    assert {row["text"] for row in rows if row["error"] is None} == {STORY, "The text of a page."}
    assert sum(row["text"] == STORY for row in rows) == 6
    assert [n for row, n in zip(rows, numbers, strict=True) if row["error"]] == [9]
    assert summary.skipped == 2


def test_warc_that_breaks_off(tmp_path):
    pytest.importorskip("fastwarc")
    source = tmp_path / "crawl.warc.gz"
    source.write_bytes(b"".join(gzip.compress(r) for r in RECORDS * 3)[:-40])
    summary = run([source], tmp_path / "out.jsonl", cleaner=batch_standin.obedient, workers=1)
    # In each round seven good pages and a damaged one; the last record of all is cut off.
    assert (summary.written, summary.error) == (7 * 3 - 1, 3 + 1)


def test_warc_records_that_are_too_large_are_not_read(tmp_path):
    pytest.importorskip("fastwarc")
    source = tmp_path / "crawl.warc"
    large = record("response", 50, response(b"<p>" + b"x" * 5_000))
    source.write_bytes(RECORDS[2] + large + RECORDS[10])
    out = tmp_path / "out.jsonl"
    config = Config(max_bytes=1_000)
    run([source], out, config=config, cleaner=batch_standin.obedient, workers=1, ordered=True)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["error"] for row in rows] == [None, "InputError: larger than 1000 bytes", None]


def test_parquet_in_and_out(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": list(range(300)),
            "url": [f"https://harbour.example/{n}" for n in range(300)],
            "html": [f"<p>Story {n}</p>".encode() for n in range(299)] + [b"RAISE"],
            "unused": ["x" * 100] * 300,
        }
    )
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=50)
    out = tmp_path / "out.parquet"
    run([tmp_path / "in.parquet"], out, cleaner=batch_standin.obedient, workers=2, ordered=True)
    written = pq.read_table(out)
    assert written["id"].to_pylist() == [str(n) for n in range(300)]
    assert written["text"][7].as_py() == "<p>Story 7</p>"
    assert written["authors"][7].as_py() == ["Ada Quill"]
    assert written["error"].to_pylist()[-1] == "ValueError: a bad page"
    assert written["error"].null_count == 299
    assert written.schema.field("confidence").type == pa.float64()


def test_parquet_of_nothing_has_its_columns(tmp_path):
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    (tmp_path / "in.jsonl").write_text("")
    run([tmp_path / "in.jsonl"], tmp_path / "out.parquet", cleaner=batch_standin.obedient)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.num_rows == 0
    assert table.column_names[:3] == ["id", "url", "title"]


def test_parquet_has_no_form_json(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "in.jsonl").write_text("")
    with pytest.raises(ConfigError, match="columns"):
        run([tmp_path / "in.jsonl"], tmp_path / "out.parquet", form="json")


@pytest.mark.parametrize(
    ("module", "name", "out", "extra"),
    [
        ("fastwarc.warc", "in.warc", "out.jsonl", "warc"),
        ("pyarrow.parquet", "in.parquet", "out.jsonl", "parquet"),
        ("zstandard", "in.jsonl.zst", "out.jsonl", "zst"),
        ("zstandard", "in.jsonl", "out.jsonl.zst", "zst"),
        ("pyarrow", "in.jsonl", "out.parquet", "parquet"),
    ],
)
def test_a_missing_extra_is_told_in_one_line(tmp_path, monkeypatch, module, name, out, extra):
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b'{"text": "x"}\n')
    with pytest.raises(MissingExtraError) as caught:
        run([tmp_path / name], tmp_path / out, cleaner=batch_standin.obedient, workers=1)
    assert f"pip install 'declutter[{extra}]'" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / out).exists()


def packed(data, suffix):
    if suffix == "gz":
        return gzip.compress(data)
    return pytest.importorskip("zstandard").ZstdCompressor().compress(data)


def piped(monkeypatch, data):
    """Standard input as a shell gives it: a pipe, in which nothing can be sought."""
    near, far = os.pipe()

    def write():
        with open(far, "wb") as file:  # noqa: PTH123
            file.write(data)

    threading.Thread(target=write, daemon=True).start()
    monkeypatch.setattr(sys, "stdin", open(near, encoding="utf-8"))  # noqa: PTH123, SIM115


JSONL = b'{"id": "a", "text": "One"}\n{"id": "b", "text": "Two"}\n'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (JSONL, ["a", "b"]),
        (STORY.encode(), ["stdin"]),
        (b"Only a text, line one.\n\nLine two.", ["stdin"]),
        (b"", []),
    ],
)
@pytest.mark.parametrize("suffix", ["", "gz", "zst"])
def test_standard_input_is_what_its_first_bytes_say(monkeypatch, data, expected, suffix):
    given = packed(data, suffix) if suffix else data
    piped(monkeypatch, given)
    assert [page.id for page in pages(["-"])] == expected


@pytest.mark.parametrize("pack", [False, True])
def test_warc_on_standard_input(monkeypatch, pack):
    pytest.importorskip("fastwarc")
    data = b"".join(gzip.compress(r) if pack else r for r in RECORDS)
    piped(monkeypatch, data)
    assert len(list(pages(["-"]))) == 8


def test_pages_reads_what_run_would(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(JSONL)
    (tmp_path / "page.html").write_text(STORY)
    found = list(pages([str(tmp_path)], fields=Fields(source="text")))
    assert [(page.data, Path(page.path or "").name) for page in found] == [
        ("One", ""),
        ("Two", ""),
        (None, "page.html"),
    ]


def test_importing_batch_leaves_the_heavy_parts_alone():
    code = (
        "import sys, declutter.batch; "
        "print([m for m in ('lxml', 'trafilatura', 'pyarrow', 'numpy', 'fastwarc', 'rich') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(declutter.__file__).parents[1])},
    )
    assert done.stdout.strip() == "[]"

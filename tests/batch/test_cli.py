"""The command itself, with the cleaner itself."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import declutter

STORY = [
    "The harbour master of Port Larrow closed the northern basin on Tuesday after divers found "
    "cracks in the gate.",
    "Fishing boats will use the old quay until the autumn, she said, and the ferry keeps to its "
    "timetable for now.",
    "Repairs are expected to cost two million crowns, which the province has promised to pay in "
    "full by next spring.",
]


def declutter_batch(*arguments, **options):
    sources = str(Path(declutter.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": sources}
    command = [sys.executable, "-m", "declutter", "batch", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, **options)


def told(*arguments, **options):
    process = declutter_batch(
        *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )
    out, err = process.communicate(timeout=60)
    assert out == ""
    assert "Traceback" not in err
    return process.returncode, err


def write_texts(path, count):
    lines = []
    for number in range(count):
        text = "\n\n".join(STORY) + f"\n\nIt was case {number} of the year, the office added."
        lines.append(json.dumps({"id": f"t{number}", "text": text}) + "\n")
    path.write_text("".join(lines))
    return path


def test_from_records_to_rows(tmp_path):
    source, out = write_texts(tmp_path / "in.jsonl", 20), tmp_path / "out.jsonl"
    with source.open("a") as file:
        file.write("not JSON\n")
    code, err = told(source, "-o", out, "-j", 2, "--ordered", "--isolated")
    assert code == 0
    assert "21 pages: 20 articles, 1 with errors; " in err
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows[:20]] == [f"t{number}" for number in range(20)]
    assert all(row["text"].startswith("\n\n".join(STORY)) for row in rows[:20])


def test_errors_are_one_line(tmp_path):
    source, out = write_texts(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    assert told(tmp_path / "gone.html", "-o", out)[0] == 3
    code, err = told(source, "-o", tmp_path / "out.docx")
    assert code == 2
    assert "cannot tell the format" in err
    out.write_text("precious")
    code, err = told(source, "-o", out)
    assert (code, err.count("\n")) == (2, 1)
    assert "--overwrite" in err
    code, err = told(source, "-o", out, "--resume")
    assert code == 0
    assert "nothing to resume" in err
    assert out.read_text() == "precious"


def test_nothing_but_errors_is_an_error(tmp_path):
    (tmp_path / "in.jsonl").write_text("not JSON\n")
    assert told(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "-q") == (3, "")


def test_interrupted_and_resumed(tmp_path):
    source, out = write_texts(tmp_path / "in.jsonl", 5000), tmp_path / "out.jsonl"
    process = declutter_batch(source, "-o", out, "-j", 1, stderr=subprocess.PIPE, text=True)
    journal = tmp_path / "out.jsonl.unfinished" / "journal.jsonl"
    # The first line says what was asked for; each other that pages are safely written.
    while process.poll() is None and not (
        journal.exists() and len(journal.read_bytes().splitlines()) > 1
    ):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted; --resume goes on" in err
    done = err.split("declutter: ")[1].split(" pages")[0]
    assert not out.exists()
    code, err = told(source, "-o", out, "-j", 2, "--resume")
    assert code == 0
    assert done != "0"
    assert f"declutter: {done} of them were done in an earlier run" in err
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert sorted(ids) == sorted(f"t{number}" for number in range(5000))


def test_a_terminal_gets_a_progress_bar(tmp_path):
    source, out = write_texts(tmp_path / "in.jsonl", 60), tmp_path / "out.jsonl"
    near, far = pty.openpty()
    process = declutter_batch(source, "-o", out, "-j", 1, stderr=far)
    os.close(far)
    shown = b""
    try:
        while chunk := os.read(near, 4096):
            shown += chunk
    except OSError:  # the terminal's other end is gone
        pass
    os.close(near)
    assert process.wait(timeout=30) == 0
    assert b" pages" in shown
    assert b"errors" in shown
    assert b"/s" in shown
    assert b"60 pages: 60 articles" in shown

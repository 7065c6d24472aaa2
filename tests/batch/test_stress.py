"""The small version of bench/stress.py: broken pages, killed workers, interruptions."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import signal
import threading
from collections import Counter

import batch_standin
import pytest

psutil = pytest.importorskip("psutil", reason="psutil is not installed")

from bench import invented  # noqa: E402
from bench.watch import workers  # noqa: E402
from declutter.batch import run  # noqa: E402

PAGES = 800


class CtrlC:
    """A watcher that presses Ctrl-C after some pages."""

    def __init__(self, after):
        self.left = after

    def start(self, total_bytes):
        pass

    def page(self, size, outcome):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGINT)


@contextlib.contextmanager
def killing(seed):
    """Kill this process's workers now and then."""
    over, dice, kills = threading.Event(), random.Random(seed), []

    def kill():
        while not over.wait(dice.uniform(0.02, 0.15)):
            if running := workers(os.getpid()):
                with contextlib.suppress(psutil.NoSuchProcess):
                    dice.choice(running).kill()
                    kills.append(1)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield kills
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("kind", ["jsonl", "warc"])
def test_every_page_once(tmp_path, kind):
    if kind == "warc":
        pytest.importorskip("fastwarc")
    source = tmp_path / f"pages.{kind}.gz"
    write = invented.write_warc if kind == "warc" else invented.write_jsonl
    write(source, range(PAGES), broken_every=100)
    out = tmp_path / "out.jsonl.gz"
    options = {"cleaner": batch_standin.unhurried, "workers": 2, "resume": True}
    with killing(1) as first_kills:
        first = run([source], out, watcher=CtrlC(after=300), **options)
    assert first.interrupted
    assert 300 <= first.pages < PAGES
    with killing(2) as second_kills:
        second = run([source], out, **options)
    assert (second.interrupted, second.resumed, second.pages) == (False, first.pages, PAGES)

    rows = [json.loads(line) for line in gzip.decompress(out.read_bytes()).splitlines()]
    expected = [
        invented.warc_id(number)
        if kind == "warc"
        else invented.line_id(number, source, broken_every=100)
        for number in range(PAGES)
    ]
    assert Counter(row["id"] for row in rows) == Counter(expected)
    broken = set(expected[::100])
    blamed = [row for row in rows if row["error"] is not None and row["id"] not in broken]
    assert len(first_kills + second_kills) > 5
    assert second.died <= len(first_kills + second_kills)
    assert len(blamed) <= second.died
    assert all(row["error"] for row in rows if row["id"] in broken)

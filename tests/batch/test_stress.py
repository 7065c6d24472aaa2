"""The small version of bench/stress.py: broken pages, killed workers, interruptions."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager

import batch_standin
import pytest

from bench import invented
from declutter.batch import run

PAGES = 800


@contextmanager
def trouble(seed, *, interrupt_after):
    """Kill this process's workers now and then, and press Ctrl-C once."""
    over, dice = threading.Event(), random.Random(seed)
    kills = []

    def make_trouble():
        began = time.monotonic()
        interrupt = interrupt_after
        while not over.wait(dice.uniform(0.02, 0.15)):
            running = multiprocessing.active_children()
            if running:
                dice.choice(running).kill()
                kills.append(1)
            if interrupt is not None and time.monotonic() - began > interrupt:
                interrupt = None
                os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=make_trouble)
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
    with trouble(1, interrupt_after=0.7) as first_kills:
        first = run([source], out, **options)
    assert first.interrupted
    assert 0 < first.pages < PAGES
    with trouble(2, interrupt_after=None) as second_kills:
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

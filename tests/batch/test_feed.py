"""Reading ahead within bounds."""

from __future__ import annotations

import time

from declutter.batch.feed import Feed


def settle(feed, read, count):
    end = time.monotonic() + 5
    while len(read) < count and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(0.05)


def watched(items, read):
    for item in items:
        read.append(item)
        yield item


def test_it_reads_no_further_than_it_may():
    read = []
    feed = Feed(watched(range(100), read), size=lambda item: 10, max_items=5, max_bytes=1_000)
    settle(feed, read, 6)
    assert len(read) == 6  # five held, one in hand
    assert feed.take(3, 1_000) == [0, 1, 2]
    settle(feed, read, 9)
    assert len(read) == 9
    feed.close()


def test_it_holds_no_more_bytes_than_it_may():
    read = []
    feed = Feed(watched([60, 60, 500, 60], read), size=int, max_items=10, max_bytes=100)
    settle(feed, read, 2)
    assert len(read) == 2
    assert feed.take(5, 1_000) == [60]
    settle(feed, read, 3)
    assert feed.take(5, 1_000) == [60]
    settle(feed, read, 4)
    assert feed.take(5, 100) == [500]  # one that is too large by itself still passes
    settle(feed, read, 4)
    assert feed.take(5, 100) == [60]
    settle(feed, read, 4)
    assert feed.end


def test_whoever_waits_is_told():
    def late():
        time.sleep(0.1)
        yield 1

    feed = Feed(late(), size=int, max_items=5, max_bytes=100)
    assert feed.take(1, 100) == []
    assert not feed.end
    assert feed.ready.poll(5)
    assert feed.take(1, 100) == [1]
    assert feed.take(1, 100) == []
    assert feed.end or feed.ready.poll(5)
    assert feed.take(1, 100) == []
    assert feed.end

"""The pool: every task once, whatever happens to the workers."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from declutter.batch.pool import Failure, Pool
from declutter.errors import DeclutterError


def arithmetic():
    def work(task):
        if task == "hang":
            time.sleep(600)
        if task == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "leave":
            os._exit(7)
        return task * 2

    return work


def slow_arithmetic():
    def work(task):
        time.sleep(0.002)
        return task * 2

    return work


def no_start():
    raise RuntimeError("no model to load")


def dead_start():
    os._exit(3)


def collect(pool, tasks):
    results = {}
    for task, result in pool.run(iter(tasks), size=lambda task: 100):
        assert task not in results, "a task came twice"
        results[task] = result
    return results


def test_every_task_is_answered():
    pool = Pool(arithmetic, workers=2, time_limit=10, tasks_per_worker=150)
    assert collect(pool, range(1000)) == {number: number * 2 for number in range(1000)}


def test_a_task_that_hangs_or_kills_costs_itself_alone():
    tasks = [*range(300), "hang", *range(300, 600), "die", *range(600, 700), "leave"]
    results = collect(Pool(arithmetic, workers=2, time_limit=1.0), tasks)
    assert results.pop("hang") == Failure("timeout", "took longer than 1 s")
    assert results.pop("die") == Failure("died", "the worker died on this page: SIGKILL")
    assert results.pop("leave") == Failure("died", "the worker died on this page: exit code 7")
    assert results == {number: number * 2 for number in range(700)}


def test_workers_killed_at_random():
    pool = Pool(slow_arithmetic, workers=2, time_limit=20)
    results, dice, kills = {}, random.Random(5), 0
    for task, result in pool.run(iter(range(800)), size=lambda task: 100):
        assert task not in results
        results[task] = result
        if dice.random() < 0.02:
            os.kill(dice.choice(pool._workers).process.pid, signal.SIGKILL)
            kills += 1
    failed = [task for task, result in results.items() if isinstance(result, Failure)]
    assert sorted(results) == list(range(800))
    assert kills >= 5
    assert len(failed) <= kills
    assert all(results[task] == task * 2 for task in results if task not in failed)


def test_reading_goes_no_further_ahead_than_its_bounds():
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(400):
            taken += 1
            yield number

    pool = Pool(slow_arithmetic, workers=1, time_limit=10)
    answered, furthest = 0, 0
    for _ in pool.run(tasks(), size=lambda task: 4 << 20):
        answered += 1
        furthest = max(furthest, taken - answered)
    assert answered == 400
    assert furthest <= 4  # one read ahead, one chunk, one in the reader's hand


@pytest.mark.parametrize(
    ("setup", "message"),
    [(no_start, "RuntimeError: no model to load"), (dead_start, "exit code 3")],
)
def test_workers_that_cannot_start_end_the_run(setup, message):
    with pytest.raises(DeclutterError, match=message):
        collect(Pool(setup, workers=2, time_limit=10), range(10))


def test_an_error_of_the_input_comes_out():
    def tasks():
        yield 1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        collect(Pool(arithmetic, workers=1, time_limit=10), tasks())


def test_interrupt_ends_the_run():
    pool = Pool(slow_arithmetic, workers=2, time_limit=10)
    count = 0
    for _ in pool.run(iter(range(100_000)), size=lambda task: 100):
        count += 1
        if count == 50:
            pool.interrupt()
    assert 50 <= count < 5_000

"""Worker processes that may hang or die, and lose no more than the one task they were on.

Each worker has a pipe of its own and nothing is shared between workers, no queue and no lock, so
one that is killed at any instant leaves the others as they were. (Pools with a shared queue stop
for good when a worker dies holding the queue's lock; pools that hand out chunks lose the chunk.)
A worker gets a chunk of tasks and answers them one by one, in order: so the task that a dead
worker was on is the first one it has not answered, and those behind it go to another worker.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, TypeVar

from declutter.batch.feed import Feed
from declutter.batch.worker import Setup, main
from declutter.errors import DeclutterError

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK_SECONDS = 0.25
"""How much work a chunk should be: long against the handing over, short against waiting for
the last worker at the end."""
CHUNK_TASKS = 256
CHUNK_BYTES = 4 << 20
AHEAD_TASKS = 250
AHEAD_BYTES = 4 << 20
"""What is read ahead for each worker."""
START_SECONDS = 120.0
GRACE_SECONDS = 0.2
START_TRIES = 3
KILLED_START_TRIES = 30
"""Workers that may die one after the other at their start, until the pool gives up: more when
they are killed from outside, by a machine in trouble."""

_SERVER_GONE = 255
"""The exit code that a worker has when the server that forked it is not there to tell."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What came of a task instead of a result: `kind` is `timeout` or `died`."""

    kind: Literal["timeout", "died"]
    message: str


@dataclass(eq=False, slots=True)
class _Worker(Generic[Task]):
    """One process: its pipe, and the tasks it has been given and has not answered."""

    process: BaseProcess
    pipe: Connection
    tasks: deque[Task]
    ready: bool = False
    since: float = 0.0
    answered: int = 0


class Pool(Generic[Task, Result]):
    """Runs tasks in `workers` processes.

    `setup()` is called once in each new process and gives the function that turns a task into a
    result; both must be importable there and results picklable. A task that takes longer than
    `time_limit` seconds costs its worker, which is killed and replaced. A worker is retired after
    `tasks_per_worker` tasks, so that what leaks in it stays small. `preload` names modules that
    are imported once for all workers, where the system can do that.
    """

    def __init__(
        self,
        setup: Setup[Task, Result],
        *,
        workers: int,
        time_limit: float,
        tasks_per_worker: int = 5_000,
        preload: Sequence[str] = (),
    ) -> None:
        self._setup = setup
        self._count = workers
        self._time_limit = time_limit
        self._tasks_per_worker = tasks_per_worker
        methods = multiprocessing.get_all_start_methods()
        # Not plain fork: this process has threads by the time a dead worker is replaced.
        method = "forkserver" if "forkserver" in methods else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(preload))
        self._workers: list[_Worker[Task]] = []
        self._again: deque[Task] = deque()
        self._failed_starts = 0
        self._task_seconds = CHUNK_SECONDS
        self._interrupted = False
        self._wake_end, self._wake = multiprocessing.Pipe(duplex=False)

    def interrupt(self) -> None:
        """End `run` at its next step; may be called from a signal handler or another thread."""
        self._interrupted = True
        self._wake.send_bytes(b".")

    @property
    def interrupted(self) -> bool:
        """Whether `interrupt` was called."""
        return self._interrupted

    def run(
        self,
        tasks: Iterator[Task],
        *,
        size: Callable[[Task], int],
        may_hand_out: Callable[[], bool] = lambda: True,
    ) -> Iterator[tuple[Task, Result | Failure]]:
        """Every task once with its result, as they come.

        `size` tells a task's bytes, for the bounds on what is held. While `may_hand_out()` is
        false no new tasks are given out. Raises `DeclutterError` when workers cannot be started,
        and what `tasks` raises.
        """
        feed = Feed(
            tasks,
            size=size,
            max_items=AHEAD_TASKS * self._count,
            max_bytes=AHEAD_BYTES * self._count,
        )
        try:
            for _ in range(self._count):
                self._start()
            while not self._interrupted:
                fresh = may_hand_out()
                self._hand_out(feed, fresh)
                if feed.end and not self._again and not any(w.tasks for w in self._workers):
                    return
                yield from self._collect(feed, fresh)
        finally:
            feed.close()
            self._stop()

    def _start(self) -> None:
        pipe, far_end = self._context.Pipe()
        process = self._process(far_end)
        far_end.close()
        self._workers.append(_Worker(process, pipe, deque(), since=time.monotonic()))

    def _process(self, pipe: Connection) -> BaseProcess:
        for left in reversed(range(START_TRIES)):
            process: BaseProcess = self._context.Process(
                target=main, args=(pipe, self._setup), daemon=True
            )
            try:
                process.start()
                break
            except (EOFError, OSError):  # the server that forks them has just been killed
                if not left:
                    raise
                time.sleep(GRACE_SECONDS)
        return process

    def _hand_out(self, feed: Feed[Task], fresh: bool) -> None:
        for worker in list(self._workers):
            if not worker.ready or worker.tasks:
                continue
            if worker.answered >= self._tasks_per_worker:
                self._retire(worker)
                continue
            chunk = self._chunk(feed, fresh)
            if not chunk:
                return
            self._send(worker, chunk)

    def _chunk(self, feed: Feed[Task], fresh: bool) -> list[Task]:
        if self._again:
            return [self._again.popleft()]
        if not fresh:
            return []
        fitting = int(CHUNK_SECONDS / max(self._task_seconds, 1e-6))
        return feed.take(min(max(fitting, 1), CHUNK_TASKS), CHUNK_BYTES)

    def _send(self, worker: _Worker[Task], chunk: list[Task]) -> None:
        try:
            worker.pipe.send(chunk)
        except OSError:  # it died idle: no task is to blame
            self._again.extend(chunk)
            self._replace(worker)
            return
        worker.tasks.extend(chunk)
        worker.since = time.monotonic()

    def _collect(self, feed: Feed[Task], fresh: bool) -> Iterator[tuple[Task, Result | Failure]]:
        by_pipe = {worker.pipe: worker for worker in self._workers}
        waiting: list[Connection] = [*by_pipe, self._wake_end]
        if fresh and not feed.end and any(w.ready and not w.tasks for w in self._workers):
            waiting.append(feed.ready)
        for pipe in wait(waiting, self._patience()):
            if pipe is self._wake_end:
                self._wake_end.recv_bytes()
            elif pipe in by_pipe:
                yield from self._receive(by_pipe[pipe])
        yield from self._end_overdue()

    def _patience(self) -> float:
        """Seconds until the first worker is overdue, and no more than a second, so that what
        `may_hand_out` says is asked again."""
        busy = [worker.since for worker in self._workers if worker.tasks]
        if not busy:
            return 1.0
        return min(max(min(busy) + self._time_limit - time.monotonic(), 0.0), 1.0)

    def _receive(self, worker: _Worker[Task]) -> Iterator[tuple[Task, Result | Failure]]:
        """What `worker` has answered so far; if it is gone, its end."""
        try:
            while worker.pipe.poll():
                answer = worker.pipe.recv()
                if not worker.ready:
                    self._greet(worker, answer)
                    continue
                now = time.monotonic()
                self._task_seconds += 0.1 * (now - worker.since - self._task_seconds)
                worker.since = now
                worker.answered += 1
                yield worker.tasks.popleft(), answer
        except (EOFError, OSError):
            yield from self._bury(worker)

    def _greet(self, worker: _Worker[Task], problem: str | None) -> None:
        if problem is not None:
            raise DeclutterError(f"a worker could not start: {problem}")
        worker.ready = True
        self._failed_starts = 0

    def _bury(
        self, worker: _Worker[Task], failure: Failure | None = None
    ) -> Iterator[tuple[Task, Result | Failure]]:
        """Charge the task a dead worker was on, pass on the others, start a new worker."""
        worker.process.join()
        if worker.process.exitcode in (-signal.SIGTERM, _SERVER_GONE):
            # Whoever ends all processes of a job ends this one too: the page is not to blame.
            time.sleep(GRACE_SECONDS)
        if self._interrupted:
            self._discard(worker)
            return
        if not worker.ready:
            self._failed_starts += 1
            killed = (worker.process.exitcode or 0) < 0
            if self._failed_starts >= (KILLED_START_TRIES if killed else START_TRIES):
                raise DeclutterError(f"workers die at their start: {_ending(worker.process)}")
        tasks = list(worker.tasks)
        self._again.extend(tasks[1:])
        self._replace(worker)
        if tasks:
            died = Failure("died", f"the worker died on this page: {_ending(worker.process)}")
            yield tasks[0], failure or died

    def _end_overdue(self) -> Iterator[tuple[Task, Result | Failure]]:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.ready and not worker.tasks:
                continue
            limit = self._time_limit if worker.ready else START_SECONDS
            # An answer that waits in the pipe was in time: it is this side that is late.
            if now - worker.since > limit and not worker.pipe.poll():
                worker.process.kill()
                yield from self._bury(worker, Failure("timeout", f"took longer than {limit:g} s"))

    def _replace(self, worker: _Worker[Task]) -> None:
        self._discard(worker)
        self._start()

    def _retire(self, worker: _Worker[Task]) -> None:
        # A closed pipe is how a worker is told to go; it is idle, so it goes at once.
        self._discard(worker)
        self._start()

    def _discard(self, worker: _Worker[Task]) -> None:
        self._workers.remove(worker)
        worker.pipe.close()

    def _stop(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()


def _ending(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"

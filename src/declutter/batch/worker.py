"""What runs in a worker process: the loop that answers tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeAlias, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

Setup: TypeAlias = Callable[[], Callable[[Task], Result]]
"""Called once in a worker; gives the function that turns tasks into results."""


def main(pipe: Connection, setup: Setup[Task, Result]) -> None:
    """Say None when ready (or what went wrong), then answer lists of tasks, task by task, until
    the other end closes the pipe."""
    # Ctrl-C reaches the whole process group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        work = setup()
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
        return
    try:
        pipe.send(None)
        while True:
            for task in pipe.recv():
                pipe.send(work(task))
    except (EOFError, OSError):
        return


def _leave_with_parent() -> None:
    """A worker deep in a page would outlive a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

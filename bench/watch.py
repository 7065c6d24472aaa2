"""Memory of a process and all it started, sampled while it runs."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import psutil


@dataclass(slots=True)
class Sample:
    """At `seconds` after the start: bytes of the main process, and of the whole family, where
    pages that processes share count once (PSS)."""

    seconds: float
    main: int
    family: int


@dataclass(slots=True)
class MemoryWatch:
    """Samples the memory of process `pid` and its descendants in a thread until it is gone."""

    pid: int
    every: float = 0.25
    samples: list[Sample] = field(default_factory=list)
    _thread: threading.Thread | None = None

    def start(self) -> MemoryWatch:
        """Begin sampling."""
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def join(self) -> list[Sample]:
        """Wait until the process is gone; returns the samples."""
        if self._thread is not None:
            self._thread.join()
        return self.samples

    def _sample(self) -> None:
        began = time.monotonic()
        process = psutil.Process(self.pid)
        while True:
            try:
                main = process.memory_info().rss
                family = [process, *process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            total = sum(_pss(member) for member in family)
            if main:
                self.samples.append(Sample(time.monotonic() - began, main, total))
            if process.status() == psutil.STATUS_ZOMBIE:
                return
            time.sleep(self.every)


def workers(pid: int) -> list[psutil.Process]:
    """The worker processes of the batch that runs as process `pid`: children of its server."""
    try:
        started = psutil.Process(pid).children(recursive=True)
        return [process for process in started if process.parent() and process.ppid() != pid]
    except psutil.NoSuchProcess:
        return []


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return 0

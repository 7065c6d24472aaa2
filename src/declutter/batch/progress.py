"""The progress bar: rate, errors and time left, on a terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from declutter.batch.pages import Outcome

_REFRESH_SECONDS = 0.2


class ProgressBar:
    """A `Watcher` that draws on stderr while it is entered as a context.

    The bar and the time left go by bytes of the input, since how many pages a file of records
    holds is known at its end only. When a resumed run passes over what was done, that counts
    for the bar but not for the rate.
    """

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.fields[pages]:,} pages"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[rate]:,.0f}/s"),
            TextColumn("[red]{task.fields[errors]:,} errors"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None
        self._pages = self._errors = self._now_done = self._bytes = 0
        self._began = self._drawn = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def start(self, total_bytes: int | None) -> None:
        """See `Watcher.start`."""
        self._task = self._progress.add_task("", total=total_bytes, pages=0, errors=0, rate=0.0)
        self._began = time.monotonic()

    def page(self, size: int, outcome: Outcome | None) -> None:
        """See `Watcher.page`."""
        self._pages += 1
        self._bytes += size
        if outcome is not None:
            self._now_done += 1
            self._errors += outcome.failed
        now = time.monotonic()
        if self._task is not None and now - self._drawn >= _REFRESH_SECONDS:
            self._drawn = now
            self._progress.update(
                self._task,
                completed=self._bytes,
                pages=self._pages,
                errors=self._errors,
                rate=self._now_done / max(now - self._began, 1e-6),
            )

"""A batch from input to output."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from declutter.batch.journal import Journal
from declutter.batch.pages import InputKind, Numbered, Outcome, Page
from declutter.batch.pool import Failure, Pool
from declutter.batch.readers import Fields, Reading
from declutter.batch.sinks import FilesSink, LinesSink, Sink, suits
from declutter.batch.sources import Source, find
from declutter.batch.tables import ParquetSink
from declutter.batch.work import Clean, Form, Setup, Shape, default_cleaner
from declutter.config import Config
from declutter.errors import ConfigError

TIME_LIMIT = 30.0
AHEAD_PAGES = 4_000
AHEAD_BYTES = 64 << 20
"""How far other pages may run ahead of one that takes long, when the output is in order."""
_SUFFIXES: dict[Form, str] = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}
_KINDS = ("written", "unsure", "error", "timeout", "died")


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the pages, those of earlier, interrupted runs included.

    `written`, `unsure` (confidence too low), `error`, `timeout` and `died` add up to `pages`.
    `resumed` pages were done before this run; `seconds` is this run's time. `skipped` are records
    that are no pages. `interrupted` says that pages are left; `complete` that the output was
    there already and nothing was done.
    """

    written: int = 0
    unsure: int = 0
    error: int = 0
    timeout: int = 0
    died: int = 0
    skipped: int = 0
    resumed: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    complete: bool = False

    @property
    def pages(self) -> int:
        """All pages accounted for."""
        return self.written + self.unsure + self.failed

    @property
    def failed(self) -> int:
        """Pages that brought an error instead of an article."""
        return self.error + self.timeout + self.died


class Watcher(Protocol):
    """Is told how a run goes. `page` may be called from several threads."""

    def start(self, total_bytes: int | None) -> None:
        """The run begins; the input's size, if it is known."""

    def page(self, size: int, outcome: Outcome | None) -> None:
        """A page is through; no outcome: it was done in an earlier run."""


def run(
    inputs: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    config: Config | None = None,
    cleaner: Callable[[Config], Clean] | None = None,
    form: Form = "text",
    fields: Fields | None = None,
    input: InputKind = "auto",
    workers: int | None = None,
    ordered: bool = False,
    min_confidence: float | None = None,
    time_limit: float = TIME_LIMIT,
    resume: bool = False,
    overwrite: bool = False,
    watcher: Watcher | None = None,
) -> Summary:
    """Clean all pages of `inputs` (files, directories, globs, `-`) into `output`.

    `output` is a directory (a file for each page, as the input's files are laid out), a
    `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file (a line for each page) or a `.parquet` file (a row
    for each page). `form` says how the text is written; `json` gives everything known of an
    article. Pages are cleaned in `workers` processes (default: one for each core) by what
    `cleaner(config)` returns there (default: `Cleaner(config).clean`); it must be importable in
    them. Articles below `min_confidence` (default: the settings') are left out. A page that takes
    longer than `time_limit` seconds, or kills its worker, is recorded with its error.

    Until it is whole, the output is kept beside its place. After an interruption (Ctrl-C, SIGTERM,
    a crash) `resume` goes on from there; `overwrite` starts again, and replaces an output that
    exists. Raises `ConfigError` when neither is given and one is needed, and for an output of
    unknown format; `InputError` for an input that does not exist; `MissingExtraError` for a format
    whose extra is not installed.
    """
    target = Path(output)
    shape = suits(target)
    directory = _run_directory(target, shape)
    journal = Journal(directory)
    sink = _sink(target, directory, shape, form)
    names = [os.fspath(name) for name in inputs]
    fields, config = fields or Fields(), config or Config()
    asked = {
        "inputs": names,
        "form": form,
        "input": input,
        "fields": asdict(fields),
        "ordered": ordered,
        "min_confidence": min_confidence,
        "config": _fingerprint(config),
    }
    if journal.exists:
        journal.lock()
    if journal.exists and resume:
        journal.load(asked)
    elif journal.has_pages and not overwrite:
        raise ConfigError(
            f"an unfinished run is in {directory}: --resume goes on with it, "
            "--overwrite starts again"
        )
    elif _is_there(target, directory) and resume:
        return Summary(complete=True)
    elif _is_there(target, directory) and not overwrite:
        raise ConfigError(f"{target} exists: --overwrite replaces it")
    else:
        found = find(names, leave_out=_left_out(config, (target, directory)))
        journal.begin(asked, found)

    setup = Setup(cleaner or default_cleaner, config, form, shape, min_confidence)
    reading = Reading(fields, input, config.max_bytes)
    batch = _Batch(journal, sink, setup, reading, watcher, ordered)
    return batch.run(workers or cores(), time_limit)


@dataclass(slots=True)
class _Batch:
    """One run under way: pages go out to the pool, outcomes come in and are written."""

    journal: Journal
    sink: Sink
    setup: Setup
    reading: Reading
    watcher: Watcher | None
    ordered: bool
    counts: dict[str, int] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    committed: float = 0.0
    waiting: dict[int, tuple[Page, Outcome]] = field(default_factory=dict)
    waiting_bytes: int = 0
    next_number: int = 0

    def run(self, workers: int, time_limit: float) -> Summary:
        began = self.committed = time.monotonic()
        self.counts = dict.fromkeys(_KINDS, 0) | self.journal.counts
        resumed = self.next_number = len(self.journal.done)
        pool: Pool[Numbered, Outcome] = Pool(
            self.setup,
            workers=workers,
            time_limit=time_limit,
            preload=_modules(self.setup.cleaner),
        )
        if not self.journal.finishing:
            if self.watcher is not None:
                self.watcher.start(_total_bytes(self.journal.sources()))
            self._clean(pool)
        if not pool.interrupted:
            self.sink.finish()
            self.journal.remove()
        return Summary(
            written=self.counts["written"],
            unsure=self.counts["unsure"],
            error=self.counts["error"],
            timeout=self.counts["timeout"],
            died=self.counts["died"],
            skipped=self.reading.skipped,
            resumed=resumed,
            seconds=time.monotonic() - began,
            interrupted=pool.interrupted,
        )

    def _clean(self, pool: Pool[Numbered, Outcome]) -> None:
        self.sink.open(self.journal.state)
        try:
            with _interruptible(pool):
                for numbered, result in pool.run(
                    self._todo(), size=_held_bytes, may_hand_out=self._may_hand_out
                ):
                    self._take(numbered, self._outcome(numbered.page, result))
                    if self._due():
                        self._commit()
                self._commit(finishing=not pool.interrupted)
        finally:
            self.sink.close()

    def _todo(self) -> Iterator[Numbered]:
        for number, page in enumerate(self.reading.pages(self.journal.sources())):
            if number not in self.journal.done:
                yield Numbered(number, page)
            elif self.watcher is not None:
                self.watcher.page(page.size, None)

    def _outcome(self, page: Page, result: Outcome | Failure) -> Outcome:
        if isinstance(result, Failure):
            return self.setup.failure(page, result.kind, result.message)
        return result

    def _take(self, numbered: Numbered, outcome: Outcome) -> None:
        if self.watcher is not None:
            self.watcher.page(numbered.page.size, outcome)
        if not self.ordered:
            self._write(numbered.number, numbered.page, outcome)
            return
        self.waiting[numbered.number] = numbered.page, outcome
        self.waiting_bytes += outcome.held_bytes
        while self.next_number in self.waiting:
            page, first = self.waiting.pop(self.next_number)
            self.waiting_bytes -= first.held_bytes
            self._write(self.next_number, page, first)
            self.next_number += 1

    def _may_hand_out(self) -> bool:
        return len(self.waiting) < AHEAD_PAGES and self.waiting_bytes < AHEAD_BYTES

    def _write(self, number: int, page: Page, outcome: Outcome) -> None:
        self.taken.append(number)
        self.counts[outcome.kind] += 1
        if outcome.kind != "unsure":
            self.sink.add(page, outcome)

    def _due(self) -> bool:
        return time.monotonic() - self.committed >= self.sink.patience

    def _commit(self, *, finishing: bool = False) -> None:
        state = self.sink.commit()
        self.journal.commit(self.taken, state, self.counts, finishing=finishing)
        self.taken.clear()
        self.committed = time.monotonic()


def _run_directory(target: Path, shape: Shape) -> Path:
    return (
        target / ".unfinished" if shape == "file" else target.with_name(target.name + ".unfinished")
    )


def _sink(target: Path, directory: Path, shape: Shape, form: Form) -> Sink:
    if shape == "file":
        return FilesSink(target, directory, _SUFFIXES[form])
    if shape == "line":
        return LinesSink(target, directory)
    if form == "json":
        raise ConfigError("a Parquet file has columns: give a form other than json")
    return ParquetSink(target, directory)


def _is_there(target: Path, own: Path) -> bool:
    """Whether there is an output at `target`; an empty directory is none."""
    if target.is_dir():
        return any(path != own for path in target.iterdir())
    return target.exists()


def _modules(cleaner: Callable[[Config], Clean]) -> list[str]:
    """What workers need in any case, worth importing once for all of them."""
    ours = ["declutter.batch.warm"] if cleaner is default_cleaner else []
    return ["declutter.batch.work", *ours]


def _left_out(config: Config, own: Sequence[Path]) -> Callable[[Path], bool]:
    """What directories are walked without: the run's own files, and what the settings exclude."""
    names = {path.name for path in own}
    own_paths = {path.resolve() for path in own}

    def leave_out(path: Path) -> bool:
        # Resolving costs: only paths that may be meant are.
        if path.name in names and path.resolve() in own_paths:
            return True
        return bool(config.exclude) and config.excludes(path)

    return leave_out


def _fingerprint(config: Config) -> str:
    return hashlib.sha256(repr(config).encode()).hexdigest()[:16]


def _total_bytes(sources: Iterator[Source]) -> int | None:
    total = 0
    for source in sources:
        if source.kind == "stdin":
            return None
        total += source.size
    return total


def _held_bytes(numbered: Numbered) -> int:
    return numbered.held_bytes


def cores() -> int:
    """The cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _interruptible(pool: Pool[Any, Any]) -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM end the run in good order, the second one at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {int(number): signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, before[number] or signal.SIG_DFL)
        pool.interrupt()

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)

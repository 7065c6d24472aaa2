"""Where articles go. What a sink took is safe after `commit`; what was written after the last
commit is cut off when a run is taken up again."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from declutter.batch import extras
from declutter.batch.journal import State
from declutter.batch.pages import Outcome, Page
from declutter.batch.streams import bare_name
from declutter.batch.work import Shape
from declutter.errors import ConfigError

ERRORS_FILE = "_errors.jsonl"
HELD_BYTES = 2 << 20
"""What a sink holds before it writes; it is safe with the next commit only."""


class Sink(Protocol):
    """An output. `state` is what `commit` returned last, empty at the start of a run.

    `patience` is for how many seconds it should take pages until the next commit.
    """

    patience: float

    def open(self, state: State) -> None:
        """Get ready to go on from `state`."""

    def add(self, page: Page, outcome: Outcome) -> None:
        """Take what came of a page."""

    def commit(self) -> State:
        """Make safe what was taken; returns the state to go on from."""

    def finish(self) -> None:
        """Put the whole output in its place, at once. May be called again after a crash."""

    def close(self) -> None:
        """Let go of open files."""


class LinesSink:
    """Lines of JSON in one file, compressed as its name says.

    It grows in the run's directory and is moved to its place at the end. Each write is a
    member (gzip) or a frame (zstd) by itself: both formats read as one when put behind each other.
    """

    patience = 3.0

    def __init__(self, target: Path, directory: Path) -> None:
        self._target = target
        self._partial = directory / "output"
        self._file: BinaryIO | None = None
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._zstd: Any = None
        if target.name.endswith(".zst"):
            self._zstd = extras.load("zstandard", extra="zst", what="writing .zst")

    def open(self, state: State) -> None:
        """See `Sink.open`."""
        self._file = cast(BinaryIO, self._partial.open("r+b" if state else "w+b"))
        self._file.truncate(state.get("bytes", 0))
        self._file.seek(0, os.SEEK_END)

    def add(self, page: Page, outcome: Outcome) -> None:
        """See `Sink.add`."""
        self._held.append(cast(bytes, outcome.payload))
        self._held_bytes += outcome.held_bytes
        if self._held_bytes >= HELD_BYTES:
            self._write()

    def commit(self) -> State:
        """See `Sink.commit`."""
        assert self._file is not None
        self._write()
        self._file.flush()
        os.fsync(self._file.fileno())
        return {"bytes": self._file.tell()}

    def finish(self, *, keep_empty: bool = True) -> None:
        """See `Sink.finish`."""
        self.close()
        if not self._partial.exists():  # it has been moved already
            return
        if keep_empty or self._partial.stat().st_size:
            self._partial.replace(self._target)

    def close(self) -> None:
        """See `Sink.close`."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        if self._held and self._file is not None:
            self._file.write(self._packed(b"".join(self._held)))
        self._held.clear()
        self._held_bytes = 0

    def _packed(self, data: bytes) -> bytes:
        if self._target.name.endswith(".gz"):
            return gzip.compress(data, compresslevel=6, mtime=0)
        if self._zstd is not None:
            return cast(bytes, self._zstd.ZstdCompressor().compress(data))
        return data


class FilesSink:
    """A file for each article, in directories as in the input; errors as lines in one file."""

    patience = 3.0

    def __init__(self, target: Path, directory: Path, suffix: str) -> None:
        self._target = target
        self._suffix = suffix
        self._part = directory / "file"
        self._errors = LinesSink(target / ERRORS_FILE, directory)
        self._made: set[Path] = set()

    def open(self, state: State) -> None:
        """See `Sink.open`."""
        self._errors.open(state)

    def add(self, page: Page, outcome: Outcome) -> None:
        """See `Sink.add`."""
        if outcome.failed:
            self._errors.add(page, outcome)
            return
        path = self._target / (page.target + self._suffix)
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        self._part.write_bytes(cast(bytes, outcome.payload))
        self._part.replace(path)

    def commit(self) -> State:
        """See `Sink.commit`."""
        return self._errors.commit()

    def finish(self) -> None:
        """See `Sink.finish`."""
        self._errors.finish(keep_empty=False)

    def close(self) -> None:
        """See `Sink.close`."""
        self._errors.close()


def suits(target: Path) -> Shape:
    """What the output at `target` takes, told by its name.

    Raises `ConfigError` for a name whose suffix is of no known format.
    """
    bare = bare_name(target.name)
    if bare.endswith((".jsonl", ".ndjson")):
        return "line"
    if target.name.lower().endswith(".parquet"):
        return "row"
    if target.is_dir() or not target.suffix:
        return "file"
    raise ConfigError(
        f"cannot tell the format of {target}: give a directory, .jsonl(.gz, .zst) or .parquet"
    )

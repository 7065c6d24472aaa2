"""What is on disk of an unfinished run, so that it can go on without losing or doubling a page.

A run keeps a directory of its own: `sources.jsonl`, the input as it was found at the start, and
`journal.jsonl`: what was asked for, then a line for each batch of pages that is safely written.
A line counts when it is there whole; what the output holds beyond the last line is cut off.
"""

from __future__ import annotations

import json
import os
import shutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from declutter.batch.sources import Source
from declutter.errors import ConfigError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

State = dict[str, Any]


class Ranges:
    """A set of numbers that come nearly in order, kept as runs without gaps."""

    def __init__(self, pairs: Iterable[Iterable[int]] = ()) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(tuple(pair) for pair in pairs):
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Ranges:
        """The set of `numbers`."""
        return cls((number, number) for number in numbers)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._firsts, number) - 1
        return at >= 0 and number <= self._lasts[at]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.pairs())

    def __or__(self, other: Ranges) -> Ranges:
        return Ranges([*self.pairs(), *other.pairs()])

    def pairs(self) -> list[tuple[int, int]]:
        """The runs, as first and last number."""
        return list(zip(self._firsts, self._lasts, strict=True))


class Journal:
    """The record of one run, in `directory`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.state: State = {}
        self.counts: dict[str, int] = {}
        self.done = Ranges()
        self.finishing = False
        self._lock: IO[str] | None = None
        self._path = directory / "journal.jsonl"
        self._sources = directory / "sources.jsonl"

    @property
    def exists(self) -> bool:
        """Whether an unfinished run is there."""
        return self._path.exists()

    @property
    def has_pages(self) -> bool:
        """Whether the run that is there has pages to its name: else nothing is lost with it."""
        return self.exists and self._path.read_bytes().count(b"\n") > 1

    def lock(self) -> None:
        """Keep other runs away from this one's files, as long as this process lives.

        Raises `ConfigError` when another run is at work on them. Does nothing where the system
        has no such locks.
        """
        if fcntl is None or self._lock is not None:
            return
        self._lock = (self.directory / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigError(f"another run is at work in {self.directory}") from error

    def begin(self, asked: Mapping[str, Any], sources: Iterable[Source]) -> None:
        """Start a run: write down what was asked for and the sources as they are now."""
        self.remove()
        self.directory.mkdir(parents=True)
        self.lock()
        with self._sources.open("w", encoding="utf-8") as file:
            for source in sources:
                file.write(json.dumps(asdict(source)) + "\n")
        # Last, and under another name until whole: a journal means that the run can go on.
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps({"asked": asked}) + "\n", encoding="utf-8")
        part.replace(self._path)

    def load(self, asked: Mapping[str, Any]) -> None:
        """Take up the run that is there.

        Raises `ConfigError` when something else was asked for then, or a source has changed.
        """
        lines = self._whole_lines()
        then = lines[0]["asked"] if lines else {}
        changed = [name for name in {**then, **asked} if then.get(name) != asked.get(name)]
        if changed:
            raise ConfigError(
                f"cannot resume: the unfinished run had other settings ({', '.join(changed)})"
            )
        for source in self.sources():
            _check(source)
        pairs: list[list[int]] = []
        for line in lines[1:]:
            pairs += line["pages"]
            self.state = line["state"]
            self.counts = line["counts"]
            self.finishing = line.get("finishing", False)
        self.done = Ranges(pairs)

    def sources(self) -> Iterator[Source]:
        """The input as it was found at the start."""
        with self._sources.open(encoding="utf-8") as file:
            for line in file:
                yield Source(**json.loads(line))

    def commit(
        self,
        pages: Iterable[int],
        state: State,
        counts: Mapping[str, int],
        *,
        finishing: bool = False,
    ) -> None:
        """Note that `pages` are safely in the output, which is now in `state`."""
        new = Ranges.of(pages)
        line: State = {"pages": new.pairs(), "state": state, "counts": dict(counts)}
        if finishing:
            line["finishing"] = True
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.done |= new

    def remove(self) -> None:
        """Forget the run."""
        self._path.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        shutil.rmtree(self.directory, ignore_errors=True)

    def _whole_lines(self) -> list[State]:
        data = self._path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:  # the run was killed while it wrote: the next line needs a clean start
            with self._path.open("r+b") as file:
                file.truncate(len(whole))
        return [json.loads(line) for line in whole.splitlines()]


def _check(source: Source) -> None:
    if source.kind in ("page", "stdin"):
        return
    try:
        status = Path(source.path).stat()
    except OSError as error:
        raise ConfigError(f"cannot resume: {source.path} is gone") from error
    if (status.st_size, status.st_mtime_ns) != (source.size, source.changed):
        raise ConfigError(f"cannot resume: {source.path} has changed since")

"""What the input consists of: directories walked, globs expanded, in an order that is the same
each time."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from declutter.batch.streams import bare_name
from declutter.errors import InputError

SourceKind = Literal["page", "jsonl", "warc", "parquet", "stdin"]

_RECORDS: dict[str, SourceKind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".wet": "warc",
    ".parquet": "parquet",
}
_PAGE_SUFFIXES = frozenset(
    {"", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".txt", ".text", ".md"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the input: a page, or a file of records.

    `target` is where its output goes below an output directory, without a suffix. `size` in bytes
    and `changed` (nanoseconds) tell whether it is still the same file.
    """

    kind: SourceKind
    path: str
    target: str
    size: int = 0
    changed: int = 0


def kind_of(name: str) -> SourceKind | None:
    """The kind of the file called `name`; None when its suffix says it is no page."""
    bare = bare_name(name)
    suffix = PurePosixPath(bare).suffix
    if suffix in _RECORDS:
        return _RECORDS[suffix]
    return "page" if suffix in _PAGE_SUFFIXES and bare == name.lower() else None


def find(
    inputs: Sequence[str], *, leave_out: Callable[[Path], bool] = lambda path: False
) -> Iterator[Source]:
    """The sources that `inputs` (files, directories, globs, `-` for standard input) stand for.

    Directories are walked to the bottom, names in order; hidden names, files of other kinds and
    what `leave_out` says of a path are passed over. A file that is named itself is always read. Raises
    `InputError` for a path that does not exist and a glob that matches nothing.
    """
    return _sources([_named(name) for name in inputs], leave_out)


def _sources(roots: list[list[str]], leave_out: Callable[[Path], bool]) -> Iterator[Source]:
    single = len(roots) == 1 and len(roots[0]) == 1
    for paths in roots:
        for path in paths:
            if path == "-":
                yield Source("stdin", "-", "stdin")
            elif Path(path).is_dir():
                top = "" if single else Path(path).resolve().name
                yield from _walk(Path(path), top, leave_out)
            else:
                yield _source(Path(path), Path(path).stem or "page", kind_of(path) or "page")


def _named(name: str) -> list[str]:
    if name == "-" or Path(name).exists():
        return [name]
    if not glob.has_magic(name):
        raise InputError(f"no such file or directory: {name}")
    found = sorted(glob.iglob(name, recursive=True))  # noqa: PTH207 - absolute ones too
    if not found:
        raise InputError(f"nothing matches {name}")
    return found


def _walk(directory: Path, target: str, leave_out: Callable[[Path], bool]) -> Iterator[Source]:
    with os.scandir(directory) as listing:
        entries = sorted(
            (entry for entry in listing if not entry.name.startswith(".")),
            key=lambda entry: entry.name,
        )
    stems: dict[str, int] = {}
    for entry in entries:
        stem = Path(entry.name).stem
        stems[stem] = stems.get(stem, 0) + 1
    for entry in entries:
        path = Path(entry.path)
        if leave_out(path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, _below(target, entry.name), leave_out)
            continue
        kind = kind_of(entry.name)
        if kind is not None and entry.is_file():
            # Two files that differ in their suffix alone must not share an output.
            name = path.stem if stems[path.stem] == 1 else entry.name
            yield _source(path, _below(target, name), kind)


def _below(target: str, name: str) -> str:
    return f"{target}/{name}" if target else name


def _source(path: Path, target: str, kind: SourceKind) -> Source:
    status = path.stat()
    return Source(kind, str(path), target, status.st_size, status.st_mtime_ns)

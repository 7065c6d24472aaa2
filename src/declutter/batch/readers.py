"""From sources to pages, streaming: nothing here holds more than a record or a small batch."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from declutter.batch import extras, streams
from declutter.batch.pages import InputKind, Page
from declutter.batch.sources import Source
from declutter.batch.warc import read_warc
from declutter.errors import DeclutterError, InputError

SOURCE_FIELDS = ("html", "raw_html", "page", "content", "text", "body")
MAX_LINE = 256 << 20
"""Bytes a line of JSONL may have: a file without line ends must not be read whole."""
_STDIN_HEAD = 4096
_PARQUET_ROWS = 64


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a record hold what. `source` empty: the first of `SOURCE_FIELDS` it has."""

    source: str = ""
    url: str = "url"
    id: str = "id"

    def page(self, record: object, name: str, input: InputKind) -> Page:
        """The page in a record that is called `name` unless it says itself what it is called."""
        if not isinstance(record, Mapping):
            return Page(name, error="InputError: the record is not an object with fields")
        given = record.get(self.id)
        id = str(given) if given not in (None, "") else name
        url = record.get(self.url)
        wanted = (self.source,) if self.source else SOURCE_FIELDS
        found = next((key for key in wanted if record.get(key) is not None), None)
        page = Page(id, url=str(url) if url else None, input=input)
        if found is None:
            return replace(page, error=f"InputError: the record has no field {' or '.join(wanted)}")
        data = record[found]
        if not isinstance(data, (str, bytes)):
            return replace(page, error=f"InputError: the field {found} is not text")
        return replace(page, data=data)


@dataclass(slots=True)
class Reading:
    """How pages are read, and what was met on the way.

    Pages of more than `max_bytes` (0: no limit) are not read from WARC files at all.
    `skipped` counts records that are no pages (pictures, redirects, requests in a WARC file).
    """

    fields: Fields = field(default_factory=Fields)
    input: InputKind = "auto"
    max_bytes: int = 0
    skipped: int = 0

    def pages(self, sources: Iterable[Source]) -> Iterator[Page]:
        """Every page of `sources`, in order.

        A source that breaks off (cut short, not what its name says) gives one page more, which
        has an `error`. Raises `MissingExtraError`.
        """
        for source in sources:
            if source.kind == "page":
                yield Page(
                    source.path,
                    path=source.path,
                    input=self.input,
                    target=source.target,
                    size=source.size,
                )
            else:
                yield from self._records(source)

    def _records(self, source: Source) -> Iterator[Page]:
        number = 0
        left = source.size
        known_as = "stdin" if source.kind == "stdin" else source.path
        try:
            for page in self._read(source):
                number += 1
                name = page.id or f"{known_as}#{number}"
                share = min(left, page.size)
                left -= share
                yield replace(page, id=name, size=share, target=f"{source.target}/{number:08d}")
        except DeclutterError:
            raise
        except Exception as error:  # each library has its own for a broken file
            what = f"reading broke off: {type(error).__name__}: {error}"
            target = f"{source.target}/{number + 1:08d}"
            yield Page(f"{known_as}#{number + 1}", error=what, target=target, size=left)

    def _read(self, source: Source) -> Iterator[Page]:
        if source.kind == "stdin":
            yield from self._read_stdin(sys.stdin.buffer)
            return
        path = Path(source.path)
        if source.kind == "parquet":
            yield from self._read_parquet(path)
            return
        with path.open("rb") as raw:
            stream = raw if source.kind == "warc" else streams.decompress(raw, path.name)
            told = _Told(raw)
            if source.kind == "warc":
                pages: Iterable[Page] = self._read_warc(stream)
            else:
                pages = self._read_jsonl(stream)
            for page in pages:
                yield replace(page, size=told.since_last())

    def _read_jsonl(self, stream: BinaryIO) -> Iterator[Page]:
        for line in _lines(stream):
            if not line.strip():
                continue
            if len(line) > MAX_LINE:
                yield Page("", error=f"InputError: the line is longer than {MAX_LINE >> 20} MiB")
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                yield Page("", error=f"InputError: the line is not JSON: {error}")
                continue
            yield self.fields.page(record, "", self.input)

    def _read_warc(self, stream: BinaryIO) -> Iterator[Page]:
        fastwarc = extras.load("fastwarc.warc", extra="warc", what="reading WARC")
        for page in read_warc(fastwarc, stream, self.max_bytes):
            if page is None:
                self.skipped += 1
            else:
                yield replace(page, input=self.input)

    def _read_parquet(self, path: Path) -> Iterator[Page]:
        parquet = extras.load("pyarrow.parquet", extra="parquet", what="reading Parquet")
        with parquet.ParquetFile(path, pre_buffer=False) as file:
            wanted = {self.fields.id, self.fields.url, self.fields.source, *SOURCE_FIELDS}
            columns = [name for name in file.schema_arrow.names if name in wanted]
            share = path.stat().st_size // max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=columns):
                for row in batch.to_pylist():
                    yield replace(self.fields.page(row, "", self.input), size=share)

    def _read_stdin(self, stream: BinaryIO) -> Iterator[Page]:
        """JSONL, WARC or a single page, compressed or not: told by its first bytes."""
        head = _peek(stream)
        suffix = streams.sniff_compression(head)
        if suffix == ".gz" and _gunzip_head(head).startswith(b"WARC/"):
            yield from self._read_warc(stream)
            return
        plain = streams.decompress(stream, suffix)
        head = _peek(plain)
        if head.startswith(b"WARC/"):
            yield from self._read_warc(plain)
        elif head.lstrip()[:1] == b"{":
            yield from self._read_jsonl(plain)
        elif head.startswith(b"PAR1"):
            raise InputError("Parquet cannot be read from standard input: name the file")
        else:
            data = plain.read()
            if data:
                yield Page("stdin", data=data, input=self.input)


class _Told:
    """How far a file has been read, as shares for the records that came out of it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._tell: Callable[[], int] = raw.tell
        self._last = 0

    def since_last(self) -> int:
        now = self._tell()
        share, self._last = now - self._last, now
        return share


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of `stream`; of one longer than `MAX_LINE` only the beginning."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def _peek(stream: Any) -> bytes:
    return bytes(stream.peek(_STDIN_HEAD)[:_STDIN_HEAD])


def _gunzip_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""

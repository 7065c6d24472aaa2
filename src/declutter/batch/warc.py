"""WARC records that are pages."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from declutter.batch import extras, streams
from declutter.batch.pages import Page
from declutter.errors import InputError

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_ZLIB = re.compile(rb"[\x08-\x78][\x01\x5e\x9c\xda]")
_MARKUP = re.compile(rb"\s*<")


def read_warc(fastwarc: Any, stream: BinaryIO, max_bytes: int = 0) -> Iterator[Page | None]:
    """The pages among a WARC stream's records, and None for each record that is none.

    Pages are responses with a success status and the type of a page, resources of such a type,
    and conversions (the texts of WET files). Requests and other records about records do not
    count. The page's id is the record's. A body of more than `max_bytes` is not read; 0 is no
    limit.
    """
    kinds = fastwarc.WarcRecordType
    wanted = kinds.response | kinds.resource | kinds.conversion
    try:
        for record in fastwarc.ArchiveIterator(
            _Forward(stream), record_types=wanted, parse_http=True, auto_decode="none"
        ):
            yield _page(record, max_bytes)
    except BaseException as error:
        # fastwarc's panics are no `Exception`, but a broken file must not end the run.
        if type(error).__name__ != "PanicException":
            raise
        raise OSError(f"fastwarc gave up: {error}") from error


class _Forward:
    """A stream that is only ever read on: fastwarc asks for its place, which a pipe cannot tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _page(record: Any, max_bytes: int) -> Page | None:
    http = record.http_headers
    if http is not None and not 200 <= (http.status_code or 0) < 300:
        return None
    kind = record.http_content_type if http is not None else record.headers.get("Content-Type")
    if not (kind or "").split(";")[0].strip().lower().startswith(_PAGE_TYPES):
        return None
    url = record.headers.get("WARC-Target-URI")
    page = Page(
        record.record_id or "",
        url=url.strip("<>") if url else None,
        charset=record.http_charset if http is not None else None,
        codings=_codings(http) if http is not None else (),
    )
    if max_bytes and record.content_length > max_bytes:
        return replace(page, error=f"InputError: larger than {max_bytes} bytes")
    length = record.content_length
    data = record.reader.read()
    if len(data) < length:
        return replace(page, error="InputError: the record is cut short")
    return replace(page, data=data)


def _codings(http: Any) -> tuple[str, ...]:
    """What was done to the body on its way, in the order in which it is to be undone."""
    named = [http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""]
    return tuple(
        coding
        for header in named
        for part in reversed(header.lower().split(","))
        if (coding := part.strip()) not in ("", "identity")
    )


def undo(codings: tuple[str, ...], body: bytes) -> bytes:
    """The body as the server had it. What does not look coded is left as it is: archives often
    keep the header of a coding that they have undone. Raises `InputError` for a damaged body."""
    for coding in codings:
        try:
            if coding == "chunked" and _CHUNK.match(body):
                body = _unchunked(body)
            elif coding in ("gzip", "x-gzip") and body.startswith(streams.GZIP_MAGIC):
                body = gzip.decompress(body)
            elif coding == "deflate" and _ZLIB.match(body):
                body = zlib.decompress(body)
            elif coding == "br" and not _MARKUP.match(body):
                stream_io = extras.load("fastwarc.stream_io", extra="warc", what="reading WARC")
                body = stream_io.BrotliReader(io.BytesIO(body)).read()
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise InputError(f"the record's body cannot be decoded: {coding}: {error}") from error
    return body


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if not size:
            break
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size + 2
    return b"".join(parts)

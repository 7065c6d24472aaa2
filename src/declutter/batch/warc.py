"""WARC records that are pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from declutter.batch.pages import Page

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def read_warc(fastwarc: Any, stream: Any) -> Iterator[Page | None]:
    """The pages among a WARC stream's records, and None for each record that is none.

    Pages are responses with a success status and the type of a page, resources of such a type,
    and conversions (the texts of WET files). Requests and other records about records do not
    count. The page's id is the record's.
    """
    kinds = fastwarc.WarcRecordType
    wanted = kinds.response | kinds.resource | kinds.conversion
    records = fastwarc.ArchiveIterator(
        stream, record_types=wanted, parse_http=True, auto_decode="all"
    )
    for record in records:
        yield _page(record)


def _page(record: Any) -> Page | None:
    http = record.http_headers
    if http is not None and not 200 <= (http.status_code or 0) < 300:
        return None
    kind = record.http_content_type if http is not None else record.content_type
    if not (kind or "").split(";")[0].strip().lower().startswith(_PAGE_TYPES):
        return None
    url = record.headers.get("WARC-Target-URI")
    page = Page(
        record.record_id or "",
        url=url.strip("<>") if url else None,
        charset=record.http_charset if http is not None else None,
    )
    try:
        return replace(page, data=record.reader.read())
    except Exception as error:  # a body that is not coded as its headers say
        return replace(page, error=f"InputError: the record's body cannot be read: {error}")

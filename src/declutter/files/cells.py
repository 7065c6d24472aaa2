"""CSV and TSV: where the cells of a column stand, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from declutter.files.fields import GUESSES
from declutter.files.spans import Span, Value

_SEPARATORS = ",;\t|"


def table(text: str, fields: Sequence[str], separator: str | None = None) -> list[Value] | None:
    """Return the cells of the columns with these names below the header, in the file's order.

    Without names, the first usual one that the header has. The separator is found from the
    header unless given. None when the header has no such column.
    """
    separator = separator or _separator(text)
    rows = _rows(text, separator)
    header = [value.text.strip() for value in next(rows, [])]
    names = fields or [name for name in GUESSES if name in header][:1]
    columns = [number for number, name in enumerate(header) if name in names]
    if not columns:
        return None
    return [row[column] for row in rows for column in columns if column < len(row)]


def _separator(text: str) -> str:
    """The separator that the header, quoted parts apart, has most of."""
    header = re.sub(r'"[^"]*"', "", text[:65536]).lstrip("\r\n").splitlines()[:1]
    return max(_SEPARATORS, key=header[0].count) if header else ","


@lru_cache(maxsize=8)
def _cell(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(
        rf'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"(?={mark}|[\r\n]|\Z)|(?P<plain>[^{mark}\r\n]*))'
        rf"(?P<end>{mark}|\r\n|\n|\r|\Z)"
    )


def _rows(text: str, separator: str) -> Iterator[list[Value]]:
    pattern = _cell(separator)
    row: list[Value] = []
    at = 0
    while at < len(text):
        found = pattern.match(text, at)
        assert found is not None  # a plain cell may be empty, and something ends it
        at = found.end()
        quoted = found["quoted"] is not None
        row.append(_value(text, found.span("quoted" if quoted else "plain"), quoted))
        if found["end"] != separator:
            yield row
            row = []
    if row:
        yield row


def _value(text: str, span: Span, quoted: bool) -> Value:
    start, end = span
    written = text[start:end]
    if not quoted or '"' not in written:
        return Value(written, range(start, end + 1))
    places = []
    at = start
    while at < end:
        places.append(at)
        at += 2 if text[at] == '"' else 1
    places.append(end)
    return Value(written.replace('""', '"'), places)

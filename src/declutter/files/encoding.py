"""A file's bytes as text, such that the text written back is the same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bs4.dammit import EncodingDetector, UnicodeDammit

from declutter import source
from declutter.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = "surrogateescape"
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, its encoding, and the byte order mark it begins with (b"" for none)."""

    text: str
    encoding: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return another text as the bytes of a file like this one."""
        return self.mark + text.encode(self.encoding, _ESCAPED)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file: in the encoding named, or the one it marks, declares or has.

    Bytes that the encoding does not know become lone surrogates, and are written back as they
    were. Raises InputError for binary data and where the same bytes could not be written back.
    """
    if encoding is None:
        source.decode(data)  # refuses what is no text
    mark, marked = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", None))
    body = data[len(mark) :]
    for name in (marked, encoding) if marked or encoding else _candidates(body):
        if name and (decoded := _as(body, mark, name)):
            return decoded
    raise InputError("could not be written back in its encoding; `--encoding` names another")


def sound(text: str) -> str:
    """Return the text with a replacement character for each lone surrogate."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _as(body: bytes, mark: bytes, encoding: str) -> Decoded | None:
    try:
        text = body.decode(encoding, _ESCAPED)
        if text.encode(encoding, _ESCAPED) == body:
            return Decoded(text, encoding, mark)
    except (UnicodeError, LookupError):
        pass
    return None


def _candidates(body: bytes) -> list[str | None]:
    """Encodings to try in turn, in the order in which cleaning decodes."""
    try:
        body.decode("utf-8")
        return ["utf-8"]
    except UnicodeDecodeError:
        pass
    declared = EncodingDetector.find_declared_encoding(body, is_html=True)
    if declared and declared.lower() in ("utf-8", "utf8"):
        return ["utf-8"]
    guessed = UnicodeDammit(body, [declared] if declared else [], is_html=True).original_encoding
    return [guessed, "utf-8"]

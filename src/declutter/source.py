"""From a source in any form to a page's tree or a text: decode, find out which, parse."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector, UnicodeDammit
from lxml import etree
from lxml.html import HtmlElement

from declutter.blocks import InputKind
from declutter.errors import InputError

Source: TypeAlias = (
    str | bytes | bytearray | memoryview | etree._Element | etree._ElementTree | BeautifulSoup | Tag
)
InputChoice = Literal["auto", "html", "text"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|section|main|span|h[1-6]|meta|title|table|ul)\b",
    re.I,
)
_SNIFF = 4096
_BINARY_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"RIFF",
    b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ", b"OggS", b"ID3",
)  # fmt: skip


def read(source: Source, choice: InputChoice, max_bytes: int = 0) -> etree._Element | str:
    """A source in any form to a page's tree, or to a scraped text.

    `max_bytes` is the size above which bytes and strings are refused, 0 for none. Trees are taken
    as they are and not changed. Raises InputError.
    """
    if isinstance(source, etree._ElementTree):
        source = source.getroot()
    if isinstance(source, etree._Element):
        return source
    if isinstance(source, Tag):
        return parse(str(source))
    if not isinstance(source, (bytes, bytearray, memoryview, str)):
        raise InputError(f"cannot clean a {type(source).__name__}: give HTML, text or a tree")
    size = len(source)
    if max_bytes and size > max_bytes:
        raise InputError(f"the input is larger than {max_bytes:,} bytes")
    text = source if isinstance(source, str) else decode(bytes(source))
    kind = kind_of(text) if choice == "auto" else choice
    return parse(text) if kind == "html" else text


def decode(data: bytes) -> str:
    """Bytes to text: byte order mark, then the declared encoding, then UTF-8, then a guess.

    Raises InputError for binary data.
    """
    if data.startswith(_BINARY_SIGNATURES):
        raise InputError("the input is binary data, not a page or a text")
    stripped, marked = EncodingDetector.strip_byte_order_mark(data)
    if marked:
        return stripped.decode(marked, "replace")
    if data[:_SNIFF].count(0) * 20 > len(data[:_SNIFF]):
        raise InputError("the input is binary data, not a page or a text")
    try:
        # Declared encodings are wrong more often than valid UTF-8 is something else.
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    if declared and declared.lower() in ("utf-8", "utf8"):
        return data.decode("utf-8", "replace")
    dammit = UnicodeDammit(data, [declared] if declared else [], is_html=True)
    return dammit.unicode_markup or data.decode("utf-8", "replace")


def kind_of(text: str) -> InputKind:
    """Whether a text is a page's markup or text that someone already scraped."""
    head = text[:_SNIFF].lstrip("\ufeff \t\r\n")
    if head.startswith("<") and _MARKUP.search(head):
        return "html"
    tags = len(
        re.findall(r"</?(?:p|div|span|a|br|li|h[1-6]|img|body|html)\b[^<>]*>", text[:65536], re.I)
    )
    return "html" if tags >= 4 else "text"


def parse(text: str) -> etree._Element:
    """A page's markup to its tree, whatever is wrong with it.

    Raises InputError when there is nothing to parse.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True
    )
    # What trafilatura takes are lxml.html's elements; its own lookup is Python, called for each.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        data = _CONTROL.sub(" ", text).encode("utf-8", "replace")
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("the page is empty") from error
    if tree is None:
        raise InputError("the page is empty")
    return tree

"""From a source in any form to a page's tree or a text: decode, find out which, parse."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lxml import etree
from lxml.html import HtmlElement

from declutter.blocks import InputKind
from declutter.errors import InputError

if TYPE_CHECKING:
    from bs4 import Tag
else:
    Tag = Any  # costly to import: whoever has one has done so, and most runs do without

# A BeautifulSoup object is a tag, too.
Source: TypeAlias = str | bytes | bytearray | memoryview | etree._Element | etree._ElementTree | Tag
InputChoice = Literal["auto", "html", "text"]

# Control characters, each to a space.
_PARSEABLE = bytes(32 if (c < 32 and c not in b"\t\n\f\r") or c == 127 else c for c in range(256))
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|section|main|span|h[1-6]|meta|title|table|ul)\b",
    re.I,
)
_SNIFF = 4096
_MAX_LINES = 100_000
_MANY_ATTRIBUTES = re.compile(
    rb"""([a-z][\w:-]*+(?:\s++[^\s"'=<>(){};,]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+){300})"""
    rb"""[^<>]*+""",
    re.I,
)
_LONG_TAG = 8192
_CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
# Encodings that pages say they are in, and the larger ones that they are in.
_AS_BROWSERS_READ = {
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252",
    "latin1": "windows-1252", "latin-1": "windows-1252", "iso-8859-9": "windows-1254",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "tis-620": "cp874", "x-mac-roman": "mac-roman", "macintosh": "mac-roman",
}  # fmt: skip
_NOT_DECLARED_IN_ASCII = ("utf-16", "utf-32", "utf-7", "unicode", "raw_unicode")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BINARY_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"RIFF",
    b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ", b"OggS", b"ID3",
)  # fmt: skip


def read(source: Source, choice: InputChoice, max_bytes: int = 0) -> etree._Element | str:
    """A source in any form to a page's tree, or to a scraped text.

    `max_bytes` is the size above which bytes and strings are refused, 0 for none. Trees are not
    changed. Raises InputError.
    """
    if isinstance(source, etree._ElementTree):
        source = source.getroot()
    if isinstance(source, HtmlElement):
        return source
    if isinstance(source, etree._Element):
        # Names in XML have namespaces, and trafilatura takes lxml.html's elements only.
        return parse(etree.tostring(source, encoding="unicode", method="html", with_tail=False))
    if _is_soup(source):
        return parse(str(source))
    if not isinstance(source, (bytes, bytearray, memoryview, str)):
        raise InputError(f"cannot clean a {type(source).__name__}: give HTML, text or a tree")
    size = len(source)
    if max_bytes and size > max_bytes:
        raise InputError(f"the input is larger than {max_bytes:,} bytes")
    text, utf8 = (source, None) if isinstance(source, str) else _decoded(bytes(source))
    kind = kind_of(text) if choice == "auto" else choice
    if kind == "html":
        return parse(text, utf8)
    if text.count("\n") > _MAX_LINES:
        raise InputError(f"the text has more than {_MAX_LINES:,} lines: it is not one story")
    return text


def _is_soup(source: object) -> bool:
    bs4 = sys.modules.get("bs4")
    return bs4 is not None and isinstance(source, bs4.Tag)


def decode(data: bytes) -> str:
    """Bytes to text: byte order mark, then UTF-8, then the declared encoding, then a guess.

    Bytes that the encoding has no character for become U+FFFD. Raises InputError for binary data.
    """
    text, _ = _decoded(data)
    return text


# UTF-8 that was taken for latin-1 and encoded once more: as bytes, where a control character that
# no text holds gives it away, and as text: only Latin letters and signs begin with \xc2 or \xc3,
# and what begins with \xe2 is mostly punctuation.
_TWICE_ENCODED = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\x9f]")
_TWICE = re.compile(
    "[\xc2\xc3][\x80-\xbf]|[\xc4-\xdf][\x80-\x9f]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _once(text: str) -> str:
    """A text some of which is encoded twice, with that mended: "isn\xe2\x80\x99t" is "isn’t"."""

    def mended(found: re.Match[str]) -> str:
        try:
            return found[0].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return found[0]

    return _TWICE.sub(mended, text)


def _decoded(data: bytes) -> tuple[str, bytes | None]:
    """What `decode` gives, and the bytes where they are the same in UTF-8."""
    head = data[:_SNIFF]
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), None
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if data.startswith(_BINARY_SIGNATURES) or controls * 20 > len(head):
        raise InputError("the input is binary data, not a page or a text")
    if b"\x1b" in data and b"\x1b$" in data:
        try:
            return data.decode("iso-2022-jp"), None
        except UnicodeDecodeError:
            pass
    try:
        # Declared encodings are wrong more often than valid UTF-8 is something else.
        text = data.decode("utf-8")
        return (_once(text), None) if _TWICE_ENCODED.search(data) else (text, data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if _is_utf8(text):
        return text, None
    from bs4.dammit import EncodingDetector  # costly to import, and few pages need it

    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    # Of a declared encoding that is none, browsers make windows-1252; a guess is for no word at all.
    guesses = ("windows-1252",) if declared else EncodingDetector(data, is_html=True).encodings
    for name in (declared, *guesses):
        name = (name or "").lower()
        if not name or name.startswith(_NOT_DECLARED_IN_ASCII):
            continue
        errors = "replace" if name == (declared or "").lower() else "strict"
        try:
            return data.decode(_AS_BROWSERS_READ.get(name, name), errors), None
        except (LookupError, ValueError):  # no such encoding, not one of text, or not this one
            continue
    return data.decode("windows-1252", "replace"), None


def _is_utf8(decoded: str) -> bool:
    """Whether a text is UTF-8 with some bytes amiss: other encodings seldom look valid as it."""
    wrong = decoded.count("\ufffd")
    return wrong * 2 <= sum(map(len, _BEYOND_ASCII.findall(decoded))) - wrong


def kind_of(text: str) -> InputKind:
    """Whether a text is a page's markup or text that someone already scraped."""
    head = text[:_SNIFF].lstrip("\ufeff \t\r\n")
    if head.startswith("<") and _MARKUP.search(head):
        return "html"
    tags = len(
        re.findall(r"</?(?:p|div|span|a|br|li|h[1-6]|img|body|html)\b[^<>]*>", text[:65536], re.I)
    )
    return "html" if tags >= 4 else "text"


def parse(text: str, utf8: bytes | None = None) -> etree._Element:
    """A page's markup to its tree, whatever is wrong with it.

    `utf8` is the same in UTF-8, where that is at hand. Raises InputError when there is nothing to
    parse.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_pis=True,
        remove_comments=True,
        collect_ids=False,  # nobody looks an element up by its id
    )
    # What trafilatura takes are lxml.html's elements; its own lookup is Python, called for each.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        data = text.encode("utf-8", "replace") if utf8 is None else utf8
        data = _first_attributes(data.replace(b"\0", b"").translate(_PARSEABLE))
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("the page is empty") from error
    if tree is None:
        raise InputError("the page is empty")
    return tree


def _first_attributes(data: bytes) -> bytes:
    """Markup in which no tag has more attributes than a page can have use for.

    Parsing takes time by the square of their number.
    """
    parts: list[bytes] = []
    done = 0
    for start, end in _long_tags(data):
        if many := _MANY_ATTRIBUTES.match(data, start, end):
            parts.append(data[done : many.end(1)])
            done = many.end()
    return b"".join((*parts, data[done:])) if parts else data


def _long_tags(data: bytes) -> Iterator[tuple[int, int]]:
    """From where to where there is no `<` for long after one; from each a leap to the next."""
    start = data.find(b"<") + 1
    while 0 < start <= len(data) - _LONG_TAG:
        last = data.rfind(b"<", start, start + _LONG_TAG)
        if last < 0:
            last = data.find(b"<", start)
            yield start, last if last >= 0 else len(data)
        start = last + 1

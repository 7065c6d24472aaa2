"""Pages as they were written before HTML5 and before publishers described them to machines.

A copy of a page in plain markup keeps its text, links, pictures, lists, tables and headings. Class
names and other attributes go, as do structured data and the elements that say what they hold
(`article`, `nav`, `figure` …), which become `div`. In half of the pages paragraphs, too, are only
parted by line breaks. Judged as well as the page itself, it shows that the judge reads the page and
not its template.
"""

from __future__ import annotations

import zlib
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from declutter import source

_NAMED = frozenset(
    ("article", "main", "section", "figure", "figcaption", "nav", "aside", "header", "footer")
)
_KEPT = frozenset(
    ("href", "src", "alt", "lang", "name", "content", "charset", "http-equiv", "colspan")
)
_KEEP_THEIR_PARAGRAPHS = frozenset(("li", "blockquote", "td", "th"))
_DESCRIBED = ("twitter", "og", "article", "parsely", "dc.", "sailthru")
"""How names of `meta` begin that describe a page to machines."""


def corpus_name(corpus: str, plain: bool) -> str:
    """What a corpus's pages or their copies are kept and reported as."""
    return f"{corpus}-plain" if plain else corpus


def plain(html: bytes, page_id: str) -> bytes:
    """The copy of a page in plain markup, in UTF-8; which form it takes follows from its id."""
    tree = cast(HtmlElement, source.parse(source.decode(html)))
    for element in list(tree.iter(etree.Element)):
        if element.tag == "script" or _describes(element):
            if element.getparent() is not None:
                element.drop_tree()
        else:
            _strip(element)
    if zlib.crc32(page_id.encode()) % 2 == 0:
        _break_paragraphs(tree)
    return cast(bytes, etree.tostring(tree, encoding="utf-8", method="html"))


def _describes(element: HtmlElement) -> bool:
    if element.tag != "meta":
        return False
    if element.get("property") or element.get("itemprop"):
        return True
    return element.get("name", "").lower().startswith(_DESCRIBED)


def _strip(element: HtmlElement) -> None:
    """Take away what an element says of its content, but not that it is hidden."""
    hidden = (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in element.get("style", "").replace(" ", "")
    )
    if element.tag in _NAMED:
        element.tag = "div"
    for name in set(element.attrib) - _KEPT:
        del element.attrib[name]
    if hidden:
        element.set("style", "display:none")


def _break_paragraphs(tree: HtmlElement) -> None:
    for paragraph in list(tree.iter("p")):
        parent = paragraph.getparent()
        if parent is None or parent.tag in _KEEP_THEIR_PARAGRAPHS:
            continue
        if paragraph.text_content().strip():
            paragraph.append(etree.Element("br"))
            paragraph.append(etree.Element("br"))
            paragraph.drop_tag()

"""Microdata: `itemprop` elements, grouped by the item they belong to."""

from __future__ import annotations

from typing import Any

from lxml import etree

_ITEMPROPS = etree.XPath("//@itemprop/..")
_WANTED = frozenset(
    {
        "headline",
        "alternativeheadline",
        "author",
        "creator",
        "datepublished",
        "datecreated",
        "datemodified",
        "description",
        "articlebody",
        "articlesection",
        "publisher",
        "inlanguage",
        "image",
        "keywords",
        "isaccessibleforfree",
        "name",
    }
)
_NAMED = frozenset({"author", "creator", "publisher"})
_STORY_TYPES = ("article", "posting", "report", "webpage", "creativework", "recipe", "howto")
_VALUE_ATTRIBUTES = ("content", "datetime", "src", "href")


def read(tree: etree._Element) -> dict[str, list[str]]:
    """Property values of the page's story item by lower-case name; bodies are left out.

    Only items of an article or page type count, so that the author of a comment or the date of
    a product review does not.
    """
    found: dict[str, list[str]] = {}
    elements: list[Any] = _ITEMPROPS(tree)
    for element in elements[:2000]:
        names = [n for n in element.get("itemprop", "").lower().split() if n in _WANTED]
        if not names or names == ["name"]:
            continue
        if not _in_story(element):
            continue
        for name in names:
            if name == "articlebody":
                continue
            value = _name(element) if name in _NAMED else _value(element)
            if value:
                found.setdefault(name, []).append(value)
    return found


def _in_story(element: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None:
            kind = (ancestor.get("itemtype") or "").lower()
            return kind == "" or any(word in kind for word in _STORY_TYPES)
    return False


def _value(element: etree._Element) -> str:
    for attribute in _VALUE_ATTRIBUTES:
        value = element.get(attribute)
        if value and (attribute != "href" or element.tag == "link"):
            return " ".join(value.split())
    return " ".join(" ".join(element.itertext()).split())[:2000]


def _name(element: etree._Element) -> str:
    for inner in element.iter():
        if isinstance(inner.tag, str) and "name" in (inner.get("itemprop") or "").lower().split():
            return _value(inner)
    return _value(element)

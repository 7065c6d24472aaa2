"""JSON-LD: from the page's scripts to one flat list of nodes with references filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from declutter.structured.jsontext import load_all

Node = dict[str, Any]

ARTICLE_TYPES = frozenset(
    {
        "advertisercontentarticle",
        "analysisnewsarticle",
        "article",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "claimreview",
        "critiquereview",
        "discussionforumposting",
        "liveblogposting",
        "medicalscholarlyarticle",
        "newsarticle",
        "opinionnewsarticle",
        "report",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "satiricalarticle",
        "scholarlyarticle",
        "socialmediaposting",
        "techarticle",
    }
)
_NEAR_TYPES = frozenset(
    {"creativework", "howto", "itempage", "medicalwebpage", "recipe", "review", "webpage"}
)
_MAX_NODES = 20_000
_MAX_DEPTH = 12
_SALVAGE_KEYS = (
    "headline",
    "datePublished",
    "dateModified",
    "description",
    "articleBody",
    "articleSection",
    "inLanguage",
)
_SALVAGED_AUTHOR = re.compile(r'"author"\s*:\s*(?P<value>\[[^\]]*\]|\{[^}]*\}|"[^"]*")')
_SALVAGED_NAME = re.compile(r'"name"\s*:\s*"([^"]+)"')


def read_scripts(texts: list[str]) -> list[Node]:
    """The nodes of all JSON-LD scripts, outermost first, in the page's order.

    A node that is only a reference (`{"@id": …}`) is replaced by what it refers to. A script
    that cannot be read at all gives what its plainest keys say.
    """
    nodes: list[Node] = []
    for text in texts:
        values = load_all(text)
        if values:
            for value in values:
                nodes.extend(_walk(value, 0))
        else:
            salvaged = _salvage(text)
            if salvaged:
                nodes.append(salvaged)
        if len(nodes) > _MAX_NODES:
            break
    _resolve(nodes)
    return nodes


def types(node: Node) -> list[str]:
    """The node's types, lower case, without a vocabulary prefix."""
    value = node.get("@type") or node.get("type")
    if not value:
        return []
    values = value if isinstance(value, list) else [value]
    return [v.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for v in values if isinstance(v, str)]


def is_news(node: Node) -> bool:
    """Whether the node's type says that it is a piece of news."""
    return any(t.endswith("newsarticle") or t == "liveblogposting" for t in types(node))


def articles(nodes: list[Node]) -> list[Node]:
    """Nodes that describe a story, the surest first: article types, then pages with a headline."""
    sure: list[Node] = []
    near: list[Node] = []
    for node in nodes:
        kinds = types(node)
        if not ARTICLE_TYPES.isdisjoint(kinds):
            sure.append(node)
        elif not _NEAR_TYPES.isdisjoint(kinds):
            near.append(node)
    return sure + near


def strings(value: Any, depth: int = 0) -> list[str]:
    """The plain strings that a value holds: itself, its items, or its name, `@value` or url."""
    if depth > _MAX_DEPTH:  # references may run in a circle
        return []
    if isinstance(value, str):
        text = clean(value)
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value for text in strings(item, depth + 1)]
    if isinstance(value, dict):
        for key in ("name", "@value", "headline", "url", "contentUrl"):
            if value.get(key):
                return strings(value[key], depth + 1)
        return []
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def clean(text: str) -> str:
    """Unescape HTML (twice over, as some pages do) and fold white space."""
    if "&" in text:
        text = unescape(text)
        if "&" in text:
            text = unescape(text)
    return " ".join(text.split())


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:500]:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if value and (len(value) > 1 or "@graph" not in value):
            yield value
        for key, item in value.items():
            if key not in ("author", "publisher", "image") and isinstance(item, dict | list):
                yield from _walk(item, depth + 1)


def _resolve(nodes: list[Node]) -> None:
    """Fill references in, in place: `{"@id": x}` gets the properties of the fullest node x."""
    index: dict[str, Node] = {}
    for node in nodes:
        ident = node.get("@id")
        if isinstance(ident, str) and len(node) > len(index.get(ident, ())):
            index[ident] = node
    if not index:
        return
    for node in nodes:
        for key, value in node.items():
            if isinstance(value, dict):
                node[key] = _target(value, index)
            elif isinstance(value, list):
                node[key] = [_target(v, index) if isinstance(v, dict) else v for v in value]


def _target(value: Node, index: dict[str, Node]) -> Node:
    ident = value.get("@id")
    if isinstance(ident, str) and len(value) <= 2:
        target = index.get(ident)
        if target is not None and len(target) > len(value):
            return target
    return value


def _salvage(text: str) -> Node:
    node: Node = {}
    for key in _SALVAGE_KEYS:
        found = re.search(rf'"{key}"\s*:\s*"((?:[^"\\]|\\.)*)"', text)
        if found and found[1].strip():
            node[key] = found[1].replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n")
    author = _SALVAGED_AUTHOR.search(text)
    if author:
        value = author["value"]
        node["author"] = _SALVAGED_NAME.findall(value) or value.strip('"')
    kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"', text)
    if node and kind:
        node["@type"] = kind[1]
    return node if "@type" in node else {}

"""Stories in a page's application state: Next.js, Nuxt, Arc Fusion, Apollo, Redux and the like.

Frameworks differ, stories do not: somewhere in the state is a string of HTML paragraphs, or a
list whose items are paragraphs of rich text (Arc's `content_elements`, Portable Text, ProseMirror,
Contentful, Slate, Draft.js …). Both are found by shape, not by framework.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from declutter.structured.jsontext import load_first
from declutter.structured.markup import paragraphs

# What is looked for in large scripts opens with letters, which `re` finds many times faster.
_ASSIGNED = re.compile(
    r"((?:window|self|globalThis|Fusion)(?:\.[\w$]+|\[[\"'][\w$-]+[\"']\])+)\s*=\s*"
    r"(?=[\[{]|JSON\.parse\()"
)
_BEFORE_ASSIGNED = frozenset("; (\t\n\r\f\v\u00a0")
_JSON_PARSE = re.compile(r"JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?")
_NEXT_PUSH = re.compile(r"self\.__next_f\.push\(")
_FLIGHT_ROW = re.compile(r"\n[0-9a-f]{1,4}:(?:[A-Z]+)?(?=[\[{\"])")
_FLIGHT_TEXT = re.compile(r"\n[0-9a-f]{1,4}:T([0-9a-f]+),")
_STATE_MARKS = (
    re.compile(
        r"__(?:NEXT|NUXT|APOLLO|PRELOADED|INITIAL|APP|DATA|STATE|SERVER|CONTEXT|REDUX|next_f)"
    ),
    re.compile(r"Fusion\.globalContent"),
    re.compile(r"_(?:state|STATE)\b"),
    re.compile(r"window\.[\w$.]*(?:[Ss]tate|[Dd]ata|[Cc]ontent|[Aa]rticle|[Ss]tory|_preloads)\s*="),
)
_TEXT_KEYS = (
    "text",
    "content",
    "html",
    "value",
    "body",
    "paragraph",
    "data",
    "model",
    "markup",
    "children",
)
_CHILD_KEYS = ("children", "content", "blocks", "nodes", "items", "model", "root", "data", "props")
_TYPE_KEYS = ("type", "_type", "nodeType", "__typename", "component", "kind", "name", "$type")
_HAS_TEXT = frozenset({*_TEXT_KEYS, *_CHILD_KEYS})
_NOT_STORY = re.compile(
    r"image|photo|picture|video|gallery|caption|embed|\bad\b|advert|newsletter|related|teaser|"
    r"promo|correction_policy|audio|author|byline|comment|social|interstitial|link_list|oembed",
    re.IGNORECASE,
)
_MIN_PROSE = 400
_MIN_PARAGRAPH = 40
_MIN_STATE = 600
_MAX_STATE = 6_000_000
_MAX_VISITS = 150_000
_MAX_DEPTH = 60
_MAX_INLINE = 8
_SENTENCE = re.compile(r"[.!?。！？…؟।](?:[\"'”’»」)]|\s|$)")


@dataclass(slots=True)
class Candidate:
    """A story found in state: its paragraphs, how much of it is prose, where it was."""

    source: str
    paragraphs: list[str]
    prose: int


def stories(scripts: list[Any]) -> list[Candidate]:
    """Stories in the state that these script elements hold, the longest first, without doubles.

    Bounded: at most 6 million characters of script and 150,000 values are looked at.
    """
    found: list[Candidate] = []
    seen: set[str] = set()
    finder = _Finder()
    for source, value in _states(scripts):
        for candidate in finder.search(value, source):
            key = "\n".join(candidate.paragraphs)
            if key not in seen:
                seen.add(key)
                found.append(candidate)
    found.sort(key=lambda c: -c.prose)
    return found[:6]


def _states(scripts: list[Any]) -> Iterator[tuple[str, Any]]:
    flight: list[str] = []
    size = 0
    for script in scripts:
        text = script.text or ""
        if len(text) < _MIN_STATE and "__next_f" not in text:
            continue
        ident, kind = script.get("id") or "", (script.get("type") or "").lower()
        if "json" not in kind and not any(p.search(text) for p in _STATE_MARKS):
            continue
        size += len(text)
        if size > _MAX_STATE:
            break
        if "json" in kind or ident in ("__NEXT_DATA__", "__NUXT_DATA__"):
            value = load_first(text.strip())
            if value is not None:
                yield ident or "application/json", value
            continue
        if "__next_f" in text:
            flight.extend(_flight_strings(text))
            continue
        for match in _ASSIGNED.finditer(text):
            if match.start() and text[match.start() - 1] not in _BEFORE_ASSIGNED:
                continue
            value = _assigned(text, match.end())
            if value is not None:
                yield match[1].removeprefix("window."), value
    if flight:
        yield from _flight("\n" + "".join(flight))


def _assigned(text: str, start: int) -> Any:
    parse = _JSON_PARSE.match(text, start)
    if parse is None:
        return load_first(text, start)
    quoted = load_first(text, parse.end())
    if quoted is None and text[parse.end() : parse.end() + 1] == "'":
        end = text.find("')", parse.end())
        inner = text[parse.end() + 1 : end].replace("\\'", "'").replace("\\\\", "\\")
        return load_first(inner)
    return load_first(quoted) if isinstance(quoted, str) else None


def _flight_strings(text: str) -> Iterator[str]:
    for match in _NEXT_PUSH.finditer(text):
        value = load_first(text, match.end())
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            yield value[1]


def _flight(stream: str) -> Iterator[tuple[str, Any]]:
    """Values of a React server stream: JSON rows, and text rows of HTML.

    Every row opens with a newline, the first too.
    """
    for match in _FLIGHT_ROW.finditer(stream):
        value = load_first(stream, match.end())
        if isinstance(value, dict | list):
            yield "next-flight", value
    for match in _FLIGHT_TEXT.finditer(stream):
        length = int(match[1], 16)
        yield "next-flight", {"body": stream[match.end() : match.end() + length]}


class _Finder:
    """Walks a state value once, from the leaves up, collecting stories."""

    def __init__(self) -> None:
        self.visits = 0

    def search(self, value: Any, source: str) -> list[Candidate]:
        found: list[Candidate] = []
        self._walk(value, source, found, 0)
        return found

    def _walk(self, value: Any, source: str, found: list[Candidate], depth: int) -> None:
        self.visits += 1
        if depth > _MAX_DEPTH or self.visits > _MAX_VISITS:
            return
        if type(value) is dict:
            items = value.values()
        else:
            before = len(found)
            self._list(value, source, found)
            if len(found) > before:
                return
            items = value
        for item in items:
            kind = type(item)
            if kind is dict or kind is list:
                self._walk(item, source, found, depth + 1)
            elif kind is str and len(item) >= _MIN_PROSE:
                self._text(item, source, found)

    def _text(self, text: str, source: str, found: list[Candidate]) -> None:
        if text[:1] in "{[" and '"' in text[:40]:
            inner = load_first(text)
            if isinstance(inner, dict | list):
                self._walk(inner, source, found, 1)
            return
        if " " not in text[:400] and text.isascii():
            return
        self._add(paragraphs(text), source, found)

    def _list(self, items: list[Any], source: str, found: list[Candidate]) -> None:
        texts = self._texts(items)
        if sum(map(len, texts)) < _MIN_PROSE:
            return
        lines: list[str] = []
        prose_items = 0
        for text in texts:
            parts = paragraphs(text)
            prose_items += any(map(_prose, parts))
            lines.extend(parts)
        if prose_items >= 2 and prose_items * 3 >= len(items):
            self._add(lines, source, found)

    def _texts(self, items: list[Any]) -> list[str]:
        """The texts of a list's items; none if too few of them are long for it to be a story."""
        texts: list[str] = []
        wanted, left = max(2, -(-len(items) // 3)), len(items)
        if left < wanted:
            return []
        for item in items:
            left -= 1
            text = item if type(item) is str else self._block(item)
            if text:
                texts.append(text)
                wanted -= len(text) >= _MIN_PARAGRAPH
            if left < wanted:
                return []
        return texts

    def _block(self, item: Any) -> str:
        """The text of a list item that is one block of rich text; "" for anything else."""
        if type(item) is list and item[:1] == ["$"]:
            item = _element(item)
        if type(item) is not dict or _HAS_TEXT.isdisjoint(item) or _is_no_story(item):
            return ""
        return inline(item, 0)

    def _add(self, lines: list[str], source: str, found: list[Candidate]) -> None:
        prose = sum(len(line) for line in lines if _prose(line))
        if prose >= _MIN_PROSE and prose * 2 >= sum(map(len, lines)):
            found.append(Candidate(source, lines, prose))


def _is_no_story(item: dict[str, Any]) -> bool:
    """Whether a block's type says that it is a picture, an embed, a teaser."""
    for key in _TYPE_KEYS:
        kind = item.get(key)
        if type(kind) is str:
            return _names_no_story(kind)
    return False


@lru_cache(maxsize=1_024)
def _names_no_story(kind: str) -> bool:
    return _NOT_STORY.search(kind) is not None


def inline(value: Any, depth: int) -> str:
    """The running text of a rich-text node: its own, else that of its children, joined."""
    kind = type(value)
    if kind is str:
        return str(value)
    if depth > _MAX_INLINE:
        return ""
    if kind is list:
        if value[:1] == ["$"]:
            return inline(_element(value).get("children"), depth + 1)
        return "".join([inline(v, depth + 1) for v in value])
    if kind is dict and not _HAS_TEXT.isdisjoint(value):
        for key in _TEXT_KEYS:
            text = value.get(key)
            if type(text) is str and text.strip():
                return text
        for key in _CHILD_KEYS:
            children = value.get(key)
            if children and (type(children) is dict or type(children) is list):
                return inline(children, depth + 1)
    return ""


def _element(value: list[Any]) -> dict[str, Any]:
    """An element of a React stream, `["$", "p", key, props]`, as its props and its type."""
    props = value[3] if len(value) > 3 and isinstance(value[3], dict) else {}
    return {**props, "type": str(value[1]) if len(value) > 1 else ""}


def _prose(line: str) -> bool:
    return len(line) >= _MIN_PARAGRAPH and _SENTENCE.search(line) is not None

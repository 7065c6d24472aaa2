"""One walk over a page's tree for everything it says of itself in machine-readable form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from declutter.structured import jsonld, microdata, page_state
from declutter.structured.markup import paragraphs

_TAGS = ("html", "title", "meta", "link", "script", "h1", "time", "noscript", "template", "base")
_LOADED = frozenset(
    {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "icon"}
)
_STATE_TYPES = ("", "text/javascript", "module", "application/javascript")
_MIN_HIDDEN = 400
_MIN_WHOLE = 2_000
_LINES = frozenset({"br", "div", "p", "h2", "h3", "li", "section", "small"})
_ENDS = frozenset(":.?!)]\"'”’»")
_MAX_PIECES = 200


@dataclass(frozen=True, slots=True)
class Body:
    """A story text that the page carries besides its visible one.

    `source` names where it was (`json-ld`, `__NEXT_DATA__`, `Fusion.globalContent`, `noscript` …).
    """

    source: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, parted by blank lines."""
        return "\n\n".join(self.paragraphs)


@dataclass(slots=True, weakref_slot=True)
class Heading:
    """An `h1` or `title` as it stands: its element and its text."""

    element: Any
    text: str


@dataclass
class Structured:
    """What `read` found. Meta names are lower case; values in the page's order, unescaped.

    `links` are addresses by `rel`, without what is only loaded (style sheets and such);
    `times` are the `time` elements, each with the number of `headings` before it.

    Microdata and page state are looked at only when asked for.
    """

    tree: Any
    nodes: list[jsonld.Node] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    html_lang: str = ""
    headings: list[Heading] = field(default_factory=list)
    times: list[tuple[Any, int]] = field(default_factory=list)
    scripts: list[Any] = field(default_factory=list)
    hidden: list[Any] = field(default_factory=list)

    @cached_property
    def microdata(self) -> dict[str, list[str]]:
        """Microdata properties of the page's story, by lower-case name."""
        return microdata.read(self.tree)

    @cached_property
    def articles(self) -> list[jsonld.Node]:
        """JSON-LD nodes that describe a story, the surest first."""
        return jsonld.articles(self.nodes)

    def first(self, *names: str) -> str:
        """The first value that is not empty among the meta elements of these names."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""

    def bodies(self) -> list[Body]:
        """Story texts in JSON-LD, page state and hidden markup, the likeliest first.

        Page state, which may be a megabyte, is left unread where JSON-LD has the whole story.
        """
        return list(self._bodies)

    @cached_property
    def _bodies(self) -> tuple[Body, ...]:
        found = _ld_bodies(self.nodes)
        if not any(map(_is_whole, found)):
            stories = page_state.stories(self.scripts)
            found += [Body(story.source, tuple(story.paragraphs)) for story in stories]
        found += _hidden_bodies(self.hidden)
        unique: dict[tuple[str, ...], Body] = {}
        for body in found:
            unique.setdefault(body.paragraphs, body)
        return tuple(unique.values())


def read(tree: Any) -> Structured:
    """Read everything machine-readable of a page in one walk over `tree` (an lxml element).

    Never raises on what a page holds: what cannot be read is left out.
    """
    found = Structured(tree)
    ld: list[str] = []
    for element in tree.iter(*_TAGS):
        _READERS[element.tag](element, found, ld)
    found.nodes = jsonld.read_scripts(ld)
    return found


def _read_html(element: Any, found: Structured, ld: list[str]) -> None:
    found.html_lang = found.html_lang or (
        element.get("lang")
        or element.get("xml:lang")
        or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        or ""
    )


def _read_title(element: Any, found: Structured, ld: list[str]) -> None:
    parent = element.getparent()
    if not found.title and (parent is None or parent.tag != "svg"):
        found.title = jsonld.clean(element.text or "")


def _read_meta(element: Any, found: Structured, ld: list[str]) -> None:
    attributes = element.attrib
    content = attributes.get("content")
    if not content:
        return
    if attributes.get("name") == "script:ld+json":  # as Remix writes it, taken for a meta element
        ld.append(content)
        return
    value = jsonld.clean(content)
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(key)
        if name:
            found.meta.setdefault(name.strip().lower(), []).append(value)


def _read_link(element: Any, found: Structured, ld: list[str]) -> None:
    rel = element.get("rel")
    if not rel or rel in _LOADED:
        return
    href = element.get("href")
    if href:
        for name in rel.lower().split():
            found.links.setdefault(name, []).append(href.strip())


def _read_script(element: Any, found: Structured, ld: list[str]) -> None:
    kind = (element.get("type") or "").lower()
    if "ld+json" in kind:
        if element.text:
            ld.append(element.text)
    elif ("json" in kind or kind in _STATE_TYPES) and not element.get("src"):
        found.scripts.append(element)


def _read_heading(element: Any, found: Structured, ld: list[str]) -> None:
    text = heading_text(element)
    if text:
        found.headings.append(Heading(element, text))


def _read_time(element: Any, found: Structured, ld: list[str]) -> None:
    found.times.append((element, len(found.headings)))


def _read_hidden(element: Any, found: Structured, ld: list[str]) -> None:
    found.hidden.append(element)


def _read_base(element: Any, found: Structured, ld: list[str]) -> None:
    href = element.get("href")
    if href:
        found.links.setdefault("base", []).append(href)


def heading_text(element: Any) -> str:
    """A heading's text: its pieces joined as a reader sees them.

    Pieces of different elements without white space between them are one word ("C" + "ycle"),
    unless the second begins anew with a capital (a kicker set in its own element).
    """
    pieces: list[str] = []
    for piece in _pieces(element):
        last = pieces[-1][-1:] if pieces else ""
        ended = last.islower() or last.isdigit() or last in _ENDS
        if last and ended and piece[:1].isupper():
            pieces.append(" ")
        pieces.append(piece)
        if len(pieces) > _MAX_PIECES:
            break
    return " ".join("".join(pieces).split())


def _pieces(element: Any) -> Iterator[str]:
    """The texts in an element, with a space where a line or a block begins."""
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            if node.tag in _LINES:
                yield " "
            if node.text:
                yield node.text
        elif node is not element:
            if event == "end" and node.tag in _LINES:
                yield " "
            if node.tail:
                yield node.tail


_READERS = {
    "html": _read_html,
    "title": _read_title,
    "meta": _read_meta,
    "link": _read_link,
    "script": _read_script,
    "h1": _read_heading,
    "time": _read_time,
    "noscript": _read_hidden,
    "template": _read_hidden,
    "base": _read_base,
}


def _ld_bodies(nodes: list[jsonld.Node]) -> list[Body]:
    found = []
    for node in jsonld.articles(nodes):
        for key in ("articleBody", "text"):
            value = node.get(key)
            if isinstance(value, str) and len(value) > 80:
                found.append(Body("json-ld", tuple(paragraphs(value))))
        updates = node.get("liveBlogUpdate")
        if isinstance(updates, list):
            lines: list[str] = []
            for update in updates:
                if isinstance(update, dict):
                    lines += jsonld.strings(update.get("headline"))
                    for text in [update.get("articleBody") or update.get("text")]:
                        lines += paragraphs(text) if isinstance(text, str) else []
            if lines:
                found.append(Body("json-ld live blog", tuple(lines)))
    return found


def _is_whole(body: Body) -> bool:
    """Whether a body is long, and not cut off with an ellipsis."""
    return sum(map(len, body.paragraphs)) >= _MIN_WHOLE and not body.paragraphs[-1].endswith(
        ("…", "...")
    )


def _hidden_bodies(elements: list[Any]) -> list[Body]:
    found = []
    for element in elements:
        lines = [" ".join("".join(p.itertext()).split()) for p in element.iter("p")]
        if not lines and element.text and "<p" in element.text:
            lines = paragraphs(element.text)
        lines = [line for line in lines if line]
        if sum(map(len, lines)) >= _MIN_HIDDEN:
            found.append(Body(element.tag, tuple(lines)))
    return found

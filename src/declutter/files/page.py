"""Web pages: which elements go so that the page is left without its noise, and stays a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lxml import etree

from declutter import source
from declutter.files.encoding import sound
from declutter.files.judging import Judge
from declutter.files.spans import Cleaned, Found, Span, cut, merged
from declutter.files.tags import MarkedPage
from declutter.segment import segment

_STAY = frozenset(("html", "head", "body", "main", "h1"))
"""Elements that make the page, and its headline: they and what holds them stay."""
_PARTS = frozenset(("td", "th", "summary", "legend", "caption", "dt"))
"""Elements that go only with the table or the like that is broken without them."""
_DATA = frozenset(("link", "meta", "style"))
_PICTURES = frozenset(("img", "picture"))
_EMBEDS = frozenset(("video", "audio", "iframe", "object", "embed", "canvas", "amp-video"))
_INLINE = frozenset(
    "a abbr b bdi cite code em font i kbd mark q s small span strong sub sup time u".split()
)
_WITH_PICTURES = frozenset(("ad", "related", "comments"))
"""Kinds whose pictures are theirs; a share bar may stand beside the story's own."""

_MAX_TRIES = 64
"""Cuts of a broken page that are tried; each costs reading the page."""


def clean(text: str, judge: Judge, *, again: bool = False) -> Cleaned:
    """Return what goes of a page: whole elements that hold nothing but noise.

    Nothing goes where the page is no article; `again` says that this one is known to be.
    """
    page = _Judged(sound(text), judge)
    chosen = page.chosen()
    if chosen and not again and (note := judge.objection(page.tree)):
        return Cleaned(note=note)
    cuts = _sound_cuts(page, chosen)
    found = [
        item
        for element, span in chosen.items()
        if any(first <= span[0] and span[1] <= last for first, last in cuts)
        for item in page.found(element)
    ]
    return Cleaned(tuple(found), cuts)


class _Judged:
    """A page, its blocks, and which of them may go."""

    def __init__(self, text: str, judge: Judge) -> None:
        self.text = text
        self._marked = MarkedPage(text)
        self.tree = self._marked.tree
        self._page, self._verdicts = judge.blocks(self.tree, "html")
        nodes: list[etree._Element] = []
        segment(self.tree, nodes)
        self._held = _held(self.tree)
        self._homes = [nodes[block.node] for block in self._page.blocks]
        self._all: Counter[etree._Element] = Counter()
        self._going: dict[etree._Element, list[int]] = {}
        for number, home in enumerate(self._homes):
            goes = judge.drops_from_page(self._page.blocks[number], self._verdicts[number])
            for element in (home, *home.iterancestors()):
                self._all[element] += 1
                if goes:
                    self._going.setdefault(element, []).append(number)

    def chosen(self) -> dict[etree._Element, Span]:
        """Return the outermost elements that may go, with their places."""
        chosen: dict[etree._Element, Span] = {}
        for home in dict.fromkeys(self._homes):
            way = [home, *home.iterancestors()]
            if chosen.keys().isdisjoint(way) and (outermost := self._outermost(way)) is not None:
                chosen[outermost[0]] = outermost[1]
        return chosen

    def _outermost(self, way: Sequence[etree._Element]) -> tuple[etree._Element, Span] | None:
        for element in reversed(list(takewhile(self._is_noise, way))):
            if element.tag in _PARTS or _parts_text(element):
                continue
            if (span := self._marked.extent(element)) is not None:
                return element, self._with_line(span)
        return None

    def _is_noise(self, element: etree._Element) -> bool:
        going = self._going.get(element, [])
        if len(going) != self._all[element]:
            return False
        held = self._held.get(element)
        if not held:
            return True
        kinds = {self._verdicts[number].kind for number in going}
        return held <= {
            *(["picture"] if kinds <= _WITH_PICTURES else []),
            *(["embed"] if kinds == {"ad"} else []),
        }

    def _with_line(self, span: Span) -> Span:
        """The span with its line's indentation and end, where nothing else is on the line."""
        start, end = span
        before = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end) + 1 or len(self.text)
        if self.text[before:start].strip() or self.text[end:after].strip():
            return span
        return before, after

    def found(self, element: etree._Element) -> list[Found]:
        """Return what goes with an element, each block at the place of its own element."""
        out: list[Found] = []
        for number in self._going[element]:
            verdict = self._verdicts[number]
            span = self._marked.extent(self._homes[number]) or self._marked.extent(element)
            text = self._page.blocks[number].text
            out.append(Found(*(span or (0, 0)), verdict.kind, verdict.rule, text))
        return out

    def left(self, gone: Iterable[etree._Element]) -> list[str]:
        """Return the texts of the blocks that stay when these elements are gone."""
        numbers = {number for element in gone for number in self._going[element]}
        return [
            block.text for number, block in enumerate(self._page.blocks) if number not in numbers
        ]


def _sound_cuts(page: _Judged, chosen: dict[etree._Element, Span]) -> tuple[Span, ...]:
    """The cuts after which the page reads as before but for what goes.

    Broken markup may hang together differently without an element: then halves of the cuts are
    tried, and halves of those, so that what does no harm is found.
    """
    gone: dict[etree._Element, Span] = {}
    parts = [list(chosen.items())] if chosen else []
    for _ in range(_MAX_TRIES):
        if not parts:
            break
        part = parts.pop()
        attempt = {**gone, **dict(part)}
        if _texts(cut(page.text, merged(attempt.values()))) == page.left(attempt):
            gone = attempt
        elif len(part) > 1:
            middle = len(part) // 2
            parts += [part[middle:], part[:middle]]
    return merged(gone.values())


def _texts(text: str) -> list[str]:
    return [block.text for block in segment(source.parse(text)).blocks]


def _parts_text(element: etree._Element) -> bool:
    """Whether loose text stands on both sides of an element, which would run together."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        ahead = _is_text(before.tail) or _is_inline(before)
    else:
        ahead = parent is not None and _is_text(parent.text)
    if not ahead:
        return False
    after = element.getnext()
    return _is_text(element.tail) or (after is not None and _is_inline(after))


def _is_text(text: str | None) -> bool:
    return bool(text and not text.isspace())


def _is_inline(element: etree._Element) -> bool:
    return element.tag in _INLINE and any(map(_is_text, element.itertext()))


def _held(tree: etree._Element) -> dict[etree._Element, set[str]]:
    """What elements hold besides text that may be needed: "page", "embed", "picture"."""
    out: dict[etree._Element, set[str]] = {}
    for inner in tree.iter(etree.Element):
        what = _need(inner)
        if what is None:
            continue
        for element in (inner, *inner.iterancestors()):
            held = out.setdefault(element, set())
            if what in held:
                break
            held.add(what)
    return out


def _need(element: etree._Element) -> str | None:
    """Which need an element is for: that of the page itself, or, as may be, of the story."""
    tag = str(element.tag)
    if tag in _STAY or tag in _DATA or (tag == "script" and "json" in (element.get("type") or "")):
        return "page"
    if tag in _EMBEDS:
        return "embed"
    if tag in _PICTURES and not any(above.tag == "a" for above in element.iterancestors()):
        return "picture"
    return None

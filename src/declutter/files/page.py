"""Web pages: which elements go so that the page is left without its noise, and stays a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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
_WITH_PICTURES = frozenset(("ad", "related", "comments"))
"""Kinds whose pictures are theirs; a share bar may stand beside the story's own."""


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
        found = None
        for element in way:
            if not self._is_noise(element):
                break
            if element.tag in _PARTS or _parts_text(element):
                continue
            if (span := self._marked.extent(element)) is not None:
                found = element, self._with_line(span)
        return found

    def _is_noise(self, element: etree._Element) -> bool:
        going = self._going.get(element, [])
        if len(going) != self._all[element]:
            return False
        return not _holds_more(element, {self._verdicts[number].kind for number in going})

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

    Broken markup may hang together differently without an element; then the cuts that do no harm
    one by one are made.
    """
    if not chosen:
        return ()
    cuts = merged(chosen.values())
    if _texts(cut(page.text, cuts)) == page.left(chosen):
        return cuts
    gone: dict[etree._Element, Span] = {}
    for element, span in chosen.items():
        attempt = {**gone, element: span}
        if _texts(cut(page.text, merged(attempt.values()))) == page.left(attempt):
            gone = attempt
    return merged(gone.values())


def _texts(text: str) -> list[str]:
    return [block.text for block in segment(source.parse(text)).blocks]


def _parts_text(element: etree._Element) -> bool:
    """Whether loose text stands on both sides of an element, which would run together."""
    before = element.getprevious()
    parent = element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return bool(text and text.strip() and element.tail and element.tail.strip())


def _holds_more(element: etree._Element, kinds: set[str]) -> bool:
    """Whether an element holds the headline, data for machines, or pictures that may be the story's."""
    pictures_go = kinds <= _WITH_PICTURES
    embeds_go = kinds == {"ad"}
    for inner in element.iter(etree.Element):
        tag = str(inner.tag)
        if (
            tag in _STAY
            or tag in _DATA
            or (tag == "script" and "json" in (inner.get("type") or ""))
        ):
            return True
        if tag in _EMBEDS and not embeds_go:
            return True
        if tag in _PICTURES and not pictures_go and not _is_linked(inner, element):
            return True
    return False


def _is_linked(inner: etree._Element, within: etree._Element) -> bool:
    if within.tag == "a":
        return True
    for above in inner.iterancestors():
        if above.tag == "a":
            return True
        if above is within:
            break
    return False

"""The tags of a page as they are written: where an element of the tree begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from declutter import source
from declutter.files.spans import Span

_MARK = "data-declutter-tag"
_OPENING = re.compile(r"<!--|<!|<\?|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*)")
_BEFORE_VALUE = re.compile(r"[^>=]*(?P<end>[>=])\s*")
_RAW = frozenset(
    ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext")
)
_VOID = frozenset(
    (
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
        "keygen", "link", "meta", "param", "source", "track", "wbr",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closes: bool
    start: int
    end: int


class MarkedPage:
    """A page's source and its tree, whose elements know the tags they came from.

    `tree` is as `source.parse` gives it, but for one attribute more on each element.
    """

    def __init__(self, text: str) -> None:
        """Raises InputError when there is nothing to parse."""
        self._text = text
        self._tags = list(_tags(text))
        self.tree = source.parse(self._marked())
        self._order: dict[etree._Element, int] = {}
        self._elements: dict[int, etree._Element] = {}
        for number, element in enumerate(self.tree.iter(etree.Element)):
            self._order[element] = number
            tag = element.get(_MARK)
            if tag is not None and tag.isdigit():
                self._elements.setdefault(int(tag), element)

    def _marked(self) -> str:
        out: list[str] = []
        at = 0
        for number, tag in enumerate(self._tags):
            if not tag.closes:
                after_name = tag.start + 1 + len(tag.name)
                out.append(f'{self._text[at:after_name]} {_MARK}="{number}"')
                at = after_name
        out.append(self._text[at:])
        return "".join(out)

    def extent(self, element: etree._Element) -> Span | None:
        """Return where an element stands in the source, its tags included.

        None where the parser made it up, or where the tags in it are not those of the tree.
        """
        number = element.get(_MARK)
        if number is None:
            return None
        first = self._tags[int(number)]
        if first.name in _VOID:
            return first.start, first.end
        end = self._end(element, int(number))
        return None if end is None else (first.start, end)

    def _end(self, element: etree._Element, number: int) -> int | None:
        inside = range(self._order[element], self._order[element] + _size(element))
        above = {str(ancestor.tag) for ancestor in element.iterancestors()}
        if self._is_closed(element, self._tags[number]):
            return self._tags[number].end
        open_names = [self._tags[number].name]
        for at in range(number + 1, len(self._tags)):
            tag = self._tags[at]
            if tag.closes:
                if tag.name in open_names:
                    while open_names.pop() != tag.name:
                        pass
                    if not open_names:
                        return tag.end
                elif tag.name in above:
                    return tag.start  # the end tag is left out
                continue
            found = self._elements.get(at)
            if found is None:
                return None
            if self._order[found] not in inside:
                return tag.start
            if tag.name not in _VOID and not self._is_closed(found, tag):
                open_names.append(tag.name)
        return len(self._text)

    def _is_closed(self, element: etree._Element, tag: _Tag) -> bool:
        """Whether a tag such as `<svg/>` is the whole element."""
        return self._text[tag.end - 2] == "/" and not len(element) and not element.text


def _size(element: etree._Element) -> int:
    return sum(1 for _ in element.iter(etree.Element))


def _tags(text: str) -> Iterator[_Tag]:
    """All tags of a source in order; comments and what is inside scripts are passed over."""
    at = 0
    while found := _OPENING.search(text, at):
        name = (found["name"] or "").lower()
        if not name:
            at = _after(text, "-->" if found[0] == "<!--" else ">", found.start() + 2)
            continue
        end = _tag_end(text, found.end())
        if end is None:
            return
        yield _Tag(name, bool(found["slash"]), found.start(), end)
        at = end
        if name in _RAW and not found["slash"]:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.I).search(text, at)
            at = closing.start() if closing else len(text)


def _after(text: str, what: str, start: int) -> int:
    found = text.find(what, start)
    return len(text) if found < 0 else found + len(what)


def _tag_end(text: str, at: int) -> int | None:
    """The place after the `>` of a tag; None where it has none. Quotes count after `=` alone."""
    while found := _BEFORE_VALUE.match(text, at):
        if found["end"] == ">":
            return found.end("end")
        at = found.end()
        if text[at : at + 1] in ("'", '"'):
            closing = text.find(text[at], at + 1)
            if closing < 0:
                return None
            at = closing + 1
    return None

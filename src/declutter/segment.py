"""Cut a page's tree into blocks: one walk, in document order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from lxml import etree

from declutter.blocks import CODE, EMPHASIS, LINK, STRONG, Block, Node, Page
from declutter.characters import INVISIBLE
from declutter.errors import InputError

MAX_BLOCKS = 20_000
"""More pieces of text than any one story's page has: judging takes time and memory by each."""
MAX_NODES = 500_000
"""The same for elements."""

# Elements that start and end a line in a browser's default style sheet, and containers.
_BLOCK = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "aside",
        "nav",
        "header",
        "footer",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "menu",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "colgroup",
        "col",
        "form",
        "fieldset",
        "legend",
        "address",
        "hr",
        "details",
        "summary",
        "dialog",
        "center",
        "dir",
        "noscript",
        "template",
        "button",
        "label",
        "hgroup",
        "search",
        "picture",
        "video",
        "audio",
        "noframes",
        "frameset",
        "option",
        "amp-ad",
    ]
)
_SKIP = frozenset(
    [
        "script",
        "style",
        "head",
        "select",
        "textarea",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "math",
        "applet",
        "noembed",
        "input",
        "datalist",
        "map",
    ]
)
_STYLE = {
    "b": STRONG,
    "strong": STRONG,
    "i": EMPHASIS,
    "em": EMPHASIS,
    "cite": EMPHASIS,
    "code": CODE,
    "kbd": CODE,
    "samp": CODE,
    "a": LINK,
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def segment(tree: etree._Element, elements: list[etree._Element] | None = None) -> Page:
    """Return the page's blocks and the elements they stand in; the tree is not changed.

    Text is cut at block-level elements, at custom elements and at `br`; white space is folded
    except in `pre`. Scripts, forms' fields and embedded documents are passed over. `elements`
    takes the tree's element for each of the page's nodes. Raises InputError when the page is too
    large to be one story's.
    """
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            tag = cast(str, element.tag)
            if tag in _SKIP:
                events.skip_subtree()
                continue
            walk.open(element, tag)
            if elements is not None and len(walk.nodes) > len(elements):
                elements.append(element)
            if text := element.text:
                walk.text(text)
            continue
        if event == "end" and element.tag not in _SKIP:
            walk.close(cast(str, element.tag))
        if (text := element.tail) and element is not tree:
            walk.text(text)
    if walk.runs:
        walk.flush()
    return Page(blocks=walk.blocks, nodes=walk.nodes, alts=walk.alts)


class _Walk:
    """The state of one walk: the open elements and the text gathered since the last boundary."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.alts: list[str] = []
        self.node = -1
        self.style = 0
        self.href: str | None = None
        self.tag = ""
        self.pre = 0
        self.image: str | None = None
        self.joined = False
        self.runs: list[tuple[str, int, str | None, int]] = []
        self.undo: list[tuple[int, int, str | None, str]] = []
        self.counts: dict[tuple[int, str], int] = {}

    def open(self, element: etree._Element, tag: str) -> None:
        self.undo.append((self.node, self.style, self.href, self.tag))
        attributes = element.items()
        if tag in _BLOCK or "-" in tag or not self.nodes:
            if self.runs:
                self.flush()
            self.tag = tag
            self.push(tag, _identity(attributes) if attributes else "")
            if tag == "pre":
                self.pre += 1
            return
        if tag == "br":
            if self.runs:
                self.flush()
            self.joined = True
            return
        if tag == "img":
            self.image = element.get("alt", "")
            if self.image:
                self.alts.append(self.image)
            return
        style = _STYLE.get(tag)
        if style:
            self.style |= style
            if style == LINK:
                self.href = element.get("href")
        if attributes:
            identity = _identity(attributes)
            if identity:
                self.push(tag, identity)

    def push(self, tag: str, attrs: str) -> None:
        parent = self.node
        key = (parent, tag)
        position = self.counts.get(key, 0) + 1
        self.counts[key] = position
        depth = self.nodes[parent].depth + 1 if parent >= 0 else 0
        self.node = len(self.nodes)
        if self.node >= MAX_NODES:
            raise InputError(f"the page has more than {MAX_NODES:,} elements: it is not one story")
        self.nodes.append(Node(tag, attrs, parent, depth, position))

    def close(self, tag: str) -> None:
        if tag in _BLOCK or "-" in tag:
            if self.runs:
                self.flush()
            self.joined = False
            if tag == "pre":
                self.pre -= 1
        self.node, self.style, self.href, self.tag = self.undo.pop()

    def text(self, text: str) -> None:
        if text.isspace():
            if self.runs and not self.pre:
                self.runs.append((" ", self.style, self.href, self.node))
            return
        self.runs.append((text, self.style, self.href, self.node))

    def flush(self) -> None:
        runs = self.runs
        self.runs = []
        raw = runs[0][0] if len(runs) == 1 else _together(runs)
        text = _fold_pre(raw) if self.pre else " ".join(raw.split())
        if not text.isascii():
            text = INVISIBLE.sub("", text).strip()
        if not text:
            return
        links = emphasis = 0
        for run, style, _, _ in runs:
            if style:
                length = len(run.strip())
                if style & LINK:
                    links += length
                if style & (STRONG | EMPHASIS):
                    emphasis += length
        if len(self.blocks) >= MAX_BLOCKS:
            raise InputError(
                f"the page has more than {MAX_BLOCKS:,} pieces of text: it is not one story"
            )
        node = runs[0][3]
        if len(runs) > 1:
            node = self.common({run[3] for run in runs if not run[0].isspace()})
        self.blocks.append(
            Block(
                text,
                self.tag,
                node,
                joined=self.joined and bool(self.blocks),
                link_chars=min(links, len(text)),
                emphasis_chars=min(emphasis, len(text)),
                image=self.image,
                runs=tuple((run, style, href) for run, style, href, _ in runs),
            )
        )

        self.image = None

    def common(self, members: set[int]) -> int:
        """The deepest element that all of `members` stand in."""
        nodes = self.nodes
        while len(members) > 1:
            deepest = max(members)  # an element comes after its ancestors
            members.discard(deepest)
            members.add(nodes[deepest].parent)
        return members.pop()


def _together(runs: Sequence[tuple[str, int, str | None, int]]) -> str:
    """The text of several runs, with a space where only style sheets part two elements' words."""
    parts = [runs[0][0]]
    for (before, _, _, _), (text, _, _, _) in pairwise(runs):
        if _are_apart(before, text):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def _are_apart(before: str, text: str) -> bool:
    """Whether two elements' texts are surely different words: "HABERGezici", "Sarıca23.01."."""
    first, second = text[:1], text[1:2]
    if before[-1:].isdigit():
        return first.isupper() and second.islower()
    if len(before) < 2 or not before[-2:].isalpha():
        return False
    if first.isdigit():
        return len(before) > _LONGEST_SYMBOL and second.isdigit()
    return first.isupper() and (
        before[-2:].islower() or (before[-3:].isupper() and second.islower())
    )


_LONGEST_SYMBOL = 4


def _identity(attributes: Sequence[tuple[str, str]]) -> str:
    """What an element is called: class, id, role, itemprop and test id; `@hidden` if unseen."""
    parts = []
    for name, value in attributes:
        if name in _NAMES:
            parts.append(value)
        elif name == "hidden" or (
            (name == "aria-hidden" and value == "true")
            or (name == "style" and _HIDDEN_STYLE.search(value))
        ):
            parts.append("@hidden")
    return " ".join(parts)


_NAMES = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-test-id", "rel"))


def _fold_pre(text: str) -> str:
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    return "\n".join(lines).strip("\n")


def element_path(page: Page, node: int) -> str:
    """Where an element stands, as `/html/body/article/p[3]`.

    Positions count the elements of one name under their parent, from 1, which is left out.
    """
    steps: list[str] = []
    while node >= 0:
        at = page.nodes[node]
        steps.append(f"{at.tag}[{at.position}]" if at.position > 1 else at.tag)
        node = at.parent
    return "/" + "/".join(reversed(steps))


__all__ = ["element_path", "segment"]

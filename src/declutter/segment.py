"""Cut a page's tree into blocks: one walk, in document order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lxml import etree

from declutter.blocks import CODE, EMPHASIS, LINK, STRONG, Block, Node, Page, Run
from declutter.characters import INVISIBLE
from declutter.errors import InputError
from declutter.unseen import is_dialogue, is_for_screen_readers, tells_new_window

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
_SKIPPED, _BOUNDARY, _EMPTY = -1, -2, -3


class _Roles(dict[str, int]):
    """What each element does to the text: one of the above, or its inline style."""

    def __missing__(self, tag: str) -> int:
        return _BOUNDARY if "-" in tag else 0


_ROLES = _Roles(
    {
        **_STYLE,
        **dict.fromkeys(_BLOCK, _BOUNDARY),
        **dict.fromkeys(_SKIP, _SKIPPED),
        **dict.fromkeys(("br", "img"), _EMPTY),
    }
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def segment(tree: etree._Element, elements: list[etree._Element] | None = None) -> Page:
    """Return the page's blocks and the elements they stand in; the tree is not changed.

    Text is cut at block-level elements, at custom elements and at `br`; white space is folded
    except in `pre`. Scripts, forms' fields, embedded documents, consent managers' dialogues and,
    within a line, words for screen readers alone are passed over. `elements` takes the tree's
    element for each of the page's nodes. Raises InputError when the page is too large to be one
    story's.
    """
    nodes: list[Node] = []
    alts: list[str] = []
    cutter = _Cutter(nodes)
    # For each open element what its end restores; None where nothing.
    undo: list[tuple[int, int, str | None, str, bool] | None] = []
    # By tag, how many of it an element holds so far.
    counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    runs: list[Run] = []
    places: list[int] = []
    # What is open: the element, its inline style and link, and the element that makes the block.
    node, style, href, block_tag = -1, 0, None, ""
    events: Any = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    # One loop without calls for each element: it is a fifth of what a page costs.
    for event, element in events:
        if event == "start":
            tag: str = element.tag
            role = _ROLES[tag]
            if role == _SKIPPED:
                events.skip_subtree()
                undo.append(None)
                continue
            is_block = role == _BOUNDARY or not nodes
            if runs and (is_block or tag == "br"):
                cutter.cut(runs, places, block_tag)
                runs, places = [], []
            if role == _EMPTY and not is_block:
                undo.append(None)
                if tag == "br":
                    cutter.joined = True
                else:
                    cutter.image = element.get("alt", "")
                    if cutter.image:
                        alts.append(cutter.image)
            else:
                attributes = element.items()
                identity = _identity(attributes) if attributes else ""
                if is_block and "-" in tag:  # a custom element's name says what it holds
                    identity = f"{tag} {identity}" if identity else tag
                if identity and (is_dialogue if is_block else is_for_screen_readers)(identity):
                    events.skip_subtree()
                    undo.append(None)
                    continue
                if is_block or role or identity:
                    undo.append((node, style, href, block_tag, is_block))
                    if is_block:
                        block_tag = tag
                        cutter.pre += tag == "pre"
                    elif role:
                        style |= role
                        if role == LINK:
                            href = element.get("href")
                    if is_block or identity:
                        counted = counts[tag]
                        counted[node] = position = counted.get(node, 0) + 1
                        depth = nodes[node].depth + 1 if nodes else 0
                        nodes.append(Node(tag, identity, node, depth, position))
                        node = len(nodes) - 1
                        if node >= MAX_NODES:
                            raise InputError(
                                f"the page has more than {MAX_NODES:,} elements:"
                                " it is not one story"
                            )
                        if elements is not None:
                            elements.append(element)
                else:
                    undo.append(None)
            text = element.text
            if text and tag == "span" and style & LINK and tells_new_window(text):
                text = None
        else:
            if event == "end" and (before := undo.pop()) is not None:
                if before[4]:
                    if runs:
                        cutter.cut(runs, places, block_tag)
                        runs, places = [], []
                    cutter.joined = False
                    cutter.pre -= block_tag == "pre"
                node, style, href, block_tag, _ = before
            text = element.tail if element is not tree else None
        if text:
            if not text.isspace():
                runs.append((text, style, href))
                places.append(node)
            elif runs:
                runs.append((text if cutter.pre else " ", style, href))
                places.append(node)
    if runs:
        cutter.cut(runs, places, block_tag)
    return Page(blocks=cutter.blocks, nodes=nodes, alts=alts)


class _Cutter:
    """Makes blocks of the runs between two boundaries.

    `joined` tells that the last boundary was only a line break, `image` the alternative text of a
    picture since the last block, `pre` how many preformatted elements are open.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self.blocks: list[Block] = []
        self.joined = False
        self.image: str | None = None
        self.pre = 0
        self._nodes = nodes

    def cut(self, runs: list[Run], places: list[int], tag: str) -> None:
        """Add the block that the runs make, if any reader sees it; `places` are their elements."""
        is_one = len(runs) == 1
        raw = runs[0][0] if is_one else _together(runs)
        text = _fold_pre(raw) if self.pre else " ".join(raw.split())
        if not text.isascii() and not text.isprintable():
            text = INVISIBLE.sub("", text).strip()
        if not text:
            return
        links = emphasis = 0
        for run, style, _ in runs:
            if style:
                length = len(text) if is_one else len(run.strip())
                if style & LINK:
                    links += length
                if style & (STRONG | EMPHASIS):
                    emphasis += length
        if len(self.blocks) >= MAX_BLOCKS:
            raise InputError(
                f"the page has more than {MAX_BLOCKS:,} pieces of text: it is not one story"
            )
        node = places[0]
        if not is_one and places.count(node) < len(places):
            seen = zip(runs, places, strict=True)
            node = self._common({place for run, place in seen if not run[0].isspace()})
        joined = self.joined and bool(self.blocks)
        links, emphasis = min(links, len(text)), min(emphasis, len(text))
        block = Block(text, tag, node, 0, joined, links, emphasis, self.image, tuple(runs))
        self.blocks.append(block)
        self.image = None

    def _common(self, members: set[int]) -> int:
        """The deepest element that all of `members` stand in."""
        nodes = self._nodes
        while len(members) > 1:
            deepest = max(members)  # an element comes after its ancestors
            members.discard(deepest)
            members.add(nodes[deepest].parent)
        return members.pop()


def _together(runs: Sequence[Run]) -> str:
    """The text of several runs, with a space where only style sheets part two elements' words."""
    before = runs[0][0]
    parts = [before]
    for text, _, _ in runs[1:]:
        if _are_apart(before, text):
            parts.append(" ")
        parts.append(text)
        before = text
    return "".join(parts)


def _are_apart(before: str, text: str) -> bool:
    """Whether two elements' texts are surely different words: "HABERGezici", "Sarıca23.01."."""
    first, second = text[0], text[1:2]
    if first.isspace() or first.islower():
        return False
    if before[-1].isdigit():
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
    """What an element is called, as in `_NAMES`; `@hidden` if unseen."""
    if len(attributes) == 1 and attributes[0][0] == "class":
        return attributes[0][1]
    parts = []
    for name, value in attributes:
        if name in _NAMES:
            parts.append(value)
        elif name in _HIDING and _hides(name, value):
            parts.append("@hidden")
    return " ".join(parts)


def _hides(name: str, value: str) -> bool:
    """Whether an attribute hides its element."""
    if name == "style":
        style = value.lower()
        return ("none" in style or "hidden" in style) and bool(_HIDDEN_STYLE.search(style))
    return name == "hidden" or value == "true"


_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_NAMES = frozenset(
    (
        "class",
        "id",
        "role",
        "itemprop",
        "rel",
        "data-testid",
        "data-test-id",
        "data-qa",
        "data-component",
        "data-area",
        "data-block",
        "data-module",
        "data-widget",
    )
)


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
        steps.append(step(at))
        node = at.parent
    return "/" + "/".join(reversed(steps))


def step(node: Node) -> str:
    """An element's part of a path: its name, and which of that name it is if not the first."""
    return f"{node.tag}[{node.position}]" if node.position > 1 else node.tag


__all__ = ["element_path", "segment", "step"]

"""The last look, at blocks together: those that are alike, and those that depend on each other.

A list, a table or a row of cards is story or not as one, and the weights, which look at one block
after the other, leave holes in it; a heading goes with what it heads; what stands far below the
story and is little is not of it; and a page may hold its story once for wide screens and once for
narrow ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Page
from declutter.judge.boxes import without_boxes
from declutter.judge.copies import without_copies
from declutter.judge.decision import ABOVE_HEADLINE
from declutter.rules import Rule

Floats = npt.NDArray[np.float32]


_LEAST_ALIKE = 3
_STORY, _NOISE = 0.5, 0.3
"""What the other blocks of a template are on average where it is story, and where it is not."""
_ALMOST, _ALMOST_PARAGRAPH = 0.2, 0.4
"""What a block must reach to be taken with the rest of its template."""
_HARDLY = 0.8
"""What it must not exceed to be left with the rest."""

_EXCERPT_SIZE = 40
"""How many characters the beginning of another story has at least."""

_HEADING_ALMOST, _HEADING_HARDLY = 0.2, 0.7
_HEADING_WORDS = 15

_FAR = 8
"""How many blocks in a row that are not story part the story from what is not of it."""
_LITTLE = 0.05
_FAR_SURE = 0.9
_STORY_SIZE = 900
"""How many characters a story below the page's own has at least."""
_CELL = 0.6
"""The share of the kept text that a table's cell holds only if the table lays out the page."""


def together(
    page: Page,
    p: Floats,
    hits: Sequence[Sequence[Rule]],
    floors: Sequence[float],
    kept: list[bool],
) -> None:
    """Correct which blocks are `kept`, in place.

    `p` are the probabilities of story, `hits` the rules that hold for each block, `floors` what
    each had to reach: what a rule drops or only certainty keeps stays out, what a rule keeps
    stays in.
    """
    dropped = [floor >= ABOVE_HEADLINE for floor in floors]
    held = [False] * len(hits)
    for number, rules in enumerate(hits):
        for rule in rules:
            dropped[number] = dropped[number] or rule.says == "drop"
            held[number] = held[number] or rule.says == "keep"
    _even_out(page, p, dropped, held, kept)
    _without_excerpts(page, held, kept)
    _with_headings(page, p, dropped, held, kept)
    without_boxes(page, p, _HARDLY, held, kept)
    _without_far(page, p, held, kept)
    _within_cell(page, p, held, kept)
    _first_article(page, held, kept)
    without_copies(page, held, kept)


def _even_out(
    page: Page, p: Floats, dropped: Sequence[bool], held: Sequence[bool], kept: list[bool]
) -> None:
    """Take or leave blocks with the others of their template."""
    doubt = [
        i
        for i, (chance, keep) in enumerate(zip(p.tolist(), kept, strict=True))
        if (chance <= _HARDLY and not held[i] if keep else chance >= _ALMOST and not dropped[i])
    ]
    sums = _sums(page, p, doubt)
    for i in doubt:
        template = _template(page, i)
        count, total = sums[template]
        if count < _LEAST_ALIKE:
            continue
        others = (total - float(p[i])) / (count - 1)
        if kept[i]:
            # Elements without names may be anything: that others are noise tells nothing.
            is_named = any(template[1::2])
            kept[i] = others >= _NOISE or not is_named
        elif others >= _STORY:
            almost = _ALMOST_PARAGRAPH if page.blocks[i].tag == "p" else _ALMOST
            kept[i] = bool(p[i] >= almost)


def _without_excerpts(page: Page, held: Sequence[bool], kept: list[bool]) -> None:
    """Leave the beginnings of other stories: blocks of a template that mostly break off."""
    broken = [i for i, keep in enumerate(kept) if keep and _breaks_off(page.blocks[i].text)]
    if len(broken) < 2:
        return
    templates = {_template(page, i) for i in broken}
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(page.blocks)):
        if (key := _template(page, i)) in templates:
            alike[key].append(i)
    for members in alike.values():
        ends = sum(_breaks_off(page.blocks[i].text) for i in members)
        if len(members) >= _LEAST_ALIKE and 2 * ends >= len(members):
            for i in members:
                kept[i] = kept[i] and held[i]


def _breaks_off(text: str) -> bool:
    return len(text) >= _EXCERPT_SIZE and text.endswith(("...", "…", "[…]", "[...]"))


def _sums(page: Page, p: Floats, wanted: Sequence[int]) -> dict[tuple[str, ...], tuple[int, float]]:
    """How many blocks some blocks' templates have, and the sum of their probabilities."""
    nodes = page.nodes
    first = {nodes[page.blocks[i].node].attrs for i in wanted}
    found: dict[tuple[str, ...], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for index, (block, chance) in enumerate(zip(page.blocks, p.tolist(), strict=True)):
        if nodes[block.node].attrs in first:
            count, total = found[key := _template(page, index)]
            found[key] = (count + 1, total + chance)
    return found


def _template(page: Page, index: int) -> tuple[str, ...]:
    """Tag and identity of a block's element and the two around it."""
    nodes = page.nodes
    at = page.blocks[index].node
    parts: list[str] = []
    while at >= 0 and len(parts) < 6:
        node = nodes[at]
        parts += (node.tag, node.attrs)
        at = node.parent
    return tuple(parts)


def _with_headings(
    page: Page, p: Floats, dropped: Sequence[bool], held: Sequence[bool], kept: list[bool]
) -> None:
    """Take headings that stand between story, and leave those under which none is left."""
    blocks = page.blocks
    headings = [i for i, block in enumerate(blocks) if block.tag in HEADINGS]
    if not headings:
        return
    before = list(kept)
    for i in headings:
        beside = 0 < i < len(blocks) - 1 and before[i - 1] and before[i + 1]
        if beside and not dropped[i] and p[i] >= _HEADING_ALMOST:
            kept[i] = True
    for i, following in zip(headings, (*headings[1:], len(blocks)), strict=True):
        text = blocks[i].text
        if not kept[i] or held[i] or p[i] > _HEADING_HARDLY or text[-1] in ".!?…":
            continue
        if text.count(" ") >= _HEADING_WORDS or any(kept[i + 1 : following]):
            continue
        ends = following == len(blocks) or not kept[following]
        if ends or (following > i + 1 and blocks[following].tag <= blocks[i].tag):
            kept[i] = False


def _without_far(page: Page, p: Floats, held: Sequence[bool], kept: list[bool]) -> None:
    """Leave what stands far below most of the story, is little of it and not surely story."""
    chosen = [i for i, keep in enumerate(kept) if keep]
    stretches: list[list[int]] = []
    for i in chosen:
        if not stretches or i - stretches[-1][-1] > _FAR:
            stretches.append([])
        stretches[-1].append(i)
    if len(stretches) < 2:
        return
    sizes = [sum(len(page.blocks[i].text) for i in stretch) for stretch in stretches]
    main = sizes.index(max(sizes))
    for stretch, size in zip(stretches[main + 1 :], sizes[main + 1 :], strict=True):
        if size >= _LITTLE * sum(sizes) or any(held[i] for i in stretch):
            continue
        sure = sum(float(p[i]) * len(page.blocks[i].text) for i in stretch) / size
        if sure < _FAR_SURE:
            for i in stretch:
                kept[i] = False


def _within_cell(page: Page, p: Floats, held: Sequence[bool], kept: list[bool]) -> None:
    """On a page laid out by a table, leave what stands outside the story's cell and is not sure."""
    nodes = page.nodes
    if not any(node.tag == "td" for node in nodes):
        return
    sizes = page.sizes(kept)
    story = [n for n, node in enumerate(nodes) if node.tag == "td" and sizes[n] > _CELL * sizes[0]]
    if not story:
        return
    inside = {story[-1]}
    for number in range(story[-1] + 1, len(nodes)):
        if nodes[number].parent in inside:
            inside.add(number)
    for i, block in enumerate(page.blocks):
        if kept[i] and block.node not in inside and not held[i] and p[i] < _FAR_SURE:
            kept[i] = False


def _first_article(page: Page, held: Sequence[bool], kept: list[bool]) -> None:
    """Leave the stories that a page shows below its own: later articles with their headlines."""
    headlines = [block.node for block in page.blocks if block.tag == "h1"]
    if len(headlines) < 2:
        return
    within = _outermost_articles(page)
    headed = dict.fromkeys(within[node] for node in headlines)
    headed.pop(-1, None)
    if len(headed) < 2:
        return
    sizes = dict.fromkeys(headed, 0)
    for block, keep in zip(page.blocks, kept, strict=True):
        if keep and within[block.node] in sizes:
            sizes[within[block.node]] += len(block.text)
    own, *others = headed
    stories = {article for article in others if sizes[own] and sizes[article] >= _STORY_SIZE}
    for i, block in enumerate(page.blocks):
        if kept[i] and within[block.node] in stories:
            kept[i] = held[i]


def _outermost_articles(page: Page) -> list[int]:
    """For each element the outermost `article` around it, -1 where there is none."""
    found: list[int] = []
    for number, node in enumerate(page.nodes):
        above = found[node.parent] if node.parent >= 0 else -1
        found.append(number if above < 0 and node.tag == "article" else above)
    return found

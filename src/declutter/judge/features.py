"""What is known of each block, as numbers: one row a block, one named column a feature.

Three kinds of columns: a block's own text and markup; the containers it stands in; and the page
around it (position, neighbours, repetition). Nothing here knows what is story. What only the
blocks that may be story are asked is in `details.py`.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge import letters
from declutter.judge.neighbours import shifted
from declutter.rules.fold import count_words

Matrix = npt.NDArray[np.float32]

TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "td", "blockquote", "figcaption", "button", "pre",
    "label", "dd", "section", "article",
)  # fmt: skip
ANCESTORS = (
    "nav", "header", "footer", "aside", "form", "figure", "figcaption", "table", "ul", "ol", "li",
    "blockquote", "article", "main", "section", "noscript", "template", "button", "details", "dl",
    "address", "p", "a", "picture", "video", "span",
)  # fmt: skip
_TAG_CODE = {tag: index for index, tag in enumerate(TAGS)}
_ANCESTOR_BIT = {tag: 1 << index for index, tag in enumerate(ANCESTORS)}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_ENDS = frozenset(".!?。！？…।॥؟۔")
_CLOSERS = "\"'”’»›)]」』】“"
_HEAD = 300

OWN = (
    "words", "chars", "link_density", "emphasis", "ends_sentence", "commas", "stops", "digits",
    "upper_words", "starts_upper", "symbol", "quote", "joined", "code_link", "word_length",
    "is_paragraph", "image", "opens_odd", "capitals",
)  # fmt: skip


def _own(page: Page) -> Matrix:
    """The columns that a block's own text and links give, as in `OWN`."""
    blocks = page.blocks
    texts = [block.text for block in blocks]
    heads = [text[:_HEAD] for text in texts]
    size = np.array([len(text) for text in texts])
    count = letters.counts(heads)
    words = count[" "] + 1 + count["中"] // 2
    for index in np.flatnonzero(size > _HEAD).tolist():
        words[index] = count_words(texts[index])
    links = np.array([block.link_chars for block in blocks]) / size
    ends = np.array(
        [text[-1] in _ENDS or (text[-1] in _CLOSERS and _ends_quoted(text)) for text in texts]
    )
    columns = (
        [math.log1p(number) for number in words.tolist()],
        [math.log1p(number) for number in size.tolist()],
        links,
        np.array([block.emphasis_chars for block in blocks]) / size,
        ends,
        count[","],
        count["."],
        count["0"] / np.minimum(size, _HEAD),
        count["U"] / (count[" "] + 1),
        [head[0].isupper() for head in heads],
        count["@"],
        count['"'] > 0,
        [block.joined for block in blocks],
        links >= 0.95,
        size / words,
        (words >= 12) & (links < 0.5) & ends,
        [block.image is not None for block in blocks],
        [not (head[0].isalnum() or head[0] in letters.QUOTES) for head in heads],
        [head.isupper() for head in heads],
    )
    return np.array(columns, dtype=np.float32).T


def _ends_quoted(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


CONTAINER_LEVELS = 4
CONTAINER = tuple(
    f"c{level}_{name}"
    for level in range(1, CONTAINER_LEVELS + 1)
    for name in ("blocks", "chars", "links", "paragraphs", "mass", "place")
)
PAGE = (
    "place", "mass_before", "mass_after", "from_paragraph", "to_paragraph", "after_h1", "from_h1",
    "repeated", "first_of_repeats", "is_alt", "depth",
    "in_main", "main_steps", "in_half", "sig_count", "sig_mass", "sig_links", "from_heading",
    "heading_level", "h_words", "blocks_total", "mass_total", "same_node_prev", "same_node_next",
)  # fmt: skip
NEIGHBOUR_OFFSETS = (-3, -2, -1, 1, 2, 3)
NEIGHBOUR = ("words", "link_density", "ends_sentence", "is_paragraph", "tag", "upper_words")


COLUMNS = (
    *OWN, "tag", *CONTAINER, *PAGE,
    *(f"{name}@{offset:+d}" for offset in NEIGHBOUR_OFFSETS for name in NEIGHBOUR),
    *(f"in:{tag}" for tag in ANCESTORS),
)  # fmt: skip


def paragraphs(rows: Matrix) -> npt.NDArray[np.bool_]:
    """Which rows are those of paragraphs: long, not links, ending as a sentence."""
    found: npt.NDArray[np.bool_] = rows[:, OWN.index("is_paragraph")] > 0
    return found


def features(page: Page) -> Matrix:
    """One row a block, columns as in `COLUMNS`."""
    own = _own(page)
    tags = np.array([_TAG_CODE.get(b.tag, -1) for b in page.blocks], dtype=np.float32)
    boxes = _Boxes(page, own)
    return np.hstack(
        (
            own,
            tags[:, None],
            boxes.containers(),
            _page_columns(page, own, boxes),
            _neighbours(own, tags),
            _ancestors(page, boxes),
        )
    )


def _ancestors(page: Page, boxes: _Boxes) -> npt.NDArray[np.uint8]:
    """Which of the tags in `ANCESTORS` each block stands in."""
    around: list[int] = []
    for node in page.nodes:
        bit = _ANCESTOR_BIT.get(node.tag, 0)
        around.append(bit | around[node.parent] if node.parent >= 0 else bit)
    packed = np.array(around, dtype="<u4")[boxes.at].view(np.uint8).reshape(-1, 4)
    return np.unpackbits(packed, axis=1, count=len(ANCESTORS), bitorder="little")


class _Boxes:
    """Sums over the elements that blocks stand in, and each element's next bigger container."""

    def __init__(self, page: Page, own: Matrix) -> None:
        nodes = page.nodes
        size = len(nodes)
        at = np.array([block.node for block in page.blocks], dtype=np.int64)
        chars = np.array([len(block.text) for block in page.blocks], dtype=np.float64)
        links = np.array([block.link_chars for block in page.blocks], dtype=np.float64)
        paragraph = own[:, OWN.index("is_paragraph")]
        parents = [node.parent for node in nodes]
        first = [len(at)] * size
        for index, node in zip(reversed(range(len(at))), reversed(at.tolist()), strict=True):
            first[node] = index
        ends = list(range(1, size + 1))
        for node in range(size - 1, 0, -1):
            parent = parents[node]
            if ends[parent] < ends[node]:
                ends[parent] = ends[node]
            if first[parent] > first[node]:
                first[parent] = first[node]
        self.ends = np.array(ends)
        each = (np.ones_like(chars), chars, links, chars * paragraph)
        self.sums = np.stack([self._inside(values, at) for values in each], axis=1)
        blocks = self.sums[:, 0].tolist()
        up = [0] * size
        for node in range(1, size):
            parent = parents[node]
            up[node] = parent if blocks[parent] > blocks[node] else up[parent]
        self.first = np.array(first)
        self.up = np.array(up)
        self.at = at
        self.depths = np.array([node.depth for node in nodes])
        self.parents = np.array(parents)
        self.mass = max(1.0, float(self.sums[0, 3]))
        self.paragraph = paragraph
        self.chars = chars
        self.links = links

    def _inside(
        self, values: npt.NDArray[np.float64], at: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        """Each element's sum of the values that stand `at` it or inside it; whole numbers."""
        before = np.zeros(len(self.ends) + 1, dtype=np.float64)
        np.cumsum(np.bincount(at, values, len(self.ends)), out=before[1:])
        sums: npt.NDArray[np.float64] = before[self.ends] - before[:-1]
        return sums

    def containers(self) -> Matrix:
        """For each level of ever bigger containers: size, links, paragraphs, share and place."""
        columns = []
        at = self.at
        index = np.arange(len(at))
        # a block alone in its element starts from the element around it
        at = np.where(self.sums[at, 0] > 1, at, self.up[at])
        for _ in range(CONTAINER_LEVELS):
            blocks, chars, links, paragraphs = self.sums[at].T
            chars = np.maximum(chars, 1)
            columns += [
                np.log1p(blocks),
                np.log1p(chars),
                links / chars,
                paragraphs / chars,
                paragraphs / self.mass,
                (index - self.first[at]) / np.maximum(blocks, 1),
            ]
            at = self.up[at]
        return np.stack(columns, axis=1).astype(np.float32)

    def descend(self, share: float) -> int:
        """The deepest element that holds at least this share of the page's paragraph text."""
        holders = np.flatnonzero(self.sums[:, 3] >= share * self.mass)
        return int(holders[-1]) if len(holders) else 0

    def below(self, main: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
        """Whether each block is inside an element, and how many elements below it (else -1)."""
        inside = (self.at >= main) & (self.at < self.ends[main])
        return inside, np.where(inside, self.depths[self.at] - self.depths[main], -1)


def _page_columns(page: Page, own: Matrix, boxes: _Boxes) -> Matrix:
    blocks = page.blocks
    count = len(blocks)
    index = np.arange(count)
    paragraph = boxes.paragraph > 0
    mass = np.cumsum(boxes.chars * paragraph) / boxes.mass
    mass_own = boxes.chars * paragraph / boxes.mass
    previous = np.maximum.accumulate(np.where(paragraph, index, -1))
    previous = np.concatenate(([-1], previous[:-1]))
    following = np.minimum.accumulate(np.where(paragraph, index, count)[::-1])[::-1]
    following = np.concatenate((following[1:], [count]))
    levels = np.array([_HEADINGS.get(block.tag, 0) for block in blocks])
    last_h1 = np.maximum.accumulate(np.where(levels == 1, index, -1))
    last_heading = np.maximum.accumulate(np.where(levels > 0, index, -1))
    last_heading = np.concatenate(([-1], last_heading[:-1]))
    texts = [block.text for block in blocks]
    repeats = Counter(texts)
    firsts = dict(zip(reversed(texts), range(count - 1, -1, -1), strict=True))
    alts = set(page.alts)
    inside, steps = boxes.below(boxes.descend(0.7))
    half, _ = boxes.below(boxes.descend(0.4))
    parent = boxes.parents[boxes.at]
    group = _templates(page)
    group_mass, group_links, group_chars = (
        np.bincount(group, values)[group] for values in (mass_own, boxes.links, boxes.chars)
    )
    same = parent[1:] == parent[:-1]
    return np.stack(
        (
            index / count,
            mass - mass_own,
            1 - mass,
            np.log1p(index - previous),
            np.log1p(following - index),
            last_h1 >= 0,
            np.where(last_h1 >= 0, np.log1p(index - last_h1), -1),
            [repeats[text] for text in texts],
            [firsts[text] for text in texts] == index,
            [text in alts for text in texts],
            boxes.depths[boxes.at],
            inside,
            steps,
            half,
            np.log1p(np.bincount(group)[group]),
            group_mass,
            group_links / group_chars,
            np.where(last_heading >= 0, np.log1p(index - last_heading), -1),
            np.where(last_heading >= 0, levels[last_heading], 0),
            np.where(last_heading >= 0, own[last_heading, 0], 0),
            np.full(count, math.log1p(count)),
            np.full(count, math.log1p(boxes.mass)),
            np.concatenate(([False], same)),
            np.concatenate((same, [False])),
        ),
        axis=1,
    ).astype(np.float32)


def _templates(page: Page) -> npt.NDArray[np.int64]:
    """For each block the number of its template: tag, and identity of its element and the next."""
    nodes = page.nodes
    numbers: dict[tuple[str, ...], int] = {}
    result = []
    for block in page.blocks:
        node = nodes[block.node]
        parent = nodes[node.parent] if node.parent >= 0 else node
        template = (block.tag, node.tag, node.attrs, parent.tag, parent.attrs)
        result.append(numbers.setdefault(template, len(numbers)))
    return np.array(result)


def _neighbours(own: Matrix, tags: Matrix) -> Matrix:
    columns = [own[:, OWN.index(name)] if name in OWN else tags for name in NEIGHBOUR]
    stacked = np.stack(columns, axis=1)
    return np.hstack([shifted(stacked, offset, -1) for offset in NEIGHBOUR_OFFSETS])

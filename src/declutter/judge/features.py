"""What is known of each block, as numbers: one row a block, one named column a feature.

Three kinds of columns: a block's own text and markup; the containers it stands in; and the page
around it (position, neighbours, repetition). Nothing here knows what is story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from declutter.blocks import LINK, Block, Page, Run
from declutter.judge import letters
from declutter.judge.markup import Vocabulary
from declutter.judge.neighbours import shifted
from declutter.metadata import addresses
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

# A time, a year or a date. It begins with a plain digit, since `re` is quick to find one.
_CLOCK = re.compile(
    r"\d(?:(?<!\w\d)(?:\d?[:.h]|(?:(?<=1)9|(?<=2)0))\d\d\b|\d?[./]\d{1,2}[./]\d{2,4})"
)
_WORD = re.compile(r"\w+")
_ENDS = frozenset(".!?。！？…।॥؟۔")
_CLOSERS = "\"'”’»›)]」』】“"
_HEAD = 300

OWN = (
    "words", "chars", "link_density", "emphasis", "ends_sentence", "commas", "stops", "digits",
    "upper_words", "starts_upper", "ends_colon", "clock", "symbol", "quote", "joined", "code_link",
    "word_length", "is_paragraph", "ellipsis", "question", "starts_link", "ends_link", "links",
    "anchors", "same_site", "image", "image_overlap", "opens_odd", "capitals",
)  # fmt: skip


def _own(page: Page, host: str) -> Matrix:
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
        [text[-1] in ":：" for text in texts],
        [
            some > 0 and _CLOCK.search(head) is not None
            for some, head in zip(count["0"].tolist(), heads, strict=True)
        ],
        count["@"],
        count['"'] > 0,
        [block.joined for block in blocks],
        links >= 0.95,
        size / words,
        (words >= 12) & (links < 0.5) & ends,
        [text.endswith(("…", "...", "[…]", "[...]")) for text in texts],
        [text[-1] in "?？؟" for text in texts],
        *zip(*[_link_shape(b, host) if b.link_chars else _NO_LINKS for b in blocks], strict=True),
        [block.image is not None for block in blocks],
        [_overlap(block.text, block.image) if block.image else 0.0 for block in blocks],
        [not (head[0].isalnum() or head[0] in letters.QUOTES) for head in heads],
        [head.isupper() for head in heads],
    )
    return np.array(columns, dtype=np.float32).T


def _ends_quoted(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


_NO_LINKS = (0.0, 0.0, 0.0, 0.0, 0.0)


def _link_shape(block: Block, host: str) -> tuple[float, ...]:
    """Whether a block opens and ends with a link; how many it has; to where they lead."""
    runs: Sequence[Run] = block.runs
    if len(runs) > 1:
        runs = [run for run in runs if not run[0].isspace()]
    ends = runs[0][1] & LINK > 0, runs[-1][1] & LINK > 0
    leads = [href for _, style, href in runs if href and style & LINK]
    if not leads:
        return *ends, 0, 0.0, 0.0
    links = len(leads)
    anchors = [href[0] for href in leads].count("#")
    here = sum([href[0] == "/" or (host != "" and host in href[:60]) for href in leads])
    return *ends, links, anchors / links, here / links


def _overlap(text: str, other: str) -> float:
    """The share of a text's words that another text holds."""
    own = _words(text[:300])
    return len(own & _words(other)) / max(1, len(own))


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
    "standfirst_named",
)  # fmt: skip
NEIGHBOUR_OFFSETS = (-3, -2, -1, 1, 2, 3)
NEIGHBOUR = ("words", "link_density", "ends_sentence", "is_paragraph", "tag", "upper_words")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a feature matrix's columns, in order."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Columns:
        """The columns that `features` gives with this vocabulary."""
        near = tuple(f"near:{word}" for word in vocabulary.words)
        above = tuple(f"above:{word}" for word in vocabulary.words)
        around = tuple(f"{name}@{offset:+d}" for offset in NEIGHBOUR_OFFSETS for name in NEIGHBOUR)
        tags = tuple(f"in:{tag}" for tag in ANCESTORS)
        return cls((*OWN, "tag", *CONTAINER, *PAGE, *around, *tags, *near, *above))


def paragraphs(rows: Matrix) -> npt.NDArray[np.bool_]:
    """Which rows are those of paragraphs: long, not links, ending as a sentence."""
    found: npt.NDArray[np.bool_] = rows[:, OWN.index("is_paragraph")] > 0
    return found


def features(page: Page, vocabulary: Vocabulary) -> Matrix:
    """One row a block, columns as in `Columns.of(vocabulary)`."""
    host = addresses.host(page.url or "")
    own = _own(page, host)
    tags = np.array([_TAG_CODE.get(b.tag, -1) for b in page.blocks], dtype=np.float32)
    boxes = _Boxes(page, own)
    markup, called = _markup(page, vocabulary, boxes)
    return np.hstack(
        (
            own,
            tags[:, None],
            boxes.containers(),
            _page_columns(page, own, boxes, called),
            _neighbours(own, tags),
            markup,
        )
    )


def _markup(
    page: Page, vocabulary: Vocabulary, boxes: _Boxes
) -> tuple[npt.NDArray[np.uint8], list[bool]]:
    """Per block: the tags it stands in, and the vocabulary near it (two elements up) and above.

    And whether one of the elements near it is called a standfirst.
    """
    own = [vocabulary.mask(node.attrs) for node in page.nodes]
    near_shift = len(ANCESTORS)
    above_shift = near_shift + len(vocabulary.words)
    width = above_shift + len(vocabulary.words)
    # Numbers of `width` bits, that of the first column the lowest; standfirsts' is one too many.
    around: list[int] = []
    for node, words in zip(page.nodes, own, strict=True):
        bits = _ANCESTOR_BIT.get(node.tag, 0) | words << above_shift
        around.append(bits | around[node.parent] if node.parent >= 0 else bits)
    own.append(0)  # at -1: where there is no element
    size = width // 8 + 1
    rows = bytearray()
    called = []
    for at, parent, grand in zip(*(place.tolist() for place in boxes.near), strict=True):
        near = own[at] | own[parent] | own[grand]
        called.append(near >= vocabulary.standfirst)
        near %= vocabulary.standfirst
        rows += (around[at] | near << near_shift).to_bytes(size, "little")
    packed = np.frombuffer(rows, dtype=np.uint8).reshape(-1, size)
    return np.unpackbits(packed, axis=1, count=width, bitorder="little"), called


class _Boxes:
    """Sums over the elements that blocks stand in, and each element's next bigger container.

    `near` are the blocks' elements, those around them and those around these, -1 for none.
    """

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
        above = np.array([*parents, -1])
        self.near = (at, above[at], above[above[at]])
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


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _page_columns(page: Page, own: Matrix, boxes: _Boxes, called: Sequence[bool]) -> Matrix:
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
    _, parent, _ = boxes.near
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
            called,
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

"""What is known of each block, as numbers: one row a block, one named column a feature.

Three kinds of columns: a block's own text and markup; the containers it stands in; and the page
around it (position, neighbours, repetition). Nothing here knows what is story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from declutter.blocks import LINK, Block, Page
from declutter.judge.markup import Vocabulary, in_standfirst
from declutter.judge.neighbours import shifted
from declutter.metadata import addresses

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
_ANCESTOR_BITS = {
    tag: (1 << index).to_bytes((len(ANCESTORS) + 7) // 8, "little")
    for index, tag in enumerate(ANCESTORS)
}
_NO_BITS = bytes((len(ANCESTORS) + 7) // 8)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_ENDS = frozenset(".!?。！？…।॥؟۔")
_CLOSERS = "\"'”’»›)]」』】“"
_HEAD = 300

# Every character that is counted, by the class it is counted in.
_CLASSES = {
    ",": ",;，、،",
    ".": ".!?。！？।؟۔",
    "0": "0123456789",
    "U": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    + "".join(map(chr, (*range(0xC0, 0xDF), *range(0x410, 0x430)))),
    "@": "©®|/›•·→▶►@#",
    '"': '"“”„«»「‘’',
}
_CLASS_OF = {ord(c): name for name, chars in _CLASSES.items() for c in chars}
_CLASS_OF.update({c: "a" for c in range(128) if c not in _CLASS_OF})
_ASCII_CLASS = bytes(ord(_CLASS_OF[c]) if c < 128 else 97 for c in range(256))

OWN = (
    "words", "chars", "link_density", "emphasis", "ends_sentence", "commas", "stops", "digits",
    "upper_words", "starts_upper", "ends_colon", "clock", "symbol", "quote", "joined", "code_link",
    "word_length", "is_paragraph", "ellipsis", "question", "starts_link", "ends_link", "links",
    "anchors", "same_site", "image", "image_overlap", "opens_odd", "capitals",
)  # fmt: skip


def word_count(text: str) -> int:
    """Words in a text; two characters of a script without spaces count as one."""
    count = text.count(" ") + 1
    if not text.isascii():
        count += len(_CJK.findall(text)) // 2
    return count


def _own(block: Block, host: str) -> tuple[float, ...]:
    text = block.text
    size = len(text)
    head = text if size <= _HEAD else text[:_HEAD]
    words = word_count(text)
    links = block.link_chars / size
    ends = text[-1] in _ENDS or (text[-1] in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _ENDS)
    if head.isascii():
        classes = head.encode("ascii").translate(_ASCII_CLASS).decode("ascii")
    else:
        classes = head.translate(_CLASS_OF)
    digits = classes.count("0")
    long_enough = words >= 12
    return (
        math.log1p(words),
        math.log1p(size),
        links,
        block.emphasis_chars / size,
        ends,
        classes.count(","),
        classes.count("."),
        digits / len(head),
        classes.count("U") / (head.count(" ") + 1),
        head[0].isupper(),
        text[-1] in ":：",
        digits > 0 and _CLOCK.search(head) is not None,
        classes.count("@"),
        '"' in classes,
        block.joined,
        links >= 0.95,
        size / words,
        long_enough and links < 0.5 and ends,
        text.endswith(("…", "...", "[…]", "[...]")),
        text[-1] in "?？؟",
        *(_link_shape(block, host) if block.link_chars else _NO_LINKS),
        block.image is not None,
        _overlap(text, block.image) if block.image else 0.0,
        not head[0].isalnum() and classes[0] != '"',
        head.isupper(),
    )


_NO_LINKS = (0.0, 0.0, 0.0, 0.0, 0.0)


def _link_shape(block: Block, host: str) -> tuple[float, ...]:
    """Whether a block opens and ends with a link; how many it has; to where they lead."""
    runs = [run for run in block.runs if not run[0].isspace()]
    hrefs = [href for _, style, href in runs if style & LINK and href]
    here = sum(href.startswith("/") or (host != "" and host in href[:60]) for href in hrefs)
    return (
        bool(runs[0][1] & LINK),
        bool(runs[-1][1] & LINK),
        len(hrefs),
        sum(href.startswith("#") for href in hrefs) / max(1, len(hrefs)),
        here / max(1, len(hrefs)),
    )


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
    own = np.array([_own(block, host) for block in page.blocks], dtype=np.float32)
    tags = np.array([_TAG_CODE.get(b.tag, -1) for b in page.blocks], dtype=np.float32)
    boxes = _Boxes(page, own)
    return np.hstack(
        (
            own,
            tags[:, None],
            boxes.containers(),
            _page_columns(page, own, boxes),
            _neighbours(own, tags),
            _markup(page, vocabulary, boxes),
        )
    )


def _markup(page: Page, vocabulary: Vocabulary, boxes: _Boxes) -> Matrix:
    """Per block: the tags it stands in, and the vocabulary near it (two elements up) and above."""
    nodes, parents = page.nodes, boxes.parents
    own = _stacked([vocabulary.mask(node.attrs) for node in nodes])
    tags = _stacked([_ANCESTOR_BITS.get(node.tag, _NO_BITS) for node in nodes])
    above, within = own.copy(), tags.copy()
    for level in boxes.levels[1:]:
        above[level] |= above[parents[level]]
        within[level] |= within[parents[level]]
    near = own.copy()
    has_parent = parents >= 0
    near[has_parent] |= own[parents[has_parent]]
    grand = np.where(has_parent, parents[parents], -1)
    near[grand >= 0] |= own[grand[grand >= 0]]
    at = boxes.at
    words = len(vocabulary.words)
    return np.hstack(
        (_bits(within[at], len(ANCESTORS)), _bits(near[at], words), _bits(above[at], words))
    )


def _stacked(masks: list[bytes]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(masks), dtype=np.uint8).reshape(len(masks), -1).copy()


def _bits(rows: npt.NDArray[np.uint8], width: int) -> Matrix:
    return np.unpackbits(rows, axis=1, count=width, bitorder="little").astype(np.float32)


class _Boxes:
    """Sums over the elements that blocks stand in, and each element's next bigger container."""

    def __init__(self, page: Page, own: Matrix) -> None:
        nodes = page.nodes
        size = len(nodes)
        sums = np.zeros((size, 4), dtype=np.float64)  # blocks, chars, link chars, paragraph chars
        first = np.full(size, len(page.blocks), dtype=np.int64)
        at = np.array([block.node for block in page.blocks], dtype=np.int64)
        chars = np.array([len(block.text) for block in page.blocks], dtype=np.float64)
        links = np.array([block.link_chars for block in page.blocks], dtype=np.float64)
        paragraph = own[:, OWN.index("is_paragraph")]
        each = np.stack((np.ones_like(chars), chars, links, chars * paragraph), axis=1)
        np.add.at(sums, at, each)
        np.minimum.at(first, at, np.arange(len(at)))
        parents = np.array([node.parent for node in nodes], dtype=np.int64)
        depths = np.array([node.depth for node in nodes], dtype=np.int64)
        levels = [np.flatnonzero(depths == depth) for depth in range(int(depths.max()) + 1)]
        for level in reversed(levels[1:]):
            np.add.at(sums, parents[level], sums[level])
            np.minimum.at(first, parents[level], first[level])
        up = np.zeros(size, dtype=np.int64)
        for level in levels[1:]:
            above = parents[level]
            up[level] = np.where(sums[above, 0] > sums[level, 0], above, up[above])
        self.sums = sums
        self.first = first
        self.up = up
        self.at = at
        self.depths = depths
        self.parents = parents
        self.levels = levels
        self.mass = max(1.0, float(sums[0, 3]))
        self.paragraph = paragraph
        self.chars = chars

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
        # The elements inside are those that follow until the depth is the element's own again.
        outside = np.flatnonzero(self.depths[main + 1 :] <= self.depths[main])
        end = main + 1 + int(outside[0]) if len(outside) else len(self.depths)
        inside = (self.at >= main) & (self.at < end)
        return inside, np.where(inside, self.depths[self.at] - self.depths[main], -1)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


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
    h1 = np.array([block.tag == "h1" for block in blocks])
    last_h1 = np.maximum.accumulate(np.where(h1, index, -1))
    heading = np.array([block.tag in _HEADINGS for block in blocks])
    levels = np.array([int(b.tag[1]) if b.tag in _HEADINGS else 0 for b in blocks])
    last_heading = np.maximum.accumulate(np.where(heading, index, -1))
    last_heading = np.concatenate(([-1], last_heading[:-1]))
    texts = [block.text for block in blocks]
    repeats = Counter(texts)
    seen: set[str] = set()
    firsts = []
    for text in texts:
        firsts.append(text not in seen)
        seen.add(text)
    alts = set(page.alts)
    inside, steps = boxes.below(boxes.descend(0.7))
    half, _ = boxes.below(boxes.descend(0.4))
    groups = [_signature(page, block) for block in blocks]
    totals: dict[object, list[float]] = {}
    for position, group in enumerate(groups):
        total = totals.setdefault(group, [0.0, 0.0, 0.0, 0.0])
        total[0] += 1
        total[1] += mass_own[position]
        total[2] += blocks[position].link_chars
        total[3] += len(texts[position])
    per_group = np.array([totals[group] for group in groups])
    parent = boxes.parents[boxes.at]
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
            firsts,
            [text in alts for text in texts],
            boxes.depths[boxes.at],
            inside,
            steps,
            half,
            np.log1p(per_group[:, 0]),
            per_group[:, 1],
            per_group[:, 2] / per_group[:, 3],
            np.where(last_heading >= 0, np.log1p(index - last_heading), -1),
            np.where(last_heading >= 0, levels[last_heading], 0),
            np.where(last_heading >= 0, own[last_heading, 0], 0),
            np.full(count, math.log1p(count)),
            np.full(count, math.log1p(boxes.mass)),
            np.concatenate(([False], same)),
            np.concatenate((same, [False])),
            [in_standfirst(page, block.node) for block in blocks],
        ),
        axis=1,
    ).astype(np.float32)


def _signature(page: Page, block: Block) -> object:
    """Blocks of one template share this: tag, and identity of the element and the one above."""
    node = page.nodes[block.node]
    parent = page.nodes[node.parent] if node.parent >= 0 else node
    return (block.tag, node.tag, node.attrs, parent.tag, parent.attrs)


def _neighbours(own: Matrix, tags: Matrix) -> Matrix:
    columns = [own[:, OWN.index(name)] if name in OWN else tags for name in NEIGHBOUR]
    stacked = np.stack(columns, axis=1)
    return np.hstack([shifted(stacked, offset, -1) for offset in NEIGHBOUR_OFFSETS])

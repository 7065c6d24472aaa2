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
from declutter.judge.markup import STANDFIRST_WORDS, Vocabulary, attribute_words
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
_ANCESTOR_BIT = {tag: 1 << index for index, tag in enumerate(ANCESTORS)}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_SENTENCE_END = re.compile(r"[.!?。！？…।॥؟۔][\"'”’»›)\]」』】“]*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
_COMMAS = re.compile(r"[,，、،;]")
_STOPS = re.compile(r"[.!?。！？।؟۔]")
_DIGIT = re.compile(r"\d")
_UPPER_WORD = re.compile(r"(?:^|\s)[^\w\s]*[A-ZÀ-ÖØ-ÞĄ-ŽА-Я]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SYMBOL = re.compile(r"[©®|/›»•·→▶►@#]")
_QUOTES = "\"“”„«»「‘'’"
_QUOTE = re.compile(r"[\"“”„«»「]")

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
    head = text if len(text) <= 300 else text[:300]
    size = len(text)
    words = word_count(text)
    links = block.link_chars / size
    ends = _SENTENCE_END.search(text[-6:]) is not None
    stops = len(_STOPS.findall(head))
    return (
        math.log1p(words),
        math.log1p(size),
        links,
        block.emphasis_chars / size,
        ends,
        len(_COMMAS.findall(head)),
        stops,
        len(_DIGIT.findall(head)) / len(head),
        len(_UPPER_WORD.findall(head)) / (head.count(" ") + 1),
        head[0].isupper(),
        head[-1] == ":" if size <= 300 else False,
        _CLOCK.search(head) is not None,
        len(_SYMBOL.findall(head)),
        _QUOTE.search(head) is not None,
        block.joined,
        links >= 0.95,
        size / words,
        words >= 12 and links < 0.5 and ends,
        head.endswith(("…", "...", "[…]", "[...]")),
        head.endswith(("?", "？", "؟")),
        *_link_shape(block, host),
        block.image is not None,
        _overlap(text, block.image) if block.image else 0.0,
        not (head[0].isalnum() or head[0] in _QUOTES),
        head.isupper(),
    )


def _link_shape(block: Block, host: str) -> tuple[float, ...]:
    """Whether a block opens and ends with a link; how many it has; to where they lead."""
    if not block.link_chars:
        return (0.0, 0.0, 0.0, 0.0, 0.0)
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
    "title_overlap", "title_share", "repeated", "first_of_repeats", "is_alt", "depth",
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
        tags = ("tag", *(f"in:{tag}" for tag in ANCESTORS))
        return cls(OWN + tags + CONTAINER + PAGE + around + near + above)


def paragraphs(rows: Matrix) -> npt.NDArray[np.bool_]:
    """Which rows are those of paragraphs: long, not links, ending as a sentence."""
    found: npt.NDArray[np.bool_] = rows[:, OWN.index("is_paragraph")] > 0
    return found


def features(page: Page, vocabulary: Vocabulary) -> Matrix:
    """One row a block, columns as in `Columns.of(vocabulary)`."""
    host = addresses.host(page.url or "")
    own = np.array([_own(block, host) for block in page.blocks], dtype=np.float32)
    count = len(page.blocks)
    tags = np.array([_TAG_CODE.get(b.tag, -1) for b in page.blocks], dtype=np.float32)
    boxes = _Boxes(page, own)
    near, above, tag_masks = _masks(page, vocabulary)
    around = _neighbours(own, tags)
    return np.hstack(
        (
            own,
            tags.reshape(count, 1),
            _bits(tag_masks, len(ANCESTORS)),
            boxes.containers(),
            _page_columns(page, own, boxes),
            around,
            _bits(near, len(vocabulary.words)),
            _bits(above, len(vocabulary.words)),
        )
    )


def _bits(masks: list[int], width: int) -> Matrix:
    """Integers as rows of 0 and 1, lowest bit first."""
    size = (width + 7) // 8
    raw = np.frombuffer(b"".join(mask.to_bytes(size, "little") for mask in masks), dtype=np.uint8)
    bits = np.unpackbits(raw.reshape(len(masks), size), axis=1, count=width, bitorder="little")
    return bits.astype(np.float32)


def _masks(page: Page, vocabulary: Vocabulary) -> tuple[list[int], list[int], list[int]]:
    """Per block: the vocabulary near it (itself and two elements up), above it, and the tags."""
    own: list[int] = []
    near: list[int] = []
    above: list[int] = []
    tags: list[int] = []
    for node in page.nodes:
        mask = vocabulary.mask(node.attrs) if node.attrs else 0
        tag = _ANCESTOR_BIT.get(node.tag, 0)
        parent = node.parent
        own.append(mask)
        if parent < 0:
            near.append(mask)
            above.append(mask)
            tags.append(tag)
            continue
        grand = page.nodes[parent].parent
        near.append(mask | own[parent] | (own[grand] if grand >= 0 else 0))
        above.append(mask | above[parent])
        tags.append(tag | tags[parent])
    at = [block.node for block in page.blocks]
    return [near[n] for n in at], [above[n] for n in at], [tags[n] for n in at]


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
        rows = sums.tolist()
        starts = first.tolist()
        parents = [node.parent for node in nodes]
        for index in range(size - 1, 0, -1):
            parent = parents[index]
            row = rows[index]
            if parent >= 0 and row[0]:
                above = rows[parent]
                above[0] += row[0]
                above[1] += row[1]
                above[2] += row[2]
                above[3] += row[3]
                if starts[index] < starts[parent]:
                    starts[parent] = starts[index]
        up = [0] * size
        for index in range(1, size):
            parent = parents[index]
            up[index] = parent if rows[parent][0] > rows[index][0] else up[parent]
        self.sums = np.array(rows)
        self.first = np.array(starts)
        self.up = np.array(up)
        self.at = at
        self.parents = parents
        self.rows = rows
        self.mass = max(1.0, self.rows[0][3])
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
        best = 0
        for index in range(1, len(self.rows)):
            if self.rows[index][3] >= share * self.mass and self.parents[index] >= 0:
                best = index
        return best


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _page_columns(page: Page, own: Matrix, boxes: _Boxes) -> Matrix:
    blocks, nodes = page.blocks, page.nodes
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
    title = _words(page.title or "")
    overlaps, shares = [], []
    for text in texts:
        if title and len(text) < 300:
            words = _words(text)
            both = len(words & title)
            overlaps.append(both / max(1, len(words)))
            shares.append(both / len(title))
        else:
            overlaps.append(0.0)
            shares.append(0.0)
    inside, steps = _position_in(boxes, boxes.descend(0.7))
    half, _ = _position_in(boxes, boxes.descend(0.4))
    groups = [_signature(page, block) for block in blocks]
    totals: dict[object, list[float]] = {}
    for position, group in enumerate(groups):
        total = totals.setdefault(group, [0.0, 0.0, 0.0, 0.0])
        total[0] += 1
        total[1] += mass_own[position]
        total[2] += blocks[position].link_chars
        total[3] += len(texts[position])
    per_group = np.array([totals[group] for group in groups])
    at = boxes.at
    parent = np.array([nodes[n].parent for n in at])
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
            overlaps,
            shares,
            [repeats[text] for text in texts],
            firsts,
            [text in alts for text in texts],
            [nodes[n].depth for n in at],
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
            [_named_standfirst(page, block.node) for block in blocks],
        ),
        axis=1,
    ).astype(np.float32)


def _named_standfirst(page: Page, node: int) -> bool:
    """Whether the element or one of the two above it is called a standfirst."""
    for _ in range(3):
        if node < 0:
            break
        at = page.nodes[node]
        if at.attrs and not STANDFIRST_WORDS.isdisjoint(attribute_words(at.attrs)):
            return True
        node = at.parent
    return False


def _signature(page: Page, block: Block) -> object:
    """Blocks of one template share this: tag, and identity of the element and the one above."""
    node = page.nodes[block.node]
    parent = page.nodes[node.parent] if node.parent >= 0 else node
    return (block.tag, node.tag, node.attrs, parent.tag, parent.attrs)


def _position_in(boxes: _Boxes, main: int) -> tuple[list[bool], list[int]]:
    """Whether each block is inside the element, and how many elements below it."""
    depths = [-1] * len(boxes.rows)
    depths[main] = 0
    for index in range(main + 1, len(depths)):
        above = depths[boxes.parents[index]]
        if above >= 0:
            depths[index] = above + 1
    return [depths[n] >= 0 for n in boxes.at], [depths[n] for n in boxes.at]


def _neighbours(own: Matrix, tags: Matrix) -> Matrix:
    columns = [own[:, OWN.index(name)] if name in OWN else tags for name in NEIGHBOUR]
    stacked = np.stack(columns, axis=1)
    count = len(stacked)
    shifted = []
    for offset in NEIGHBOUR_OFFSETS:
        shift = np.full_like(stacked, -1)
        if abs(offset) < count:
            if offset < 0:
                shift[-offset:] = stacked[:offset]
            else:
                shift[:-offset] = stacked[offset:]
        shifted.append(shift)
    return np.hstack(shifted)

"""What is asked only of the blocks that the sieve lets through: the names around them, and details
of their text.

The sieve parts blocks as well without, and most blocks of a page end there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import LINK, Block, Page, Run
from declutter.judge.markup import Vocabulary
from declutter.metadata import addresses

TEXT = (
    "ends_colon", "clock", "ellipsis", "question", "starts_link", "ends_link", "links", "anchors",
    "same_site", "image_overlap",
)  # fmt: skip

# A time, a year or a date. It begins with a plain digit, since `re` is quick to find one.
_CLOCK = re.compile(
    r"\d(?:(?<!\w\d)(?:\d?[:.h]|(?:(?<=1)9|(?<=2)0))\d\d\b|\d?[./]\d{1,2}[./]\d{2,4})"
)
_WORD = re.compile(r"\w+")
_HEAD = 300


def columns(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of the columns that `details` gives with this vocabulary."""
    near = (f"near:{word}" for word in vocabulary.words)
    above = (f"above:{word}" for word in vocabulary.words)
    return (*near, "standfirst_named", *above, *TEXT)


def details(
    page: Page, vocabulary: Vocabulary, among: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float32]:
    """One row for each block that `among` is true of, columns as in `columns(vocabulary)`."""
    blocks = [page.blocks[index] for index in np.flatnonzero(among).tolist()]
    host = addresses.host(page.url or "")
    text = np.array([_text(block, host) for block in blocks], dtype=np.float32)
    return np.hstack((_markup(page, vocabulary, blocks), text.reshape(-1, len(TEXT))))


def _markup(page: Page, vocabulary: Vocabulary, blocks: Sequence[Block]) -> npt.NDArray[np.uint8]:
    """Per block: the vocabulary near it (its element and the two around), and all above it.

    And whether one of the elements near it is called a standfirst: the vocabulary's highest bit.
    """
    nodes = page.nodes
    own = {-1: 0}
    above = {-1: 0}
    above_shift = len(vocabulary.words) + 1
    width = above_shift + len(vocabulary.words)
    size = width // 8 + 1
    rows = bytearray()
    for block in blocks:
        at = block.node
        passed = []
        while at not in above:
            passed.append(at)
            at = nodes[at].parent
        for at in reversed(passed):
            node = nodes[at]
            own[at] = vocabulary.mask(node.attrs)
            above[at] = above[node.parent] | own[at]
        at = block.node
        parent = nodes[at].parent
        grand = nodes[parent].parent if parent >= 0 else -1
        near = own[at] | own[parent] | own[grand]
        rows += (near | above[at] << above_shift).to_bytes(size, "little")
    packed = np.frombuffer(rows, dtype=np.uint8).reshape(-1, size)
    return np.unpackbits(packed, axis=1, count=width, bitorder="little")


def _text(block: Block, host: str) -> tuple[float, ...]:
    """The columns that a block's own text and links give, as in `TEXT`."""
    text = block.text
    return (
        text[-1] in ":：",
        _CLOCK.search(text, 0, _HEAD) is not None,
        text.endswith(("…", "...", "[…]", "[...]")),
        text[-1] in "?？؟",
        *(_link_shape(block, host) if block.link_chars else _NO_LINKS),
        _overlap(text, block.image) if block.image else 0.0,
    )


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
    own = _words(text[:_HEAD])
    return len(own & _words(other)) / max(1, len(own))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))

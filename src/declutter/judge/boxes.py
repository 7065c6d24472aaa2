"""Boxes in a story, such as a figure with its credit or the card of another story: what stands in
one is story or not as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge.markup import names_story_text

Floats = npt.NDArray[np.float32]

_BOXES = frozenset(("aside", "figure"))
_BOX_SIZE, _LEFT = 1200, 0.3
"""How many characters a box has at most, and the share of it that is left if the rest goes too."""
_CARD_SIZE, _STORY_SIZE = 400, 900
"""How many characters the card of another story has at most, and the story around it at least."""


def without_boxes(
    page: Page, p: Floats, most: float, held: Sequence[bool], kept: list[bool]
) -> None:
    """Leave out, in place, the rest of boxes that are left in part, and the cards of other stories.

    `p` are the probabilities of story: what exceeds `most` stays, and so does what a rule keeps
    (`held`).
    """
    doubt = [
        i
        for i, (chance, keep) in enumerate(zip(p.tolist(), kept, strict=True))
        if keep and chance <= most and not held[i]
    ]
    boxes = {i: box for i in doubt if (box := _box(page, page.blocks[i].node)) >= 0}
    if not boxes:
        return
    size, story = page.sizes([True] * len(kept)), page.sizes(kept)
    for i, box in boxes.items():
        if page.nodes[box].tag == "article":
            around = _story_around(page, box)
            goes = size[box] <= _CARD_SIZE and story[around] - story[box] >= _STORY_SIZE
        else:
            goes = size[box] <= _BOX_SIZE and size[box] - story[box] >= _LEFT * size[box]
        if goes:
            kept[i] = False


def _box(page: Page, node: int) -> int:
    """The nearest box around an element, -1 where there is none."""
    nodes = page.nodes
    while node >= 0:
        tag = nodes[node].tag
        if tag in _BOXES or (tag == "article" and _story_around(page, node) >= 0):
            return node
        node = nodes[node].parent
    return -1


def _story_around(page: Page, article: int) -> int:
    """The nearest element around an `article` that is the story's, -1 where there is none."""
    nodes = page.nodes
    at = nodes[article].parent
    while at >= 0 and nodes[at].tag != "article" and not names_story_text(nodes[at].attrs):
        at = nodes[at].parent
    return at

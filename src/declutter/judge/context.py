"""The second look: what the first judgement of the blocks around says of a block."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Page
from declutter.judge.neighbours import shifted

Floats = npt.NDArray[np.float32]

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_DECAY = 0.8
COLUMNS = (
    "p", *(f"p@{offset:+d}" for offset in _OFFSETS),
    "story_before", "story_after", "run_before", "run_after",
    "p_template", "p_parent", "p_grand", "p_same_element", "p_container",
    "story_blocks", "story_chars", "from_first", "from_last", "p_heading", "p_section",
)  # fmt: skip


def context_columns(page: Page, first: Floats) -> Floats:
    """One row a block, columns as in `COLUMNS`, from the first judgement's probabilities."""
    p = first.astype(np.float64)
    count = len(p)
    blocks, nodes = page.blocks, page.nodes
    chars = np.array([len(block.text) for block in blocks], dtype=np.float64)
    weight = p * chars
    total = weight.sum() + 1.0
    ahead = np.cumsum(weight) / total
    likely = np.flatnonzero(p > 0.5)
    start, stop = (likely[0], likely[-1]) if len(likely) else (count, 0)
    index = np.arange(count)
    # Groups as numbers: blocks in one element, in elements of one kind, and so on.
    kinds: dict[tuple[str, str], int] = {}
    parents = [nodes[block.node].parent for block in blocks]
    grands = [nodes[n].parent if n >= 0 else -1 for n in parents]
    kind_of = {n: (nodes[n].tag, nodes[n].attrs) if n >= 0 else ("", "") for n in set(parents)}
    above = np.array([kinds.setdefault(kind_of[n], len(kinds)) for n in parents])
    own = [kinds.setdefault((b.tag, nodes[b.node].attrs), len(kinds)) for b in blocks]
    _, template = np.unique(above * len(kinds) + own, return_inverse=True)
    columns = [
        p,
        *(shifted(p, offset, -1) for offset in _OFFSETS),
        ahead - weight / total,
        1.0 - ahead,
        _decayed(p),
        _decayed(p[::-1])[::-1],
        *(
            _others(np.asarray(group), weight, chars)
            for group in (template, np.add(parents, 1), np.add(grands, 1), own, above)
        ),
        np.full(count, len(likely)),
        np.full(count, math.log(total)),
        index - start,
        index - stop,
        *_by_heading([block.tag in HEADINGS for block in blocks], p),
    ]
    return np.stack(columns, axis=1, dtype=np.float32, casting="same_kind")


def _decayed(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The running mean of the values before each, the nearest weighing most."""
    result = []
    mean = 0.0
    for value in values.tolist():
        result.append(mean)
        mean = mean * _DECAY + value * (1 - _DECAY)
    return np.array(result)


def _others(
    group: npt.NDArray[np.int64], weight: npt.NDArray[np.float64], chars: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """For each block the mean of `p` over the other blocks of its group, by length; -1 if alone.

    `weight` is `p` times length.
    """
    said = np.bincount(group, weight)[group] - weight
    size = np.bincount(group, chars)[group] - chars
    return np.where(size > 0, said / np.maximum(size, 1.0), -1.0)


def _by_heading(
    heading: Sequence[bool], p: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The `p` of the heading before each block, and the mean `p` since that heading."""
    last = -1.0
    total = 0.0
    since = 0
    above, means = [], []
    for is_heading, value in zip(heading, p.tolist(), strict=True):
        above.append(last)
        means.append(total / since if since else -1.0)
        if is_heading:
            last = value
            total = 0.0
            since = 0
        else:
            total += value
            since += 1
    return np.array(above), np.array(means)

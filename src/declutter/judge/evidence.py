"""What the rules say of each block, as numbers beside the other features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Page
from declutter.judge.neighbours import shifted
from declutter.rules import Rule

KINDS = (
    "ad", "byline", "caption", "subscribe", "share", "related", "tags", "comments", "navigation",
    "legal", "contact", "headline", "kicker", "keep",
)  # fmt: skip
_OFFSETS = (-2, -1, 1, 2)
COLUMNS = (
    *(f"rule:{kind}" for kind in KINDS),
    "rules",
    *(f"rules@{offset:+d}" for offset in _OFFSETS),
    "rules_heading",
    "heading_related",
)
_KIND_INDEX = {kind: index for index, kind in enumerate(KINDS)}
_VETO = 5.0


def weight_of(rule: Rule) -> float:
    """A rule's say in log-odds of noise; a veto counts as a heavy weight."""
    if rule.says == "drop":
        return _VETO
    return -_VETO if rule.says == "keep" else float(rule.says)


def evidence_columns(page: Page, hits: Sequence[tuple[Rule, ...]]) -> npt.NDArray[np.float32]:
    """One row a block, columns as in `COLUMNS`: each kind's weight, and the neighbours' sums."""
    count = len(hits)
    by_kind = np.zeros((count, len(KINDS)), dtype=np.float32)
    for index, rules in enumerate(hits):
        for rule in rules:
            column = _KIND_INDEX.get(rule.kind)
            if column is not None:
                by_kind[index, column] += weight_of(rule)
    total = by_kind.sum(axis=1)
    around = [shifted(total, offset, 0) for offset in _OFFSETS]
    sums = total.tolist()
    related = by_kind[:, _KIND_INDEX["related"]].tolist()
    above, above_related = [], []
    last = last_related = 0.0
    for index, block in enumerate(page.blocks):
        above.append(last)
        above_related.append(last_related)
        if block.tag in HEADINGS:
            last, last_related = sums[index], related[index]
    return np.column_stack((by_kind, total, *around, above, above_related)).astype(np.float32)

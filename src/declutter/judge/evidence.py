"""What the rules say of each block, as numbers beside the other features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Page
from declutter.judge.neighbours import previous, shifted
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
    by_kind = np.zeros((len(hits), len(KINDS)), dtype=np.float32)
    for index, rules in enumerate(hits):
        for rule in rules:
            column = _KIND_INDEX.get(rule.kind)
            if column is not None:
                by_kind[index, column] += weight_of(rule)
    total = by_kind.sum(axis=1)
    around = [shifted(total, offset, 0) for offset in _OFFSETS]
    last = previous([block.tag in HEADINGS for block in page.blocks])
    above = [
        np.where(last >= 0, said[last], 0) for said in (total, by_kind[:, _KIND_INDEX["related"]])
    ]
    return np.column_stack((by_kind, total, *around, *above)).astype(np.float32, copy=False)

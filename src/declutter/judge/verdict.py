"""What the judges say of a block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from declutter.blocks import Page


class Verdict(NamedTuple):
    """Whether a block is story, and why.

    `kind` and `rule` name what decided (`ad`, `ad.label`); for a kept block they are "keep" and
    the rule that kept it, or "". `reasons` are the strongest first. `probability` in 0…1 is how
    likely the block is story.
    """

    keep: bool
    kind: str = "keep"
    rule: str = ""
    reasons: tuple[str, ...] = ()
    probability: float = 1.0


def text_confidence(page: Page, verdicts: Sequence[Verdict]) -> float:
    """How sure the judge is of a scraped text, in 0…1: the mean over its characters."""
    chars = sum(len(block.text) for block in page.blocks)
    if not any(verdict.keep for verdict in verdicts):
        return 0.0
    sure = sum(
        len(block.text) * max(verdict.probability, 1 - verdict.probability)
        for block, verdict in zip(page.blocks, verdicts, strict=True)
    )
    return round(sure / max(1, chars), 3)

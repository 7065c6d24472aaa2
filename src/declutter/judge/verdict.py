"""What the judges say of a block."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
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

"""Story or noise: the probability of each block, and what overrules it.

A rule that drops or keeps with a precision near 1 is a veto, which only a judge who is all but sure
resists; and a block that the page's own story body holds word for word needs little more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge import witness

if TYPE_CHECKING:
    from declutter.judge.model import Model
    from declutter.rules import Rule

Floats = npt.NDArray[np.float32]

_VETO, _DOUBTED_VETO = 0.95, 0.8
"""What a block must reach to stay against a rule that drops it."""
_NEVER = 2.0
"""What another block says too is not lost with the block that repeats it."""
_KEEP_ABOVE = 0.03
"""What it must reach to stay when a rule keeps it."""
_TOLD_ABOVE = 0.2
"""What it must reach to stay when the page's story body holds it."""

_BODY, _COVER = witness.COLUMNS.index("body"), witness.COLUMNS.index("body_cover")
_HEADLINE = witness.COLUMNS.index("headline")
_LEAST_TOLD_WORDS = 4


def decided(
    p: Floats,
    hits: Sequence[tuple[Rule, ...]],
    told: npt.NDArray[np.bool_],
    model: Model,
) -> list[bool]:
    """Whether each block is story.

    `p` are the probabilities, `hits` the rules that hold for each block, `told` the blocks that
    the page's story body holds (see `told_by_body`). A user's own rules decide in any case.
    """
    floors = np.where(told, _TOLD_ABOVE, model.threshold)
    result = []
    for value, floor, rules in zip(p.tolist(), floors.tolist(), hits, strict=True):
        if not rules:
            result.append(value >= floor)
            continue
        ordered = {rule.says for rule in rules if rule.decides}
        if ordered:
            result.append("keep" in ordered)
        elif value > _KEEP_ABOVE and any(rule.says == "keep" for rule in rules):
            result.append(True)
        else:
            result.append(value >= max(floor, _veto(rules, model)))
    return result


def told_by_body(page: Page, held: Floats) -> npt.NDArray[np.bool_]:
    """The blocks that stand in a body that tells nearly all of the story, headlines left out.

    `held` are the witness columns.
    """
    worded = np.array([block.text.count(" ") >= _LEAST_TOLD_WORDS - 1 for block in page.blocks])
    found: npt.NDArray[np.bool_] = (
        worded & (held[:, _BODY] >= 0.9) & (held[:, _COVER] >= 0.8) & (held[:, _HEADLINE] < 0.7)
    )
    return found


def _veto(rules: Sequence[Rule], model: Model) -> float:
    """How likely a block must be to stay though these rules hold for it."""
    drops = [rule.id for rule in rules if rule.says == "drop"]
    if not drops:
        return 0.0
    if any(rule.repeats == "block" for rule in rules if rule.says == "drop"):
        return _NEVER
    return _DOUBTED_VETO if model.doubted.issuperset(drops) else _VETO

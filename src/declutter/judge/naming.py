"""Name what was decided: a kind and a rule for each removal, the strongest reasons for each block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import Block, Page
from declutter.judge import standfirst, witness
from declutter.judge.evidence import weight_of
from declutter.judge.markup import names_standfirst
from declutter.judge.verdict import Verdict
from declutter.rules import Rule

MODEL = "model"
"""The rule named where no rule but the weights decided."""

# What an element says of the text in it when no rule does, nearest element first.
_BY_TAG = {
    "nav": "navigation",
    "footer": "navigation",
    "header": "navigation",
    "figure": "caption",
    "figcaption": "caption",
    "form": "subscribe",
    "button": "navigation",
    "label": "navigation",
    "time": "byline",
    "address": "byline",
    "aside": "related",
}
_LONGEST_STANDFIRST = 60
_REPEATS = 0.8
_REASONS = 3
_STOPPED = ("too unlike story to be looked at closely",)


def named(
    page: Page,
    p: npt.NDArray[np.float32],
    kept: Sequence[bool],
    hits: Sequence[tuple[Rule, ...]],
    held: npt.NDArray[np.float32],
    found: int | None,
    why: Mapping[int, tuple[str, ...]],
) -> tuple[Verdict, ...]:
    """One verdict a block.

    `held` are the witness columns, `p` the probabilities of story, `found` the standfirst that was
    looked for apart, `why` for some blocks what the weights went by.
    """
    headline = held[:, witness.COLUMNS.index("headline")]
    share = held[:, witness.COLUMNS.index("headline_share")]
    lead = found if found is not None else _standfirst(page, kept, held)
    result = []
    kinds: dict[int, str] = {}
    for index, block in enumerate(page.blocks):
        if p[index] == 0 and not hits[index] and not kept[index]:  # the sieve stopped it
            kind = kinds.get(block.node)
            if kind is None:
                kind = kinds[block.node] = _kind_by_element(page, block)
            result.append(Verdict(False, kind, MODEL, _STOPPED, 0.0))
            continue
        rules = sorted(hits[index], key=weight_of, reverse=True)
        reasons = _reasons(float(p[index]), rules, held[index], kept=kept[index])
        reasons += why.get(index, ())
        if kept[index]:
            keeper = next((rule for rule in reversed(rules) if rule.says == "keep"), None)
            kind = "standfirst" if index == lead else "keep"
            rule = keeper.id if keeper else standfirst.RULE if index == found else MODEL
        elif rules and weight_of(rules[0]) > 0:
            kind, rule = rules[0].kind, rules[0].id
        elif headline[index] >= _REPEATS and share[index] >= _REPEATS:
            kind, rule = "headline", MODEL
        else:
            kind, rule = _kind_by_element(page, block), MODEL
        result.append(Verdict(kept[index], kind, rule, reasons, round(float(p[index]), 4)))
    return tuple(result)


def _reasons(
    p: float, rules: Sequence[Rule], held: npt.NDArray[np.float32], *, kept: bool
) -> tuple[str, ...]:
    said = [rule.id for rule in (reversed(rules) if kept else rules)]
    if held[witness.COLUMNS.index("body")] >= _REPEATS:
        said.append("in the page's own story body")
    if (
        held[witness.COLUMNS.index("description")] >= _REPEATS
        and held[witness.COLUMNS.index("description_share")] >= _REPEATS
    ):
        said.append("is the page's description")
    said = said[: _REASONS - 1]
    said.append(f"story with p={p:.2f} by the weights")
    return tuple(said)


def _kind_by_element(page: Page, block: Block) -> str:
    at = block.node
    while at >= 0:
        kind = _BY_TAG.get(page.nodes[at].tag)
        if kind:
            return kind
        at = page.nodes[at].parent
    return "related" if block.link_chars * 2 > len(block.text) else "other"


def _standfirst(page: Page, kept: Sequence[bool], held: npt.NDArray[np.float32]) -> int | None:
    """The first kept block, if it is one paragraph that the page describes itself with."""
    first = next((index for index, keep in enumerate(kept) if keep), None)
    if first is None:
        return None
    block = page.blocks[first]
    if block.text.count(" ") > _LONGEST_STANDFIRST:
        return None
    described = (
        held[first, witness.COLUMNS.index("description")] >= _REPEATS
        and held[first, witness.COLUMNS.index("description_share")] >= _REPEATS
    )
    return first if described or names_standfirst(page.nodes[block.node].attrs) else None

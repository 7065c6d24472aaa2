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
    in_body = _at_least(held, "body")
    described = _at_least(held, "description") & _at_least(held, "description_share")
    headed = _at_least(held, "headline") & _at_least(held, "headline_share")
    lead = found if found is not None else _standfirst(page, kept, described)
    likely = p.tolist()
    told = zip(page.blocks, likely, kept, hits, in_body.tolist(), described.tolist(), strict=True)
    result = []
    stopped: dict[int, Verdict] = {}
    known = {-1: ""}
    for index, (block, p_story, keep, rules, is_body, is_description) in enumerate(told):
        if p_story == 0 and not rules and not keep:  # the sieve stopped it
            verdict = stopped.get(block.node)
            if verdict is None:
                verdict = Verdict(False, _kind_by_element(page, block, known), MODEL, _STOPPED, 0.0)
                stopped[block.node] = verdict
            result.append(verdict)
            continue
        if len(rules) > 1:
            rules = tuple(sorted(rules, key=weight_of, reverse=True))
        reasons = _reasons(p_story, rules[::-1] if keep else rules, is_body, is_description)
        reasons += why.get(index, ())
        if keep:
            keeper = [rule for rule in rules if rule.says == "keep"][-1:]
            kind = "standfirst" if index == lead else "keep"
            name = keeper[0].id if keeper else standfirst.RULE if index == found else MODEL
        elif rules and weight_of(rules[0]) > 0:
            kind, name = rules[0].kind, rules[0].id
        elif headed[index]:
            kind, name = "headline", MODEL
        else:
            kind, name = _kind_by_element(page, block, known), MODEL
        result.append(Verdict(keep, kind, name, reasons, round(p_story, 4)))
    return tuple(result)


def _at_least(held: npt.NDArray[np.float32], column: str) -> npt.NDArray[np.bool_]:
    """Of which blocks a witness holds nearly all."""
    found: npt.NDArray[np.bool_] = held[:, witness.COLUMNS.index(column)] >= _REPEATS
    return found


def _reasons(
    p: float, rules: Sequence[Rule], is_body: bool, is_description: bool
) -> tuple[str, ...]:
    said = [rule.id for rule in rules]
    if is_body:
        said.append("in the page's own story body")
    if is_description:
        said.append("is the page's description")
    return (*said[: _REASONS - 1], f"story with p={p:.2f} by the weights")


def _kind_by_element(page: Page, block: Block, known: dict[int, str]) -> str:
    """What the elements around a block say; `known` is what is known of some of them."""
    passed = []
    at = block.node
    while at not in known:
        passed.append(at)
        node = page.nodes[at]
        if node.tag in _BY_TAG:
            known[at] = _BY_TAG[node.tag]
        else:
            at = node.parent
    kind = known[at]
    for at in passed:
        known[at] = kind
    return kind or ("related" if block.link_chars * 2 > len(block.text) else "other")


def _standfirst(page: Page, kept: Sequence[bool], described: npt.NDArray[np.bool_]) -> int | None:
    """The first kept block, if it is one paragraph that the page describes itself with."""
    first = next((index for index, keep in enumerate(kept) if keep), None)
    if first is None:
        return None
    block = page.blocks[first]
    if block.text.count(" ") > _LONGEST_STANDFIRST:
        return None
    is_lead = described[first] or names_standfirst(page.nodes[block.node].attrs)
    return first if is_lead else None

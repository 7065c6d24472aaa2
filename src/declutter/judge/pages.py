"""The judgement of a page, from its blocks and everything else it says to verdicts.

In this order: features; the sieve; rules and details of what it lets through; each block alone; if that leaves
doubt, again among its neighbours; if that leaves hardly anything sure, with trafilatura's vote;
rules in context; vetoes; blocks together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge import alike, context, evidence, standfirst, vote, witness
from declutter.judge.confidence import confidence, trust_columns
from declutter.judge.decision import by_rules, decided, floors
from declutter.judge.details import TEXT, details
from declutter.judge.features import OWN, features, paragraphs
from declutter.judge.model import Model
from declutter.judge.naming import named
from declutter.judge.reasons import strongest
from declutter.judge.trees import Forest, log_odds, probability
from declutter.judge.verdict import Verdict
from declutter.judge.witness import Witnesses
from declutter.judge.wording import Wording
from declutter.rules import Rule, RuleSet

Floats = npt.NDArray[np.float32]

THRESHOLD = 0.5
"""A block is story from this probability on, unless a rule decides."""
SIEVE = 0.01
"""Blocks less likely than this to be story are not looked at further."""
SETTLED = 0.03
"""The share of the story's characters that may be misjudged, up to which one look is enough."""
UNSETTLED = 0.2
"""The share after a second look above which the first stands."""
LOST = 0.7
"""The share after it above which trafilatura is asked."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts, one a block, and how likely the kept text is whole and clean (0 to 1)."""

    verdicts: tuple[Verdict, ...]
    confidence: float


@dataclass(slots=True)
class Looks:
    """A page's features on the way: the witnesses' columns (`held`), which blocks passed the sieve
    (`alive`) and all columns of these (`among`); how likely each block is story at the first look
    (`first`) and at last (`p`), and what the last went by besides (`by`, "" for nothing)."""

    held: Floats
    alive: npt.NDArray[np.bool_]
    among: Floats
    first: Floats
    p: Floats
    by: str = ""


def judge(
    page: Page,
    witnesses: Witnesses,
    rules: RuleSet,
    model: Model,
    ask: Callable[[], str],
    explain: bool = False,
) -> Judgement:
    """Judge every block of a page; `ask` gives trafilatura's extract and is called if needed.

    With `explain` the verdicts' reasons tell what the weights went by, which takes longer.
    """
    if not page.blocks:
        return Judgement((), 0.0)
    base = features(page)
    alive = passing(page, witnesses, model.sieve.probability(base))
    hits = rules.alone(page, alive.tolist())
    looks = look(page, witnesses, hits, model, base, alive)
    looks.p, looks.by = settled(
        page,
        looks.first,
        lambda: second_look(page, looks, model),
        lambda second: voted(page, looks, model, second, ask()),
    )
    floor = floors(page, looks.held, looks.p, model.threshold)
    kept = decided(page, looks.p, hits, floor, model)
    together: list[tuple[Rule, ...]] = list(hits)
    for n, found in enumerate(rules.in_context(page, hits, kept)):
        if found:
            together[n] += found
            kept[n] = by_rules(page.blocks[n], float(looks.p[n]), together[n], floor[n], model)
    alike.together(page, looks.p, together, floor, kept)
    lead = standfirst.find(page, looks.held, looks.p, kept, together)
    if lead is not None:
        kept[lead] = True
    why = _why(looks, model) if explain else {}
    verdicts = named(page, looks.p, kept, together, looks.held, lead, why)
    trust = trust_columns(page, base, looks.first, looks.p, kept)
    return Judgement(verdicts, confidence(trust, model.trust))


def passing(page: Page, witnesses: Witnesses, sieved: Floats) -> npt.NDArray[np.bool_]:
    """Which blocks are looked at further: those that may be story by what the sieve said of them,
    and what describes the story in the page's own words."""
    described = witnesses.descriptions
    told = [block.text in described for block in page.blocks]
    return (sieved >= SIEVE) | np.array(told, dtype=np.bool_)


def look(
    page: Page,
    witnesses: Witnesses,
    hits: Sequence[tuple[Rule, ...]],
    model: Model,
    base: Floats,
    alive: npt.NDArray[np.bool_],
) -> Looks:
    """All features of a page, and what the first look says of its blocks."""
    said = evidence.evidence_columns(page, hits)
    held = witness.witness_columns(page.blocks, paragraphs(base), witnesses, alive)
    worded = wording_column(page, model.wording, alive)
    detailed = details(page, alive)
    among = np.hstack((base[alive], detailed, held[alive], said[alive], worded))
    first = _of_all(model.alone, among, alive)
    return Looks(held, alive, among, first, first)


_OWN = len(OWN) + 1
_TOLD = len(TEXT) + len(witness.COLUMNS) + len(evidence.COLUMNS) + 1
"""How many columns of a block's own text and tag the first look's begin with, and how many of
details of its text, witnesses, rules and wording they end with."""


def look_again(page: Page, among: Floats, p: Floats, alive: npt.NDArray[np.bool_]) -> Floats:
    """The columns of a further look at the blocks that passed the sieve.

    `among` are those of the first look, `p` what was said of all blocks. Where a block stands and
    what its markup is called have had their say: a forest that sees them twice takes the pages it
    was fitted on for all pages.
    """
    around = context.context_columns(page, p)[alive]
    return np.hstack((among[:, :_OWN], among[:, -_TOLD:], around))


def second_look(page: Page, looks: Looks, model: Model) -> Floats:
    """How likely each block is story among its neighbours."""
    rows = look_again(page, looks.among, looks.first, looks.alive)
    return _of_all(model.context, rows, looks.alive)


def voted(page: Page, looks: Looks, model: Model, second: Floats, extract: str) -> Floats:
    """How likely each block is story after the second look and with trafilatura's extract."""
    again = look_again(page, looks.among, second, looks.alive)
    votes = vote.vote_columns(page, extract)[looks.alive]
    return _of_all(model.voted, np.hstack((again, votes)), looks.alive)


def _of_all(forest: Forest, rows: Floats, alive: npt.NDArray[np.bool_]) -> Floats:
    """What a forest says of each block: of `rows`, those of the blocks that passed the sieve, and 0
    of the others."""
    p = np.zeros(len(alive), dtype=np.float32)
    p[alive] = forest.probability(rows)
    return p


def settled(
    page: Page,
    first: Floats,
    again: Callable[[], Floats],
    ask: Callable[[Floats], Floats],
) -> tuple[Floats, str]:
    """How likely the blocks are story at last, and what that went by besides the first look.

    `again` gives the second look and `ask`, called with it, what trafilatura makes of it. On an
    unsettled page the blocks around mislead more than they help: what the first look said of each
    block stands, or counts most.
    """
    if unsettled(page, first) <= SETTLED:
        return first, ""
    second = again()
    doubt = unsettled(page, second)
    if doubt <= UNSETTLED:
        return second, "blocks around"
    if doubt <= LOST:
        return first, ""
    odds = log_odds(first) + _VOTE * (log_odds(ask(second)) - log_odds(first))
    return np.where(first > 0, probability(odds), np.float32(0.0)), "trafilatura"


_VOTE = 1 / 3
"""How far the vote moves the log-odds of a block."""


def _why(looks: Looks, model: Model) -> dict[int, tuple[str, ...]]:
    """For each block that passed the sieve, what the weights went by."""
    alive = looks.alive
    if not alive.any():
        return {}
    added = log_odds(looks.p[alive]) - log_odds(looks.first[alive])
    later = {looks.by: added} if looks.by else {}
    said = strongest(model.alone, looks.among, later)
    return dict(zip(np.flatnonzero(alive).tolist(), said, strict=True))


def wording_column(page: Page, wording: Wording, alive: npt.NDArray[np.bool_]) -> Floats:
    """The wording's score of each block that the sieve let through, as a column of these."""
    texts = [block.text for block, live in zip(page.blocks, alive.tolist(), strict=True) if live]
    return np.array([wording.score(text) for text in texts], dtype=np.float32)[:, None]


def unsettled(page: Page, p: Floats) -> float:
    """The expected share of misjudged characters, of those judged story."""
    chars = np.array([len(block.text) for block in page.blocks], dtype=np.float32)
    story = float((chars * p).sum())
    return float((chars * np.minimum(p, 1 - p)).sum()) / max(1.0, story)

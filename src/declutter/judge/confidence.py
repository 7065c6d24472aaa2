"""How likely a page's text is whole and clean, from how the judgement of its blocks went.

A logistic regression over a few sums, fitted on pages that the judge had not seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge.features import paragraphs
from declutter.judge.verdict import Verdict

COLUMNS = (
    "doubt", "doubt_in", "doubt_out", "chars", "blocks", "paragraph_share", "mean_p",
    "kept_paragraphs", "main_lost", "gaps", "links", "thin", "doubtful_blocks", "body", "body_miss",
)  # fmt: skip


def trust_columns(
    page: Page,
    rows: npt.NDArray[np.float32],
    body: npt.NDArray[np.float32],
    p: npt.NDArray[np.float32],
    kept: Sequence[bool],
) -> list[float]:
    """What the confidence is computed from, columns as in `COLUMNS`.

    `rows` are the features, `body` how far each block stands in the page's own story body (-1
    where it has none), `p` the probabilities of story.
    """
    keep = np.array(kept, dtype=bool)
    chars = np.array([len(block.text) for block in page.blocks], dtype=np.float64)
    linked = np.array([block.link_chars for block in page.blocks], dtype=np.float64)
    paragraph = paragraphs(rows)
    doubt = np.minimum(p, 1 - p)
    story = float(chars[keep].sum())
    total = max(1.0, story)
    at = np.flatnonzero(keep)
    span = int(at[-1] - at[0] + 1) if len(at) else 0
    mass = max(1.0, float(chars[paragraph].sum()))
    known = bool((body >= 0).any())
    told = chars * np.clip(body, 0, 1)
    return [
        float((chars * doubt).sum()) / total if story else 1.0,
        float((chars * doubt)[keep].sum()) / total,
        float((chars * doubt)[~keep].sum()) / total if story else 1.0,
        math.log1p(story),
        math.log1p(len(at)),
        float(chars[keep & paragraph].sum()) / total,
        float((chars * p)[keep].sum()) / total,
        math.log1p(int((keep & paragraph).sum())),
        float(chars[paragraph & ~keep].sum()) / mass,
        1.0 - len(at) / span if span else 1.0,
        float(linked[keep].sum()) / total,
        float(story < 400),
        math.log1p(int((doubt > 0.2).sum())),
        float(known),
        float(told[~keep].sum()) / max(1.0, float(told.sum())) if known else 0.0,
    ]


def confidence(columns: Sequence[float], weights: Sequence[float]) -> float:
    """The calibrated probability, in 0…1; `weights` end with the intercept."""
    odds = sum(c * w for c, w in zip(columns, weights, strict=False)) + weights[-1]
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


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

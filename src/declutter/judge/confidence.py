"""How likely a page's text is whole and clean, from how the judgement of its blocks went.

A logistic regression over a few columns, fitted on pages that the judge had not seen. "Good" is a
word F1 of 0.8 or more against the story as a reader would copy it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Page
from declutter.judge.features import OWN

Floats = npt.NDArray[np.float32]

COLUMNS = ("doubt", "change", "repeated", "brief", "long", "headings")
"""What the confidence goes by, each over the words that were kept:

- `doubt`: the entropy of the blocks' probabilities, kept or not (its logarithm);
- `change`: the word F1 that the first look at the blocks, each by itself, leads to expect of what
  was kept at last: how far it is below 1 (its logarithm);
- `repeated`: the share of sentences that stand in the text a second time;
- `brief`, `long`: by how much the text is shorter than an article is, or longer than most are;
- `headings`: the share of blocks that are headings: a text with an order of its own.
"""

_BRIEF, _LONG = 150, 1500
"""Words: what an article has at least, and what is long for one."""
_LEAST_DOUBT, _LEAST_CHANGE = 0.02, 0.01
"""Below these, less doubt tells nothing more."""
_MOST_DOUBT = 3.0
_MIN_SENTENCE = 30


def trust_columns(
    page: Page, rows: Floats, first: Floats, p: Floats, kept: Sequence[bool]
) -> list[float]:
    """What the confidence is computed from, columns as in `COLUMNS`.

    `rows` are the features, `first` and `p` the probabilities of story at the first look and at
    the last.
    """
    words = np.expm1(rows[:, OWN.index("words")].astype(np.float64))
    keep = np.array(kept, dtype=bool)
    story = max(1.0, float(words[keep].sum()))
    blocks = [block for block, stays in zip(page.blocks, kept, strict=True) if stays]
    doubt = float((words * _entropy(p)).sum()) / story
    length = math.log(story)
    return [
        math.log(min(_MOST_DOUBT, doubt) + _LEAST_DOUBT),
        math.log(1.0 - _expected_f1(first, keep, words) + _LEAST_CHANGE),
        _repeated(block.text for block in blocks),
        max(0.0, math.log(_BRIEF) - length),
        max(0.0, length - math.log(_LONG)),
        sum(block.tag in HEADINGS for block in blocks) / max(1, len(blocks)),
    ]


def _entropy(p: Floats) -> npt.NDArray[np.float64]:
    """How open each block's judgement is, in nats: 0 where it is sure."""
    q = np.clip(p.astype(np.float64), 1e-6, 1 - 1e-6)
    found: npt.NDArray[np.float64] = -(q * np.log(q) + (1 - q) * np.log(1 - q))
    return found


def _expected_f1(p: Floats, keep: npt.NDArray[np.bool_], words: npt.NDArray[np.float64]) -> float:
    """About what F1 to expect of the kept words where `p` says how likely blocks are story."""
    likely = words * p
    both = float(words[keep].sum() + likely.sum())
    return 2.0 * float(likely[keep].sum()) / max(1.0, both)


def _repeated(texts: Iterable[str]) -> float:
    """The share of the longer sentences' characters that stand in sentences said before."""
    seen: set[str] = set()
    total = again = 0
    for text in texts:
        if len(text) < _MIN_SENTENCE:
            continue
        for sentence in text.replace("。", ". ").split(". "):
            size = len(sentence)
            if size >= _MIN_SENTENCE:
                said = sentence.rstrip(". ")
                total += size
                again += size if said in seen else 0
                seen.add(said)
    return again / max(1, total)


def confidence(columns: Sequence[float], weights: Sequence[float]) -> float:
    """The calibrated probability, in 0…1; `weights` end with the intercept."""
    odds = sum(c * w for c, w in zip(columns, weights[:-1], strict=True)) + weights[-1]
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds)))), 3)

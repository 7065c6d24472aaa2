"""Trafilatura as a voter: its extract of the same tree, held to the page's blocks."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
from lxml import etree
from lxml.html import HtmlElement

from declutter.blocks import Page

COLUMNS = ("vote", "vote_before", "vote_after", "vote_share")
_PREFIX = 40


def ask(tree: etree._Element) -> str:
    """Trafilatura's extract of a page, "" when it finds none; the tree is not changed.

    Method: A. Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
    Discovery and Extraction", ACL 2021 (its fast variant, without the fallbacks).
    """
    import trafilatura  # costly to import, and not every run needs it

    root = cast(HtmlElement, tree)  # which trafilatura copies
    found = trafilatura.extract(root, fast=True, include_comments=False)
    return found or ""


def vote_columns(page: Page, extract: str) -> npt.NDArray[np.float32]:
    """One row a block, columns as in `COLUMNS`: 1 where the extract holds the block's text.

    A long block of which only the beginning or the end stands there counts 0.7.
    """
    flat = " ".join(extract.split())
    votes = np.array([_vote(" ".join(block.text.split()), flat) for block in page.blocks])
    chars = np.array([len(block.text) for block in page.blocks], dtype=np.float64)
    cumulative = np.cumsum(votes)
    total = max(1.0, float(cumulative[-1]))
    share = float((votes * chars).sum() / max(1.0, chars.sum()))
    return np.stack(
        (
            votes,
            (cumulative - votes) / total,
            1.0 - cumulative / total,
            np.full(len(votes), share),
        ),
        axis=1,
    ).astype(np.float32)


def _vote(text: str, flat: str) -> float:
    if text in flat:
        return 1.0
    if len(text) > 2 * _PREFIX and (text[:_PREFIX] in flat or text[-_PREFIX:] in flat):
        return 0.7
    return 0.0

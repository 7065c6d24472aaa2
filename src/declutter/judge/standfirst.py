"""Find the standfirst of a news page: the paragraph between headline and story that sums it up.

Many pages that the weights are fitted on leave it out of the story, so it is looked for apart:
on a page that calls itself news, by its element's name, by its likeness to the description or by
its place between headline and byline; on one that calls itself an article, by name and likeness.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from declutter.blocks import Page
from declutter.judge import witness
from declutter.judge.markup import in_standfirst
from declutter.rules import Rule
from declutter.rules.fold import fold, is_sentence

RULE = "keep.standfirst"

_NEWS = witness.COLUMNS.index("news")
_HEADLINE = slice(witness.COLUMNS.index("headline"), witness.COLUMNS.index("headline_share") + 1)
_DESCRIPTION = witness.COLUMNS.index("description")
_DESCRIPTION_SHARE = witness.COLUMNS.index("description_share")

_LEAST_WORDS, _MOST_WORDS = 6, 110
_STORY_WORDS = 13
_ABOVE = 4
"""How many blocks above the headline a standfirst may stand."""
_BEFORE = 10
"""How many blocks before the story it is looked for where no block repeats the headline."""
_LEAST, _LEAST_BY_PLACE = 0.01, 0.15
_NEWS_STORY, _ARTICLE = 1.0, 0.5


def find(
    page: Page,
    held: npt.NDArray[np.float32],
    p: npt.NDArray[np.float32],
    kept: Sequence[bool],
    hits: Sequence[Sequence[Rule]],
) -> int | None:
    """The block that is the page's standfirst though it was not kept; None if there is none.

    `held` are the witness columns, `p` the probabilities of story, `hits` the rules that hold for
    each block: of what one drops only the page's own description is it all the same, unless it
    is a caption. Elements called titles hold standfirsts, too.
    """
    if not len(held) or held[0, _NEWS] < _ARTICLE:
        return None
    start = next(
        (i for i, keep in enumerate(kept) if keep and _words(page, i) >= _STORY_WORDS), None
    )
    if start is None:
        return None
    headlines = np.flatnonzero((held[:start, _HEADLINE] > 0.7).all(axis=1))
    first = int(headlines[0]) - _ABOVE if len(headlines) else start - _BEFORE
    for index in range(max(0, first), start):
        if kept[index]:
            return None
        drops = {rule.kind for rule in hits[index] if rule.says == "drop"} - {"headline"}
        if "caption" in drops:
            continue
        if p[index] >= _LEAST and _sums_up(page, index, held[index], bool(drops)):
            return index
        below = len(headlines) and index > headlines[-1] and p[index] >= _LEAST_BY_PLACE
        introduces = below and not drops and _introduces(page, index, held[index])
        if introduces and _comes_byline(page, range(index + 1, start), hits):
            return index
    return None


def _sums_up(page: Page, index: int, held: npt.NDArray[np.float32], dropped: bool) -> bool:
    block = page.blocks[index]
    if not _LEAST_WORDS <= _words(page, index) <= _MOST_WORDS:
        return False
    if block.link_chars * 2 > len(block.text) or held[_HEADLINE.start] > 0.7:
        return False
    described, share = held[_DESCRIPTION], held[_DESCRIPTION_SHARE]
    named = in_standfirst(page, block.node)
    if described >= 0.9 and share >= 0.9:
        return named or held[_NEWS] == _NEWS_STORY
    if dropped or held[_NEWS] < _NEWS_STORY:
        return False
    return named or bool(described >= 0.8 and share >= 0.5 and not block.tag.startswith("h"))


def _introduces(page: Page, index: int, held: npt.NDArray[np.float32]) -> bool:
    """Whether a block of a news page is a sentence and no link."""
    block = page.blocks[index]
    return (
        held[_NEWS] == _NEWS_STORY
        and _LEAST_WORDS <= _words(page, index) <= _MOST_WORDS
        and block.link_chars * 3 < len(block.text)
        and is_sentence(fold(block.text))
    )


def _comes_byline(page: Page, numbers: Sequence[int], hits: Sequence[Sequence[Rule]]) -> bool:
    """Whether some blocks hold a byline, by a rule or by their element."""
    return any(
        any(rule.kind == "byline" for rule in hits[number])
        or page.nodes[page.blocks[number].node].tag in _BYLINE_TAGS
        for number in numbers
    )


_BYLINE_TAGS = frozenset(("address", "time"))


def _words(page: Page, index: int) -> int:
    return page.blocks[index].text.count(" ") + 1

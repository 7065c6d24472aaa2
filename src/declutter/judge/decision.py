"""Story or noise: the probability of each block, and what overrules it.

A rule that drops or keeps with a precision near 1 is a veto, which only a judge who is all but sure
resists. A block that the page's own story body holds word for word needs little more, and so does
on a page that calls itself news a paragraph in an element named the story's text; a line that is
mostly a link on such a page needs nearly all, and so do the headline and what stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from declutter.blocks import HEADINGS, Block, Page
from declutter.judge import witness
from declutter.judge.markup import in_story_text, names_standfirst, names_title

if TYPE_CHECKING:
    from declutter.judge.model import Model
    from declutter.rules import Rule

Floats = npt.NDArray[np.float32]

VETO, _DOUBTED_VETO = 0.95, 0.8
"""What a block must reach to stay against a rule that drops it; the lesser is for rules that are
known to hit story, and for the words of list items: "React" is a share button, or one of a list of
frameworks."""
_NEVER = 2.0
"""What no block reaches: neither one that the sieve stopped, nor one that another repeats, whose
words are not lost with it."""
_KEEP_ABOVE = 0.03
"""What it must reach to stay when a rule keeps it."""
_TOLD_ABOVE = 0.4
"""What it must reach to stay when the page's story body holds it."""
_ASIDE = 0.99
"""What it must reach to stay on a news page in an `aside`, boxes beside the story mostly, and on any
page in its footer, however much that holds."""
_OWN_ABOVE = 0.2
"""What a paragraph must reach to stay on a news page, in an element named the story's text."""

ABOVE_HEADLINE = 0.9
"""What it must reach to stay above the headline, where kickers stand and what leads to others."""

_UNSURE, _LEAST = 0.35, 0.1
"""Where the threshold that fits the page is below the first, it holds, but not below the second."""

_BODY, _COVER = witness.COLUMNS.index("body"), witness.COLUMNS.index("body_cover")
_HEADLINE = witness.COLUMNS.index("headline")
_NEWS = witness.COLUMNS.index("news")
_FEW_WORDS = 4
_LIKELY, _PARAGRAPH_CHARS = 0.5, 60
_PARAGRAPH_WORDS = 12
_POINTER_LINKS = 0.6
_HEADLINES, _SUBHEADINGS = frozenset(("h1",)), frozenset(("h2", "h3", "h4"))
_POINTER_TAGS = frozenset(("p", "div", "li"))


def decided(
    page: Page,
    p: Floats,
    hits: Sequence[tuple[Rule, ...]],
    floors: Sequence[float],
    model: Model,
) -> list[bool]:
    """Whether each block is story.

    `p` are the probabilities, `hits` the rules that hold for each block, `floors` what each must
    reach (see `floors`). A user's own rules decide in any case.
    """
    told = zip(page.blocks, p.tolist(), hits, floors, strict=True)
    return [
        by_rules(block, chance, rules, floor, model) if rules else chance >= floor
        for block, chance, rules, floor in told
    ]


def by_rules(
    block: Block, chance: float, rules: Sequence[Rule], floor: float, model: Model
) -> bool:
    """Whether a block that these rules hold for is story, where `floor` is what it must reach."""
    floor = max(floor, _veto(rules, block, model))
    ordered = {rule.says for rule in rules if rule.decides}
    if ordered:
        return "keep" in ordered
    if chance > _KEEP_ABOVE and any(rule.says == "keep" for rule in rules):
        return True
    return chance >= floor


def floors(page: Page, held: Floats, p: Floats, threshold: float) -> list[float]:
    """What each block must reach to be story; `held` are the witness columns, `p` probabilities.

    What the sieve stopped can reach none.
    """
    threshold = _fitting(page, p, threshold)
    headline = _headline(page, held, p)
    told = (held[:, _BODY] >= 0.9) & (held[:, _COVER] >= 0.8) & (held[:, _HEADLINE] < 0.7)
    by_body, chances = told.tolist(), p.tolist()
    alive = [number for number, chance in enumerate(chances) if chance]
    news = len(held) > 0 and held[0, _NEWS] == 1
    beside = _beside(page, p) if news else frozenset()
    pointers = _pointers(page.blocks, alive) if news else frozenset()
    titles = _titles(page, chances, alive) if news else frozenset()
    found = [_NEVER] * len(page.blocks)
    for number in alive:
        block = page.blocks[number]
        if chances[number] >= _LEAST and _is_in_footer(page, block.node):
            floor = _ASIDE
        elif number < headline:
            floor = ABOVE_HEADLINE
        elif number == headline or number in titles:
            floor = VETO
        elif number in beside:
            floor = _ASIDE
        elif block.text.count(" ") + 1 < _FEW_WORDS:
            floor = threshold
        elif by_body[number]:
            floor = _TOLD_ABOVE
        elif number in pointers:
            floor = VETO
        else:
            floor = _OWN_ABOVE if news and _is_own_paragraph(page, block) else threshold
        found[number] = floor
    return found


def _fitting(page: Page, p: Floats, threshold: float) -> float:
    """The threshold for a page: a lower one where little of it is likely to be story.

    Of a page that none of the weights' cases was like, the story is best kept down to half of the
    F1 that can be expected (Lipton, Elkan and Naryanaswamy 2014, Optimal thresholding of
    classifiers to maximize F1 measure).
    """
    sizes = np.array([len(block.text) for block in page.blocks], dtype=np.float32)
    order = np.argsort(-p, kind="stable")
    story = np.cumsum((p * sizes)[order])
    best = float(np.max(2 * story / (np.cumsum(sizes[order]) + story[-1]), initial=0.0))
    return max(best / 2, _LEAST) if best / 2 < _UNSURE else threshold


def _headline(page: Page, held: Floats, p: Floats) -> int:
    """Which block is the page's headline; -1 where none is found.

    That is the first `h1` that repeats it, or on a page without any the first other heading; what
    stands below most of the story only quotes it.
    """
    repeats = (held[:, _HEADLINE] >= 0.7) & (held[:, _HEADLINE + 1] >= 0.7)
    tags = _HEADLINES if any(block.tag == "h1" for block in page.blocks) else _SUBHEADINGS
    for number in np.flatnonzero(repeats).tolist():
        if page.blocks[number].tag in tags:
            story = p * np.array([len(block.text) for block in page.blocks], dtype=np.float32)
            return int(number) if story[:number].sum() <= story[number:].sum() else -1
    return -1


def _titles(page: Page, chances: Sequence[float], alive: Sequence[int]) -> set[int]:
    """Which headings above the story's first paragraph the page calls its headlines.

    Some have one for readers below the one for search engines.
    """
    found: set[int] = set()
    for number in alive:
        block = page.blocks[number]
        if block.tag in HEADINGS:
            node = page.nodes[block.node]
            around = (node, page.nodes[node.parent]) if node.parent >= 0 else (node,)
            named = any(names_title(at.attrs) for at in around)
            if named and not names_standfirst(node.attrs):
                found.add(number)
        elif chances[number] >= _LIKELY and len(block.text) >= _PARAGRAPH_CHARS:
            break
    return found


def _is_in_footer(page: Page, node: int) -> bool:
    """Whether an element stands in the page's footer, which is not that of an article."""
    inside = False
    while node >= 0:
        at = page.nodes[node]
        if at.tag == "footer":
            inside = True
        elif inside and at.tag in _MAIN_TAGS:
            return False
        node = at.parent
    return inside


_MAIN_TAGS = frozenset(("article", "main"))


def _beside(page: Page, p: Floats) -> frozenset[int]:
    """Which blocks stand in an `aside`, where these hold less than half of what may be story."""
    inside: set[int] = set()
    for number, node in enumerate(page.nodes):  # an element comes after its ancestors
        if node.tag == "aside" or node.parent in inside:
            inside.add(number)
    beside = frozenset(i for i, block in enumerate(page.blocks) if block.node in inside)
    story = [
        chance * len(block.text) for chance, block in zip(p.tolist(), page.blocks, strict=True)
    ]
    return beside if 2 * sum(story[i] for i in beside) < sum(story) else frozenset()


def _pointers(blocks: Sequence[Block], alive: Sequence[int]) -> set[int]:
    """Which blocks only lead to other stories: each by itself, or in a list that mostly does so."""
    found = {number for number in alive if _is_pointer(blocks[number])}
    for is_item, run in groupby(alive, lambda number: blocks[number].tag == "li"):
        items = list(run) if is_item else []
        if 2 * len(found.intersection(items)) > len(items):
            found.update(number for number in items if blocks[number].link_chars)
    return found


def _is_pointer(block: Block) -> bool:
    """Whether a block is mostly a link and no sentence: the headline of another story, mostly."""
    return (
        block.link_chars >= _POINTER_LINKS * len(block.text)
        and block.text[-1] not in ".!?…"
        and block.tag in _POINTER_TAGS
    )


def _is_own_paragraph(page: Page, block: Block) -> bool:
    """Whether a block is a paragraph in an element that the page names as its story's text."""
    return (
        block.tag == "p"
        and block.text.count(" ") + 1 >= _PARAGRAPH_WORDS
        and block.link_chars * 2 < len(block.text)
        and in_story_text(page, block.node)
    )


def _veto(rules: Sequence[Rule], block: Block, model: Model) -> float:
    """How likely a block must be to stay though these rules hold for it."""
    drops = [rule for rule in rules if rule.says == "drop"]
    if not drops:
        return 0.0
    if any(rule.repeats in ("block", "piece") for rule in drops):
        return _NEVER
    by_words = block.tag == "li" and all(rule.on_text for rule in drops)
    doubted = by_words or all(rule.id in model.doubted for rule in drops)
    return _DOUBTED_VETO if doubted else VETO

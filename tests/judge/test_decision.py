"""What overrules the probability of a block."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.blocks import Block, Node, Page
from declutter.judge import witness
from declutter.judge.decision import floors

STORY = "The council voted on Monday to close the old bridge for good."
POINTER = "Ferry service to resume in May"


def page(*blocks: Block) -> Page:
    return Page(blocks=list(blocks), nodes=[Node("html", "", -1, 0)])


def block(text: str, tag: str = "p", links: int = 0) -> Block:
    return Block(text, tag=tag, node=0, link_chars=links)


def held(rows: int, **columns: float) -> np.ndarray:
    found = np.zeros((rows, len(witness.COLUMNS)), dtype=np.float32)
    for name, value in columns.items():
        found[:, witness.COLUMNS.index(name)] = value
    return found


def test_a_block_needs_the_threshold() -> None:
    assert floors(page(block(STORY)), held(1), 0.5) == [0.5]


def test_what_the_story_body_tells_needs_less() -> None:
    told = floors(page(block(STORY)), held(1, body=1, body_cover=1), 0.5)
    assert told[0] < 0.5


def test_a_body_that_tells_half_of_the_story_does_not_count() -> None:
    assert floors(page(block(STORY)), held(1, body=1, body_cover=0.5), 0.5) == [0.5]


@pytest.mark.parametrize(
    ("news", "text", "raised"),
    [(1, POINTER, True), (0.5, POINTER, False), (1, POINTER + ".", False), (1, "Ferries", False)],
)
def test_a_line_that_is_a_link_needs_more_on_a_news_page(
    news: float, text: str, raised: bool
) -> None:
    found = floors(page(block(text, links=len(text))), held(1, news=news), 0.5)
    assert (found[0] > 0.5) is raised


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_what_stands_above_the_headline_needs_more(tag: str) -> None:
    rows = held(3)
    rows[1, witness.COLUMNS.index("headline")] = 1
    rows[1, witness.COLUMNS.index("headline_share")] = 1
    above, _, below = floors(page(block("City"), block("Bridge", tag), block(STORY)), rows, 0.5)
    assert above > below == 0.5


def test_a_lesser_heading_is_no_headline_where_there_is_an_h1() -> None:
    rows = held(3)
    rows[2, witness.COLUMNS.index("headline")] = 1
    rows[2, witness.COLUMNS.index("headline_share")] = 1
    found = floors(page(block("Post", "h1"), block(STORY), block("Bridge", "h2")), rows, 0.5)
    assert found == [0.5, 0.5, 0.5]

"""Boxes in a story: figures, asides and the cards of other stories."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.blocks import Block, Node, Page
from declutter.judge.boxes import without_boxes

STORY = "The council voted on Monday to close the old bridge for good, and nobody objected. " * 12
SIGN_UP = ("Sign up to This is Tidewater", "Free weekly newsletter")
PITCH = "The stories and debates of the harbour, from its fish to its ferries"
NODES = [
    Node("body", "", -1, 0),
    Node("article", "", 0, 1),
    Node("p", "", 1, 2),
    Node("aside", "", 1, 2),
    Node("article", "teaser-free", 1, 2),
]
_STORY, _ASIDE, _CARD = 2, 3, 4


def left_of(*blocks: tuple[str, int, float], held: int = -1) -> list[bool]:
    """Whether each block (text, where it stands, probability) is left; `held` is one that a rule
    keeps."""
    page = Page([Block(text, "p", node) for text, node, _ in blocks], NODES)
    p = np.array([chance for _, _, chance in blocks], dtype=np.float32)
    kept = [chance >= 0.5 for chance in p]
    without_boxes(page, p, 0.8, [i == held for i in range(len(blocks))], kept)
    return [not keep for keep in kept]


def test_the_rest_of_a_box_goes_with_what_is_left() -> None:
    box = [(text, _ASIDE, 0.1) for text in SIGN_UP]
    assert left_of((STORY, _STORY, 0.9), *box, (PITCH, _ASIDE, 0.6)) == [False, True, True, True]


@pytest.mark.parametrize(("chance", "held"), [(0.9, -1), (0.6, 2)])
def test_what_is_sure_or_kept_by_a_rule_stays(chance: float, held: int) -> None:
    box = [(text, _ASIDE, 0.1) for text in SIGN_UP]
    assert left_of(*box, (PITCH, _ASIDE, chance), held=held)[2] is False


def test_a_box_that_is_mostly_kept_stays() -> None:
    assert left_of(("Photo", _ASIDE, 0.1), (PITCH, _ASIDE, 0.6)) == [True, False]


def test_a_large_element_is_no_box() -> None:
    around = (STORY, _ASIDE, 0.1), (STORY, _ASIDE, 0.1)
    assert left_of(*around, (PITCH, _ASIDE, 0.6))[2] is False


def test_the_card_of_another_story_goes() -> None:
    assert left_of((STORY, _STORY, 0.9), (PITCH, _CARD, 0.7)) == [False, True]
    assert left_of((STORY, _STORY, 0.9), (STORY, _CARD, 0.7)) == [False, False]


def test_a_page_of_cards_keeps_them() -> None:
    cards = (("The ferries sail", _CARD, 0.7), (PITCH, _CARD, 0.7))
    assert left_of(("What we do", _STORY, 0.9), *cards) == [False] * 3

"""Which look at a page has the last word, by how settled it leaves the page."""

import numpy as np
import pytest

from declutter.blocks import Block, Page
from declutter.judge.pages import passing, settled
from declutter.judge.witness import Witnesses

PAGE = Page([Block("The council met on Monday."), Block("It adjourned at nine."), Block("Share")])


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def never(*_: object) -> np.ndarray:
    pytest.fail("the page needs no more looks")


def test_one_look_is_enough_for_a_page_that_it_leaves_no_doubt_of() -> None:
    first = floats(0.999, 0.995, 0.001)
    assert settled(PAGE, first, never, never) == (first, "")


def test_doubt_is_settled_by_a_second_look() -> None:
    second = floats(0.97, 0.95, 0.02)
    assert settled(PAGE, floats(0.6, 0.6, 0.4), lambda: second, never) == (second, "blocks around")


def test_unsettled_page_is_judged_block_by_block() -> None:
    first = floats(0.9, 0.3, 0.1)
    assert settled(PAGE, first, lambda: floats(0.7, 0.7, 0.1), never) == (first, "")


def test_vote_moves_the_first_look_of_a_lost_page_and_does_not_replace_it() -> None:
    first, voted = floats(0.6, 0.4, 0.3), floats(0.1, 0.9, 0.3)
    found, by = settled(PAGE, first, lambda: floats(0.5, 0.5, 0.5), lambda _: voted)
    assert by == "trafilatura"
    assert voted[0] < found[0] < first[0]
    assert first[1] < found[1] < voted[1]
    assert found[2] == np.float32(0.3)
    assert (np.abs(found - first)[:2] < np.abs(found - voted)[:2]).all()


def test_what_the_sieve_stopped_stays_out() -> None:
    first, second = floats(0.0, 0.5, 0.5), floats(0.4, 0.5, 0.5)
    found, _ = settled(PAGE, first, lambda: second, lambda _: floats(0, 0.5, 0.5))
    assert found.tolist() == [0.0, 0.5, 0.5]


def test_the_pages_own_description_is_looked_at_whatever_the_sieve_says() -> None:
    told = Witnesses(descriptions=("It adjourned at nine.",))
    assert passing(PAGE, told, floats(0.9, 0.0, 0.0)).tolist() == [True, True, False]

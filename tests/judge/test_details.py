"""What is asked of the blocks that pass the sieve: names around them, and details of their text."""

import numpy as np
import pytest

from declutter import source
from declutter.judge.details import columns, details
from declutter.judge.markup import Vocabulary
from declutter.segment import segment

VOCABULARY = Vocabulary(["story", "promo", "footer"])


def asked(body: str, url: str | None = None, among: list[bool] | None = None) -> list[dict]:
    """What is known of each block by column, the columns that are 0 left out."""
    page = segment(source.parse(f"<html><body>{body}</body></html>"))
    page.url = url
    live = np.array([True] * len(page.blocks) if among is None else among)
    names = columns(VOCABULARY)
    rows = details(page, VOCABULARY, live).tolist()
    return [{n: v for n, v in zip(names, row, strict=True) if v} for row in rows]


def test_names_are_near_up_to_two_elements_and_above_at_any_distance() -> None:
    body = "<div class=story>{}<p>Rain fell.</p>{}</div>"
    for steps in range(4):
        (told,) = asked(body.format("<section>" * steps, "</section>" * steps))
        assert told == {"above:story": 1} | ({"near:story": 1} if steps < 2 else {})


def test_every_name_counts_and_blocks_keep_their_own() -> None:
    first, second = asked(
        "<div class='story-promo'><p>Rain fell.</p></div><div id='Footer'><p>It stopped.</p></div>"
    )
    assert set(first) == {"near:story", "near:promo", "above:story", "above:promo"}
    assert set(second) == {"near:footer", "above:footer"}


def test_standfirst_is_told_by_its_name_whether_or_not_the_vocabulary_has_it() -> None:
    first, second = asked("<p class='c-standfirst'>Rain fell.</p><p class=text>It stopped.</p>")
    assert first == {"standfirst_named": 1}
    assert second == {}


def test_only_the_blocks_asked_for_are_looked_at() -> None:
    body = "<p>Rain fell…</p><p>It stopped.</p><p class=promo>Why?</p>"
    assert asked(body, among=[True, False, True]) == [
        {"ellipsis": 1},
        {"near:promo": 1, "above:promo": 1, "question": 1},
    ]
    assert asked(body, among=[False] * 3) == []


@pytest.mark.parametrize("text", ["18:30", "at 7.05", "in 1997", "3/5/21", "on 3.5.2021", "12h30"])
def test_times_years_and_dates_are_told(text: str) -> None:
    assert asked(f"<p>{text}</p>") == [{"clock": 1}]


@pytest.mark.parametrize("text", ["3 of 40", "1850", "R2.10", "2:1", f"{'Rain. ' * 60}at 18:30"])
def test_other_numbers_and_late_ones_are_not(text: str) -> None:
    assert asked(f"<p>{text}</p>") == [{}]


def test_links_are_told_by_where_they_stand_and_lead() -> None:
    here, there = "https://www.tidings.test/a", "https://elsewhere.test/b"
    (told,) = asked(
        f"<p><a href='#top'>Top</a> of <a href='{here}'>the page</a>, <a href='{there}'>or</a> not</p>",
        url="https://www.tidings.test/story",
    )
    assert told == {
        "starts_link": 1,
        "links": 3,
        "anchors": pytest.approx(1 / 3),
        "same_site": pytest.approx(1 / 3),
    }


def test_likeness_to_the_picture_before_is_a_share_of_words() -> None:
    caption, other = asked("<img alt='A ferry at dusk'><p>The ferry at noon</p><p>Rain fell.</p>")
    assert caption == {"image_overlap": 0.5}
    assert other == {}

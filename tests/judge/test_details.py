"""What is asked of the blocks that pass the sieve: a standfirst's name, and details of their text."""

import numpy as np
import pytest

from declutter import source
from declutter.judge.details import COLUMNS, details
from declutter.segment import segment


def asked(body: str, url: str | None = None, among: list[bool] | None = None) -> list[dict]:
    """What is known of each block by column, the columns that are 0 left out."""
    page = segment(source.parse(f"<html><body>{body}</body></html>"))
    page.url = url
    live = np.array([True] * len(page.blocks) if among is None else among)
    rows = details(page, live).tolist()
    return [{n: v for n, v in zip(COLUMNS, row, strict=True) if v} for row in rows]


def test_a_name_for_a_standfirst_counts_up_to_two_elements_above() -> None:
    body = "<div class=c-standfirst>{}<p>Rain fell.</p>{}</div>"
    for steps in range(4):
        (told,) = asked(body.format("<section>" * steps, "</section>" * steps))
        assert told == ({"standfirst_named": 1} if steps < 2 else {})


def test_only_the_blocks_asked_for_are_looked_at() -> None:
    body = "<p>Rain fell…</p><p>It stopped.</p><p class=standfirst>Why?</p>"
    assert asked(body, among=[True, False, True]) == [
        {"ellipsis": 1},
        {"standfirst_named": 1, "question": 1},
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


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Follow us on WhatsApp and Telegram.", 2),
        ("Подпишитесь на наш телеграм-канал.", 1),
        ("Zapisz się do newslettera i pobierz e-paper.", 2),
        ("The whole story was told.", 0),
    ],
)
def test_ways_to_reach_readers_are_counted_in_any_language(text: str, channels: int) -> None:
    (told,) = asked(f"<p>{text}</p>")
    assert told.get("channels", 0) == channels


def test_an_address_to_write_to_is_told() -> None:
    assert asked("<p>Tips: desk@tidings.test</p>")[0]["mail"] == 1
    assert "mail" not in asked("<p>Three eggs @ 2 crowns</p>")[0]


@pytest.mark.parametrize(
    ("href", "serves"),
    [
        ("mailto:desk@tidings.test", True),
        ("https://t.me/tidings", True),
        ("/newsletters/morning", True),
        ("https://apps.apple.com/app/id1", True),
        ("/news/harbour", False),
        ("https://elsewhere.test/ferries", False),
    ],
)
def test_links_to_services_are_told_from_links_to_stories(href: str, serves: bool) -> None:
    (told,) = asked(f"<p>It is all <a href='{href}'>here</a> for you.</p>")
    assert told.get("services", 0) == serves

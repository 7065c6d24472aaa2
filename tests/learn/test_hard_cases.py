"""What recurs and is noise, and what recurs and is story: on texts built for each case."""

from __future__ import annotations

import pytest

from declutter.batch import Page
from declutter.learn import Thresholds, learn, pack
from tests.learn.texts import rules_for, texts

SIGN_OFF = "The Orrin Post is your online home for the valley and its rivers."
QUOTE = "“We never thought the water would come that far,” the ferryman said."
BACKGROUND = "The dam above the town was built by prisoners and was repaired twice since then."


def test_sign_off_becomes_a_rule():
    def change(number, paragraphs):
        if number < 6:
            paragraphs.append(SIGN_OFF)

    found = rules_for(texts(12, change))
    assert SIGN_OFF in found
    assert "on 6 of 12 pages (50%), after the story" in found


def test_two_pages_are_too_few():
    def change(number, paragraphs):
        if number < 2:
            paragraphs.append(SIGN_OFF)

    assert "[[rule]]" not in rules_for(texts(12, change))
    assert SIGN_OFF in rules_for(texts(12, change), thresholds=Thresholds.of(2, 0.1))


def test_small_share_is_too_little():
    def change(number, paragraphs):
        if number < 4:
            paragraphs.append(SIGN_OFF)

    assert SIGN_OFF in rules_for(texts(20, change))
    assert "[[rule]]" not in rules_for(texts(20, change), thresholds=Thresholds.of(3, 0.3))


def test_house_ad_within_the_story():
    def change(number, paragraphs):
        if number % 2:
            paragraphs.insert(3, "Get the valley on your phone with the Orrin Post app, every day.")

    assert "Get the valley on your phone" in rules_for(texts(12, change))


def test_bios_are_known_by_their_shape():
    writers = ("Ann Lee", "Bo Ek", "Cy Ros", "Di Moor", "Ed Halle", "Fay Orr")

    def change(number, paragraphs):
        paragraphs.append(
            f"{writers[number % 6]} writes about rivers and weirs for this newspaper."
        )

    found = rules_for(texts(12, change))
    assert "writes about rivers and weirs for this newspaper" in found
    assert found.count("[[rule]]") == 1
    assert "pattern = " in found


def test_subheadings_stay():
    def change(number, paragraphs):
        paragraphs.insert(1, "What happened")
        paragraphs.insert(4, "The verdict")

    assert "[[rule]]" not in rules_for(texts(12, change))


def test_desk_name_goes_only_before_the_story():
    def change(number, paragraphs):
        paragraphs.insert(0, "Valley Desk")

    found = rules_for(texts(12, change))
    assert 'line = ["Valley Desk"]\nposition = "lead"' in found


@pytest.mark.parametrize("at", [2, 6], ids=["within", "after"])
@pytest.mark.parametrize("text", [QUOTE, BACKGROUND], ids=["quote", "background"])
def test_what_stories_on_one_event_share_stays(text, at):
    def change(number, paragraphs):
        if number < 4:
            paragraphs.insert(at, text)

    assert "[[rule]]" not in rules_for(texts(14, change, event_pages=range(4)))


def test_the_same_background_on_unlike_pages_goes():
    def change(number, paragraphs):
        if number < 4:
            paragraphs.append(BACKGROUND)

    assert BACKGROUND in rules_for(texts(14, change))


def test_quotes_stay_even_in_many_stories():
    def change(number, paragraphs):
        if number < 8:
            paragraphs.insert(2, QUOTE)

    assert "[[rule]]" not in rules_for(texts(14, change))


def test_short_lines_go_when_they_name_the_site():
    def change(number, paragraphs):
        paragraphs.insert(3, "The Orrin Post for breakfast")
        paragraphs.insert(5, "Why it matters")

    found = rules_for(texts(12, change), site="orrinpost.example")
    assert "The Orrin Post for breakfast" in found
    assert "Why it matters" not in found


@pytest.mark.parametrize("at", [3, 7], ids=["within", "after"])
def test_stock_sentences_stay(at):
    def change(number, paragraphs):
        if number % 5 == 0:
            paragraphs.insert(at, "An investigation is still under way.")

    assert "[[rule]]" not in rules_for(texts(20, change))


def test_series_notes_before_the_story_go():
    def change(number, paragraphs):
        topic = paragraphs[0].split()[1:4]
        paragraphs.insert(0, f"This is part {number} of our series about the {' '.join(topic)}.")

    assert "of our series about the" in rules_for(texts(12, change))


def test_refrain_stays():
    def change(number, paragraphs):
        if number % 3 == 0:
            for at in (1, 3, 5):
                paragraphs.insert(at, "And the river carries on with what it was doing.")

    assert "[[rule]]" not in rules_for(texts(12, change))


def test_introductions_that_differ_by_a_name_stay():
    def change(number, paragraphs):
        name = "".join(paragraphs[0].split()[3:4]).capitalize()
        paragraphs.insert(0, f"Meet {name} Orr, who tells us what it is like to live by a river.")

    assert "[[rule]]" not in rules_for(texts(12, change))


def test_announcement_of_a_list_stays():
    def change(number, paragraphs):
        paragraphs.insert(3, "Here is what we know about it so far this morning:")

    assert "[[rule]]" not in rules_for(texts(12, change))


def test_one_story_under_several_addresses_stays():
    def change(number, paragraphs):
        if number < 4:
            paragraphs[:] = kept

    kept = texts(1, lambda number, paragraphs: None)[0].split("\n\n")
    assert "[[rule]]" not in rules_for(texts(8, change))


def test_heads_of_tables_stay():
    pages = []
    for number, text in enumerate(texts(10, lambda number, paragraphs: None)):
        story = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        table = (
            '<table class="standings"><tr><th>Club</th><th>Matches played</th></tr>'
            f"<tr><td>Orrin</td><td>{number}</td></tr></table>"
        )
        pages.append(
            Page(str(number), f"https://orrin.example/{number}",
                 data=f"<html><body><article><h1>Day {number}</h1>{story}{table}</article></body></html>")
        )  # fmt: skip
    assert "Matches played" not in pack(learn(pages))

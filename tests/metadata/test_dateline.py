"""Datelines at the head of stories."""

import pytest

from declutter.metadata import dateline

REST = "The ferry sailed into the harbour on Tuesday, eleven months after a fire had stopped it."


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Washington: ", "Washington"),
        ("MEXICO CITY (AP) — ", "Mexico City"),
        ("BERLIN, 3. Mai (Reuters) - ", "Berlin"),
        ("New Delhi, May 3 (NTA): ", "New Delhi"),
        ("HOLMVIK, Norway — ", "Holmvik"),
        ("Berlin (dpa) - ", "Berlin"),
        ("Berlin. ", "Berlin"),
        ("HOLMVIK/THE HAGUE, March 7 (Reuters) - ", "Holmvik/The Hague"),
        ("TARN, May 3 /NTA/ -- ", "Tarn"),
        ("Paris – ", "Paris"),
        ("Rio de Janeiro — ", "Rio de Janeiro"),
        ("STRATFORD-UPON-AVON, England (AP) — ", "Stratford-Upon-Avon"),
    ],
)
def test_found(opening, place):
    assert dateline.find([opening + REST]) == place


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "Update: " + REST,
        "Read more: " + REST,
        '"Never again": ' + REST,
        "What we know so far: " + REST,
        "The fire — it began in the engine room — burned for six hours before anyone noticed it.",
        "Nora Lindqvist said: " + REST,
        "Washington: short",
    ],
)
def test_none(text):
    assert dateline.find([text]) is None


def test_a_later_paragraph_counts():
    assert dateline.find(["Eleven months is a long time.", f"Washington: {REST}"]) == "Washington"


@pytest.mark.parametrize("opening", ["Holmvik: ", "Holmvik – ", "Holmvik. "])
def test_unknown_place_needs_the_story_to_speak_of_it(opening):
    assert dateline.find([opening + REST]) is None
    assert dateline.find([opening + REST], "Nobody slept in Holmvik that night.") == "Holmvik"


@pytest.mark.parametrize(
    "label",
    ["Overview: ", "Key Takeaways: ", "TLDR: ", "Disclosure: ", "Lump Sum PTO (paid time off): "],
)
def test_labels_are_no_places(label):
    assert dateline.find([label + REST], "An overview of disclosure in short.") is None

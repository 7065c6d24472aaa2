"""Sentences of a story that use the words of noise stay, wherever they stand in it."""

from __future__ import annotations

import pytest

from tests.text.cases import clean

SENTENCES = (
    "He told his followers to subscribe to nothing and to read everything.",
    "Subscribe, she said, or the paper dies.",
    "The advertisement ran for two weeks before anyone complained.",
    "Advertisement revenue fell by a third.",
    "A photo of the bridge hung over her desk.",
    "The photo was taken by her brother in 1974.",
    "“Share this with nobody,” the note said.",
    "They shared the last of the bread.",
    "Comments were sharp.",
    "Read more slowly, the teacher told the class.",
    "The newsletter was printed in her kitchen.",
    "Follow the river for nine miles and you come to the mill.",
    "By Friday the water had reached the second floor.",
    "Updated guidance tells schools to close at noon.",
    "The copyright belonged to her sister.",
    "Contact was lost at nine in the evening.",
    "Related deaths rose to forty.",
    "The editor resigned.",
    "“Sign in here,” said the porter.",
    "He had written by candlelight.",
    "Tags were sewn into every coat.",
    "More than forty people were hurt.",
    "Was it worth it?",
    "No.",
)
STORY = (
    "The council voted on Monday to close the old bridge for good, and nobody in the room objected.",
    "It had carried the road to the islands since 1911, and for the past ten years it had leaked.",
    "A ferry will sail every hour from six in the morning until the last bus has left the quay.",
)
NOISE = ("Bridge to the islands to close after a century", "By Ann Lee", "Share", "Advertisement")
END = (
    "Advertisement",
    "Sign up for our newsletter",
    "Related",
    "Ferry strike ends in its tenth week",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_it_stays(sentence: str, place: int) -> None:
    story = [*STORY[:place], sentence, *STORY[place:]]
    assert clean("\n\n".join((*NOISE, *story, *END))) == "\n\n".join(story)


def test_a_misspelt_label_goes_and_a_word_like_it_stays() -> None:
    text = "\n\n".join(
        (
            STORY[0],
            "Advertisemnet",
            STORY[1],
            "Adventurers",
            STORY[2],
            "Advertismnt",
            "Advertisement",
        )
    )
    assert clean(text) == "\n\n".join((STORY[0], STORY[1], "Adventurers", STORY[2]))


def test_speakers_of_an_interview_are_no_slots() -> None:
    turns = [line for at in range(4) for line in ("Ann Lee", STORY[at % 3], "Bo Ek", STORY[at % 2])]
    text = "\n\n".join(("Advertisement", *turns, "Share this article"))
    assert clean(text) == "\n\n".join(turns)


def test_a_slot_without_a_known_name_goes_when_it_interrupts_the_story_three_times() -> None:
    pieces = [piece for line in (*STORY, *STORY) for piece in (line, "Partner Zone")]
    text = "\n\n".join(("Advertisement", *pieces, "Advertisement"))
    assert clean(text) == "\n\n".join((*STORY, *STORY))

"""How scraped text is cut into blocks."""

from __future__ import annotations

import pytest

from declutter import lines


def texts(source: str) -> list[str]:
    return [block.text for block in lines.read(source).blocks]


def joined(source: str) -> list[str]:
    """The lines of the source as `read` groups them, a bar where a single newline joins."""
    groups: list[str] = []
    for block in lines.read(source).blocks:
        if block.joined:
            groups[-1] += "|" + block.text
        else:
            groups.append(block.text)
    return groups


def test_blocks_know_their_lines() -> None:
    page = lines.read("One\n\n\nTwo\nThree\n")
    assert [(block.line, block.text) for block in page.blocks] == [
        (1, "One"),
        (4, "Two"),
        (5, "Three"),
    ]
    assert page.input == "text"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    assert texts(f"One{end}{end}Two{end}") == ["One", "Two"]


def test_white_space_is_folded_and_invisible_characters_go() -> None:
    assert texts("\ufeffOne\u200b\ttwo\u00a0three  four\u00ad\n \t \n") == ["One two three four"]


def test_joiners_stay_where_they_shape_letters() -> None:
    persian = "می\u200cخواهم"
    assert texts(f"{persian} o\u200cne") == [f"{persian} one"]


def test_empty_text_has_no_blocks() -> None:
    assert texts("") == []
    assert texts(" \n\t\r\n\u200b\n") == []


WRAPPED = """\
The ferry company must pay 1.2 million euros for cancelling ninety-four
sailings last winter without giving its passengers the notice that the
law requires, a court ruled.

The company said that storms had left it no choice, and that it would
appeal against the ruling.
"""


def test_a_wrapped_paragraph_is_one_block() -> None:
    assert [text[-12:] for text in texts(WRAPPED)] == ["court ruled.", " the ruling."]


def test_list_items_of_a_wrapped_text_stay_apart() -> None:
    items = (
        "- The first of the points is that nobody was asked before the ferries\n  stopped.\n- No."
    )
    assert texts(WRAPPED + "\n" + items)[2:] == [
        "- The first of the points is that nobody was asked before the ferries stopped.",
        "- No.",
    ]


def test_verse_is_not_taken_for_a_wrapped_paragraph() -> None:
    verse = (
        "I rowed the river all my days\nAnd never saw the sea;\nThe water went, the water stays,"
    )
    assert joined(verse) == [verse.replace("\n", "|")]


PARAGRAPH = "The council voted on Monday to close the old bridge for good, and nobody objected."


def test_paragraphs_on_lines_of_their_own_are_parted() -> None:
    assert joined("\n".join([PARAGRAPH] * 4)) == [PARAGRAPH] * 4


def test_items_are_joined_to_what_announces_them() -> None:
    assert joined(f"{PARAGRAPH}\n\nIt wants:\n- a ferry\n- a new bridge") == [
        PARAGRAPH,
        "It wants:|- a ferry|- a new bridge",
    ]


def test_a_list_without_bullets_after_a_colon_is_one() -> None:
    text = f"{PARAGRAPH}\nIt wants three things:\nA ferry\nA new bridge\nPeace\n{PARAGRAPH}\n{PARAGRAPH}"
    assert joined(text)[2:4] == ["A ferry|A new bridge|Peace", PARAGRAPH]


def test_fenced_code_is_one_block_as_it_stands() -> None:
    code = "```python\nif x:\n\n    y = 1\n```"
    assert texts(f"One\n\n{code}\n\nTwo") == ["One", code, "Two"]


def test_markdown_stays_as_written() -> None:
    text = "## A *heading*\nSee [the page](https://example.com) and **this**."
    assert texts(text) == text.split("\n")


def test_story_blocks_are_joined_only_to_what_stood_before() -> None:
    page = lines.read("One:\n- a\n- b\n- c")
    story = lines.story_blocks(page, [True, True, False, True])
    assert [(block.text, block.joined, block.where) for block in story] == [
        ("One:", False, "line 1"),
        ("- a", True, "line 2"),
        ("- c", False, "line 4"),
    ]


def test_rows_of_a_table_are_those_around_its_line_of_dashes() -> None:
    texts = [
        "| a | b |",
        "| Quay | Tonnes |",
        "|:--|--:|",
        "| North | 84 |",
        "| x |",
        "Then.",
        "| c |",
    ]
    assert lines.table_rows(texts) == {1, 2, 3, 4}
    assert lines.table_rows(["| a | b |", "| c | d |"]) == set()
    assert lines.table_rows([]) == set()

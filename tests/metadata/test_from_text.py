"""Metadata of text that someone already scraped."""

import pytest

from declutter import metadata
from declutter.blocks import Block, Page

STORY = (
    "The ferry Aurora sailed into the harbour on Tuesday, eleven months after a fire in her engine "
    "room had stopped the only link to the outer islands, and hundreds stood on the quay in Holmvik."
)


def read(text, removed=()):
    lines = [
        Block(line.strip(), line=i + 1) for i, line in enumerate(text.split("\n")) if line.strip()
    ]
    return metadata.from_text(Page(lines, input="text"), removed)


def test_form_alone_tells_headline_desk_and_dateline():
    found = read(
        f"""Advertisment

        Ferry Aurora returns to the outer islands after eleven months

        author-image
        Harbour Post Desk
        Updated On
        New Update
        Aurora ferry

        Holmvik: {STORY}

        Subscribe"""
    )
    assert found.title == "Ferry Aurora returns to the outer islands after eleven months"
    assert found.authors == ("Harbour Post Desk",)
    assert found.dateline == "Holmvik"
    assert found.language == "en"
    assert found.published is None
    assert found.sources["title"] == "line"


@pytest.mark.parametrize(
    ("head", "authors", "published", "modified"),
    [
        ("By Nora Lindqvist and Ole Brandt\nMay 3, 2024", ("Nora Lindqvist", "Ole Brandt"), "2024-05-03", None),
        ("Nora Lindqvist\nPublished: 3 May 2024 08:15\nUpdated: 4 May 2024", ("Nora Lindqvist",),
         "2024-05-03T08:15:00", "2024-05-04"),
        ("Updated On: May 4, 2024", (), None, "2024-05-04"),
        ("Last updated\nMay 4, 2024\nPosted\nMay 3, 2024", (), "2024-05-03", "2024-05-04"),
        ("Von Anna Vogt, 03.05.2024", ("Anna Vogt",), "2024-05-03", None),
        ("Actualizado el 4 de mayo de 2024", (), None, "2024-05-04"),
    ],
)  # fmt: skip
def test_byline_and_date_lines(head, authors, published, modified):
    found = read(f"Ferry Aurora returns to the islands\n{head}\n{STORY}")
    assert found.title == "Ferry Aurora returns to the islands"
    assert (found.authors, found.published, found.modified) == (authors, published, modified)


def test_judged_lines_settle_title_and_byline():
    text = (
        f"A longer line that might well be taken for the headline\nFerry back\nPost Team\n{STORY}"
    )
    found = read(text, [("headline", "Ferry back"), ("byline", "Post Team")])
    assert found.title == "Ferry back"
    assert found.authors == ("Post Team",)


def test_markdown_headline():
    assert read(f"# Ferry back at sea\n{STORY}").title == "Ferry back at sea"


def test_story_alone_has_neither_title_nor_author():
    found = read(f"{STORY}\n{STORY} By then, Nora Lindqvist had left.")
    assert (found.title, found.authors, found.published) == (None, (), None)


def test_empty_text():
    assert read("").sources == {}

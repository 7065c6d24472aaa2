"""What a page says of its story besides telling it, held to its blocks."""

import json

import numpy as np
import pytest

from declutter import source, structured
from declutter.judge.witness import COLUMNS, witness_columns, witnesses
from declutter.segment import segment

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferry to sail in May",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Organization", "name": "Desk"}],
    "publisher": {"@type": "Organization", "name": "The Tidings"},
}


def column(name: str, texts: list[str], head: str = "", data: object = ARTICLE) -> list[float]:
    """One column of a page of these paragraphs, with `data` as its JSON-LD."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    body = "".join(f"<p>{text}</p>" for text in texts)
    tree = source.parse(f"<html><head>{head}{script}</head><body>{body}</body></html>")
    page = segment(tree)
    among = np.ones(len(page.blocks), dtype=bool)
    said = witnesses(structured.read(tree))
    rows = witness_columns(page.blocks, np.zeros(len(page.blocks), dtype=bool), said, among)
    return rows[:, COLUMNS.index(name)].tolist()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Lee has written of the harbour since 2018.", 2),
        ("Photo: ANN LEE", 1),
        ("Annlee Leeds is the ferry’s captain.", 0),
        ("Ann of Lee", 0),
        ("Desk lamps were lit.", 0),
    ],
)
def test_authors_are_told_by_their_whole_names(text: str, told: int) -> None:
    assert column("author", [text]) == [told]


def test_an_author_may_be_stated_in_a_meta_element_alone() -> None:
    head = "<meta name=author content='Tom Okafor'>"
    assert column("author", ["By Tom Okafor", "Rain fell."], head, data=None) == [1, 0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Tidings is read in the whole bay.", 2),
        ("Write to the Tidings today.", 1),
        ("More at Bayside24, every day.", 1),
        ("Good tidings came at noon.", 0),
    ],
)
def test_the_outlet_is_told_by_its_names_and_its_host(text: str, told: int) -> None:
    head = "<link rel=canonical href='https://www.bayside24.test/a'>"
    assert column("site", [text], head) == [told]


def test_without_names_nothing_is_known() -> None:
    assert column("author", ["Ann Lee", "Rain fell."], data=None) == [-1, -1]
    assert column("site", ["The Tidings", "Rain fell."], data=None) == [-1, -1]


def test_names_without_spaces_between_words_are_found() -> None:
    data = {"@type": "NewsArticle", "publisher": {"name": "港新聞"}}
    assert column("site", ["本紙港新聞の記者", "港は開く。"], data=data) == [1, 0]


def test_of_a_crowd_of_authors_the_first_count() -> None:
    data = {"@type": "NewsArticle", "author": [f"Ann Lee{number}" for number in range(50_000)]}
    assert column("author", ["By Ann Lee0", "By Ann Lee49999"], data=data) == [1, 0]

"""The standfirst of a news page: by its name, by the description, by its place."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.blocks import Block, Node, Page
from declutter.judge import standfirst, witness
from declutter.rules import Rule, RuleSet

STANDFIRST = "Divers find the eastern pier deep in the mud, and the council has no money."
STORY = "The council voted on Monday to close the old bridge for good, and nobody there objected."
BYLINE = next(rule for rule in RuleSet.default().rules if rule.kind == "byline")
TITLE = next(rule for rule in RuleSet.default().rules if rule.id == "headline.markup")


def find(
    text: str = STANDFIRST,
    *,
    attrs: str = "",
    p: float = 0.3,
    news: float = 1.0,
    described: float = 0.0,
    hits: tuple[Rule, ...] = (),
    after: tuple[Rule, ...] = (),
    after_tag: str = "p",
) -> int | None:
    """Look for it on a page of headline, `text`, a line that `after` holds for, and the story."""
    nodes = [Node("body", "", -1, 0), Node("p", attrs, 0, 1), Node(after_tag, "", 0, 1)]
    texts = (("Old bridge closes", 0), (text, 1), ("Mira Patel", 2), (STORY, 0))
    page = Page([Block(line, "p", node) for line, node in texts], nodes)
    held = np.zeros((4, len(witness.COLUMNS)), dtype=np.float32)
    held[:, witness.COLUMNS.index("news")] = news
    held[0, witness.COLUMNS.index("headline")] = 1
    held[0, witness.COLUMNS.index("headline_share")] = 1
    held[1, witness.COLUMNS.index("description")] = described
    held[1, witness.COLUMNS.index("description_share")] = described
    chances = np.array([0.1, p, 0.1, 0.9], dtype=np.float32)
    return standfirst.find(page, held, chances, (False, False, False, True), ((), hits, after, ()))


def test_what_the_page_describes_itself_with_is_its_standfirst() -> None:
    assert find(described=1) == 1
    assert find(described=1, hits=(BYLINE,)) == 1
    assert find(described=1, news=0.5) is None


def test_what_is_named_so_is_the_standfirst() -> None:
    assert find(attrs="article__standfirst") == 1
    assert find(attrs="sub-title") == 1
    assert find(attrs="sub-headline") is None
    assert find(attrs="article__standfirst", hits=(BYLINE,)) is None


def test_an_element_called_a_title_may_hold_the_standfirst() -> None:
    assert find(attrs="article-title__standfirst", hits=(TITLE,)) == 1
    assert find(after=(BYLINE,), hits=(TITLE,)) == 1


def test_a_sentence_between_headline_and_byline_is_the_standfirst() -> None:
    assert find(after=(BYLINE,)) == 1
    assert find(after_tag="address") == 1
    assert find(after_tag="time") == 1
    assert find(after_tag="figcaption") is None


@pytest.mark.parametrize(
    "case",
    [
        {"after": ()},
        {"after": (BYLINE,), "p": 0.1},
        {"after": (BYLINE,), "news": 0.5},
        {"after": (BYLINE,), "hits": (BYLINE,)},
        {"after": (BYLINE,), "text": "Divers find the eastern pier deep in the mud"},
        {"after": (BYLINE,), "text": "The pier sinks."},
    ],
)
def test_other_lines_between_headline_and_story_are_not(case: dict[str, object]) -> None:
    assert find(**case) is None

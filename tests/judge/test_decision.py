"""What overrules the probability of a block."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.blocks import Block, Node, Page
from declutter.judge import witness
from declutter.judge.decision import decided, floors
from declutter.judge.model import load
from declutter.rules import RuleSet

STORY = "The council voted on Monday to close the old bridge for good."
POINTER = "Ferry service to resume in May"


def page(*blocks: Block) -> Page:
    return Page(blocks=list(blocks), nodes=[Node("html", "", -1, 0)])


def block(text: str, tag: str = "p", links: int = 0) -> Block:
    return Block(text, tag=tag, node=0, link_chars=links)


def held(rows: int, **columns: float) -> np.ndarray:
    found = np.zeros((rows, len(witness.COLUMNS)), dtype=np.float32)
    for name, value in columns.items():
        found[:, witness.COLUMNS.index(name)] = value
    return found


def floors_of(found: Page, rows: np.ndarray, *p: float) -> list[float]:
    """What the blocks must reach; they are alike likely where no `p` are given."""
    chances = np.array(p or [0.8] * len(found.blocks), dtype=np.float32)
    return floors(found, rows, chances, 0.5)


def test_a_block_needs_the_threshold() -> None:
    assert floors_of(page(block(STORY)), held(1)) == [0.5]


def test_what_the_story_body_tells_needs_less() -> None:
    told = floors_of(page(block(STORY)), held(1, body=1, body_cover=1))
    assert told[0] < 0.5


def test_a_body_that_tells_half_of_the_story_does_not_count() -> None:
    assert floors_of(page(block(STORY)), held(1, body=1, body_cover=0.5)) == [0.5]


@pytest.mark.parametrize(
    ("news", "text", "raised"),
    [(1, POINTER, True), (0.5, POINTER, False), (1, POINTER + ".", False), (1, "Ferries", False)],
)
def test_a_line_that_is_a_link_needs_more_on_a_news_page(
    news: float, text: str, raised: bool
) -> None:
    found = floors_of(page(block(text, links=len(text))), held(1, news=news))
    assert (found[0] > 0.5) is raised


@pytest.mark.parametrize(("around", "raised"), [("body", True), ("article", False)])
def test_a_block_in_the_pages_footer_needs_nearly_all(around: str, raised: bool) -> None:
    nodes = [Node("html", "", -1, 0), Node(around, "", 0, 1), Node("footer", "", 1, 2)]
    found = Page([block(STORY), Block(STORY, "p", 2)], nodes)
    assert [floor > 0.95 for floor in floors_of(found, held(2))] == [False, raised]


def test_a_list_that_mostly_leads_to_other_stories_does_so_as_one() -> None:
    links = [block(POINTER, "li", len(POINTER))] * 3
    part = block(POINTER + " and more than half of this is no link", "li", 9)
    plain = block(POINTER, "li")
    found = floors_of(page(block(STORY), *links, part, plain, block(STORY)), held(7, news=1))
    assert [floor > 0.5 for floor in found] == [False, True, True, True, True, False, False]
    few = floors_of(page(links[0], part, plain, block(STORY)), held(4, news=1))
    assert [floor > 0.5 for floor in few] == [True, False, False, False]


@pytest.mark.parametrize(
    ("attrs", "news", "raised"),
    [
        ("ContentHead_title__x1", 1, True),
        ("ContentHead_title__x1", 0.5, False),
        ("head-subtitle", 1, False),
        ("head__sub-title", 1, False),
        ("crosshead", 1, False),
    ],
)
def test_a_heading_called_title_above_the_first_paragraph_needs_more(
    attrs: str, news: float, raised: bool
) -> None:
    found = page(block(POINTER, "h2"), block(STORY), block(POINTER, "h2"))
    found.nodes.append(Node("h2", attrs, 0, 1))
    for number in (0, 2):
        found.blocks[number] = Block(POINTER, tag="h2", node=1)
    told = floors_of(found, held(3, news=news))
    assert [floor > 0.5 for floor in told] == [raised, False, False]


@pytest.mark.parametrize(
    ("news", "attrs", "text", "lowered"),
    [
        (1, "articleBody", STORY, True),
        (1, "post__text", STORY, True),
        (1, "cuerpo_noticia", STORY, True),
        (1, "storytext", STORY, True),
        (1, "sidebar-text", STORY, False),
        (1, "articleBody", POINTER, False),
        (0.5, "articleBody", STORY, False),
    ],
)
def test_a_paragraph_in_the_storys_own_element_needs_less_on_a_news_page(
    news: float, attrs: str, text: str, lowered: bool
) -> None:
    own = page(block(text))
    own.nodes[0].attrs = attrs
    assert (floors_of(own, held(1, news=news))[0] < 0.5) is lowered


def headline_at(number: int, rows: int) -> np.ndarray:
    found = held(rows)
    found[number, witness.COLUMNS.index("headline")] = 1
    found[number, witness.COLUMNS.index("headline_share")] = 1
    return found


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_the_headline_and_what_stands_above_it_need_more(tag: str) -> None:
    blocks = page(block("City"), block("Bridge", tag), block(STORY))
    above, headline, below = floors_of(blocks, headline_at(1, 3), 0.5, 0.5, 0.9)
    assert headline > above > below == 0.5


def test_what_repeats_the_headline_below_the_story_is_not_the_headline() -> None:
    blocks = page(block(STORY), block("Bridge", "h1"), block("City"))
    assert floors_of(blocks, headline_at(1, 3), 0.9, 0.5, 0.1) == [0.5] * 3


def test_a_lesser_heading_is_no_headline_where_there_is_an_h1() -> None:
    rows = headline_at(2, 3)
    found = floors_of(page(block("Post", "h1"), block(STORY), block("Bridge", "h2")), rows)
    assert found == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(("news", "raised"), [(1, True), (0.5, False)])
def test_an_aside_on_a_news_page_needs_more(news: float, raised: bool) -> None:
    found = page(block(STORY), block(STORY), block(STORY))
    found.nodes += [Node("aside", "", 0, 1), Node("div", "", 1, 2)]
    found.blocks[1].node = 2
    story, beside, below = floors_of(found, held(3, news=news))
    assert (beside > 0.9) is raised
    assert story == below == 0.5


def test_an_aside_that_holds_the_story_needs_no_more() -> None:
    found = page(block(STORY), block("Ferries sail every twenty minutes"))
    found.nodes.append(Node("aside", "", 0, 1))
    found.blocks[0].node = 1
    assert floors_of(found, held(2, news=1)) == [0.5, 0.5]


def test_a_page_in_which_little_is_likely_has_a_lower_threshold() -> None:
    found = page(block(STORY), block(STORY), block(STORY))
    likely, unlikely = (
        floors_of(found, held(3), 0.9, 0.9, 0.1),
        floors_of(found, held(3), 0.4, 0.4, 0.1),
    )
    assert likely == [0.5] * 3
    assert all(0.1 < floor < 0.4 for floor in unlikely)
    assert floors_of(found, held(3), 0.01, 0.01, 0.01) == [0.1] * 3


@pytest.mark.parametrize(("tag", "kept"), [("li", True), ("p", False)])
def test_a_label_in_a_list_may_be_one_of_its_items(tag: str, kept: bool) -> None:
    found = page(block("React", tag))
    label = [rule for rule in RuleSet.default().rules if rule.id == "share.label"]
    p = np.array([0.85], dtype=np.float32)
    assert decided(found, p, [tuple(label)], [0.5], load()) == [kept]

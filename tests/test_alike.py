"""What blocks together say, after each has been judged for itself."""

import numpy as np

import declutter
from declutter.blocks import Block, Node, Page
from declutter.judge import alike

PARAGRAPHS = [
    "The old bridge over the Tidewater closed on Monday, and nobody in the harbour was surprised.",
    "Engineers had warned the council for nine years that the eastern pier was sinking into the mud.",
    "A new crossing will cost forty million, the council says, twice what it had set aside for it.",
    "Until then a ferry carries people, bicycles and a single ambulance from one bank to the other.",
    "It sails every twenty minutes, and the queue on the western quay reached the fish market at noon.",
    "Shopkeepers on Bridge Street, who have lost half of their trade, asked for their rates to be cut.",
    "The mayor said she would ask for money from the capital before the winter and come back with some.",
    "Nobody has yet found the drawings from 1887 that would tell how deep the western piers are set.",
    "Divers will go down in May, when the river is low and the water clear enough to see a hand in it.",
    "Until they have, she said, no lorry will cross, whatever the bakers and the brewers write to her.",
]


def page_of(*blocks: tuple[str, str, int]) -> Page:
    """A page of blocks (tag, text, which list or column it stands in)."""
    nodes = [Node("body", "", -1, 0)]
    homes = {}
    for _, _, home in blocks:
        if home not in homes:
            homes[home] = len(nodes)
            nodes.append(Node("div", f"home-{home}", 0, 1))
    made = []
    for tag, text, home in blocks:
        nodes.append(Node(tag, "", homes[home], 2))
        made.append(Block(text, tag, len(nodes) - 1))
    return Page(made, nodes)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def kept_of(page: Page, *p: float) -> list[bool]:
    kept = [value >= 0.5 for value in p]
    alike.together(page, np.array(p, dtype=np.float32), [()] * len(p), [0.5] * len(p), kept)
    return kept


def test_an_item_goes_with_its_list():
    page = page_of(*(("li", f"Item {n} of the list", 1) for n in range(4)))
    assert kept_of(page, 0.9, 0.3, 0.8, 0.7) == [True] * 4
    assert kept_of(page, 0.1, 0.6, 0.1, 0.1) == [False] * 4
    assert kept_of(page, 0.9, 0.1, 0.8, 0.7) == [True, False, True, True]


def test_the_beginnings_of_other_stories_are_left():
    excerpts = [("div", text.rstrip(".") + "...", 2) for text in PARAGRAPHS[:4]]
    page = page_of(("p", PARAGRAPHS[5], 1), *excerpts, ("div", PARAGRAPHS[6], 2))
    assert kept_of(page, *([0.9] * 6)) == [True] + [False] * 5
    assert kept_of(page_of(*excerpts[:2]), 0.9, 0.9) == [True, True]


def test_a_heading_goes_with_what_it_heads():
    page = page_of(
        ("p", PARAGRAPHS[0], 1),
        ("h2", "What it costs", 1),
        ("p", PARAGRAPHS[2], 1),
        ("h2", "More from the harbour", 1),
        ("p", PARAGRAPHS[5], 2),
    )
    assert kept_of(page, 0.9, 0.3, 0.9, 0.6, 0.1) == [True, True, True, False, False]
    assert kept_of(page, 0.9, 0.3, 0.9, 0.9, 0.1) == [True, True, True, True, False]


def test_the_heading_of_another_storys_card_is_not_taken_with_the_paragraphs_around():
    nodes = [Node("article", "", -1, 0), Node("p", "", 0, 1), Node("article", "", 0, 1)]
    card = Block("Ferries sail at last", "h3", 2)
    page = Page([Block(" ".join(PARAGRAPHS), "p", 1), card, Block(PARAGRAPHS[0], "p", 1)], nodes)
    assert kept_of(page, 0.9, 0.3, 0.9) == [True, False, True]
    nodes[2].tag = "div"
    assert kept_of(page, 0.9, 0.3, 0.9) == [True, True, True]


def test_a_little_far_below_the_story_is_not_of_it():
    story = [("p", text, 1) for text in PARAGRAPHS]
    noise = [("p", f"Menu {n}", n) for n in range(2, 12)]
    page = page_of(*story, *noise, ("p", "Buy it at our shop today.", 20))
    p = [0.95] * 10 + [0.1] * 10
    assert kept_of(page, *p, 0.7)[-1] is False
    assert kept_of(page, *p, 0.95)[-1] is True


def test_a_story_shown_twice_is_told_once():
    column = paragraphs(PARAGRAPHS)
    html = (
        "<html><body><h1>Old bridge closes</h1>"
        f'<div class="article-wide">{column}</div><div class="article-narrow">{column}</div>'
        "</body></html>"
    )
    assert declutter.clean(html).text.split("\n\n") == PARAGRAPHS


def test_a_story_told_again_in_one_piece_is_told_once():
    flat = " ".join(PARAGRAPHS).replace("mud. A", "mud.A")
    page = page_of(*(("p", text, 1) for text in PARAGRAPHS), ("div", flat, 2))
    assert kept_of(page, *([0.9] * 11)) == [True] * 10 + [False]


def test_one_block_said_twice_is_no_second_copy():
    terms = ("p", " ".join(PARAGRAPHS), 1)
    assert kept_of(page_of(terms, terms), 0.9, 0.9) == [True, True]


def test_the_next_story_below_is_left():
    own, other = PARAGRAPHS[:5], [text.replace("the", "that") for text in PARAGRAPHS]
    html = (
        "<html><head><title>Old bridge closes</title></head><body>"
        f"<article><h1>Old bridge closes</h1>{paragraphs(own)}</article>"
        f"<div><article><h1>Harbour wins the cup</h1>{paragraphs(other)}</article></div>"
        "</body></html>"
    )
    assert declutter.clean(html).text.split("\n\n") == own


def test_what_fails_above_the_headline_is_not_lifted_by_its_list():
    page = page_of(*(("li", f"Line {n} runs late", 1) for n in range(5)), ("p", PARAGRAPHS[0], 2))
    p = np.array([0.7, 0.92, 0.7, 0.7, 0.7, 0.9], dtype=np.float32)
    kept = [False, True, False, False, False, True]
    alike.together(page, p, [()] * 6, [0.9] * 5 + [0.5], kept)
    assert kept == [False, True, False, False, False, True]


def test_a_refrain_stays():
    verses = [line for text in PARAGRAPHS for line in (text, "So sang the ferrymen of Tidewater.")]
    page = page_of(*(("p", text, 1) for text in verses))
    assert kept_of(page, *([0.9] * len(verses))) == [True] * len(verses)

"""What each condition of a rule means, tried on rules and pages written for it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from declutter.blocks import Block, Page
from declutter.rules import Rule, RuleSet
from declutter.segment import segment

PARAGRAPH = "The council voted on Monday to close the old bridge for good, and nobody objected."


def rule(name: str = "ad.test", **conditions: Any) -> Rule:
    kind = name.partition(".")[0]
    return Rule(name, kind, conditions.pop("says", "drop"), **conditions)


def holds(one: Rule, text: str, **page: Any) -> bool:
    block = Block(text, **page.pop("block", {}))
    return bool(RuleSet([one]).alone(Page([block], **({"input": "text"} | page)))[0])


def holds_in(one: Rule, fragment: str) -> bool:
    """Whether the rule holds for the last block of a page's fragment."""
    page = segment(html.fragment_fromstring(fragment, create_parent="body"))
    return bool(RuleSet([one]).alone(page)[-1])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Comments", True),
        ("COMMENTS:", True),
        ("► Comments (12)", True),
        ("3. comments", True),
        ("“Comments”", True),
        ("Comments were made", False),
        ("No comments", False),
        ("12", False),
    ],
)
def test_line_is_the_whole_block_but_for_what_stands_around(text: str, wanted: bool) -> None:
    assert holds(rule(line=("Comments",)), text) is wanted


@pytest.mark.parametrize(
    ("phrase", "text", "wanted"),
    [
        ("Read more", "Read more about it", True),
        ("Read more", "» Read more", False),
        ("Read more", "• READ MORE: the bridge", True),
        ("Read more", "Read moreover", False),
        ("Read more", "He can read more", False),
        ("Don't miss", "Don’t miss the boat", True),
        ("続きを読む", "続きを読むにはログイン", True),
        ("İlgili", "ilgili haberler", True),
    ],
)
def test_starts_is_the_opening_in_whole_words(phrase: str, text: str, wanted: bool) -> None:
    assert holds(rule(starts=(phrase,)), text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ortmann contributed to this report.", True),
        ("It contributed to this reporter", False),
        ("Contributed to this report (in part)", False),
        ("Ana Ortmann precontributed to this report", False),
    ],
)
def test_ends_is_the_ending_in_whole_words(text: str, wanted: bool) -> None:
    assert holds(rule(ends=("contributed to this report",)), text) is wanted


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        (r"^photo by (?-i:\p{Lu})", "PHOTO BY Ana", True),
        (r"^photo by (?-i:\p{Lu})", "photo by ana", False),
        (r"^photo by (?-i:\p{Lu})", "A photo by Ana", False),
        (r"^[^a-z]*(read|see) also", "»» 3 See also", True),
        (r"^\W*\d+ shares$", "– 1,204 — 17 shares", False),
        (r"^\W*\d+ shares$", "— 17 shares", True),
        (r"\bgetty\b", "Ana / Getty", True),
        (r"^фото: \pL+", "ФОТО: Анна", True),
        (r"it's", "it’s", True),
        (r" - ", "a — b", True),
    ],
)
def test_patterns_are_searched_in_folded_text_without_case(
    pattern: str, text: str, wanted: bool
) -> None:
    assert holds(rule(pattern=(pattern,)), text) is wanted


def test_one_text_condition_suffices() -> None:
    one = rule(line=("Ad",), starts=("Sponsored",), ends=("paid post",), pattern=("^promo",))
    assert [holds(one, text) for text in ("Ad", "Sponsored by A", "A paid post", "Promo", "A")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_lengths_count_words_and_pairs_of_characters_in_unspaced_scripts() -> None:
    short = rule(pattern=("a|天",), max_words=4, min_words=2)
    assert [holds(short, text) for text in ("a", "a a", "a a a a", "a a a a a")] == [
        False,
        True,
        True,
        False,
    ]
    assert holds(short, "天" * 6)
    assert not holds(short, "天" * 12)


def test_long_blocks_meet_only_rules_that_allow_them() -> None:
    text = "report " * 50
    assert not holds(rule(pattern=("report",), max_words=40), text)
    assert holds(rule(pattern=("report",), max_words=60), text)
    assert holds(rule(pattern=("^[^a-z]*report",), max_words=60), text)
    assert holds(rule(pattern=("report",)), text)


@pytest.mark.parametrize(
    ("pattern", "attributes", "wanted"),
    [
        ("ad", 'class="ad"', True),
        ("ad", 'class="ad-slot"', True),
        ("ad", 'class="top_ad big"', True),
        ("ad", 'id="adSlot"', True),
        ("ad", 'class="lead"', False),
        ("ad", 'class="adslot"', False),
        ("photo-?credit", 'class="photoCredit"', True),
        ("photo-?credit", 'class="photocredit"', True),
        ("photo-?credit", 'class="article__photo_credit--top"', True),
        ("photo-?credit", 'class="photo big credit"', False),
        (r"wp-\w+x", 'class="wp-lynx"', True),
        (r"wp-\w+x", 'class="my-wp-lynx"', True),
        ("navigation", 'role="navigation"', True),
        ("author", 'itemprop="author"', True),
        ("hidden", 'class="md:hidden"', False),
        ("@hidden", 'aria-hidden="true"', True),
        ("@hidden", 'class="hidden"', False),
    ],
)
def test_class_covers_whole_parts_of_the_words(pattern: str, attributes: str, wanted: bool) -> None:
    assert holds_in(rule(classes=(pattern,)), f"<div {attributes}>Text</div>") is wanted


@pytest.mark.parametrize(("within", "wanted"), [(0, False), (1, False), (2, True), (5, True)])
def test_within_is_how_far_up_class_and_tag_look(within: int, wanted: bool) -> None:
    fragment = '<aside class="box"><div><p>Text</p></div></aside>'
    assert holds_in(rule(classes=("box",), within=within), fragment) is wanted
    assert holds_in(rule(tag=("aside",), within=within), fragment) is wanted


def test_tag_and_class_and_text_must_hold_together() -> None:
    one = rule(tag=("aside",), classes=("box",), line=("Text",))
    assert holds_in(one, '<aside class="box"><p>Text</p></aside>')
    assert not holds_in(one, '<aside class="box"><p>Other</p></aside>')
    assert not holds_in(one, '<aside class="bin"><p>Text</p></aside>')
    assert not holds_in(one, '<div class="box"><p>Text</p></div>')


def test_a_frame_of_the_page_says_nothing_of_a_block() -> None:
    story = f"<p>{PARAGRAPH}</p>" * 40
    one = rule(classes=("ads",))
    assert not holds_in(one, f'<div class="ads">{story}</div>')
    assert holds_in(one, f'<div>{story}<div class="ads"><p>Text</p></div></div>')


def test_a_heading_is_not_judged_by_the_slug_of_its_text() -> None:
    one = rule(classes=("tags",))
    assert not holds_in(one, '<h2 id="how-tags-work">How tags work</h2>')
    assert holds_in(one, '<h2 class="tags-title">Text</h2>')


def test_input_and_languages_and_sites_narrow_a_rule() -> None:
    assert holds(rule(line=("Ad",), input="text"), "Ad")
    assert not holds(rule(line=("Ad",), input="html"), "Ad")
    german = rule(line=("Ad",), languages=("de-AT",))
    assert [holds(german, "Ad", language=code) for code in (None, "de", "de-CH", "en")] == [
        True,
        True,
        True,
        False,
    ]
    local = rule(line=("Ad",), sites=("example.com",))
    addresses = (
        "https://example.com/a",
        "https://news.example.com/",
        "https://notexample.com/",
        None,
    )
    assert [holds(local, "Ad", url=url) for url in addresses] == [True, True, False, False]


def test_patterns_of_other_languages_do_not_hold() -> None:
    german = rule(pattern=("^[^a-z]*foto:", r"\bfoto\b"), languages=("de",))
    assert holds(german, "Foto: Anna", language="de")
    assert not holds(german, "Foto: Anna", language="en")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained.", True),
        ("“It rained.”", True),
        ("(It rained!)", True),
        ("雨が降った。」", True),
        ("It rained", False),
        ("Read more:", False),
    ],
)
def test_sentence_is_how_a_block_ends(text: str, wanted: bool) -> None:
    assert holds(rule(pattern=(".",), sentence=True), text) is wanted
    assert holds(rule(pattern=(".",), sentence=False), text) is not wanted


def test_link_density_is_of_pages_only() -> None:
    linked = rule(pattern=(".",), link_density=(0.5, 1.0))
    assert holds(linked, "abcd", input="html", block={"link_chars": 2})
    assert not holds(linked, "abcd", input="html", block={"link_chars": 1})
    assert not holds(linked, "abcd", input="text", block={"link_chars": 4})


def test_tags_with_an_exclamation_mark_are_left_alone() -> None:
    one = rule(line=("Twitter",), not_tag=("td",))
    assert holds_in(one, "<p>Twitter</p>")
    assert not holds_in(one, "<table><tr><td>Twitter</td></tr></table>")


def in_context(one: Rule, lines: list[str], *, title: str | None = None) -> list[bool]:
    """For each line, whether the rule holds where labels and captions were dropped before."""
    label = rule("byline.label", line=("Written by",))
    caption = rule("caption.file", starts=("File photo",))
    rules = RuleSet([label, caption, one])
    page = Page([Block(line) for line in lines], input="text", title=title)
    alone = rules.alone(page)
    kept = [not hits for hits in alone]
    return [one in hits for hits in rules.in_context(page, alone, kept)]


def test_position_is_told_by_the_sure_paragraphs() -> None:
    lines = ["Monday", PARAGRAPH, "Monday", PARAGRAPH, "Monday"]
    found = [
        in_context(rule(line=("Monday",), position=where), lines)
        for where in ("lead", "body", "tail")
    ]
    assert [holds.index(True) for holds in found] == [0, 2, 4]
    assert [sum(holds) for holds in found] == [1, 1, 1]
    assert in_context(rule(line=("Monday",), position="body"), ["Monday"]) == [True]


def test_the_last_sure_paragraph_may_be_the_authors_biography() -> None:
    biography = "Ann Lee has written about bridges and ferries for this newspaper since 2018."
    one = rule(starts=("Ann Lee",), position="tail")
    assert in_context(one, [PARAGRAPH, biography]) == [False, True]
    assert in_context(one, [PARAGRAPH, biography, PARAGRAPH]) == [False, False, False]
    assert in_context(one, [biography]) == [False]


def test_next_to_looks_at_dropped_neighbours_and_passes_on() -> None:
    name = rule("byline.name", pattern=("(?-i:^[A-Z][a-z]+ [A-Z][a-z]+$)",), next_to=("byline",))
    lines = ["Ana Ortmann", PARAGRAPH, "Tom Okafor", "Mira Patel", "Written by", "Olu Adeyemi"]
    assert in_context(name, lines) == [False, False, True, True, False, True]
    below = rule("byline.name", pattern=("(?-i:^[A-Z][a-z]+ [A-Z][a-z]+$)",), after=("byline",))
    assert in_context(below, lines) == [False, False, False, False, False, True]
    by_id = rule("byline.name", pattern=("Patel",), next_to=("byline.label",))
    assert in_context(by_id, lines) == [False, False, False, True, False, False]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Ferry to sail in May", True),
        ("FERRY TO SAIL IN MAY", True),
        ("The ferry is to sail in May", False),
        ("Ferry", False),
    ],
)
def test_repeats_headline_with_or_without_the_site(line: str, wanted: bool) -> None:
    one = rule("headline.test", repeats="headline")
    for title in ("Ferry to sail in May", "Ferry to sail in May | Tidewater Post"):
        assert in_context(one, [line, PARAGRAPH], title=title)[0] is wanted


def test_repeats_caption_even_if_it_breaks_off() -> None:
    one = rule("caption.alt", repeats="caption")
    lines = ["Ana Ortmann Tom Okafor", "File photo of Ana Ortmann and Tom Okafo", PARAGRAPH]
    assert in_context(one, lines) == [True, False, False]


def test_repeats_block() -> None:
    one = rule("related.twice", repeats="block")
    assert in_context(one, ["Ferry sails", PARAGRAPH, "FERRY SAILS!"]) == [True, False, True]
    quoted = "“to close the old bridge for good”"
    assert in_context(one, [quoted, PARAGRAPH, "the old bridge"]) == [True, False, False]


def test_repeats_a_piece_of_a_longer_block_only() -> None:
    one = rule("related.quote", repeats="piece")
    quoted = "“to close the old bridge for good”"
    assert in_context(one, [quoted, PARAGRAPH, quoted]) == [True, False, True]
    assert in_context(one, [quoted, "Ferry sails", quoted]) == [False, False, False]


def test_the_heads_of_a_table_are_no_labels() -> None:
    one = rule(line=("Category",))
    assert holds_in(one, "<p>Category</p>")
    assert not holds_in(one, "<table><tr><th>Category</th></tr></table>")
    assert holds_in(rule(line=("Category",), classes=("menu",)), "<b class=menu>Category</b>")


@pytest.mark.parametrize(
    "element",
    [
        "<div class=promo-box>Rain fell.</div>",
        "<div data-component=promo-box>Rain fell.</div>",
        "<div data-area=PromoBox>Rain fell.</div>",
        "<promo-box>Rain fell.</promo-box>",
        "<promo-box class=wide><p>Rain fell.</p></promo-box>",
    ],
)
def test_class_holds_whatever_an_element_is_called_by(element: str) -> None:
    assert holds_in(rule(classes=("promo-?box",)), element)
    assert not holds_in(rule(classes=("promo-?box",)), "<div data-note=promo-box>Rain fell.</div>")


def test_select_and_ignore_take_kinds_ids_and_beginnings_of_ids() -> None:
    rules = [rule("ad.label"), rule("ad.slot"), rule("byline.name"), rule("byline.date")]

    def left(**choice: tuple[str, ...]) -> list[str]:
        return [one.id for one in RuleSet(rules, **choice).rules]

    assert left() == ["ad.label", "ad.slot", "byline.name", "byline.date"]
    assert left(select=("ad",)) == ["ad.label", "ad.slot"]
    assert left(select=("ad", "byline.d")) == ["ad.label", "ad.slot", "byline.date"]
    assert left(ignore=("byline",)) == ["ad.label", "ad.slot"]
    assert left(select=("ad",), ignore=("ad.slot",)) == ["ad.label"]


def test_only_the_blocks_asked_for_are_judged() -> None:
    page = Page([Block("Ad"), Block("Ad")], input="text")
    assert [bool(hits) for hits in RuleSet([rule(line=("Ad",))]).alone(page, [False, True])] == [
        False,
        True,
    ]


def test_what_stands_elsewhere_on_the_page_does_not_change_how_a_text_is_read() -> None:
    rules = RuleSet([rule(line=("Ann`s shop",))])
    for other in ("Plain", "Søren"):
        page = Page([Block("Ann's shop"), Block("Ann`s shop"), Block(other)], input="text")
        assert [bool(hits) for hits in rules.alone(page)] == [True, True, False]

"""How much work matching is: linear in the text, and few patterns compiled."""

from __future__ import annotations

import time

import pytest

from declutter.blocks import Block, Node, Page
from declutter.rules import Rule, RuleSet
from declutter.rules.openings import opening, openings, words_of

# What backtracking engines need exponential time for, and what the packs' own patterns begin on.
HOSTILE = [
    "a" * 400,
    "By " + "A" * 300,
    "By " + "Ana " * 75,
    "(" * 300,
    "/" * 300,
    "Home > " * 50,
    "1 " * 200,
    "#a " * 100,
    "Facebook Twitter " * 20,
    "© " * 150,
    "photo " * 60,
    "@" * 300,
    "天" * 300,
]


def seconds(texts: list[str], rules: RuleSet) -> float:
    page = Page([Block(text) for text in texts], input="text", language="en")
    rules.alone(page)  # what is compiled and remembered once is no part of the work
    begun = time.process_time()
    rules.alone(page)
    return time.process_time() - begun


def test_hostile_text_costs_no_more_than_its_length() -> None:
    rules = RuleSet.default()
    usual = seconds(["The council voted to close the old bridge for good. " * 8] * 200, rules)
    for text in HOSTILE:
        # A linear engine stays within a small factor; an exponential one never returns.
        assert seconds([text] * 200, rules) < 40 * usual + 0.2, text[:20]


def test_a_pattern_that_backtracking_chokes_on_is_linear() -> None:
    rules = RuleSet([Rule("ad.x", "ad", "drop", pattern=("^(a+)+$", "(x+x+)+y"))])
    short, long = ("a" * size + "!" for size in (20_000, 200_000))
    assert seconds([long], rules) < 60 * seconds([short], rules) + 0.2


def test_deep_trees_are_looked_up_only_so_far() -> None:
    depth = 100_000
    nodes = [Node("div", "ad" if at == 0 else "", at - 1, at) for at in range(depth)]
    page = Page([Block("Text", tag="div", node=depth - 1)], nodes)
    assert RuleSet([Rule("ad.x", "ad", "drop", classes=("ad",))]).alone(page)[0] == ()


@pytest.mark.parametrize(
    ("pattern", "skip", "texts"),
    [
        ("^(read|see) more", "", {"rea", "see"}),
        ("^[^a-z]*(also |must )?read", "[^a-z]*", {"als", "mus", "rea"}),
        (r"^\W*(\d+ )?likes?$", r"\W*", {"lik", "0 l", "00 ", "000"}),
        (r"^[^a-z]*\(?(ap|afp)\)?$", "[^a-z]*", {"ap", "ap)", "af", "afp"}),
        ("^Fotos?: .*", "", {"fot"}),
        ("^ab?c{2,}", "", {"abc", "acc"}),
        (r"^x\pL+", "", {"x"}),
    ],
)
def test_beginnings_are_read_off_patterns(pattern: str, skip: str, texts: set[str]) -> None:
    found = openings(pattern)
    assert found is not None
    assert found[0] == skip
    # Each text's beginning is known whole or cut where it could go on as anything.
    for text in texts:
        assert any(text.startswith(known) for known in found[1]), text
    assert all(any(known[:1] == text[:1] for text in texts) for known in found[1])


@pytest.mark.parametrize(
    "pattern", ["read", "^.*read", r"^\pL+ read", "^a?[^b]c", "^(a|.)b", "^(a"]
)
def test_patterns_that_can_begin_with_anything_are_known(pattern: str) -> None:
    found = openings(pattern)
    assert found is None or pattern == "^(a"


def test_openings_are_found_after_what_is_skipped() -> None:
    assert opening("»» 3 see also", "[^a-z]*") == "see"
    assert opening("»» 31 likes", r"\W*") == "00 "
    assert opening("…", "[^a-z]*") == ""


def test_words_of_a_pattern_are_written_out_unless_many() -> None:
    assert words_of("sub-?menus?") == {"submenu", "sub-menu", "submenus", "sub-menus"}
    assert words_of("(a|b){2}") == {"aa", "ab", "ba", "bb"}
    assert words_of(r"wp-\w+") is None
    assert words_of("a+") is None

"""How much work matching is: linear in the text, and few patterns compiled."""

from __future__ import annotations

import json
import time

import pytest

from declutter.blocks import Block, Node, Page
from declutter.rules import Rule, RuleSet, table
from declutter.rules.openings import beginnings, openings, words_of

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
    ("pattern", "texts"),
    [
        ("^(read|see) more", {"read m", "see mo"}),
        ("^[^a-z]*(also |must )?read$", {"also r", "must r", "read"}),
        (r"^\W*(\d+ )?like$", {"like", "0 like", "00 lik", "000 li", "0000 l", "00000 ", "000000"}),
        (r"^[^a-z]*\(?(ap|afp)\)?$", {"ap", "ap)", "afp", "afp)"}),
        ("^Fotos?: .*", {"foto: ", "fotos:"}),
        ("^ab?c{2,}$", {"acc", "accc", "acccc", "accccc", "abcc", "abccc", "abcccc"}),
        (r"^x\pL+", {"x"}),
        ("^(?i)read$", {"read"}),
        ("^ads?[:.]", {"ad:", "ad.", "ads:", "ads."}),
        (r"^[bc](?-i:At){1,2}s", {"bats", "cats", "batats", "catats"}),
    ],
)
def test_beginnings_are_read_off_patterns(pattern: str, texts: set[str]) -> None:
    assert openings(pattern) == texts


@pytest.mark.parametrize("pattern", ["read", "^.*read", r"^\pL+ read", "^a?[^b]c", "^(a|.)b"])
def test_patterns_that_can_begin_with_anything_are_known(pattern: str) -> None:
    assert openings(pattern) is None


def test_openings_are_found_after_what_is_skipped() -> None:
    assert beginnings("see also") == {"see al"}
    assert beginnings("»» 3 see also") == {"»» 0 s", "0 see ", "see al"}
    assert beginnings("»» 31 likes") == {"»» 00 ", "00 lik", "likes"}
    assert beginnings("…") == {"…"}
    assert openings(r"""^[^\pL\d"']*(read|see) more""") == {"read m", "see mo"}
    assert "see al" in beginnings("»» - see also")
    assert '"see a' in beginnings('»» "see also"')


def test_words_of_a_pattern_are_written_out_unless_many() -> None:
    assert words_of("sub-?menus?") == {"submenu", "sub-menu", "submenus", "sub-menus"}
    assert words_of("(a|b){2}") == {"aa", "ab", "ba", "bb"}
    assert words_of(r"wp-\w+") is None
    assert words_of("a+") is None


def test_the_table_tells_what_reading_a_pattern_does() -> None:
    rules = RuleSet.default().rules
    for rule in rules:
        assert [table.openings(each) for each in rule.pattern] == list(map(openings, rule.pattern))
        assert [table.words_of(each) for each in rule.classes] == list(map(words_of, rule.classes))


def test_nearly_all_patterns_of_the_packs_are_in_the_table() -> None:
    # New ones are read on the spot: `python -m bench.table` can wait for the next release.
    held = json.loads(table.PATH.read_text(encoding="utf-8"))
    patterns = {each for rule in RuleSet.default().rules for each in rule.pattern}
    assert len(set(map(table.key, patterns)) - set(held[table.BEGINNINGS])) < len(patterns) / 10


def test_what_the_table_does_not_hold_is_read() -> None:
    assert table.openings("^(unheard|unseen) of$") == {"unhear", "unseen"}
    assert table.words_of("un(heard|seen)-of") == {"unheard-of", "unseen-of"}

"""A pack that is wrong says where: the file, the rule and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from declutter.errors import RuleError
from declutter.rules import RuleSet, check_examples, load_packs

GOOD = """
kind = "ad"
[[rule]]
id = "ad.mine"
says = "drop"
line = ["Buy it"]
drop = ["Buy it"]
keep = ["Buy it now, he said."]
"""


def pack(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_pack_is_added_to_those_of_the_package(tmp_path: Path) -> None:
    path = pack(tmp_path, GOOD)
    rules = load_packs([path])
    assert rules[-1].id == "ad.mine"
    assert rules[-1].source == str(path)
    assert rules[-1].max_words == 40
    assert len(rules) == len(load_packs()) + 1
    assert not check_examples(rules[-1:])


def test_a_pack_gives_its_rules_their_kind_language_and_sites(tmp_path: Path) -> None:
    text = GOOD.replace('kind = "ad"', 'language = "de"\nsites = "example.com"')
    rule = load_packs([pack(tmp_path, text)], built_in=False)[0]
    assert (rule.kind, rule.languages, rule.sites) == ("ad", ("de",), ("example.com",))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('line = ["Buy it"]', 'lines = ["Buy it"]', "lines"),
        ('line = ["Buy it"]', "line = 7", "line"),
        ('line = ["Buy it"]', "line = []", "line"),
        ('line = ["Buy it"]', 'line = ["Buy it"]\nmax_words = "3"', "max_words"),
        ('line = ["Buy it"]', 'line = ["Buy it"]\nsentence = "no"', "sentence"),
        ('line = ["Buy it"]', 'line = ["Buy it"]\nposition = "top"', "position"),
        ('line = ["Buy it"]', 'line = ["Buy it"]\nlink_density = [1.0, 0.5]', "link_density"),
        ('line = ["Buy it"]', 'line = ["Buy it"]\ninput = "pdf"', "input"),
        ('says = "drop"', 'says = "remove"', "says"),
        ('says = "drop"', "says = true", "says"),
        ('says = "drop"\n', "", "says"),
        ('drop = ["Buy it"]\n', "", "drop"),
        ('keep = ["Buy it now, he said."]\n', "", "keep"),
        ('id = "ad.mine"', 'id = "mine"', "id"),
        ('kind = "ad"', 'kind = "adverts"', "kind"),
        ('id = "ad.mine"', 'id = "ad.label"', "id"),
    ],
)
def test_the_key_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    path = pack(tmp_path, GOOD.replace(old, new))
    with pytest.raises(RuleError) as raised:
        load_packs([path])
    assert str(path) in str(raised.value)
    assert f"`{key}`" in str(raised.value)


@pytest.mark.parametrize(
    ("condition", "key", "reason"),
    [
        ("pattern = ['^(Buy|Sell']", "pattern", "missing )"),
        ("pattern = ['Buy(?= it)']", "pattern", "invalid perl operator"),
        (r"pattern = ['(\w)\1']", "pattern", "invalid escape"),
        ("class = ['ad)(box']", "class", "unexpected )"),
        ("line = ['***']", "line", "punctuation"),
    ],
)
def test_a_pattern_that_cannot_be_is_told_when_rules_are_compiled(
    tmp_path: Path, condition: str, key: str, reason: str
) -> None:
    path = pack(tmp_path, GOOD.replace('line = ["Buy it"]', condition))
    with pytest.raises(RuleError) as raised:
        RuleSet(load_packs([path]))
    for part in (str(path), "ad.mine", f"`{key}`", reason):
        assert part in str(raised.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("kind = ", "not a TOML file"),
        ('kind = "ad"', "`rule`"),
        (GOOD.replace("kind", "type"), "`type`"),
        ("[[rule]]\nid = 'ad.x'\nsays = 'drop'\ndrop = ['a']\nkeep = ['b']", "no condition"),
    ],
)
def test_a_file_that_is_no_pack_is_named(tmp_path: Path, text: str, part: str) -> None:
    path = pack(tmp_path, text)
    with pytest.raises(RuleError) as raised:
        load_packs([path])
    assert str(path) in str(raised.value)
    assert part in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        load_packs([tmp_path / "none.toml"])


def test_an_example_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    text = GOOD.replace('drop = ["Buy it"]', 'drop = ["Buy it\\nSell it"]')
    rules = load_packs([pack(tmp_path, text)], built_in=False)
    with pytest.raises(RuleError, match="one line must start with"):
        check_examples(rules)

"""The invented sites: their own texts go, their stories stay."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench.learn import given, measure
from bench.sites import OUTLETS, page
from declutter.learn import learn, pack
from declutter.rules import check_examples, load_packs


@pytest.mark.parametrize("outlet", OUTLETS[::2], ids=lambda outlet: outlet.language)
def test_noise_goes_and_the_story_stays(outlet):
    score = measure(outlet, 18)
    assert score.before >= 0.3 * score.planted, "the site's noise must be such that it needs rules"
    assert score.gone >= 0.95, score.left_texts
    assert score.lost_texts == []


def test_as_scraped_text():
    score = measure(OUTLETS[1], 20, as_text=True)
    assert score.before >= 0.3 * score.planted
    assert score.gone >= 0.95, score.left_texts
    assert score.lost_texts == []


def test_rules_hold_for_pages_that_were_not_there():
    score = measure(OUTLETS[3], 20, unseen=10)
    assert score.gone >= 0.95, score.left_texts
    assert score.lost_texts == []


def test_pack_is_sound(tmp_path: Path):
    made = [page(outlet, number) for outlet in OUTLETS[3:6] for number in range(12)]
    path = tmp_path / "learned.toml"
    path.write_text(pack(learn(given(made))), encoding="utf-8")
    built_in = load_packs()
    rules = load_packs([path])[len(built_in) :]
    assert {rule.sites[0] for rule in rules} == {outlet.host for outlet in OUTLETS[3:6]}
    assert not check_examples(rules)
    assert all(rule.drop and rule.keep and rule.says == "drop" for rule in rules)
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    told = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# on ")
    ]
    assert len(told) == len(tables)

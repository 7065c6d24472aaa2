"""The rules that come with the package: each against its own examples, and all together."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from declutter.blocks import Block, Page
from declutter.rules import KINDS, Failure, Rule, RuleSet, check_examples, load_packs
from declutter.rules.pack import BuiltIn

RULES = load_packs()
PACKS = sorted({rule.source for rule in RULES})

# Sentences of stories that hold the words of noise: no rule may drop one, wherever it stands.
STORY = [
    "The company said it would stop selling the advertisement space that it had bought in 2019.",
    "More than two million people subscribe to the newsletter, which is free, the publisher said.",
    "The photo, taken by a neighbour, shows the bridge a minute before it fell into the river.",
    "She told the court that she had shared the video on Facebook without thinking about it.",
    "Comments that the minister made on Tuesday were widely read as a threat to resign.",
    "Read aloud in parliament, the letter caused an uproar that lasted for most of the afternoon.",
    "The copyright case, which began in 2011, has cost both of the companies millions of dollars.",
    "By Friday evening the water had reached the second floor of the hospital in the old town.",
    "Contact with the crew of the ferry was lost shortly after noon, the coast guard said.",
    "Related deaths rose to 41 as crews searched the last of the collapsed houses on the east bank.",
    "In the photo caption, the paper had named the wrong man; it apologised the following day.",
    "Last updated in 1978, the plan has no answer to a flood of this kind, engineers say.",
    "Trending upwards since May, the price of bread is now twice what it was before the war.",
    "He follows her on every tour, and he has kept every ticket since the first night in 1994.",
    "Sign-ups for the scheme opened on Monday and had closed by the time most farmers heard of it.",
    "Sponsored by two senators, the bill would ban the sale of the pesticide within three years.",
    '"Stay informed and stay home," the mayor told residents in a broadcast on Sunday night.',
    "Tags sewn into the coats gave the factory away, the investigators wrote in their report.",
]

# What stands between and around paragraphs in scraped text, with the kind that names it.
NOISE = [
    ("Advertisment", "ad"),
    ("author-image", "byline"),
    ("Updated On", "byline"),
    ("New Update", "byline"),
    ("A file photo of Ana Ortmann and Tom Okafor", "caption"),
    ("By Jane Doe", "byline"),
    ("Jane Doe, Staff Writer", "byline"),
    ("5 min read", "byline"),
    ("Last updated: 3 hours ago", "byline"),
    ("(Photo by Mira Patel/Getty Images)", "caption"),
    ("1 of 12", "caption"),
    ("Subscribe", "subscribe"),
    ("Sign up for our daily newsletter", "subscribe"),
    ("Share on Facebook", "share"),
    ("1.2k shares", "share"),
    ("Read more: Ferry service to resume in May", "related"),
    ("You may also like", "related"),
    ("Tags: ferries, bridges", "tags"),
    ("12 Comments", "comments"),
    ("Leave a Reply", "comments"),
    ("Skip to content", "navigation"),
    ("Home > News > World", "navigation"),
    ("© 2024 Tidewater Post. All rights reserved.", "legal"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "legal"),
    ("Have a tip? Email tips@example.com", "contact"),
]


@pytest.fixture(scope="module")
def failures() -> list[Failure]:
    return check_examples(RULES)


@pytest.mark.parametrize("source", PACKS, ids=lambda source: Path(source).stem)
def test_every_rule_meets_its_own_examples(source: str, failures: list[Failure]) -> None:
    told = [str(failure) for failure in failures if failure.rule.source == source]
    assert not told, "\n".join(told)


def test_rules_of_a_language_are_found_without_reading_the_others() -> None:
    languages = {name for rule in RULES for name in rule.languages}
    for language in (None, "en", *languages):
        wanted = [rule for rule in RULES if rule.is_for(language)]
        assert list(BuiltIn().spoken(language).values()) == wanted
    assert len(languages) >= 25


def test_every_kind_has_rules() -> None:
    assert {rule.kind for rule in RULES} >= KINDS - {"kicker"}


@pytest.mark.parametrize("sentence", STORY)
@pytest.mark.parametrize("language", [None, "en"])
def test_sentences_of_stories_stay(sentence: str, language: str | None) -> None:
    blocks = [Block(line) for line in ("Advertisement", sentence, "By Jane Doe", sentence)]
    page = Page(blocks, input="text", language=language)
    rules = RuleSet.default()
    alone = rules.alone(page)
    context = rules.in_context(page, alone, [False, True, False, True])
    dropped = [rule.id for number in (1, 3) for rule in alone[number] + context[number]]
    assert not [rule.id for rule in RULES if rule.id in dropped and rule.says == "drop"]


@pytest.mark.parametrize(("text", "kind"), NOISE)
def test_noise_is_dropped_by_its_kind(text: str, kind: str) -> None:
    hits = RuleSet.default().alone(Page([Block(text)], input="text", language="en"))[0]
    assert kind in {rule.kind for rule in hits if rule.says == "drop"}


def test_the_default_set_is_compiled_once_and_survives_pickling() -> None:
    rules = RuleSet.default()
    assert RuleSet.default() is rules
    page = Page([Block("Advertisement")], input="text")
    copy = pickle.loads(pickle.dumps(rules))
    assert [rule.id for rule in copy.alone(page)[0]] == [rule.id for rule in rules.alone(page)[0]]


def test_examples_that_fail_are_told() -> None:
    wrong = Rule("ad.x", "ad", "drop", line=("Anzeige",), drop=("Werbung",), keep=("Anzeige",))
    failures = check_examples([wrong])
    assert [(failure.wanted, failure.example) for failure in failures] == [
        ("drop", "Werbung"),
        ("keep", "Anzeige"),
    ]
    assert "ad.x" in str(failures[0])
    assert "does not match" in str(failures[0])

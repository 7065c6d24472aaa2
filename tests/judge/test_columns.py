"""What is computed for many blocks at once is what the definition says of each."""

import numpy as np
import pytest

from declutter.characters import INVISIBLE
from declutter.judge import letters
from declutter.judge.trees import Forest
from declutter.judge.wording import Wording, phrases

TEXTS = [
    "By Ann Lee",
    "7",
    "“We knew,” said the ferry’s captain, Ann Lee, on 3 May 2021. The harbour, built in 1902, was "
    "closed for 12 days; three crews of 40 people cleared it | and nobody was hurt, the mayor's "
    "office said. More boats will come in June 2022 than ever, 300 of them",
    "港は月曜日に開く。市長は「安全だ」と述べた。",
    "© 2021 Harbour Times → all rights reserved",
    "Мост откроют в понедельник, сообщила мэрия.",
    "x²y_z co-op e-mail: ann@example.com",
]


def test_a_forest_answers_as_its_trees_one_by_one():
    rng = np.random.default_rng(7)
    trees, depth = 5, 3
    forest = Forest(
        rng.integers(0, 4, trees * depth),
        rng.random(trees * depth, dtype=np.float32),
        rng.random((trees, 2**depth), dtype=np.float32),
        -1.5,
    )
    rows = rng.random((9, 4), dtype=np.float32)
    for row, odds in zip(rows, forest.log_odds(rows), strict=True):
        expected = forest.bias
        for tree in range(trees):
            asked = range(tree * depth, (tree + 1) * depth)
            answers = [row[forest.columns[q]] > forest.borders[q] for q in asked]
            leaf = sum(1 << place for place, answer in enumerate(answers) if answer)
            expected += forest.values[tree, leaf]
        assert odds == pytest.approx(expected, abs=1e-5)


def test_a_forest_of_no_rows_says_nothing():
    forest = Forest(np.zeros(2, dtype=int), np.zeros(2), np.zeros((1, 4), dtype=np.float32), 0.0)
    assert forest.probability(np.zeros((0, 3), dtype=np.float32)).shape == (0,)


@pytest.mark.parametrize("text", TEXTS)
def test_a_wording_is_the_sum_of_its_phrases(text):
    known = sorted(set().union(*map(phrases, TEXTS)))
    weights = {phrase: 1.0 + number / 7 for number, phrase in enumerate(known)}
    expected = sum(weights[phrase] for phrase in phrases(text))
    assert Wording(weights).score(text) == pytest.approx(expected)
    assert Wording({}).score(text) == 0


def test_phrases_are_of_the_first_and_last_words():
    found = phrases("Rain fell in 1902, and " + "it fell on " * 30 + "the harbour of 1903")
    assert {"^rain", "^rain fell", "fell in", "in 0", "and", "harbour$", "0$"} <= found
    assert not {"harbour", "1902", "1903$", "of 0"} & found


@pytest.mark.parametrize("text", TEXTS)
def test_characters_are_counted_in_their_own_text(text):
    count = letters.counts(["a, B", text, "0. 中"])
    place = {name: int(each[1]) for name, each in count.items()}
    assert place["0"] == sum(char in "0123456789" for char in text)
    assert place[" "] == text.count(" ")
    assert place["中"] == sum("\u3040" <= char <= "\u9fff" for char in text)


def test_joiners_stay_between_letters_that_they_shape():
    assert INVISIBLE.sub("", "می\u200cخواهم") == "می\u200cخواهم"
    assert INVISIBLE.sub("", "\u200cab\u200d\u200dc\u00ad\u200b \u200dم") == "abc م"

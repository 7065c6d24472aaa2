import unicodedata

import pytest

from bench import scores

TRUTH = " ".join(f"word{n}" for n in range(200))


def test_shares_of_four_grams():
    truth = scores.words("the ferry left the harbour at dawn")
    output = scores.words("Menu the ferry left the harbour")
    # 4-grams: 4 in the truth, 3 in the output, 2 of them in both.
    shares = scores.shares(truth, output)
    assert shares == scores.Shares(2 / 5, 1 / 5, 2 / 5)
    assert shares.precision == pytest.approx(2 / 3)
    assert shares.recall == pytest.approx(2 / 4)


def test_the_same_four_gram_counts_as_often_as_it_stands():
    shares = scores.shares(list("abcd"), list("abcdabcd"))
    assert (shares.found, shares.foreign) == (1 / 5, 4 / 5)


def test_case_counts_for_four_grams_and_not_for_words():
    score = scores.score("The ferry left early", "the ferry left early")
    assert score.f1 == 0.0
    assert score.word_f1 == 1.0
    assert not score.exact


def test_punctuation_and_encoding_of_letters_do_not_count():
    truth = "Käthe Möller, 41, fährt."
    assert scores.score(truth, unicodedata.normalize("NFD", "Käthe Möller 41 fährt")).exact


def test_clean_and_whole_allow_one_percent():
    one_more = scores.score(TRUTH, TRUTH + " extra")
    assert (one_more.clean, one_more.whole, one_more.exact) == (True, True, False)
    noisy = scores.score(TRUTH, TRUTH + " sign up for our newsletter")
    assert (noisy.clean, noisy.whole) == (False, True)
    short = scores.score(TRUTH, TRUTH.removesuffix("word197 word198 word199"))
    assert (short.clean, short.whole) == (True, False)


def test_no_output_misses_everything():
    score = scores.score(TRUTH, "")
    assert score.shares == scores.Shares(0.0, 0.0, 1.0)
    assert score.shares.precision is None
    assert (score.whole, score.word_f1, score.f1) == (False, 0.0, 0.0)


def test_f1_of_a_set_is_of_mean_precision_and_recall():
    pages = [scores.score(TRUTH, TRUTH), scores.score(TRUTH, "")]
    summary = scores.summarise(pages)
    # The page without output has no precision, and a recall of 0.
    assert (summary.precision, summary.recall) == (1.0, 0.5)
    assert summary.f1 == pytest.approx(2 / 3)
    assert summary.exact == 0.5
    assert summary.kept is None


def test_snippets_are_counted_over_all_pages():
    first = scores.score(TRUTH, "The ferry — left", kept=["the ferry left"], leaked=["Sign in"])
    second = scores.score(TRUTH, "Sign in, please", kept=["a", "b"], leaked=["sign in pl"])
    summary = scores.summarise([first, second])
    assert summary.kept == pytest.approx(1 / 3)
    assert summary.leaked == pytest.approx(1 / 2)


def test_a_snippet_begins_at_a_word():
    assert scores.contains(scores.folded("an office"), "office")
    assert not scores.contains(scores.folded("a postoffice"), "office")


def test_auc():
    assert scores.auc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert scores.auc([0.1, 0.9], [True, False]) == 0.0
    assert scores.auc([0.5, 0.5, 0.5], [True, False, False]) == 0.5
    assert scores.auc([0.5, 0.6], [True, True]) is None

from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from bench import diff
from bench.diff import pieces
from declutter.article import Article
from declutter.parts import Metadata, Removal, TextBlock

TRUTH = "The ferry left at dawn.\n\nNobody was on the quay.\n\nIt returns on Friday with mail."


def test_lost_and_leaked_blocks_name_what_decided():
    article = Article(
        blocks=(
            TextBlock("The ferry left at dawn.", where="/p[1]"),
            TextBlock("Sign up for harbour news", where="/div[2]", reasons=("length +0.4",)),
            TextBlock("It returns on Friday with mail.", where="/p[3]"),
        ),
        removed=(
            Removal("caption", "caption.credit", "Photo: Ines Tolland", "/figure"),
            Removal("byline", "byline.role", "Nobody was on the quay.", "/p[2]", ("class role",)),
        ),
    )
    found = pieces(TRUTH, article)
    assert [(piece.kind, piece.text) for piece in found if piece.kind == "same"] == [
        ("same", "The ferry left at dawn."),
        ("same", "It returns on Friday with mail."),
    ]
    [lost] = [piece for piece in found if piece.kind == "lost"]
    assert lost.text == "Nobody was on the quay."
    assert (lost.whole, lost.cause, lost.where) == (True, "byline: byline.role", "/p[2]")
    assert lost.reasons == ("class role",)
    [leaked] = [piece for piece in found if piece.kind == "leaked"]
    assert leaked.text == "Sign up for harbour news"
    assert (leaked.cause, leaked.reasons) == ("kept as paragraph", ("length +0.4",))


def test_a_part_of_a_block_is_told_from_a_whole_one():
    article = Article(
        blocks=(
            TextBlock("PORT LARROW The ferry left at dawn."),
            TextBlock("Nobody was on the quay."),
            TextBlock("It returns on Friday with mail."),
        )
    )
    [first] = [piece for piece in pieces(TRUTH, article) if piece.kind != "same"]
    assert (first.kind, first.text, first.whole) == ("leaked", "PORT LARROW", False)


def test_lost_text_that_was_never_judged_says_so():
    [first, *_] = [p for p in pieces(TRUTH, Article()) if p.kind == "lost"]
    assert first.cause == "in no block that was judged"


def test_the_same_text_has_no_differences():
    article = Article(blocks=tuple(TextBlock(line) for line in TRUTH.split("\n\n")))
    assert {piece.kind for piece in pieces(TRUTH, article)} == {"same"}


def test_the_command_shows_scores_metadata_and_pieces(
    mini_corpus: Path, monkeypatch: pytest.MonkeyPatch
):
    article = Article(
        blocks=(TextBlock("Copyright Larrow Courier", reasons=("length +0.4",)),),
        metadata=Metadata(title="Another headline", sources={"title": "og"}),
    )
    fake = SimpleNamespace(clean=lambda html, url, input: article)
    monkeypatch.setattr(diff, "cleaner", lambda folds, fold: fake)
    result = CliRunner().invoke(diff.app, [str(mini_corpus), "b1"])
    assert result.exit_code == 0, result.output
    assert "F1 0.000" in result.output
    assert "'Another headline' (from og)" in result.output
    assert "snippet leaked  Copyright Larrow" in result.output
    assert "lost  Work begins in March" in result.output
    assert "length +0.4" in result.output


def test_a_page_that_is_not_there_is_a_usage_error(mini_corpus: Path):
    result = CliRunner().invoke(diff.app, [str(mini_corpus), "zz"])
    assert result.exit_code == 2
    assert "no page zz" in result.output

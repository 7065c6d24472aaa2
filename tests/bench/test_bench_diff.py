from bench.diff import pieces
from declutter.article import Article
from declutter.parts import Removal, TextBlock

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

from declutter.article import Article
from declutter.parts import TextBlock
from tests.render.stories import EMPTY, HARBOUR


def test_blocks_are_parted_by_blank_lines_and_joined_ones_by_newlines():
    article = Article(
        blocks=(
            TextBlock("One."),
            TextBlock("Two."),
            TextBlock("Three.", joined=True),
            TextBlock(""),
            TextBlock("Four."),
        )
    )
    assert article.text == article.to_text() == "One.\n\nTwo.\nThree.\n\nFour."


def test_no_blocks_no_text():
    assert EMPTY.text == ""


def test_nothing_but_the_story_is_in_the_text():
    assert "Advertisment" not in HARBOUR.text
    assert "Rails: 40 million\nSteel\nStops: 12 million\n\nVote\nBuild" in HARBOUR.text

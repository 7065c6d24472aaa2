import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from declutter.article import Article
from declutter.parts import Metadata, TextBlock
from tests.render.stories import EMPTY, HARBOUR

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def split(markdown: str) -> tuple[dict, str]:
    _, front, body = re.split(r"^---$", markdown, maxsplit=2, flags=re.M)
    return yaml.safe_load(front), body.strip("\n")


def body(*blocks: TextBlock) -> str:
    return split(Article(blocks=blocks).to_markdown())[1]


def read(markdown: str) -> list[tuple[str, str]]:
    """The leaf blocks that a CommonMark reader sees: (innermost element, its text)."""
    found, open_tags = [], []
    for token in READER.parse(markdown):
        if token.nesting == 1:
            open_tags.append(token.tag)
        elif token.nesting == -1:
            open_tags.pop()
        elif token.type == "inline":
            text = "".join(
                "\n" if child.type in ("hardbreak", "softbreak") else child.content
                for child in token.children
                if child.type not in ("link_open", "image")
            )
            found.append((open_tags[-1], text))
        elif token.type != "inline":
            found.append((token.type, token.content))
    return found


def test_the_whole_story():
    front, text = split(HARBOUR.to_markdown())
    assert front == {
        "title": 'Council: "yes" to the tram # finally',
        "authors": ["Ada Lindqvist", "No"],
        "published": "2024-11-14T10:00:00+01:00",
        "tags": ["tram", "null", "1e3"],
        "language": "en",
        "url": "https://ex.test/tram",
        "paywalled": False,
        "confidence": 0.9123,
    }
    assert text == (
        "The old quay goes, the tram comes.\n\n"
        "OSTERHAVN — The council [voted](https://ex.test/vote?a=1&b=2) **14 to 9** on *Tuesday*."
        "\n\n## What it costs\n\n"
        "- Rails: 40 million\n  - Steel\n- Stops: 12 million\n\n"
        "1) Vote\n2) Build\n\n"
        '> "We waited forty years."\n>\n> And another ten.\n\n'
        "| Year | Passengers |\n| --- | --- |\n| 2023 | 1 \\| 2 million |\n\n"
        "````\nprint('```')\n````\n\n"
        "Grey is the water,  \ngrey is the sky"
    )


def test_an_empty_article_is_front_matter_alone():
    assert EMPTY.to_markdown() == "---\nconfidence: 0.0\n---"


def test_the_standfirst_is_metadata_when_the_story_does_not_open_with_it():
    article = Article(blocks=(TextBlock("A."),), metadata=Metadata(standfirst="So: it begins"))
    assert split(article.to_markdown())[0]["standfirst"] == "So: it begins"


@settings(deadline=None)
@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_any_metadata_survives_yaml(title, tags):
    article = Article(metadata=Metadata(title=title, tags=tuple(tags)))
    front, _ = split(article.to_markdown())
    controls = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
    assert front.get("title", "") == controls.sub("", title)
    assert front.get("tags", []) == [controls.sub("", tag) for tag in tags]


MARKUP = st.text(alphabet=st.sampled_from("ab1 .)(*_~`#<>[]!&;:|-+=\\/\"'é“”x€\u00a0"), max_size=40)


@settings(max_examples=600, deadline=None)
@given(st.lists(MARKUP, min_size=1, max_size=3))
def test_any_text_reads_as_itself(lines):
    texts = [" ".join(line.split(" ")).strip() for line in lines]
    texts = [re.sub(" +", " ", text) for text in texts if text.strip()]
    shown = read(body(*(TextBlock(text) for text in texts)))
    assert shown == [("p", text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(MARKUP, st.sampled_from(["heading", "list_item", "quote", "table_row", "verse", "code"]))
def test_any_text_keeps_to_its_block(text, kind):
    text = re.sub(" +", " ", text).strip()
    if not text.strip():
        return
    shown = read(body(TextBlock("before"), TextBlock(text, kind, 1), TextBlock("after")))
    assert shown[0] == ("p", "before")
    assert shown[-1] == ("p", "after")
    assert len(shown) == 3
    assert shown[1][1].strip() == text


RUNS = st.lists(
    st.tuples(
        MARKUP.filter(str.strip),
        st.sampled_from(
            ["{}", "<em>{}</em>", "<b>{}</b>", "<b><em>{}</em></b>", "<code>{}</code>"]
        ),
        st.sampled_from([None, "https://ex.test/a(b)?c=1&copy;2"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=600, deadline=None)
@given(RUNS)
def test_any_inline_markup_keeps_the_text(pieces):
    from html import escape

    html = "".join(
        shape.format(escape(text))
        if href is None
        else f'<a href="{escape(href)}">{shape.format(escape(text))}</a>'
        for text, shape, href in pieces
    )
    text = re.sub(" +", " ", "".join(text for text, _, _ in pieces)).strip()
    shown = read(body(TextBlock(text, html=html)))
    assert [kind for kind, _ in shown] == ["p"]
    assert shown[0][1].strip() == text


def test_emphasis_is_emphasis_and_links_are_links():
    html = (
        'He <em>did</em> <b>so</b>, says <a href="/a b">the “<i>Post</i>”</a>!<a href="/n">now</a>'
    )
    block = TextBlock("He did so, says the “Post”!now", html=html)
    assert READER.render(body(block)) == (
        '<p>He <em>did</em> <strong>so</strong>, says <a href="/ab">the “<em>Post</em>”</a>!'
        '<a href="/n">now</a></p>\n'
    )


def test_lists_nest_and_neighbouring_lists_stay_apart():
    item = lambda text, level=1, joined=True, ordered=False: TextBlock(  # noqa: E731
        text, "list_item", level, joined=joined, ordered=ordered
    )
    html = READER.render(
        body(
            item("a", joined=False),
            item("b", 2, ordered=True),
            item("c", 3),
            item("d", 2, ordered=True),
            item("e"),
            item("f", joined=False),
        )
    )
    assert re.sub(r"\s", "", html) == (
        "<ul><li>a<ol><li>b<ul><li>c</li></ul></li><li>d</li></ol></li><li>e</li></ul>"
        "<ul><li>f</li></ul>"
    )


def test_lines_of_one_paragraph_stay_lines():
    assert body(TextBlock("Q: Why?"), TextBlock("- Because.", joined=True)) == (
        "Q: Why?  \n\\- Because."
    )


def test_a_list_goes_on_after_a_paragraph_in_it():
    blocks = (
        TextBlock("a", "list_item", 1, ordered=True),
        TextBlock("More on a."),
        TextBlock("b", "list_item", 1, ordered=True, joined=True),
        TextBlock("The end."),
        TextBlock("c", "list_item", 1, ordered=True),
    )
    assert body(*blocks) == "1. a\n\nMore on a.\n\n2. b\n\nThe end.\n\n1. c"
    html = Article(blocks=blocks).to_html()
    assert '<ol start="2">\n<li>b' in html
    assert html.count("<ol>") == 2

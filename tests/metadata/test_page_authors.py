"""Who wrote a story, where several places of the page name people."""

import pytest

from tests.metadata.pages import HEADLINE, LEAD, page, resolve

STORY = f"<p>{LEAD}</p>"
TITLE = "Ferry returns to the islands"


def authors(body, **more):
    return resolve(page(HEADLINE + body, **more)).authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            '<p>By <a href="/author/nora">Nora Lindqvist</a>, DVM. Reviewed by '
            '<a href="/author/ole">Ole Brandt</a>, DVM</p>',
            ("Nora Lindqvist",),
        ),
        (
            '<div class="author"><span>Dec 17, 2023</span><span>Nora Lindqvist</span></div>',
            ("Nora Lindqvist",),
        ),
        (
            "<div><span>By</span><span>Nora Lindqvist</span> <time>December 8</time>"
            "<time>December 8</time></div>",
            ("Nora Lindqvist",),
        ),
        ("<p>by nora lindqvist</p>", ("Nora Lindqvist",)),
        ("<p>By steering on compass, you find the islands in any weather and any season.</p>", ()),
        (
            "<p>Written By</p><p>I came to the islands in 2015 and never looked back. I want to "
            "share the best of them with everybody who has never been to sea in their life.</p>",
            (),
        ),
    ],
    ids=["reviewer", "date touches", "dates touch", "small", "running text", "label before text"],
)
def test_line_of_the_byline(byline, names):
    assert authors(byline + STORY) == names


def test_outlet_in_the_byline_is_no_second_author():
    ld = {"@type": "NewsArticle", "headline": TITLE, "author": "Nora Lindqvist"}
    byline = '<p class="byline">by Nora Lindqvist, Harbour Post</p>'
    assert authors(byline + STORY, ld=ld) == ("Nora Lindqvist",)


def test_meta_with_all_authors_beats_meta_with_the_first():
    head = '<meta name="author" content="Nora Lindqvist">'
    more = "".join(
        f'<meta name="citation_author" content="{name}">'
        for name in ("Nora Lindqvist", "Ole Brandt", "Jan Vester")
    )
    assert authors(STORY, head=head + more) == ("Nora Lindqvist", "Ole Brandt", "Jan Vester")
    others = '<meta name="citation_author" content="Ole Brandt">'
    assert authors(STORY, head=head + others) == ("Nora Lindqvist",)


@pytest.mark.parametrize(
    "style", ['style="text-align: right"', 'style="color:red;TEXT-ALIGN:right;"', 'align="right"']
)
def test_name_set_to_the_right_signs_the_story(style):
    ld = {"@type": "NewsArticle", "headline": TITLE, "author": "Harbour Post"}
    signature = f"<p {style}><strong>Nora Lindqvist</strong></p>"
    assert authors(STORY + signature, ld=ld) == ("Nora Lindqvist",)
    assert authors(STORY + f"<p {style}>The ferry is back</p>", ld=ld) == ("Harbour Post",)


def test_author_linked_below_the_headline_beats_credits_far_below():
    linked = '<a href="/author/nora"><div>Nora Lindqvist</div></a>'
    credit = "<p>New in this release</p>" * 8 + "<p>Author: Ole Brandt</p>"
    assert authors(linked + STORY + credit) == ("Nora Lindqvist",)
    near = "<p>Author: Ole Brandt</p>"
    assert authors(near + linked + STORY) == ("Ole Brandt",)

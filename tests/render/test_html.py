from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declutter import render
from declutter.article import Article
from declutter.parts import Metadata, TextBlock
from tests.render.stories import EMPTY, HARBOUR

ALLOWED = {"article", "header", "h1", "h2", "h3", "h4", "h5", "h6", "p", "time", "ul", "ol", "li"}
ALLOWED |= {"blockquote", "table", "tr", "td", "pre", "code", "a", "strong", "em", "s", "sub"}
ALLOWED |= {"sup", "br"}


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_the_whole_story():
    assert HARBOUR.to_html() == (
        '<article lang="en">\n<header>\n'
        "<h1>Council: &quot;yes&quot; to the tram # finally</h1>\n"
        '<p class="byline">Ada Lindqvist, No</p>\n'
        '<p><time datetime="2024-11-14T10:00:00+01:00">2024-11-14T10:00:00+01:00</time></p>\n'
        "</header>\n"
        '<p class="standfirst">The old quay goes, the tram comes.</p>\n'
        '<p>OSTERHAVN — The council <a href="https://ex.test/vote?a=1&amp;b=2">voted</a> '
        "<strong>14 to 9</strong> on <em>Tuesday</em>.</p>\n"
        "<h2>What it costs</h2>\n"
        "<ul>\n<li>Rails: 40 million\n<ul>\n<li>Steel</li></ul></li>\n<li>Stops: 12 million</li>"
        "</ul>\n<ol>\n<li>Vote</li>\n<li>Build</li></ol>\n"
        '<blockquote>\n<p>"We waited forty years."</p>\n<p>And another ten.</p>\n</blockquote>\n'
        "<table>\n<tr><td>Year</td><td>Passengers</td></tr>\n"
        "<tr><td>2023</td><td>1 | 2 million</td></tr>\n</table>\n"
        "<pre><code>print('```')</code></pre>\n"
        '<p class="verse">Grey is the water,<br>\ngrey is the sky</p>\n'
        "</article>"
    )


def test_an_empty_article():
    assert EMPTY.to_html() == "<article>\n</article>"


@pytest.mark.parametrize(
    ("html", "text", "shown"),
    [
        ('<a href="javascript:alert(1)">here</a>', "here", "here"),
        ('<a href=" java\nscript:x">here</a>', "here", "here"),
        ('<a href="javascript&colon;x">here</a>', "here", "here"),
        ('<a href="data:text/html,x">here</a>', "here", "here"),
        ('<a href="/a" onclick="x()">here</a>', "here", '<a href="/a">here</a>'),
        ("<script>x()</script>here", "here", "here"),
        ("<img src=x onerror=y>here", "here", "here"),
        ('<span style="x"><b>he</b>re</span>', "here", "<strong>he</strong>re"),
        ("<b>one <i>two</b> three</i>", "one two three",
         "<strong>one </strong><strong><em>two</em></strong><em> three</em>"),
        ("<b>never closed", "never closed", "<strong>never closed</strong>"),
        ("1 &lt; 2 &amp; <em>3</em>", "1 < 2 & 3", "1 &lt; 2 &amp; <em>3</em>"),
        ("says something else", "the <b>story</b>", "the &lt;b&gt;story&lt;/b&gt;"),
        ("H<sub>2</sub>O", "H2O", "H<sub>2</sub>O"),
        ("one<br>two", "one\ntwo", "one<br>\ntwo"),
    ],
)  # fmt: skip
def test_inline_html_is_sanitised_and_says_what_the_text_says(html, text, shown):
    article = Article(blocks=(TextBlock(text, html=html),))
    assert article.to_html() == f"<article>\n<p>{shown}</p>\n</article>"


@settings(deadline=None)
@given(st.text(), st.text(alphabet=st.sampled_from("<>abi/ ='\"&;!-scriptonerror:"), max_size=60))
def test_no_text_becomes_markup(text, html):
    article = Article(
        blocks=(TextBlock(text, html=html), TextBlock(html, html=html), TextBlock(html, "code")),
        metadata=Metadata(title=html, authors=(text,), language=html, published=html),
    )
    for tag, attributes in Elements(article.to_html()).tags:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "class", "lang", "dir", "datetime"}


def test_a_document_holds_every_article_and_names_its_encoding():
    arabic = Article(blocks=(TextBlock("قال الوزير"),), metadata=Metadata(language="ar-EG"))
    page = render.to_document([HARBOUR, arabic])
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert page.count("<article") == 2
    assert '<article lang="ar-EG" dir="rtl">' in page
    assert "<title>Council: &quot;yes&quot; to the tram # finally</title>" in page


def test_a_thousand_nested_elements_are_no_matter():
    deep = "<em>" * 100_000 + "x" + "</em>" * 100_000
    assert "<p><em>x</em></p>" in Article(blocks=(TextBlock("x", html=deep),)).to_html()

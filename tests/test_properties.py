"""What holds of every input: nothing invented, nothing changed twice, no error but our own."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import declutter
from declutter import DeclutterError
from tests.show_fixture import fixtures

PAGES = [fixture for fixture in fixtures() if fixture.page.name == "page.html" and fixture.expected]
QUICK = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)

SENTENCES = [
    "The council met on Monday to vote on the bridge, and the mayor said that it would open soon.",
    "“We could have waited another winter,” said Paul Denholm, who leads the engineers.",
    "She said that nobody would subscribe to such a plan after what had happened in 1998.",
    "Der Rat hat am Montag mit einer Stimme Mehrheit für den Umbau der Färberei gestimmt.",
    "Le conseil a voté lundi soir, à une voix près, la réouverture de la boulangerie du village.",
    "列車が来なくなって10年になる駅の待合室で、黒板の時刻表が毎朝書き換えられている。",
    "وقال المعلم المتقاعد إنه احتفظ بالمفتاح طوال هذه السنوات في علبة الشاي القديمة.",
    "Каждое утро без четверти восемь над городом раздаётся низкий удар колокола.",
]
NOISE = [
    "Advertisement", "By Ann Lee", "Updated On", "Read more: Rain closes the school", "Share",
    "Subscribe to our newsletter", "Tags:", "3 Comments", "© 2024 Example News", "Photo: A. Lee",
    "Anzeige", "Publicité", "広告", "إعلان", "Реклама", "* * *", "-", "1.", "…", "14 May 2024",
]  # fmt: skip

lines = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(NOISE),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
)
texts = st.lists(lines, max_size=14).map(lambda some: "\n\n".join(some))
tags = st.sampled_from(
    ["p", "div", "span", "h1", "h2", "li", "ul", "td", "table", "figure", "figcaption", "aside",
     "article", "nav", "blockquote", "pre", "b", "a", "section", "br", "time", "button"]
)  # fmt: skip
classes = st.sampled_from(
    ["", "article-body", "byline", "caption", "ad", "related", "share", "paywall", "x", "comments"]
)
leaves = lines.map(html.escape)
trees = st.recursive(
    leaves,
    lambda inner: st.tuples(tags, classes, st.lists(inner, max_size=4)).map(
        lambda it: f'<{it[0]} class="{it[1]}">{" ".join(it[2])}</{it[0]}>'
    ),
    max_leaves=14,
)
pieces = st.one_of(trees, st.sampled_from(SENTENCES).map(lambda line: f"<p>{line}</p>"))
pages = st.lists(pieces, min_size=1, max_size=14).map(
    lambda body: (
        "<!doctype html><html><head><title>Bridge vote</title></head><body><h1>Bridge vote</h1>"
        f"<article>{''.join(body)}</article></body></html>"
    )
)


@QUICK
@given(texts)
def test_cleaning_clean_text_changes_nothing(text):
    once = declutter.clean(text, input="text").text
    assert declutter.clean(once, input="text").text == once


@QUICK
@given(texts)
def test_text_is_never_invented(text):
    article = declutter.clean(text, input="text")
    _assert_runs_of(article, text)


@QUICK
@given(pages)
def test_page_text_is_never_invented(page):
    article = declutter.clean(page, input="html")
    _assert_runs_of(article, _text_of(page))


@pytest.mark.parametrize("fixture", PAGES, ids=lambda fixture: fixture.name)
def test_fixture_text_is_never_invented(fixture):
    article = fixture.article
    source = declutter.source.decode(fixture.page.read_bytes())
    _assert_runs_of(article, _text_of(source))


@QUICK
@given(st.one_of(st.binary(max_size=400), pages.map(str.encode), texts.map(str.encode)), st.data())
def test_no_bytes_raise_anything_but_our_errors(data, choose):
    at = choose.draw(st.integers(0, len(data)))
    spoilt = data[:at] + choose.draw(st.binary(max_size=8)) + data[at:]
    for kind in ("auto", "html", "text"):
        try:
            article = declutter.clean(spoilt, input=kind)
        except DeclutterError:
            continue
        assert 0 <= article.confidence <= 1
        assert article.text or article.note
        article.to_json()
        article.to_markdown()
        article.to_html()


@QUICK
@given(pages)
def test_the_same_page_gives_the_same_article(page):
    assert declutter.clean(page, input="html") == declutter.clean(page, input="html")


class _Text(HTMLParser):
    """All that a page can show: its text, and what scripts and templates hold."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []

    def handle_starttag(self, tag, attrs):
        if tag in _BREAKS:
            self.pieces.append(" ")

    handle_endtag = handle_startendtag = lambda self, tag, attrs=None: self.handle_starttag(tag, ())

    def handle_data(self, data):
        self.pieces.append(data)


_BREAKS = frozenset(
    "br p div li td th tr h1 h2 h3 h4 ul ol table blockquote section article".split()
)
_IGNORED = re.compile("[\\s\u200b-\u200d\u2060\ufeff\u00ad\x00-\x1f\x7f]+")


def _text_of(page):
    parser = _Text()
    parser.feed(page)
    parser.close()
    return "".join(parser.pieces)


def _squeezed(text):
    return _IGNORED.sub("", text.replace("\\n", "").replace('\\"', '"'))


def _assert_runs_of(article, source):
    whole = _squeezed(source)
    for block in article.blocks:
        for run in re.split(r"[\t\n]", block.text):
            assert _squeezed(run) in whole
    for removal in article.removed:
        assert _squeezed(removal.text) in whole

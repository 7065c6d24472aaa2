"""Sources that are not what they should be: each ends in a result that says so, or one InputError."""

import json
import re
import resource
import time

import pytest

import declutter
from declutter import DeclutterError, InputError

LINES = [
    "The council met on Monday to vote on the bridge, and the mayor said it would be open by spring.",
    "Engineers had found in February that two of the bearings under the deck no longer moved.",
    "Half of the traders on Mill Street told the meeting that they would rather wait a year.",
    "“We could have waited another winter,” said Paul Denholm, who leads the council’s engineers.",
    "The work will cost £1.9 million, of which more than half comes from the roads fund.",
    "A second vote, on the name of the bridge, was put off until the first meeting in May.",
]
STORY = "".join(f"<p>{line}</p>\n" for line in LINES)
TEXT = "\n\n".join(LINES)


def page(body=STORY, head=""):
    return (
        f"<!doctype html><html lang='en'><head><title>Bridge vote</title>{head}</head>"
        f"<body><h1>Bridge vote</h1>{body}</body></html>"
    )


def ld(text):
    return page(head=f'<script type="application/ld+json">{text}</script>')


def within(seconds, source):
    """Clean a source, failing if it takes longer than any reader would wait."""
    start = time.process_time()
    article = declutter.clean(source)
    assert time.process_time() - start < seconds
    return article


@pytest.mark.parametrize(
    "source",
    ["", b"", "  \n\t ", b"\n", "\ufeff", "<html></html>", "<html><!-- nothing --></html>",
     "<html><head><title>Empty</title></head></html>",
     "<html><frameset cols='*'><frame src='a.html'></frameset></html>"],
)  # fmt: skip
def test_nothing_to_clean_says_so(source):
    article = declutter.clean(source)
    assert article.text == ""
    assert article.confidence == 0
    assert re.search(r"no (article|story) was found", article.note)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, id="png"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 40, id="zip"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", id="pdf"),
        pytest.param(b"\x1f\x8b\x08\x00" + bytes(range(256)), id="gzip"),
        pytest.param(bytes(i * 7919 % 256 for i in range(20_000)), id="noise"),
        pytest.param(b"\0" * 5000, id="nul"),
    ],
)
def test_binary_data_is_refused(source):
    with pytest.raises(InputError, match="binary"):
        declutter.clean(source)


@pytest.mark.parametrize("source", [None, 5, ["<p>"], {"html": "<p>"}, object()])
def test_wrong_types_are_refused(source):
    with pytest.raises(InputError, match=type(source).__name__):
        declutter.clean(source)


def test_input_error_is_one_of_the_family():
    assert issubclass(InputError, DeclutterError)


def test_too_large_is_refused():
    with pytest.raises(InputError, match=r"larger than 100 bytes"):
        declutter.clean(page(), config=declutter.Config(max_bytes=100))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(page()[: -len("</body></html>")], id="no end"),
        pytest.param(page() + '<a href="http://x', id="in a tag"),
        pytest.param(page() + "<p", id="in a name"),
        pytest.param(page() + "<!-- never closed " + STORY, id="in a comment"),
        pytest.param(page() + "<script>var a = '" + STORY, id="in a script"),
        pytest.param(page().replace("</p>", ""), id="no end tags"),
        pytest.param(page().replace("<body>", "").replace("<html lang='en'>", ""), id="no body"),
        pytest.param(
            page().replace("bridge", "br\0idge").replace("br\0idge", "bridge\0"), id="nul"
        ),
        pytest.param(page("</div></p></span>" + STORY + "</article>"), id="stray end tags"),
        pytest.param('<?xml version="1.0" encoding="klingon"?>' + page(), id="xml declaration"),
    ],
)
def test_broken_markup_still_gives_the_story(source):
    assert declutter.clean(source).text == TEXT


def test_cut_in_a_sentence_gives_what_is_there():
    cut = page()[: page().index("no longer moved")]
    assert declutter.clean(cut).text == TEXT[: TEXT.index(" no longer moved")]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252", "mac-roman"])
def test_encodings(codec):
    source = page(head=f'<meta charset="{codec}">')
    marked = b"\xff\xfe" if codec == "utf-16-le" else b""
    assert declutter.clean(marked + source.encode(codec)).text == TEXT


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("iso-8859-1", "utf-8"), ("klingon-8", "utf-8"), ("hex", "windows-1252"),
     ("iso-8859-1", "windows-1252"), ("utf-16", "utf-8"), ("us-ascii", "windows-1252"),
     ("utf-7", "windows-1252"), ("unicode_escape", "utf-8")],
)  # fmt: skip
def test_declared_encoding_is_wrong(declared, actual):
    source = page(head=f'<meta charset="{declared}">').encode(actual)
    assert declutter.clean(source).text == TEXT


@pytest.mark.parametrize(
    ("declared", "actual", "line"),
    [
        ("gb2312", "gb18030", "老城里最后一家修伞铺收了六个徒弟，顾阿根说开春就不做了，改教。喆镕"),
        ("shift_jis", "cp932", "列車が来なくなって10年になる駅の待合室で、黒板が毎朝書き換えられている。①髙"),
        ("iso-2022-jp", "iso-2022-jp", "列車が来なくなって10年になる駅で、黒板が毎朝書き換えられている。"),
        ("euc-kr", "cp949", "남쪽 바다의 작은 섬에는 주민이 마흔한 명 산다. 똠방각하라고 한다."),
        ("windows-1251", "windows-1251", "Каждое утро без четверти восемь над городом звонит колокол."),
    ],
)  # fmt: skip
def test_old_encodings_are_read_as_browsers_read_them(declared, actual, line):
    source = page(f"<article><p>{line * 3}</p></article>" * 3, f'<meta charset="{declared}">')
    article = declutter.clean(source.encode(actual))
    removed = "".join(removal.text for removal in article.removed)
    assert line in article.text + removed


def test_bytes_amiss_in_utf8_spoil_no_more_than_themselves():
    source = page().encode().replace(b"council met", b"council\xff\xfe met", 1)
    assert declutter.clean(source).text == TEXT.replace("council met", "council�� met", 1)


def test_half_a_character_at_the_end():
    source = page("<p>Trees: ©</p>" + STORY)[: -len("</body></html>")].encode() + "é".encode()[:1]
    assert "We could have waited another winter" in declutter.clean(source).text


DEEP = 100_000


@pytest.mark.parametrize(
    "tag",
    [
        *("div", "span class=x", "b", "ul><li", "blockquote"),
        pytest.param("table><tr><td", marks=pytest.mark.slow),
    ],
)
def test_deep_nesting(tag):
    start, name = f"<{tag}>", re.split(r"\W", tag)[0]
    article = within(10, page(STORY + start * DEEP + "x" + f"</{name}>" * DEEP))
    assert LINES[0] in article.text


def test_story_in_the_depths_ends_in_a_result():
    article = within(10, page("<div>" * DEEP + STORY + "</div>" * DEEP))
    assert article.text or article.note


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>" + "The council met on Monday to vote. " * 30_000 + "</p>", id="line"),
        pytest.param("<p>" + "a" * 1_000_000 + "</p>", id="word"),
        pytest.param("<p " + " ".join(f'a{i}="v"' for i in range(200_000)) + ">", id="attributes"),
        pytest.param(f"<p class='{'a b ' * 100_000}'>", id="classes"),
        pytest.param("<p>" + "&amp;&lt;&#1234;&bogus;" * 50_000 + "</p>", id="entities"),
        pytest.param("<a href='/x'>link</a> " * 30_000, id="links"),
        pytest.param("<!-- x -->" * 100_000, id="comments"),
        pytest.param("<img alt='The bridge in the rain'>" * 10_000, id="pictures"),
        pytest.param("<script>var a = 1;</script>" * 20_000, id="scripts"),
        pytest.param("<p>" + "(" * 50_000, id="brackets"),
        pytest.param("<p>" + '"' * 50_000, id="quotes"),
        pytest.param("<p>a" + " " * 300_000 + "b", id="spaces"),
        pytest.param("<p class='byline'>By " + "Ann Lee and " * 10_000, id="byline"),
        pytest.param("<p>" + "2020-01-01 " * 20_000, id="dates"),
        pytest.param("<p" * 50_000, id="openings"),
        pytest.param("</p>" * 50_000, id="closings"),
    ],
)
def test_masses_of_one_thing_take_bounded_time(body):
    article = within(15, page(STORY + body))
    assert article.text or article.note


@pytest.mark.parametrize(
    "body",
    [
        "<p>Rain fell.</p>" * 25_000,
        "line<br>" * 25_000,
        pytest.param("<i class=a></i>" * 510_000, marks=pytest.mark.slow),
    ],
)
def test_more_than_any_story_has_is_refused_quickly(body):
    start = time.process_time()
    with pytest.raises(InputError, match="not one story"):
        declutter.clean(page(body))
    assert time.process_time() - start < 10


def test_more_lines_than_any_story_has_are_refused():
    with pytest.raises(InputError, match="not one story"):
        declutter.clean("The council met on Monday.\n" * 110_000)


def test_one_huge_line_of_text_is_kept():
    text = ("The council met on Monday to vote. " * 20_000).strip()
    assert within(10, text).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="open"),
        pytest.param('{"@type": "NewsArticle", "headline": "X\n Y" "author": [{]}', id="broken"),
        pytest.param("null", id="null"),
        pytest.param("<!-- [CDATA[ -->", id="comment"),
        pytest.param('{"a":' * DEEP + "1" + "}" * DEEP, id="deep objects"),
        pytest.param("[" * DEEP + "]" * DEEP, id="deep arrays"),
        pytest.param(
            json.dumps({"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"},
                        "image": {"@id": "#a"}, "publisher": {"@id": "#a"}}),
            id="refers to itself",
        ),
        pytest.param(
            json.dumps({"@graph": [
                {"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#b"}, "headline": "X"},
                {"@id": "#b", "author": {"@id": "#a"}, "name": {"@id": "#b"}},
            ]}),
            id="refers in a circle",
        ),
        pytest.param(
            json.dumps({"@type": {"a": 1}, "headline": ["X", {"@value": 3}], "author": 5,
                        "datePublished": [], "keywords": {"x": None}, "image": [[[]]],
                        "isAccessibleForFree": [1], "articleBody": {"a": 1}, "publisher": "x",
                        "url": 7, "inLanguage": {"name": 4}}),
            id="wrong types",
        ),
        pytest.param(
            json.dumps({"@type": "NewsArticle", "headline": {"a": 1}, "author": [[["Ann"]], None],
                        "datePublished": "yesterday", "dateModified": "0000-99-99T99:99",
                        "keywords": [1, None], "image": {"url": ["x"]}, "mainEntityOfPage": [1],
                        "publisher": [{"name": []}], "url": "http://[bad", "articleSection": 4}),
            id="wrong values",
        ),
        pytest.param(
            json.dumps([{"@type": "NewsArticle", "headline": "X", "author": {"name": "A B"}}] * 5000),
            id="many",
        ),
    ],
)  # fmt: skip
def test_broken_json_ld_does_no_harm(text):
    article = within(10, ld(text))
    assert article.text == TEXT
    article.to_json()


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">' + '{"a":' * 50_000 + "</script>",
        "<script>Fusion.globalContent={" + '"a":[' * 50_000 + "</script>",
        '<script id="__NEXT_DATA__" type="application/json">{"props": 7}</script>',
    ],
)
def test_broken_page_state_does_no_harm(script):
    assert within(10, page(STORY + script)).text == TEXT


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://[bad"><base href="http://[bad">',
        '<meta property="article:published_time" content="' + "9" * 500 + '">',
        '<meta property="og:title" content="">' * 100,
        "<title>" + "word | " * 20_000 + "</title>",
    ],
)
def test_broken_head_does_no_harm(head):
    article = within(10, page(head=head))
    assert article.text == TEXT
    article.to_markdown()


def test_surrogates_in_a_string():
    article = declutter.clean(page().replace("bridge,", "bridge\ud800,"))
    article.to_json().encode()
    assert "The council met on Monday" in article.text


@pytest.mark.parametrize("url", ["", "not a url", "http://[bad", "http://" + "a" * 5000, "\0"])
def test_any_address_will_do(url):
    assert declutter.clean(page(), url=url).text == TEXT


@pytest.mark.slow
def test_fifty_megabytes():
    paragraph = "<p>" + "The council met on Monday to vote on the bridge and then went home. " * 40
    body = (paragraph + "</p>\n") * (50_000_000 // len(paragraph))
    start = time.process_time()
    article = declutter.clean(page(body))
    assert time.process_time() - start < 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 6_000_000
    assert article.text or article.note

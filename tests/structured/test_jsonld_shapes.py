"""JSON-LD as pages really ship it, read through the public API."""

import lxml.html
import pytest

from declutter import structured


def read(*scripts, head=""):
    tags = "".join(f'<script type="application/ld+json">{s}</script>' for s in scripts)
    page = f"<html><head>{head}{tags}</head><body><h1>Ferry returns</h1></body></html>"
    return structured.read(lxml.html.document_fromstring(page))


def headline(found):
    return found.articles[0].get("headline")


def test_graph_with_references_is_filled_in():
    found = read(
        """{"@context": "https://schema.org", "@graph": [
        {"@type": "Person", "@id": "#nora", "name": "Nora Lindqvist", "jobTitle": "Reporter"},
        {"@type": "WebPage", "@id": "#page", "name": "Ferry returns"},
        {"@type": ["NewsArticle", "Article"], "headline": "Ferry returns", "author": {"@id": "#nora"},
         "publisher": [{"@id": "#org"}]},
        {"@type": "NewsMediaOrganization", "@id": "#org", "name": "Harbour Post"}]}"""
    )
    article = found.articles[0]
    assert article["headline"] == "Ferry returns"
    assert article["author"]["name"] == "Nora Lindqvist"
    assert article["publisher"][0]["name"] == "Harbour Post"


def test_article_nested_in_a_page_comes_before_the_page():
    found = read(
        '[{"@type": "WebPage", "name": "Page", "mainEntity": '
        '{"@type": "http://schema.org/ReportageNewsArticle", "headline": "Ferry returns"}}]'
    )
    assert headline(found) == "Ferry returns"
    assert found.articles[1]["name"] == "Page"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Ferry returns"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry returns"}\n//]]>',
        '/*<![CDATA[*/ {"@type": "NewsArticle", "headline": "Ferry returns"} /*]]>*/',
        '{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry returns&quot;}',
        '{"@type": "NewsArticle", "headline": "Ferry returns", "keywords": ["sea", "port",],}',
        '{"@type": "NewsArticle", "headline": "Ferry returns"};',
        '{"@type": "WebSite", "name": "Post"}\n{"@type": "NewsArticle", "headline": "Ferry returns"}',
        '{"@type": "NewsArticle", "articleBody": "line one\nline\ttwo", "headline": "Ferry returns"}',
        '{"@type": "NewsArticle", /* the story */ "headline": "Ferry returns"}',
        '{"@type": "NewsArticle", "headline": "Ferry returns", "image": "C:\\pics\\x.jpg"}',
        '{"@type": "NewsArticle", "headline": "Ferry returns", "author": [{"@type": "Person", "name": "No',
    ],
    ids=[
        "comment", "cdata", "commented-cdata", "escaped", "stray-commas", "semicolon", "two-values",
        "raw-newlines", "js-comment", "bad-escape", "cut-off",
    ],
)  # fmt: skip
def test_faulty_scripts_are_read(script):
    assert headline(read(script)) == "Ferry returns"


def test_quotes_inside_strings_are_mended():
    found = read('{"@type": "NewsArticle", "headline": "The "Aurora" returns", "wordCount": 3}')
    assert headline(found) == 'The "Aurora" returns'


def test_hopeless_script_gives_its_plain_keys():
    found = read(
        '{"@type": "NewsArticle", "headline": "Ferry returns", "datePublished": "2024-05-03", '
        '"description": {{broken}}, "author": {"@type": "Person", "name": "Nora Lindqvist"}}'
    )
    article = found.articles[0]
    assert article["headline"] == "Ferry returns"
    assert article["datePublished"] == "2024-05-03"
    assert article["author"] == ["Nora Lindqvist"]


def test_a_script_that_is_no_json_gives_nothing():
    assert read("var x = 1;", "", "{").nodes == []


def test_deep_nesting_does_not_raise():
    assert read("[" * 5000 + "]" * 5000).articles == []


def test_meta_names_are_folded_and_values_unescaped():
    found = read(
        head='<meta property="OG:Title" content="Tea &amp;amp; cake"><meta name="author" content="">'
        '<meta name="Author" content="Nora Lindqvist"><link rel="canonical" href=" https://a.example/x ">'
    )
    assert found.first("og:title") == "Tea & cake"
    assert found.first("author") == "Nora Lindqvist"
    assert found.links["canonical"] == ["https://a.example/x"]


def test_headings_join_pieces_as_read():
    page = "<h1><span>Harbour</span><span>Ferry <!-- -->re<b>turns</b></span><br>at last</h1>"
    found = structured.read(lxml.html.document_fromstring(f"<html><body>{page}</body></html>"))
    assert found.headings[0].text == "Harbour Ferry returns at last"


def test_microdata_of_comments_does_not_count():
    page = """<html><body><article itemscope itemtype="https://schema.org/NewsArticle">
    <span itemprop="author" itemscope itemtype="https://schema.org/Person">by
    <b itemprop="name">Nora Lindqvist</b></span><meta itemprop="datePublished" content="2024-05-03">
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
    <span itemprop="author">angry42</span></div></article></body></html>"""
    found = structured.read(lxml.html.document_fromstring(page)).microdata
    assert found["author"] == ["Nora Lindqvist"]
    assert found["datepublished"] == ["2024-05-03"]

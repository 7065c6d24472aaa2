"""Pages that are broken in every way still give metadata, or none, and never raise."""

import json

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declutter import metadata, structured
from declutter.segment import segment
from tests.metadata.pages import HEADLINE, LEAD, page, resolve

PIECES = st.sampled_from(
    [
        "<h1>", "</h1>", "<article>", "By Nora Lindqvist", "May 3, 2024", "2024-13-45", "<time datetime='x'>",
        "<meta property='og:title' content='", "'>", '<script type="application/ld+json">', "</script>",
        '{"@type":"NewsArticle","author":', '{"@id":"a","name":{"@id":"a"}}', "[", "]", "}", "null", '"',
        "<a rel=author href='//['>", "<link rel=canonical href='http://[::1'>", "\u2028", "99999999999999",
        "<p class=byline>", "<template>", "<noscript>", "Von ", "Updated: ", "<title>", " | ", "</title>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=30), st.sampled_from([None, "", "http://[bad", "https://a.example/x"])
)
def test_any_soup(pieces, url):
    tree = lxml.html.document_fromstring("<html><body>" + "".join(pieces) + "</body></html>")
    data = structured.read(tree)
    data.bodies()
    found = metadata.resolve(tree, data, segment(tree), url)
    assert set(found.sources) <= set(metadata.ORDER)
    assert found.url is None or found.url.startswith("http")


def test_references_in_a_circle():
    graph = [
        {"@type": "NewsArticle", "@id": "#a", "headline": "Ferry returns", "author": {"@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": {"@id": "#p"}, "worksFor": {"@id": "#a"}},
    ]
    found = resolve(page(f"{HEADLINE}<p>{LEAD}</p>", ld={"@graph": graph}))
    assert found.authors == ()


@pytest.mark.parametrize(
    "ld",
    [
        {
            "@type": "NewsArticle",
            "headline": ["Ferry returns to the islands"],
            "author": "Nora Lindqvist",
        },
        {"@type": "NewsArticle", "headline": {"@value": "x"}, "author": [["Nora Lindqvist"]]},
        {
            "@type": "NewsArticle",
            "author": {"name": ["Nora Lindqvist"]},
            "image": [[]],
            "keywords": 7,
        },
        {
            "@type": "NewsArticle",
            "author": {"givenName": "Nora", "familyName": "Lindqvist"},
            "url": 3,
        },
        {
            "@type": "NewsArticle",
            "author": {"@value": "Nora Lindqvist"},
            "datePublished": {"@value": 1},
        },
    ],
    ids=json.dumps,
)
def test_values_of_unusual_types(ld):
    assert resolve(page(f"{HEADLINE}<p>{LEAD}</p>", ld=ld)).authors == ("Nora Lindqvist",)

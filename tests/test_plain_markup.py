"""Pages whose template says nothing: the story is found by what it is."""

import pytest

import declutter
from bench.plain import plain
from bench.scores import score
from tests.show_fixture import fixtures

TOLD_ONLY = "en-json-ld-only"
"""Its story stands in its structured data, which a copy in plain markup does not have."""
PAGES = [f for f in fixtures() if f.page.name == "page.html" and f.expected and f.name != TOLD_ONLY]
BROKEN, WHOLE = "d", "a"
"""Ids of pages whose copies part paragraphs by line breaks, and by elements."""


@pytest.mark.parametrize("page_id", [BROKEN, WHOLE])
@pytest.mark.parametrize("fixture", PAGES, ids=lambda fixture: fixture.name)
def test_story_is_found_without_names(fixture, page_id):
    article = declutter.clean(plain(fixture.page.read_bytes(), page_id), input="html")
    scored = score(fixture.expected, article.text)
    assert scored.word_f1 > 0.9
    assert scored.shares.missed < 0.06

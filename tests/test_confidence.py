"""Confidence: high for a page's whole story, lower where the text shows that something went wrong."""

import re

import pytest

import declutter
from tests.show_fixture import FOLDER, fixtures

STORIES = [f for f in fixtures() if f.expected and f.page.name == "page.html"]


@pytest.mark.parametrize("fixture", STORIES, ids=lambda fixture: fixture.name)
def test_story_is_trusted(fixture):
    assert fixture.article.confidence > 0.8


def _page(name):
    return (FOLDER / name / "page.html").read_bytes()


def _paragraphs(page):
    return re.findall(rb"<p[ >].*?</p>", page, re.DOTALL)


def _twice(page):
    """The page with all its paragraphs once more, after the last of them."""
    paragraphs = _paragraphs(page)
    before, last, after = page.rpartition(paragraphs[-1])
    return before + last + b"".join(paragraphs) + after


@pytest.mark.parametrize("name", ["en-wordpress", "en-amp", "de-windows-1252", "es-diario"])
def test_story_told_twice_is_left_out_once_or_trusted_less(name):
    once, twice = declutter.clean(_page(name)), declutter.clean(_twice(_page(name)))
    if len(twice.text) > 1.2 * len(once.text):
        assert twice.confidence < once.confidence - 0.2


@pytest.mark.parametrize("name", ["en-wordpress", "en-amp", "de-windows-1252", "es-diario"])
def test_page_that_lost_its_story_is_trusted_less(name):
    page = _page(name)
    for paragraph in _paragraphs(page):
        page = page.replace(paragraph, b"")
    whole, left = declutter.clean(_page(name)), declutter.clean(page)
    assert left.confidence < whole.confidence - 0.3

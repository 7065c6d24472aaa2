"""Every form that a source may come in: the same article, and the source as it was."""

import io
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from bs4 import BeautifulSoup

import declutter
from declutter import InputError
from tests.show_fixture import FOLDER

PAGES = ["en-wordpress", "en-next-app", "en-results-table", "fr-noscript-template", "ar-khabar"]
URL = "https://www.tarnbeckcourier.example/2024/05/old-mill-bridge-to-close/"
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
TEXT = (
    "Advertisement\n\nThe council met on Monday to vote on the bridge.\n\n"
    "The mayor said that it would be open by spring, and nobody laughed."
)


def markup(name):
    return (FOLDER / name / "page.html").read_bytes()


@pytest.fixture(params=PAGES)
def page(request):
    return markup(request.param)


def told(article):
    """What must be the same however the page was given (places name elements of the tree)."""
    return article.text, article.metadata, [(r.kind, r.text) for r in article.removed]


def test_str_and_bytes(page):
    expected = declutter.clean(page.decode())
    assert expected.blocks
    for source in (page, bytearray(page), memoryview(page), b"\xef\xbb\xbf" + page):
        assert declutter.clean(source) == expected


@pytest.mark.parametrize("parse", [lxml.html.document_fromstring, lxml.html.fromstring])
def test_lxml_html_tree(page, parse):
    tree = parse(page.decode())
    before = lxml.etree.tostring(tree)
    article = declutter.clean(tree)
    assert lxml.etree.tostring(tree) == before
    assert told(article) == told(declutter.clean(page))


def test_lxml_element_tree(page):
    tree = lxml.html.parse(io.BytesIO(page), parser=lxml.html.HTMLParser(encoding="utf-8"))
    before = lxml.etree.tostring(tree)
    article = declutter.clean(tree)
    assert lxml.etree.tostring(tree) == before
    assert told(article) == told(declutter.clean(page))


def test_lxml_etree_with_comments_and_instructions(page):
    parser = lxml.etree.HTMLParser(encoding="utf-8")
    tree = lxml.etree.fromstring(page.replace(b"<p>", b"<!-- x --><?php y ?><p>"), parser)
    before = lxml.etree.tostring(tree)
    article = declutter.clean(tree)
    assert lxml.etree.tostring(tree) == before
    assert article.text == declutter.clean(page).text


def test_xhtml_read_as_xml():
    text = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>'
        + "".join(
            f"<p>The council met on {day} to vote on the bridge, and then it went home.</p>"
            for day in DAYS
        )
        + "</body></html>"
    )
    tree = lxml.etree.fromstring(text)
    article = declutter.clean(tree)
    assert article.text.startswith("The council met on Monday")


@pytest.mark.parametrize("tag", ["span", "p", "article", "x-story", "a"])
def test_any_element_will_do(tag):
    sentence = "The council met on Monday to vote on the bridge, and then it went home. " * 4
    article = declutter.clean(lxml.html.fragment_fromstring(f"<{tag}>{sentence}</{tag}>"))
    assert article.text or article.note


@pytest.mark.parametrize("parser", ["lxml", "html.parser"])
def test_beautiful_soup(page, parser):
    soup = BeautifulSoup(page.decode(), parser)
    before = str(soup)
    article = declutter.clean(soup)
    assert str(soup) == before
    assert article.text == declutter.clean(page).text


def test_a_part_of_a_soup_is_a_page_of_its_own():
    soup = BeautifulSoup(markup("en-wordpress"), "lxml")
    article = declutter.clean(soup.find("article"))
    assert article.input == "html"
    assert article.text == (FOLDER / "en-wordpress" / "expected.txt").read_text("utf-8").strip()


def test_a_part_of_a_tree_is_a_page_of_its_own():
    tree = lxml.html.document_fromstring(markup("en-wordpress").decode())
    part = tree.find(".//article")
    before = lxml.etree.tostring(tree)
    article = declutter.clean(part)
    assert "Old Mill Bridge will be shut" in article.text
    assert "Proudly powered" not in "".join(r.text for r in article.removed)
    assert lxml.etree.tostring(tree) == before


def test_scraped_text_in_every_form():
    expected = declutter.clean(TEXT)
    assert expected.input == "text"
    assert [removal.kind for removal in expected.removed] == ["ad"]
    for source in (
        TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
    ):
        assert declutter.clean(source) == expected


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<p>Rain fell on the town all day, and the river rose.</p>", "html"),
        ("\n  <!DOCTYPE html><title>x</title>", "html"),
        ('<?xml version="1.0"?><html><body>x</body></html>', "html"),
        ("Rain fell.<br>Then snow.<br><b>Then</b> hail.<br>Then <a href='/x'>sun</a>.<p>", "html"),
        ("She wrote <3 on the wall, and x < y beneath it.", "text"),
        ("Use the <p> element for paragraphs, the teacher said.", "text"),
        ("Rain fell.", "text"),
    ],
)
def test_what_a_string_is_is_found_out(source, kind):
    assert declutter.clean(source).input == kind


def test_what_a_string_is_can_be_said():
    source = "<p>Rain fell on the town all day, and the river rose.</p>"
    assert declutter.clean(source, input="text").input == "text"
    assert declutter.clean("Rain fell on the town.", input="html").input == "html"


def test_address_given_is_the_address():
    article = declutter.clean("<p>Rain fell.</p>", url=URL)
    assert article.metadata.url == URL


def test_a_path_is_not_a_page():
    with pytest.raises(InputError, match="Path"):
        declutter.clean(Path("page.html"))

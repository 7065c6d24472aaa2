"""Pages: whole elements go, the rest stays to the byte, and what is left is the same page."""

import pytest

import declutter
from declutter.config import Config
from declutter.files import examine
from declutter.segment import segment
from declutter.source import parse, read
from tests.files.conftest import STORY
from tests.show_fixture import fixtures

HEAD = """\
<!DOCTYPE html>
<html lang=en>
<head><title>Ferry line reopens</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry line reopens"}</script>
</head>
<body>
"""
FIRST, SECOND = STORY.strip().split("\n\n")
THIRD = (
    "“We have waited long enough,” said Tom Aske, who runs the bakery at the northern pier and "
    "had to send his bread by fishing boat all winter."
)


def page(*, before="", between="", after="", tail=""):
    return (
        f"{HEAD}<article class=story>\n<h1>Ferry line reopens</h1>\n"
        f'<p class="byline">By Ada Lindqvist</p>\n{before}'
        f"<p>{FIRST}</p>\n{between}<p>{SECOND}</p>\n<p>{THIRD}</p>\n{after}</article>\n{tail}"
        "</body></html>\n"
    )


def fixed(html, config=None):
    return examine(html.encode(), "page.html", config or Config()).cleaned.decode()


AD = '  <div class="advertisement"><p>Advertisement</p></div>\n'
SHARE = (
    '<div class="share-bar">\n<ul>\n<li><a href="#f">Share on Facebook</a></li>\n'
    '<li><a href="#x">Share on X</a></li>\n</ul>\n</div>\n'
)


def test_noise_goes_and_the_rest_stays_to_the_byte():
    assert fixed(page(between=AD, after=SHARE)) == page()


def test_headline_byline_and_caption_stay():
    figure = (
        '<figure><img src="f.jpg" alt="">\n<figcaption>The northern pier on Monday. '
        "Photo: Tom Aske</figcaption></figure>\n"
    )
    before = page(before=figure, between=AD)
    assert fixed(before) == page(before=figure)


def test_selected_kinds_go_even_if_they_usually_stay():
    byline = '<p class="byline">By Ada Lindqvist</p>\n'
    assert fixed(page(between=AD), Config(select=("byline",))) == page(between=AD).replace(
        byline, ""
    )


def test_tags_without_an_end_and_comments():
    nav = "<ul class=share-links><li><a href=#f>Share on Facebook</a><li><a href=#x>Share on X</a></ul>"
    html = page(after=nav + "<!-- <p> -->\n")
    assert fixed(html) == page(after="<!-- <p> -->\n")


def test_scripts_with_tags_in_them_do_not_confuse():
    script = "<script>var a = '<div class=\"advertisement\">';</script>\n"
    assert fixed(page(before=script, between=AD)) == page(before=script)


def test_noise_in_a_table_goes_with_the_table():
    cells = "<table class=advertisement><tr><td>Advertisement</td></tr></table>\n"
    assert fixed(page(between=cells)) == page()


def test_story_picture_beside_a_share_bar_stays():
    hero = f'<div class="hero"><img src="ferry.jpg" alt="">\n{SHARE}</div>\n'
    cleaned = fixed(page(before=hero))
    assert "ferry.jpg" in cleaned
    assert "Share on" not in cleaned


def test_data_for_machines_stays():
    data = '<script type="application/ld+json">{"@type": "BreadcrumbList"}</script>'
    box = f'<div class="advertisement">{data}<p>Advertisement</p></div>\n'
    cleaned = fixed(page(between=box))
    assert data in cleaned
    assert "<p>Advertisement" not in cleaned


def test_text_around_an_element_does_not_run_together():
    html = page(
        between='<div>Rain fell.<div class="advertisement">Advertisement</div>Snow too.</div>'
    )
    blocks = [block.text for block in segment(parse(fixed(html))).blocks]
    assert "Rain fell.Snow too." not in blocks


def test_page_that_is_no_article_is_left_alone_and_told():
    links = "".join(f'<li><a href="/{n}">Story number {n} of the day</a></li>' for n in range(30))
    html = f"{HEAD}<nav><ul>{links}</ul></nav></body></html>"
    examined = examine(html.encode(), "index.html", Config())
    assert examined.cleaned == html.encode()
    assert examined.notes


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_declared_encoding_stays(encoding):
    def written(html):
        return html.replace("<head>", f'<head><meta charset="{encoding}">').encode(encoding)

    assert examine(written(page(between=AD)), "a.html", Config()).cleaned == written(page())


def test_findings_point_at_their_elements():
    found = examine(page(between=AD).encode(), "page.html", Config()).findings
    ad = next(item for item in found if item.kind == "ad")
    line = page(between=AD).splitlines()[ad.line - 1]
    assert line[ad.column - 1 : ad.end_column - 1].startswith("<p>Advertisement")


@pytest.mark.parametrize("cut", range(0, 1400, 97))
def test_broken_off_pages_do_no_harm(cut):
    html = page(between=AD, after=SHARE)[: len(HEAD) + 250 + cut]
    before = [block.text for block in segment(parse(html)).blocks]
    after = [block.text for block in segment(parse(fixed(html))).blocks]
    left = iter(before)
    assert all(text in left for text in after)  # nothing new, and in the same order


ALL = [fixture for fixture in fixtures() if fixture.page.name == "page.html"]


@pytest.mark.parametrize("fixture", ALL, ids=lambda fixture: fixture.name)
def test_fixed_fixture_is_the_same_article(fixture):
    data = fixture.page.read_bytes()
    cleaned = examine(data, "page.html", Config()).cleaned
    assert examine(cleaned, "page.html", Config()).cleaned == cleaned
    if cleaned == data:
        return
    left = {block.text for block in segment(read(cleaned, "html")).blocks}
    story = {block.text for block in segment(read(data, "html")).blocks} & {
        line for line in fixture.expected.split("\n") if line
    }
    assert story <= left
    assert declutter.clean(cleaned).metadata.title == fixture.article.metadata.title
    assert len(cleaned) < len(data)

"""Copies of pages in plain markup: what stays, what goes."""

import pytest
from lxml import html

from bench import corpus
from bench.plain import plain
from declutter.segment import segment

PAGE = b"""<!doctype html><html lang="en"><head><title>Harbour crossing approved</title>
<meta charset="utf-8"><meta name="description" content="The bridge">
<meta property="og:title" content="Crossing"><meta name="twitter:card" content="summary">
<script type="application/ld+json">{"@type": "NewsArticle"}</script></head><body>
<nav class="menu"><a class="item" href="/sport">Sport</a></nav>
<article itemscope><h1 class="head">Harbour crossing approved</h1>
<p class="lead">Officials <em>approved</em> it.</p><p>Work begins in March.</p>
<figure><img src="a.jpg" alt="The harbour" width="9"><figcaption>The harbour</figcaption></figure>
<div style="display: none">Not shown</div><ul><li><p>An item</p></li></ul></article>
</body></html>"""
BROKEN, WHOLE = "d", "a"
"""Ids of pages whose paragraphs are and are not parted by line breaks alone."""


def _texts(page: bytes) -> list[str]:
    return [block.text for block in segment(html.fromstring(page)).blocks]


@pytest.mark.parametrize("page_id", [BROKEN, WHOLE])
def test_copy_reads_like_the_page(page_id):
    assert _texts(plain(PAGE, page_id)) == _texts(PAGE)


@pytest.mark.parametrize("page_id", [BROKEN, WHOLE])
def test_copy_says_nothing_of_what_it_holds(page_id):
    tree = html.fromstring(plain(PAGE, page_id))
    assert not tree.xpath("//article | //nav | //figure | //figcaption | //script | //@class")
    assert tree.xpath("//meta/@name") == ["description"]
    assert tree.xpath("//a/@href | //img/@alt") == ["/sport", "The harbour"]
    assert [div.text for div in tree.xpath("//*[@style='display:none']")] == ["Not shown"]


def test_half_of_the_copies_part_paragraphs_by_line_breaks():
    paragraphs = {
        page_id: html.fromstring(plain(PAGE, page_id)).xpath("//p") for page_id in (BROKEN, WHOLE)
    }
    assert [p.text for p in paragraphs[BROKEN]] == ["An item"]
    assert len(paragraphs[WHOLE]) == 3


def test_corpus_gives_copies_of_its_pages(mini_corpus):
    page, *_ = corpus.pages(mini_corpus, plain=True)
    original, *_ = corpus.pages(mini_corpus)
    assert b"<article>" in original.html
    assert b"<article>" not in page.html
    assert (page.site, page.language, page.truth) == (original.site, "en", original.truth)

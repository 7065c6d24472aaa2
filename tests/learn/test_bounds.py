"""What is held stays within bounds, whatever the input."""

from __future__ import annotations

from declutter.batch import Page
from declutter.learn import learn
from declutter.learn.observe import Observation, Seen
from declutter.learn.tally import Tally
from tests.learn.texts import story, texts


def observed(site, number):
    blocks = tuple(Seen(paragraph, ("p", "div.story")) for paragraph in story(number))
    return Observation(site, True, blocks)


def test_no_more_pages_of_a_site_are_looked_at():
    sign_off = "The Orrin Post is your online home for the valley and its rivers."
    given = texts(30, lambda number, paragraphs: paragraphs.append(sign_off))
    drawn = []
    pages = (
        Page(str(number), data=text, input="text", target=f"site/{number}")
        for number, text in enumerate(given)
    )
    (found,) = learn(pages, pages_per_site=10, watch=drawn.append)
    assert found.pages == 10
    assert found.rules == 1
    assert len(drawn) == 10


def test_sites_with_few_pages_are_forgotten_first():
    tally = Tally(pages_per_site=50, max_traces=100)
    for number in range(40):
        tally.add(observed("large.example", number))
    for number in range(500):
        tally.add(observed(f"s{number}.example", number))
    sites = {site.name: len(site.traces) for site in tally.sites()}
    assert sites["large.example"] == 40
    assert sum(sites.values()) <= 100


def test_page_without_a_story_is_no_page():
    tally = Tally(pages_per_site=50)
    tally.add(Observation("empty.example", True, (Seen("Menu", kept=False),)))
    assert not list(tally.sites())

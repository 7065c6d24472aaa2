"""Which of a page's dates is the story's, and how numeric ones are read."""

import pytest

from tests.metadata.pages import HEADLINE, LEAD, page, resolve

STORY = f"<p>{LEAD}</p>"
LATER = {"@type": "NewsArticle", "headline": "Ferry returns to the islands"}


def test_date_labelled_published_beats_a_time_without_a_label():
    other = (
        '<div><h3>Storm closes the strait</h3><time datetime="2021-02-01">1 Feb 2021</time></div>'
    )
    side = (
        '<aside><h4>Published</h4><time datetime="2024-05-03T12:00:00Z">3 May 2024</time></aside>'
    )
    found = resolve(page(HEADLINE + STORY + other + side))
    assert found.published == "2024-05-03T12:00:00+00:00"
    assert found.sources["published"] == "label"


def test_date_above_the_headline_beats_times_of_other_stories_below():
    own = '<small><time datetime="2024-05-03T19:38:01Z">May 3, 2024</time> | 3 minute read</small>'
    other = (
        '<div><h3>Storm closes the strait</h3><time datetime="2025-02-01">Feb 1, 2025</time></div>'
    )
    found = resolve(page(own + HEADLINE + STORY + other))
    assert found.published == "2024-05-03T19:38:01+00:00"


def test_date_just_below_the_headline_whatever_its_place_is_called():
    body = f'{HEADLINE}<div class="newsletter-details"><p>November 2, 2022</p></div>{STORY}'
    found = resolve(page(body, ld={**LATER, "datePublished": "2024-06-12"}))
    assert found.published == "2022-11-02"


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2024-05-04T22:02:58Z", "2024-05-03"),
        ("2024-05-04T02:02:58Z", "2024-05-04T02:02:58+00:00"),
        ("2024-05-04T22:02:58+09:00", "2024-05-04T22:02:58+09:00"),
    ],
    ids=["no clock is a day behind", "a clock in the west", "zone unlike UTC"],
)
def test_day_before_the_one_in_json_ld(stated, published):
    body = page(f"{HEADLINE}<div>May 3, 2024</div>{STORY}", ld={**LATER, "datePublished": stated})
    assert resolve(body).published == published


def test_update_of_the_whole_site_is_not_the_story_s():
    footer = '<div class="footer"><p>Site Last Updated: December 20, 2024</p></div>'
    assert resolve(page(HEADLINE + STORY + footer)).published is None


@pytest.mark.parametrize(
    ("body", "url", "published"),
    [
        ("<p>03/10/2023</p>", None, "2023-03-10"),
        ("<p>03/10/2023</p>", "https://post.example/2023/october/03/ferry", "2023-10-03"),
        ("<p>03/10/2023</p><p>Ferry, 17/10/2023</p>", None, "2023-10-03"),
        ("<p>03/10/2023</p><p>Ferry, 10/17/2023</p>", None, "2023-03-10"),
        (
            '<time datetime="02-12-2023">02-12-2023</time>'
            '<aside><time datetime="2023-12-02">December 2, 2023</time></aside>',
            None,
            "2023-12-02",
        ),
    ],
    ids=["as Americans do", "address", "another, day first", "another, month first", "time"],
)
def test_order_of_a_numeric_date(body, url, published):
    assert resolve(page(HEADLINE + body + STORY), url).published == published

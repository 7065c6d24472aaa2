"""Text that only screen readers or consent managers show is not part of a story."""

from __future__ import annotations

import pytest

import declutter

STORY = (
    "The council voted on Monday to close the old bridge for good, and nobody objected.",
    "The contractor withdrew on the day that work was to begin on the east bank, said {}.",
    "A ferry is to carry cars and lorries until a new bridge stands, in five years or so.",
)


def page(link: str, after: str = "") -> str:
    paragraphs = "".join(f"<p>{text.format(link)}</p>" for text in STORY)
    return (
        "<html><head><title>Old bridge closes</title></head><body><main><article>"
        f"<h1>Old bridge closes</h1><div class='article-body'>{paragraphs}</div></article></main>"
        f"{after}</body></html>"
    )


@pytest.mark.parametrize(
    "hint",
    [
        '<span class="sr-only">(opens in a new tab)</span>',
        '<span class="u-visually-hidden">, external</span>',
        '<span style="clip: rect(0 0 0 0); position:absolute">, opens new tab</span>',
        "<span>(öffnet im neuen Fenster)</span>",
        "<span>(nouvelle fenêtre)</span>",
        '<span class="material-symbols-outlined">open_in_new</span>',
    ],
)
def test_what_no_reader_sees_is_left_out_of_its_line(hint: str) -> None:
    article = declutter.clean(page(f'<a href="/c">the Tidewater Post{hint}</a>'))
    assert article.text == "\n\n".join(STORY).format("the Tidewater Post")


def test_what_is_seen_stays() -> None:
    link = '<a href="/c">the <span class="not-sr-only">Tidewater</span> <span>Post</span></a>'
    article = declutter.clean(page(link))
    assert article.text == "\n\n".join(STORY).format("the Tidewater Post")


def test_a_consent_dialogue_is_no_story() -> None:
    told = "When you visit our website, we store cookies on your browser to collect information. "
    dialogue = f'<div id="onetrust-consent-sdk"><div><p>{told * 12}</p></div></div>'
    article = declutter.clean(page("the city", dialogue))
    assert article.text == "\n\n".join(STORY).format("the city")

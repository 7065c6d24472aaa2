"""Three pages of an invented paper, and what is told of them everywhere."""

from __future__ import annotations

STORIES = {
    "ferry": (
        "Night ferry returns to Port Larrow",
        [
            "The night ferry between Port Larrow and the outer islands returned on Monday after "
            "eleven months in dry dock, the harbour authority said.",
            "Crews had replaced both engines and the bow thruster, and the ship will sail four "
            "times a week until the end of the summer season.",
            "Islanders had relied on a smaller day boat, which cannot carry lorries and was "
            "cancelled on one day in three last winter.",
        ],
    ),
    "school": (
        "Larrow school wins a reprieve",
        [
            "The primary school on Tanner Street will stay open for at least two more years, "
            "councillors decided late on Tuesday after a long and loud meeting.",
            "Parents had collected nine thousand signatures against the closure, which officials "
            "proposed in March to save money on heating and repairs.",
            "A working group is to report on cheaper repairs before the next budget is debated "
            "in the council chamber.",
        ],
    ),
    "lamps": (
        "Harbour lamps go dark to save terns",
        [
            "Lamps along the northern mole will be switched off from May to August so that "
            "terns can nest undisturbed, the wildlife office announced.",
            "A count last year found only forty pairs on the mole, down from three hundred when "
            "the brighter lamps were put up a decade ago.",
            "Fishermen may still ask the harbour master for light when they land a catch after "
            "midnight, the office said.",
        ],
    ),
}


def page(key: str) -> str:
    title, paragraphs = STORIES[key]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Larrow '
        f'Courier</title></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{body}</article>"
        "<footer><p>© The Larrow Courier. All rights reserved.</p></footer></body></html>"
    )


def url(key: str) -> str:
    return f"https://larrow-courier.example/news/{key}"


def rows() -> list[dict[str, object]]:
    return [
        {"id": key, "url": url(key), "html": page(key), "crawl": number}
        for number, key in enumerate(STORIES)
    ]


def check(articles: list[dict[str, object]]) -> None:
    """Every story is there, whole, beside its address and title."""
    assert {article["id"] for article in articles} == set(STORIES)
    for article in articles:
        title, paragraphs = STORIES[str(article["id"])]
        assert article["url"] == url(str(article["id"]))
        assert article["title"] == title
        assert str(article["text"]).split("\n\n") == paragraphs
        assert article["error"] is None
        assert article["confidence"] > 0

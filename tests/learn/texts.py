"""Scraped texts of a site, built for a test: stories that have nothing in common, and what is
added to some of them."""

from __future__ import annotations

import random

from declutter.batch import Page
from declutter.learn import learn, pack

_SYLLABLES = ("tor", "vel", "mak", "rin", "dus", "hal", "lor", "pen", "gat", "bru", "sel", "nok")


def story(number: int, *, event: str = "") -> list[str]:
    """Six paragraphs about something; with an `event` about that."""
    dice = random.Random(number)
    about = random.Random(event or number)
    names = ["".join(about.choice(_SYLLABLES) for _ in range(3)).capitalize() for _ in range(9)]
    words = ["".join(dice.choice(_SYLLABLES) for _ in range(2)) for _ in range(300)]
    found = []
    for _ in range(6):
        some = [dice.choice(words) for _ in range(14)]
        some[dice.randint(2, 12)] = dice.choice(names)
        some[dice.randint(2, 12)] = dice.choice(names)
        found.append(f"The {' '.join(some)} near {dice.choice(names)}.")
    return found


def texts(count: int, change, *, event_pages=()) -> list[str]:
    """The texts of `count` pages, after `change(number, paragraphs)` has worked on each."""
    found = []
    for number in range(count):
        paragraphs = story(number, event="flood" if number in event_pages else "")
        change(number, paragraphs)
        found.append("\n\n".join(paragraphs))
    return found


def rules_for(given: list[str], **options) -> str:
    """The pack that is learned from texts of one folder."""
    pages = [
        Page(f"{number}", data=text, input="text", target=f"site/{number}")
        for number, text in enumerate(given)
    ]
    return pack(learn(pages, **options))

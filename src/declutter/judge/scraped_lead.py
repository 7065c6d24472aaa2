"""What stands before the story in scraped text: the headline, who wrote it, what is left of menus."""

from __future__ import annotations

import re

from declutter.characters import UNSPACED
from declutter.judge.scraped_text import Line, ScrapedText
from declutter.metadata import dates, names
from declutter.metadata.vocabulary import ROLE_WORDS
from declutter.rules.fold import caseless

_MIN_HEADLINE, _MAX_HEADLINE = 3, 40
_FULL_LENGTH = 10
_SHORT = 3
_SCRAP = 4
# The first line that tells half as much of the story as the best one is its headline.
_GOOD_ENOUGH = 0.5
_LONG_TITLE = 5
# Longer lines in the lead may be standfirsts without a stop, shorter ones right above the first
# paragraph subheadings. Of 650 other titles between headline and story one was story (fundus).
_LONGEST_TITLE, _SUBHEADING = 11, 6
_MAX_DATE = 14
_MAX_ROLE = 12
_WHERE = frozenset(("at", "in", "for", "with", "reports"))
_WORD = re.compile(r"[^\W_]+")
_STORY_PARAGRAPHS = 4


def judge_lead(text: ScrapedText) -> None:
    """Drop the headline and what is certain to be none of the story around it."""
    if not text.sure:
        return
    _drop_dates(text)
    headline = _headline(text)
    if headline is None:
        return
    text.drop(headline, "headline", "text.headline")
    _before(text, headline)
    _after(text, headline)


def _headline(text: ScrapedText) -> int | None:
    """The line most like a headline: a title whose words the story takes up."""
    story = terms(
        " ".join(text.lines[number].folded for number in sorted(text.sure)[:_STORY_PARAGRAPHS])
    )
    scores: dict[int, float] = {}
    framed = any(number < text.first for number in text.drops)
    # Without anything of a page's frame around it only the first line can be the headline.
    for number in range(text.first if framed else min(1, text.first)):
        line = text.lines[number]
        if number in text.drops or not _could_be_headline(line):
            continue
        if not framed and (line.words < _LONG_TITLE or line.sentence):
            continue
        own = terms(line.folded)
        if own:
            repeated = any(
                other != number and text.lines[other].key == line.key for other in range(text.first)
            )
            byline_next = text.kind(number + 1) == "byline"
            length = 0.05 * min(line.words, _FULL_LENGTH)
            told = len(own & story) / len(own)
            scores[number] = told + length + 0.3 * repeated + 0.1 * byline_next
    if not scores:
        return None
    best = max(scores.values())
    return next(number for number, score in scores.items() if score >= _GOOD_ENOUGH * best)


def _could_be_headline(line: Line) -> bool:
    if line.item or line.text.endswith((":", "：")):
        return False
    return _MIN_HEADLINE <= line.words <= _MAX_HEADLINE and not line.stopped


def _before(text: ScrapedText, headline: int) -> None:
    """What stands before the headline and is no sentence is a kicker or the page's frame."""
    for number in range(headline):
        line = text.lines[number]
        if line.key == text.lines[headline].key:
            text.drop(number, "headline", "text.headline-again")
        elif line.sentence and line.words > _SHORT:
            continue
        elif number == headline - 1 and line.words <= _SHORT + 1:
            text.drop(number, "kicker", "text.kicker")
        else:
            text.drop(number, "navigation", "text.before-headline")


def _after(text: ScrapedText, headline: int) -> None:
    """Names and scraps between the headline and the story; a standfirst stays."""
    named = False
    for number in range(headline + 1, text.first):
        line = text.lines[number]
        if number in text.drops:
            named = named or (text.kind(number) == "byline" and names_in(line.text))
        elif line.key == text.lines[headline].key:
            text.drop(number, "headline", "text.headline-again")
        elif not line.is_title or line.sentence:
            continue
        elif names.is_strict_person(line.text):
            if named and not _beside(text, number, "byline"):
                text.drop(number, "caption", "text.name-of-picture")
            else:
                text.drop(number, "byline", "text.name-in-lead")
                named = True
        elif _beside(text, number, "byline") and _is_name_at_place(line.text):
            text.drop(number, "byline", "text.name-and-place")
        elif _beside(text, number, "byline") and _is_role(line):
            text.drop(number, "byline", "text.role")
        elif (
            number - 1 in text.drops and _is_scrap(line) and _next_other(text, number) in text.drops
        ):
            kinds = {text.kind(number - 1), text.kind(number + 1)}
            kind = "byline" if "byline" in kinds else "navigation"
            text.drop(number, kind, "text.scrap-in-lead")
        elif line.words <= _LONGEST_TITLE and not _is_in_verse(text, number):
            if _says_again(line, text.lines[headline]):
                text.drop(number, "headline", "text.headline-again")
            elif not _may_be_standfirst(text, number, headline) and (
                number + 1 != text.first or line.words > _SUBHEADING
            ):
                text.drop(number, "navigation", "text.title-in-lead")


def _says_again(line: Line, headline: Line) -> bool:
    """Whether half of a title's words are the headline's: pages have one for their head too."""
    own = terms(line.folded)
    return len(own & terms(headline.folded)) * 2 >= len(own) > 0


def _may_be_standfirst(text: ScrapedText, number: int, headline: int) -> bool:
    return number == headline + 1 and text.lines[number].words > _SUBHEADING


def _is_in_verse(text: ScrapedText, number: int) -> bool:
    """Whether a single newline parts a line from another, as those of verses and tables."""
    return any(block.joined for block in text.page.blocks[number : number + 2])


def _is_scrap(line: Line) -> bool:
    return line.is_title and not line.sentence and line.words <= _SCRAP


def _next_other(text: ScrapedText, number: int) -> int:
    """The next line that is no scrap."""
    while number < text.first and number not in text.drops and _is_scrap(text.lines[number]):
        number += 1
    return number


def _drop_dates(text: ScrapedText) -> None:
    """Drop lines that are little more than a date."""
    for number in range(text.first):
        line = text.lines[number]
        if line.words <= _MAX_DATE and not line.sentence:
            numbers = sum(any(map(str.isdigit, word)) for word in line.text.split())
            if numbers >= 2 and numbers * 3 >= line.words and dates.parse(line.text):
                text.drop(number, "byline", "text.date-line")


def _is_name_at_place(line: str) -> bool:
    """Whether a line is somebody's name and where they write from ("Ann Lee in Lagos")."""
    words = line.split()
    return (
        3 < len(words) <= 7
        and any(words[at].lower() in _WHERE for at in (2, 3))
        and names.is_strict_person(" ".join(words[:2]))
        and names.is_name_like(words[-1])
    )


def _is_role(line: Line) -> bool:
    """Whether a line says what somebody is ("Senior Lecturer in Biology, University of Exmoor")."""
    words = [word.casefold() for word in _WORD.findall(line.text)]
    return len(words) <= _MAX_ROLE and not ROLE_WORDS.isdisjoint((*words[:3], *words[-1:]))


def names_in(text: str) -> bool:
    """Whether a byline holds a person's name."""
    return any(names.is_strict_person(name) for name in names.split(text, byline=True))


def _beside(text: ScrapedText, number: int, kind: str) -> bool:
    return kind in (text.kind(number - 1), text.kind(number + 1))


def terms(folded: str) -> set[str]:
    """The words of a text that say what it is about; pairs of characters without spaces."""
    low = caseless(folded)
    found = {word for word in _WORD.findall(low) if len(word) > 3 or not word.isascii()}
    for word in list(found):
        if UNSPACED.search(word):
            found.discard(word)
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found

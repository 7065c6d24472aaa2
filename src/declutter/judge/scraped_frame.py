"""The frame of the page in scraped text: menus, and what stands apart from the story after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from declutter.judge.scraped_text import ScrapedText

# A menu is so many short lines in a row, of which the rules know some.
_MENU, _ENTRY_WORDS = 8, 6
_KNOWN = 8
# Prose after such a gap, and so little of it, is the frame's own.
_GAP, _GAP_DROPPED = 12, 4
_APART = 0.2
_PROSE_WORDS = 5


def judge_frame(text: ScrapedText) -> None:
    """Drop menus after the story's beginning, and the little that stands beyond them."""
    if not text.sure:
        return
    for run in _runs(text):
        known = sum(map(text.is_told, run))
        if len(run) >= _MENU and known * _KNOWN >= len(run):
            for number in run:
                text.drop(number, "navigation", "text.menu")
    for number in _apart(text):
        text.drop(number, "navigation", "text.apart-from-story")
    text.settle()


def _runs(text: ScrapedText) -> Iterator[list[int]]:
    """Runs of short lines that are no sentences."""
    run: list[int] = []
    for number in range(text.first, len(text.lines)):
        line = text.lines[number]
        if number in text.drops or (
            line.is_title and not line.sentence and line.words <= _ENTRY_WORDS
        ):
            run.append(number)
            continue
        yield run
        run = []
    yield run


def _apart(text: ScrapedText) -> Sequence[int]:
    """All that follows the story's body after a gap, if it is little beside the body."""
    prose = [
        number
        for number, line in enumerate(text.lines)
        if line.sentence and line.words >= _PROSE_WORDS and number not in text.drops
    ]
    words = [text.lines[number].words for number in prose]
    total = sum(words)
    before = 0
    for (number, following), own in zip(pairwise(prose), words, strict=False):
        before += own
        dropped = sum(map(text.is_told, range(number + 1, following)))
        if (
            following - number > _GAP
            and dropped >= _GAP_DROPPED
            and total - before <= _APART * before
        ):
            return range(number + 1, len(text.lines))
    return ()

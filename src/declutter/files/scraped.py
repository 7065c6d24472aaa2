"""Scraped text: which lines of it go, blank lines around them included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from declutter import lines
from declutter.blocks import Page
from declutter.files.encoding import sound
from declutter.files.judging import Judge
from declutter.files.spans import Cleaned, Found, Span, cut

_FRONT_MATTER = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)"
    r"(?:[ \t]*(?:\r\n|\n|\r)|(?!(?P=fence)).+(?:\r\n|\n|\r))*?"
    r"(?P=fence)[ \t]*(?:\r\n|\n|\r|\Z)"
)
_KEY = re.compile(r"^[\w\"'.-]+[ \t]*[:=]", re.M)
_BLANK = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u200c\u200d\x00"


def clean(text: str, judge: Judge) -> Cleaned:
    """Return what goes of a scraped text, front matter apart. The lines kept stay as they are."""
    start = front_matter(text)
    body = sound(text[start:])
    page, verdicts = judge.blocks(body, "text")
    kept = [verdict.keep for verdict in verdicts]
    if not any(kept):
        return Cleaned(note="no story was found in the text" if kept else None)
    gone = [number for number, verdict in enumerate(verdicts) if judge.drops(verdict)]
    if not gone:
        return Cleaned(stable=True)
    layout = _Layout(body, [block.line - 1 for block in page.blocks])
    cuts = layout.cuts(gone)
    # What `ignore` spares was left out when the rest was judged.
    stable = not judge.spares and _is_settled(cut(body, cuts), page, kept, judge)
    found = []
    for number in gone:
        first, last = layout.span(number)
        verdict, words = verdicts[number], page.blocks[number].text
        found.append(Found(first + start, last + start, verdict.kind, verdict.rule, words))
    return Cleaned(
        tuple(found), tuple((first + start, last + start) for first, last in cuts), stable=stable
    )


def front_matter(text: str) -> int:
    """Return the length of the YAML or TOML front matter that a text begins with, 0 for none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found and _KEY.search(found[0]) else 0


def _is_settled(left: str, page: Page, kept: Sequence[bool], judge: Judge) -> bool:
    """Whether what is left reads as exactly the lines that the last round of judging kept."""
    now = lines.read(left)
    wanted = [(block.text, block.joined) for block in lines.story_blocks(page, kept)]
    return [(block.text, block.joined) for block in now.blocks] == wanted and (
        judge.language(now) == page.language
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block's lines: the first, and the one after the last."""

    first: int
    end: int


class _Layout:
    """The lines of a text, and the blocks that they make up."""

    def __init__(self, text: str, firsts: Sequence[int]) -> None:
        """`firsts` are the numbers, from 0, of the lines that blocks begin at."""
        self._lines = text.splitlines(keepends=True)
        self._starts = [0, *accumulate(map(len, self._lines))]
        ends = [*firsts[1:], len(self._lines)]
        self._pieces = [
            _Piece(first, self._trimmed(first, end))
            for first, end in zip(firsts, ends, strict=True)
        ]

    def _trimmed(self, first: int, end: int) -> int:
        while end > first + 1 and not self._lines[end - 1].strip(_BLANK).strip():
            end -= 1
        return end

    def span(self, number: int) -> Span:
        """Return where a block is, from its first to its last visible character."""
        piece = self._pieces[number]
        first, last = self._lines[piece.first], self._lines[piece.end - 1]
        start = self._starts[piece.first] + len(first) - len(first.lstrip())
        return start, max(start, self._starts[piece.end - 1] + len(last.rstrip()))

    def cuts(self, gone: Sequence[int]) -> list[Span]:
        """Return what to cut so that the blocks with these numbers are gone."""
        out: list[Span] = []
        run: list[_Piece] = []
        before: _Piece | None = None
        going = set(gone)
        for number, piece in enumerate(self._pieces):
            if number in going:
                run.append(piece)
                continue
            if run:
                out.append(self._between(before, run, piece))
                run = []
            before = piece
        if run:
            out.append(self._at_end(before, run))
        return out

    def _between(self, before: _Piece | None, run: Sequence[_Piece], after: _Piece) -> Span:
        """Of the blank lines on both sides of what goes, the longer run stays."""
        first, end = run[0].first, run[-1].end
        blank_before = first - (before.end if before else 0)
        if before is None or blank_before >= after.first - end:
            return self._starts[first], self._starts[after.first]
        return self._starts[before.end], self._starts[end]

    def _at_end(self, before: _Piece | None, run: Sequence[_Piece]) -> Span:
        """The last kept line ends the text, with a newline if the text ended with one."""
        if before is None:
            return self._starts[run[0].first], self._starts[-1]
        start = self._starts[before.end]
        last = self._lines[-1]
        if last.rstrip("\r\n") == last:
            line = self._lines[before.end - 1]
            start -= len(line) - len(line.rstrip("\r\n"))
        return start, self._starts[-1]

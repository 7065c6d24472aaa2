"""Scraped text: which lines of it go, blank lines around them included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from declutter import lines
from declutter.article import Article
from declutter.files.encoding import sound
from declutter.files.judging import Judge
from declutter.files.spans import Cleaned, Found, Span, cut
from declutter.parts import Removal

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
    article = judge.article(body, "text")
    if not article.blocks:
        return Cleaned(note=article.note if article.removed else None)
    removed = [removal for removal in article.removed if judge.allows(removal)]
    if not removed:
        return Cleaned(stable=True)
    layout = _Layout(body, article)
    cuts = layout.cuts({_line(removal.where) for removal in removed})
    stable = len(removed) == len(article.removed) and _is_settled(cut(body, cuts), article, judge)
    return Cleaned(
        tuple(_shifted(layout.found(removal), start) for removal in removed),
        tuple((first + start, last + start) for first, last in cuts),
        stable=stable,
    )


def front_matter(text: str) -> int:
    """Return the length of the YAML or TOML front matter that a text begins with, 0 for none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found and _KEY.search(found[0]) else 0


def _line(where: str) -> int:
    return int(where.removeprefix("line "))


def _shifted(item: Found, by: int) -> Found:
    return Found(item.start + by, item.end + by, item.kind, item.rule, item.text)


def _is_settled(left: str, article: Article, judge: Judge) -> bool:
    """Whether what is left reads as exactly the lines that the last round of judging kept."""
    page = lines.read(left)
    kept = [(block.text, block.joined) for block in article.blocks]
    return [(block.text, block.joined) for block in page.blocks] == kept and (
        judge.language(page) == article.metadata.language
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block's lines: the first, and the one after the last."""

    first: int
    end: int


class _Layout:
    """The lines of a text, and the blocks that they make up."""

    def __init__(self, text: str, article: Article) -> None:
        self._lines = text.splitlines(keepends=True)
        self._starts = [0, *accumulate(map(len, self._lines))]
        places = [block.where for block in article.blocks]
        places += [removal.where for removal in article.removed]
        numbers = sorted(_line(where) - 1 for where in places)
        ends = [*numbers[1:], len(self._lines)]
        self._pieces = [
            _Piece(first, self._trimmed(first, end))
            for first, end in zip(numbers, ends, strict=True)
        ]
        self._by_line = {piece.first + 1: piece for piece in self._pieces}

    def _trimmed(self, first: int, end: int) -> int:
        while end > first + 1 and not self._lines[end - 1].strip(_BLANK).strip():
            end -= 1
        return end

    def found(self, removal: Removal) -> Found:
        """Return what a removal is in the text: from its first to its last visible character."""
        piece = self._by_line[_line(removal.where)]
        first, last = self._lines[piece.first], self._lines[piece.end - 1]
        start = self._starts[piece.first] + len(first) - len(first.lstrip())
        end = self._starts[piece.end - 1] + len(last.rstrip())
        return Found(start, max(start, end), removal.kind, removal.rule, removal.text)

    def cuts(self, gone: set[int]) -> list[Span]:
        """Return what to cut so that the blocks that begin at these lines are gone."""
        out: list[Span] = []
        run: list[_Piece] = []
        before: _Piece | None = None
        for piece in self._pieces:
            if piece.first + 1 in gone:
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

"""Cutting pieces out of a text while knowing where every character left of it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Span = tuple[int, int]
"""The characters from the first number up to, not including, the second."""

_MAX_PASSES = 12


@dataclass(frozen=True, slots=True)
class Found:
    """Something to remove: the characters it stands at, and the judgement."""

    start: int
    end: int
    kind: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is to remove from a text: what was found, and the characters to cut for it.

    `note` says in words why nothing is removed where that is odd. `stable` is true when cleaning
    again what is left is known to find nothing.
    """

    found: tuple[Found, ...] = ()
    cuts: tuple[Span, ...] = ()
    note: str | None = None
    stable: bool = False


def cut(text: str, cuts: Iterable[Span]) -> str:
    """Return the text without the given pieces, which are in order and do not overlap."""
    return "".join(text[start:end] for start, end in _gaps(len(text), cuts))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)


def settled(text: str, once: Callable[[str], Cleaned]) -> Cleaned:
    """Clean a text, and again what is left of it, until nothing more is found.

    What goes changes how its neighbours are judged. Only this way does a text that was cleaned
    stay as it is when it is cleaned again. All places are those of the text given.
    """
    found: list[Found] = []
    cuts: tuple[Span, ...] = ()
    note: str | None = None
    for number in range(_MAX_PASSES):
        step = once(cut(text, cuts))
        if not number:
            note = step.note
        if not step.cuts:
            break
        origin = Origin(len(text), cuts)
        for item in step.found:
            start, end = origin.of((item.start, item.end))
            found.append(Found(start, end, item.kind, item.rule, item.text))
        cuts = merged((*cuts, *map(origin.of, step.cuts)))
        if step.stable:
            break
    return Cleaned(tuple(sorted(found, key=lambda item: item.start)), cuts, note)


class Origin:
    """Where the characters of a text that pieces were cut from stood before."""

    def __init__(self, length: int, cuts: Iterable[Span]) -> None:
        """`length` is that of the text before the cuts."""
        self._kept = list(_gaps(length, cuts)) or [(0, 0)]
        self._firsts = [0, *accumulate(end - start for start, end in self._kept)][:-1]

    def of(self, span: Span) -> Span:
        """Return what a span was before; it includes what was cut inside it."""
        start, end = span
        if start >= end:
            return self._at(start), self._at(start)
        return self._at(start), self._at(end - 1) + 1

    def _at(self, place: int) -> int:
        piece = bisect_right(self._firsts, place) - 1
        return self._kept[piece][0] + place - self._firsts[piece]


def _gaps(length: int, cuts: Iterable[Span]) -> Iterable[Span]:
    at = 0
    for start, end in cuts:
        if start > at:
            yield at, start
        at = end
    if at < length:
        yield at, length


class Lines:
    """Lines and columns of a text's characters, both from 1, as editors count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        if at < 0 and "\r" in text:
            text = text.replace("\r", "\n")
            at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, place: int) -> tuple[int, int]:
        """Return the line and the column of the character at `place`."""
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Value:
    """A text inside a file: what it reads, and where its characters stand in the file.

    `places[n]` is where character n begins as it is written there, escapes and all; one more at
    the end says where the last one ends.
    """

    text: str
    places: Sequence[int]

    def in_file(self, cleaned: Cleaned) -> Cleaned:
        """Return what was found in the value, with the places those of the file."""
        places = self.places
        return Cleaned(
            tuple(
                Found(places[item.start], places[item.end], item.kind, item.rule, item.text)
                for item in cleaned.found
            ),
            tuple((places[start], places[end]) for start, end in cleaned.cuts),
            cleaned.note,
        )

"""The page's own byline: what stands round the headline and says who wrote, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from declutter.blocks import Block, Page
from declutter.metadata import names
from declutter.metadata.byline_marks import Marks
from declutter.metadata.byline_text import (
    by_what,
    is_bare_label,
    is_other_work,
    opens_byline,
    opens_with_date,
    says_written,
    without_dates,
)
from declutter.metadata.titles import fold

_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|as?)?|auteurs?|writers?|contributors?|journalists?|by|staff|people|"
    r"profiles?|team|reporters?|editors?|firmas?|signatures?|redaktion|redakteure?|authors-hub|"
    r"columnists?|experts?|u|user|users|members?)/[^/]+",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PART = 16
_MAX_DATED = 160
_NEVER_DATES = frozenset({"figcaption", "h1"})
# Blocks of these hold the date only close to the headline, and alone.
_NO_DATES = _NEVER_DATES | frozenset({"h2", "h3", "h4", "li", "td", "th", "option", "button"})
_NEAR_AFTER = 25
_NEAR_BEFORE = 12
_JUST_BEFORE = 4
_JUST_AFTER = 4
_IS = re.compile(r",? (?:is|was|has|writes|covers|works|joined|reports)\b")
_DATE_REACH = 8
_CLOSE = 5
_JUST_LINKED = 2
_MAX_MARK = 3
_DIGIT = re.compile(r"\d")
_NO_BYLINES = frozenset({"h1", "option"})
_MAX_LENGTH = 300
_MAX_BARE = 120
_MAX_SMALL = 6  # words of a byline whose name is written small


@dataclass(frozen=True, slots=True)
class Line:
    """A byline candidate.

    `index` is its block; `links` the texts of its author links; `how` tells what gives it away:
    `by` (opens with a by-word), `written` (says "written by"), `class` (stands in an element
    called author or byline), `link` (links to an author's page); `group` is one for the lines
    of one byline; `crowded` is true in places where other stories' bylines stand (cards, asides).
    """

    index: int
    text: str
    links: tuple[str, ...]
    how: str
    group: int
    crowded: bool


def headline_index(page: Page, title: str | None) -> int:
    """The index of the block that is the headline, or likest to it; the first h1, else 0."""
    key = fold(title or "")
    shortest, longest = len(key) * 0.6, len(key) * 1.6 + 10
    first_h1 = equal = like = -1
    for index, block in enumerate(page.blocks):
        tag, length = block.tag, len(block.text)
        heading = tag in _HEADINGS
        if tag == "h1" and first_h1 < 0:
            first_h1 = index
        if not key or length > _MAX_LENGTH or not (heading or shortest <= length <= longest):
            continue
        text = fold(block.text)
        if text == key:
            if heading or not tag:
                return index
            equal = index if equal < 0 else equal
        elif heading and like < 0 and len(text) >= _PART and (text in key or key in text):
            like = index
    return next((i for i in (like, equal, first_h1) if i >= 0), 0)


class Byline:
    """The lines of a page that may be its byline, given where the headline stands."""

    def __init__(self, page: Page, start: int) -> None:
        self.page = page
        self.start = start
        self.marks = Marks(page, start)

    @cached_property
    def after(self) -> list[Line]:
        """The candidates that follow the headline closely."""
        start = self.start
        return list(_lines(self.page, self.marks, start + 1, start + _NEAR_AFTER + 1))

    @cached_property
    def before(self) -> list[Line]:
        """The candidates that stand closely before the headline, or in it."""
        first = max(0, self.start - _NEAR_BEFORE)
        return list(_lines(self.page, self.marks, first, self.start + 1))

    def authors(self) -> list[str]:
        """Names in the byline nearest to the headline, in order; else none."""
        after, before = self.after, self.before
        tiers: Iterable[list[Line]] = (
            self._linked_first(),
            _with_group([x for x in after if x.how in ("by", "written") and not x.crowded], after),
            [x for x in after if x.how == "class" and not x.crowded],
            [x for x in after if x.how == "link" and not x.crowded],
            [x for x in reversed(before) if x.how != "link" and not x.crowded],
            [x for x in after if x.crowded],
            [x for x in before if x.index >= self.start - _JUST_BEFORE],
        )
        for tier in tiers:
            found = _names(tier)
            if found:
                return list(found)
        return self._far()

    def _linked_first(self) -> list[Line]:
        """Links to authors just below the headline, where lines that say "By" come much later.

        Those may credit parts of the story, as release notes do.
        """
        said = next((x for x in self.after if x.how in ("by", "written")), None)
        if said is None or said.index - self.start <= _CLOSE:
            return []
        return [
            x
            for x in self.after
            if x.how == "link" and x.index <= self.start + _JUST_LINKED and not x.crowded
        ]

    def signed(self) -> list[str]:
        """People in a line close after the headline that says "By"; else none."""
        lines = [
            x
            for x in self.after
            if x.index <= self.start + _CLOSE and x.how in ("by", "written") and not x.crowded
        ]
        return [n for n in _names(_with_group(lines, self.after)) if names.is_strict_person(n)]

    def says(self, found: Sequence[str]) -> bool:
        """Whether a line near the headline that says "By" goes on with these names."""
        keys = [fold(name) for name in found]
        lines = (
            fold(by_what(x.text))
            for x in (*self.before, *self.after)
            if x.how in ("by", "written") and not x.crowded
        )
        return any(x.startswith(keys[0]) and all(key in x for key in keys) for x in lines)

    def together(self) -> list[str]:
        """People that stand together in the first byline after the headline; else none."""
        found: list[str] = []
        group = None
        for line in self.after:
            if line.crowded or (found and line.group != group):
                continue
            people = [n for n in _line_names(line) if names.is_strict_person(n)]
            if found and people != [line.text]:
                break
            found += people
            group = line.group if people else group
        return found

    def dates(self) -> Iterator[tuple[int, str]]:
        """Index and text of short blocks near the headline that may hold the date, likeliest first.

        That is a date just above the headline, then what follows it, then what stands before it.
        """
        blocks, start = self.page.blocks, self.start
        after = range(start + 1, min(len(blocks), start + _NEAR_AFTER))
        before = range(start - 1, max(-1, start - _DATE_REACH - 1), -1)
        above = before[:1] if before and not without_dates(blocks[before[0]].text) else ()
        for index in (*above, *after, *before[len(above) :]):
            if self._may_be_dated(index):
                yield index, blocks[index].text

    def _may_be_dated(self, index: int) -> bool:
        block, distance = self.page.blocks[index], abs(index - self.start)
        text = block.text
        if len(text) > _MAX_DATED or not _DIGIT.search(text):
            return False
        close = distance <= _JUST_BEFORE and block.tag not in _NEVER_DATES
        if block.tag in _NO_DATES and not (close and not without_dates(text)):
            return False
        place = self.marks.place(block.node)
        if index == self.start + 1 and block.tag not in _NO_DATES and not without_dates(text):
            return True
        return place == "free" or (place == "crowded" and distance <= _JUST_BEFORE)

    def _far(self) -> list[str]:
        rest = list(_lines(self.page, self.marks, self.start + 1, None))
        return (
            _names(_with_group([x for x in rest if x.how == "written"], rest), people_only=True)
            or _bare_name(self.page, self.start)
            or _names([x for x in rest if x.how == "class" and not x.crowded], people_only=True)
        )


def _lines(page: Page, marks: Marks, first: int, last: int | None) -> Iterator[Line]:
    """Byline candidates from block `first` up to `last`; to the page's end without mere links."""
    near = last is not None
    text = page.blocks[first - 1].text if 0 < first <= len(page.blocks) else ""
    bare = is_bare_label(text)
    for index, block in enumerate(page.blocks[first:last], first):
        before, after_label = text, bare
        text = block.text
        if len(text) > _MAX_LENGTH:
            bare = False
            continue
        bare = is_bare_label(text)
        if block.tag in _NO_BYLINES:
            continue
        how = opens_byline(text) if near else says_written(text)
        if not how and after_label and not bare and len(text) <= _MAX_BARE:
            how = "written"
        group = marks.author(block.node)
        links: tuple[str, ...] = ()
        if block.link_chars and near:
            links = tuple(
                run.strip() for run, _, href in block.runs if href and _AUTHOR_LINK.search(href)
            )
        if not (how or group >= 0 or links):
            continue
        place = marks.place(block.node)
        if place == "elsewhere" or (not how and marks.part(block.node)):
            continue
        if is_other_work(text) or is_other_work(before):
            continue
        if not how:
            how = "class" if group >= 0 else "link"
        yield Line(
            index,
            _spaced(block),
            links,
            how,
            group if group >= 0 else -index - 2,
            place == "crowded",
        )


def _with_group(lines: list[Line], among: list[Line]) -> list[Line]:
    """These lines, and of the others those that stand in one byline element with them."""
    groups = {line.group for line in lines if line.group >= 0}
    first = lines[0].index if lines else 0
    return [x for x in among if x in lines or (x.group in groups and x.index > first)]


def _spaced(block: Block) -> str:
    """A block's text with a bar where its inline pieces touch ("Ann Lee" + "Reporter", "2025" + "Bo").

    A short number that touches is the mark of a note ("Ann Lee" + "1").
    """
    pieces: list[str] = []
    for piece, _, _ in block.runs:
        begins = piece[:1].isupper() or (piece[:1].isdigit() and len(piece) > _MAX_MARK)
        ended = pieces and (pieces[-1][-1:].islower() or pieces[-1][-1:].isdigit())
        if ended and begins:
            pieces.append(" | ")
        pieces.append(piece)
    return " ".join("".join(pieces).split()) or block.text


def _names(lines: list[Line], *, people_only: bool = False) -> list[str]:
    """The names of the first of these bylines that has any."""
    found: list[str] = []
    group = None
    for line in lines:
        if found and line.group != group:
            break
        got = _line_names(line)
        if found or people_only:
            got = [n for n in got if names.is_strict_person(n)]
        if got:
            group = line.group
            found.extend(got)
    people = [n for n in found if names.is_person(n)]
    return [n for n in found if n in people or names.is_agency(n)] if people else found[:2]


def _line_names(line: Line) -> list[str]:
    linked = [n for text in line.links for n in names.split(text, byline=True)]
    linked = [n for n in linked if names.is_person(n)]
    signed = line.how in ("by", "written")
    text = by_what(line.text) if signed else without_dates(line.text)
    if signed:  # links may go on to who reviewed it
        linked = [n for n in linked if n in text]
    got = names.split(text, byline=True)
    if linked and len(linked) >= len([n for n in got if names.is_person(n)]):
        return linked
    if signed:
        named = [n for n in got if names.is_name_like(n) or _is_capital_desk(n)]
        words = len(line.text.split())
        if line.group >= 0 or line.links or words == 2:
            return named
        # "By focusing on strong leaves, you ..." names nobody
        return [n for n in named if not n.islower() or (" " in n and words <= _MAX_SMALL)]
    people = [n for n in got if names.is_strict_person(n) or names.is_agency(n)]
    if people or len(got) != 1 or len(line.text) > 40:
        return people
    return [n for n in got if names.is_name_like(n)]


def _is_capital_desk(name: str) -> bool:
    """Whether the name is a desk's that begins as names do ("The Post editors")."""
    return name[:1].isupper() and len(name.split()) <= 4 and names.is_desk(name)


def _bare_name(page: Page, start: int) -> list[str]:
    """A name that stands alone just after the headline, beside a date or said again elsewhere."""
    blocks = page.blocks
    end = min(len(blocks), start + _DATE_REACH)
    dated = {
        i for i in range(start, end + 2) if i < len(blocks) and opens_with_date(blocks[i].text)
    }
    for index in range(start + 1, end):
        text = blocks[index].text
        if len(text) > _MAX_BARE:
            continue
        trimmed = without_dates(text)
        beside = trimmed != text or not dated.isdisjoint(range(index - 2, index + 3))
        found = names.split(trimmed, byline=True)
        if not found or not all(" " in n and names.is_strict_person(n) for n in found):
            continue
        if beside or (index <= start + _JUST_AFTER and _said_again(page, index, found[0])):
            return list(found)
    return []


def _said_again(page: Page, own: int, name: str) -> bool:
    """Whether a picture is described by the name, or a line says who its bearer is."""
    if any(alt.startswith(name) for alt in page.alts):
        return True
    return any(
        block.text == name or _IS.match(block.text[len(name) : len(name) + 12]) is not None
        for index, block in enumerate(page.blocks)
        if index != own and block.text.startswith(name)
    )

"""The page's own byline: what stands round the headline and says who wrote, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from declutter.blocks import Page
from declutter.metadata import names
from declutter.metadata.byline_marks import Marks
from declutter.metadata.byline_text import BARE_DATE, by_what, opens_byline, without_dates
from declutter.metadata.titles import fold

_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|as?)?|auteurs?|writers?|contributors?|journalists?|by|staff|people|"
    r"profiles?|team|reporters?|editors?|firmas?|signatures?|redaktion|redakteure?|authors-hub|"
    r"columnists?|experts?|user|users|members?)/[^/]+",
    re.IGNORECASE,
)
_NEAR_AFTER = 25
_NEAR_BEFORE = 12
_DATE_REACH = 8
_MAX_LENGTH = 300
_MAX_WORDS = 40


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
    """The index of the block that is the headline; the first h1, else 0, where none is."""
    key = fold(title or "")
    first_h1 = equal = -1
    for index, block in enumerate(page.blocks):
        if block.tag == "h1" and first_h1 < 0:
            first_h1 = index
        if key and len(block.text) < 400 and fold(block.text) == key:
            if block.tag in ("h1", "h2", ""):
                return index
            equal = index if equal < 0 else equal
    return equal if equal >= 0 else max(first_h1, 0)


def authors(page: Page, start: int) -> list[str]:
    """Names in the byline nearest to the headline (block `start`), in order; else none."""
    lines = list(_lines(page, start))
    after = [x for x in lines if start < x.index <= start + _NEAR_AFTER]
    before = [x for x in lines if start - _NEAR_BEFORE <= x.index <= start]
    tiers: Iterable[list[Line]] = (
        [x for x in after if x.how in ("by", "written") and not x.crowded],
        [x for x in after if x.how == "class" and not x.crowded],
        [x for x in after if x.how == "link" and not x.crowded],
        [x for x in reversed(before) if x.how != "link" and not x.crowded],
        [x for x in after if x.crowded],
    )
    for tier in tiers:
        found = _names(tier)
        if found:
            return found
    found = _bare_name(page, start)
    if found:
        return found
    rest = [x for x in lines if not x.crowded and x.how != "link" and x.index > start]
    for how in ("written", "class", "by"):
        found = _names([x for x in rest if x.how == how], people_only=True)
        if found:
            return found
    return []


def dates(page: Page, start: int) -> Iterator[tuple[int, str]]:
    """Index and text of short blocks near the headline that may hold the date, nearest first."""
    blocks = page.blocks
    after = range(start + 1, min(len(blocks), start + _NEAR_AFTER))
    before = range(start - 1, max(-1, start - _DATE_REACH - 1), -1)
    for index in (*after, *before):
        text = blocks[index].text
        if len(text) <= 160 and any(c.isdigit() for c in text):
            yield index, text


def _lines(page: Page, start: int) -> Iterator[Line]:
    marks = Marks(page)
    for index, block in enumerate(page.blocks):
        text = block.text
        if len(text) > _MAX_LENGTH or block.tag in ("h1", "option"):
            continue
        near = abs(index - start) <= _NEAR_AFTER
        how = opens_byline(text) if len(text.split()) <= _MAX_WORDS else ""
        if how == "by" and not near:
            how = ""
        group = marks.author(block.node)
        links: tuple[str, ...] = ()
        if block.link_chars and near:
            links = tuple(
                run.strip() for run, _, href in block.runs if href and _AUTHOR_LINK.search(href)
            )
        if not (how or group >= 0 or links):
            continue
        place = marks.place(block.node)
        if place == "elsewhere" or (how != "by" and marks.part(block.node)):
            continue
        if not how:
            how = "class" if group >= 0 else "link"
        yield Line(index, text, links, how, group if group >= 0 else -index - 2, place == "crowded")


def _names(lines: list[Line], *, people_only: bool = False) -> list[str]:
    """The names of the first of these bylines that has any."""
    found: list[str] = []
    group = None
    for line in lines:
        if found and line.group != group:
            break
        got = _line_names(line)
        if people_only:
            got = [n for n in got if names.is_person(n)]
        if got:
            group = line.group
            found.extend(got)
    people = [n for n in found if names.is_person(n)]
    return [n for n in found if n in people or names.is_agency(n)] if people else found[:2]


def _line_names(line: Line) -> list[str]:
    linked = [n for text in line.links for n in names.split(text, byline=True)]
    linked = [n for n in linked if names.is_person(n)]
    text = by_what(line.text) if line.how in ("by", "written") else without_dates(line.text)
    got = names.split(text, byline=True)
    if linked and len(linked) >= len([n for n in got if names.is_person(n)]):
        return linked
    if line.how in ("by", "written"):
        return got
    people = [n for n in got if names.is_person(n) or names.is_agency(n)]
    if people or len(got) != 1 or len(line.text) > 40:
        return people
    return got


def _bare_name(page: Page, start: int) -> list[str]:
    """A name that stands alone just after the headline, next to a date."""
    blocks = page.blocks
    end = min(len(blocks), start + _DATE_REACH)
    dated = {i for i in range(start, end + 2) if i < len(blocks) and BARE_DATE.match(blocks[i].text)}
    for index in range(start + 1, end):
        text = blocks[index].text
        if len(text) > 120:
            continue
        trimmed = without_dates(text)
        if trimmed != text or dated & {index - 2, index - 1, index + 1, index + 2}:
            found = names.split(trimmed, byline=True)
            if found and all(names.is_strict_person(n) for n in found):
                return found
    return []

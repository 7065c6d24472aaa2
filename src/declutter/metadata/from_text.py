"""Metadata of scraped text: from its headline, byline and date lines, and its dateline."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from declutter.blocks import Block, Page
from declutter.characters import UNSPACED
from declutter.metadata import dateline, dates, language, names
from declutter.metadata.byline_text import by_what, opens_byline, opens_with_date, without_dates
from declutter.parts import Metadata

_LABELS = (
    r"(?:(?P<modified>updated?|last updated|last modified|new update|modified|aktualisiert|"
    r"actualizado|actualizada|atualizado|atualizada|mis à jour|modifié|aggiornato|bijgewerkt|"
    r"uppdaterad|oppdatert|opdateret|zaktualizowano|aktualizacja|aktualizováno|обновлено|оновлено|"
    r"son güncelleme|güncelleme|diperbarui|cập nhật|עודכן|آخر تحديث|更新|수정)|"
    r"(?P<published>published|posted|first published|date|veröffentlicht|erstellt|stand|publicado|"
    r"publicada|publié|pubblicato|gepubliceerd|publicerad|publisert|opublikowano|опубликовано|"
    r"опубліковано|yayın(?:lanma)? tarihi|giriş(?: tarihi)?|发布时间|發佈時間|公開|入力|입력))"
)
_LABEL = re.compile(
    rf"^\W*{_LABELS}(?:\s+(?:on|at|am|el|le|il|op|den))?\b\s*[:：-]?\s*", re.IGNORECASE
)
_BEFORE_LABEL = re.compile(
    r"(?<=[\W\d])(?=" + re.sub(r"\?P<\w+>", "?:", _LABELS) + r"\b)", re.IGNORECASE
)
# Whose work a line tells of that is not the author's: where the story is from, who edited it.
_OTHER_WORK = re.compile(
    r"^\W*(?:(?:edited|reviewed|translated|photos?) by\b|(?:source|quelle|fuente|fonte|kaynak|źródło|"
    r"zdroj|источник|джерело|nguồn|theo|المصدر|منبع|מקור|स्रोत|সূত্র|ที่มา|出典|出处|來源|来源|출처|"
    r"责任编辑|責任編輯|编辑|編輯|校对|审核|原标题)\s*[:：])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^[(（〔\[【]([^()（）〔〕\[\]【】]*)[)）〕\]】]$")
_AUTHOR_SLOT = re.compile(r"^(?:author|writer|byline|reporter)[\s_-]?\w*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？…।؟۔][\"'”’»」)]*$")
_NOT_HEADLINE = re.compile(
    r"^(?:advertis\w*|anzeige|publicidad|werbung|menu|home|share|subscribe|sign in|log in|\W*)\W*$|"
    r"^[\w-]+-(?:image|avatar|logo|photo)$|^https?:|^(?:photo|image|foto|file photo|credit)\b",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#+$")

_HEAD_LINES = 30
_STORY_CHARS = 140
_MAX_LINE = 120
_NEAR_LABEL = 2
_NEAR_STANDFIRST = 3
_MAX_BARE_WORDS = 3


def from_text(page: Page, removed_texts: Sequence[tuple[str, str]] = ()) -> Metadata:
    """The metadata of scraped text: title, authors, dates, dateline, language.

    `removed_texts` are (kind, text) of the lines that were judged not to be story; those of kind
    `headline` and `byline` settle title and byline lines, the rest is told by its form. A field
    that no line gives is empty.
    """
    kinds = {text: kind for kind, text in removed_texts}
    story = _story_start(page.blocks, kinds)
    title = _title(page.blocks[:story], kinds)
    end = _byline_end(page.blocks, story, kinds)
    below = [b.text for b in page.blocks[title + 1 : end]]
    above = [b.text for b in page.blocks[: max(title, 0)] if kinds.get(b.text) == "byline"]
    after = [b.text for b in page.blocks[end:] if kinds.get(b.text) == "byline"]
    language_code = page.language or language.of_page(page)
    published, modified = _dates(
        [*above, *below], after, kinds, month_first=language_code in (None, "en")
    )
    opening = [b.text for b in page.blocks[story : story + 4] if b.text not in kinds]
    found: dict[str, tuple[Any, str]] = {
        "title": (_MARKDOWN.sub("", page.blocks[title].text) if title >= 0 else None, "line"),
        "authors": (tuple(_authors([*below, *above], after, kinds)), "byline"),
        "published": (published, "line"),
        "modified": (modified, "line"),
        "dateline": (dateline.find(opening, " ".join(b.text for b in page.blocks[story:])), "text"),
        "language": (language_code, "text"),
        "url": (page.url, "given"),
    }
    kept = {name: value for name, (value, _) in found.items() if value}
    return Metadata(**kept, sources={name: found[name][1] for name in kept})


def _story_start(blocks: Sequence[Block], kinds: Mapping[str, str]) -> int:
    """The index of the first line that is surely story, be it the standfirst."""
    found = (index for index, block in enumerate(blocks) if _is_story(block.text, kinds))
    return next(found, min(len(blocks), _HEAD_LINES))


def _is_story(text: str, kinds: Mapping[str, str]) -> bool:
    weight = 2 if UNSPACED.search(text) else 1
    return (
        len(text) * weight >= _STORY_CHARS
        and _SENTENCE_END.search(text) is not None
        and text not in kinds
    )


def _byline_end(blocks: Sequence[Block], story: int, kinds: Mapping[str, str]) -> int:
    """The index at which the lines round the byline end: `story`, or past a byline after it.

    A long standfirst looks like story, and the byline may stand below it.
    """
    if any(_is_byline(block.text, kinds) for block in blocks[:story]):
        return story
    near = range(story + 1, min(len(blocks), story + 1 + _NEAR_STANDFIRST))
    first = next((i for i in near if _is_byline(blocks[i].text, kinds)), -1)
    if first < 0:
        return story
    rest = (i for i in range(first, len(blocks)) if _is_story(blocks[i].text, kinds))
    return next(rest, story)


def _is_byline(text: str, kinds: Mapping[str, str]) -> bool:
    if len(text) > _MAX_LINE:
        return False
    return kinds.get(text) == "byline" or (
        text not in kinds and bool(opens_byline(text) or opens_with_date(text))
    )


def _title(head: Sequence[Block], kinds: Mapping[str, str]) -> int:
    """The index of the headline: the line judged to be it, else the likeliest by form; or -1."""
    best, score = -1, 0.0
    for index, block in enumerate(head[:_HEAD_LINES]):
        text = block.text
        kind = kinds.get(text)
        if kind == "headline":
            return index
        if kind or _NOT_HEADLINE.match(text) or _LABEL.match(text) or opens_byline(text):
            continue
        words = len(text) // 2 if UNSPACED.search(text) else len(text.split())
        if not 3 <= words <= 40 or len(text) > 250:
            continue
        heading = 6 if _MARKDOWN.match(text) else 0
        value = min(words, 12) + heading - index * 0.5 - (3 if text.endswith(".") else 0)
        if value > score:
            best, score = index, value
    return best


def _authors(head: Sequence[str], after: Sequence[str], kinds: Mapping[str, str]) -> list[str]:
    """Names in the byline lines: with a by-word, else judged so, else beside a label or date.

    `head` are the lines round the headline, `after` the bylines in and below the story: one that
    signs it counts if none stands above.
    """
    lines = [text for text in head if _may_name(text)]
    for text in lines:
        if opens_byline(text):
            named = [n for n in names.split(by_what(text), byline=True) if names.is_name_like(n)]
            if named:
                return names.unique(named)
    judged = [text for text in lines if kinds.get(text) == "byline"]
    signed = [text for text in after if _may_name(text) and len(text) <= _MAX_LINE // 2]
    found = (
        _first(_people, judged)
        or ([] if kinds else _first(_bare_people, _beside_labels(head)))
        or _first(_bare_people, signed)
        or _first(_desks, judged)
        or ([] if kinds else _first(_desks, _beside_labels(head)))
    )
    return names.unique(found)[:4]


def _may_name(text: str) -> bool:
    """Whether a line is such that it may hold the author's name."""
    return not (
        len(text) > _MAX_LINE
        or _LABEL.match(text)
        or _AUTHOR_SLOT.match(text)
        or _OTHER_WORK.match(text)
    )


def _beside_labels(lines: Sequence[str]) -> list[str]:
    """The lines that stand within two of a label, a date or the slot of an author's picture."""
    labels = [
        index
        for index, text in enumerate(lines)
        if _LABEL.match(text) or _AUTHOR_SLOT.match(text) or opens_with_date(text)
    ]
    return [
        text
        for index, text in enumerate(lines)
        if _may_name(text) and any(abs(index - label) <= _NEAR_LABEL for label in labels)
    ]


def _first(read: Callable[[str], list[str]], lines: Sequence[str]) -> list[str]:
    """What `read` finds in the first line in which it finds anything."""
    return next(filter(None, map(read, lines)), [])


def _names(text: str) -> list[str]:
    bracketed = _BRACKETED.match(text)
    return list(names.split(without_dates(bracketed[1] if bracketed else text), byline=True))


def _people(text: str) -> list[str]:
    return [name for name in _names(text) if names.is_strict_person(name)]


def _bare_people(text: str) -> list[str]:
    """The people in a line that holds little else: it may be a line of the story."""
    people = _people(text)
    if not people or (not people[0].isascii() and len(people[0].split()) > _MAX_BARE_WORDS):
        return []
    return people if text.lstrip("(（〔[【").startswith(people[0]) else []


def _desks(text: str) -> list[str]:
    return [
        name
        for name in _names(text)
        if names.is_agency(name) or (names.is_desk(name) and " " in name)
    ]


def _dates(
    head: Sequence[str], after: Sequence[str], kinds: Mapping[str, str], *, month_first: bool
) -> tuple[str | None, str | None]:
    """Published and modified, told apart by the label before the date or on its line.

    Of the lines `after` the story's beginning only those count that have a label.
    """
    found: dict[str, str] = {}
    label = ""
    for text in head:
        if len(text) > _MAX_LINE:
            label = ""
            continue
        for part in _BEFORE_LABEL.split(text):
            match = _LABEL.match(part)
            label = _meaning(match) or label
            likely = bool(match) or kinds.get(text) == "byline" or bool(label)
            date = _date(part, match, month_first=month_first, slow=likely)
            if date:
                found.setdefault(label or "published", date)
                label = ""
    for text in after:
        match = _LABEL.match(text)
        if match and len(text) <= _MAX_LINE:
            date = _date(text, match, month_first=month_first, slow=True)
            if date:
                found.setdefault(_meaning(match), date)
    return found.get("published"), found.get("modified")


def _meaning(label: re.Match[str] | None) -> str:
    if label is None:
        return ""
    return "modified" if label["modified"] else "published"


def _date(text: str, label: re.Match[str] | None, *, month_first: bool, slow: bool) -> str | None:
    rest = text[label.end() :] if label else text
    return dates.parse(rest, month_first=month_first, slow=slow)

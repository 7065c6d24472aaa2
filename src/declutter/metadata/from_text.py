"""Metadata of scraped text: from its headline, byline and date lines, and its dateline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from declutter.blocks import Block, Page
from declutter.metadata import dateline, dates, language, names
from declutter.metadata.byline_text import BARE_DATE, by_what, opens_byline, without_dates
from declutter.parts import Metadata

_LABEL = re.compile(
    r"^\W*(?:(?P<modified>updated|last updated|last modified|new update|modified|aktualisiert|"
    r"actualizado|actualizada|mis à jour|modifié|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret|"
    r"zaktualizowano|обновлено|son güncelleme|güncelleme|diperbarui|更新|수정)|"
    r"(?P<published>published|posted|first published|date|veröffentlicht|erstellt|stand|publicado|"
    r"publicada|publié|pubblicato|gepubliceerd|publicerad|publisert|opublikowano|опубликовано|"
    r"yayın(?:lanma)? tarihi|giriş|发布时间|發佈時間|公開|入力|입력))"
    r"(?:\s+(?:on|at|am|el|le|il|op|den))?\b\s*[:：-]?\s*",
    re.IGNORECASE,
)
_AUTHOR_SLOT = re.compile(r"^(?:author|writer|byline|reporter)[\s_-]?\w*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？…।؟۔][\"'”’»」)]*$")
_NOT_HEADLINE = re.compile(
    r"^(?:advertis\w*|anzeige|publicidad|werbung|menu|home|share|subscribe|sign in|log in|\W*)\W*$|"
    r"^[\w-]+-(?:image|avatar|logo|photo)$|^https?:|^(?:photo|image|foto|file photo|credit)\b",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#+$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_HEAD_LINES = 30
_STORY_CHARS = 140
_MAX_LINE = 120
_NEAR_LABEL = 2


def from_text(page: Page, removed_texts: Sequence[tuple[str, str]] = ()) -> Metadata:
    """The metadata of scraped text: title, authors, dates, dateline, language.

    `removed_texts` are (kind, text) of the lines that were judged not to be story; those of kind
    `headline` and `byline` settle title and byline lines, the rest is told by its form. A field
    that no line gives is empty.
    """
    kinds = {text: kind for kind, text in removed_texts}
    story = _story_start(page.blocks, kinds)
    head = page.blocks[:story]
    title = _title(head, kinds)
    below = [b.text for i, b in enumerate(head) if i > title or kinds.get(b.text) == "byline"]
    published, modified = _dates(below, kinds)
    opening = [b.text for b in page.blocks[story : story + 4] if b.text not in kinds]
    found: dict[str, tuple[Any, str]] = {
        "title": (_MARKDOWN.sub("", head[title].text) if title >= 0 else None, "line"),
        "authors": (tuple(_authors(below, kinds)), "byline"),
        "published": (published, "line"),
        "modified": (modified, "line"),
        "dateline": (dateline.find(opening, " ".join(b.text for b in page.blocks[story:])), "text"),
        "language": (page.language or language.of_page(page), "text"),
        "url": (page.url, "given"),
    }
    kept = {name: value for name, (value, _) in found.items() if value}
    return Metadata(**kept, sources={name: found[name][1] for name in kept})


def _story_start(blocks: Sequence[Block], kinds: Mapping[str, str]) -> int:
    """The index of the first line that is surely story."""
    for index, block in enumerate(blocks):
        text = block.text
        weight = 2 if _UNSPACED.search(text) else 1
        if len(text) * weight >= _STORY_CHARS and _SENTENCE_END.search(text) and text not in kinds:
            return index
    return min(len(blocks), _HEAD_LINES)


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
        words = len(text) // 2 if _UNSPACED.search(text) else len(text.split())
        if not 3 <= words <= 40 or len(text) > 250:
            continue
        heading = 6 if _MARKDOWN.match(text) else 0
        value = min(words, 12) + heading - index * 0.5 - (3 if text.endswith(".") else 0)
        if value > score:
            best, score = index, value
    return best


def _authors(lines: Sequence[str], kinds: Mapping[str, str]) -> list[str]:
    """Names in the byline lines: those with a by-word, those judged so, those beside a label."""
    labels = {i for i, text in enumerate(lines) if _LABEL.match(text) or _AUTHOR_SLOT.match(text)}
    labels |= {i for i, text in enumerate(lines) if BARE_DATE.match(text)}
    found: list[str] = []
    for index, text in enumerate(lines):
        if len(text) > _MAX_LINE or _LABEL.match(text) or _AUTHOR_SLOT.match(text):
            continue
        if opens_byline(text):
            named = [n for n in names.split(by_what(text), byline=True) if names.is_name_like(n)]
            if named:
                return names.unique(named)
        beside = any(abs(index - label) <= _NEAR_LABEL for label in labels)
        if not found and (kinds.get(text) == "byline" or (beside and text not in kinds)):
            found = _bare_names(text)
    return names.unique(found)[:4]


def _bare_names(text: str) -> list[str]:
    got = names.split(without_dates(text), byline=True)
    people = [n for n in got if names.is_strict_person(n)]
    if people:
        return people
    return [n for n in got if names.is_agency(n) or (names.is_desk(n) and " " in n)]


def _dates(lines: Sequence[str], kinds: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Published and modified, told apart by the label before the date or on its line."""
    published = modified = None
    label = ""
    for text in lines:
        if len(text) > _MAX_LINE:
            label = ""
            continue
        match = _LABEL.match(text)
        if match:
            label = "modified" if match["modified"] else "published"
        likely = bool(match) or kinds.get(text) == "byline" or bool(label)
        found = dates.parse(text[match.end() :] if match else text, slow=likely)
        if found is None:
            continue
        if label == "modified":
            modified = modified or found
        else:
            published = published or found
        label = ""
    return published, modified

"""Metadata of scraped text: from its headline, byline and date lines, and its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from declutter.blocks import Block, Page
from declutter.metadata import dateline, dates, language, names
from declutter.parts import Metadata

_LABEL = re.compile(
    r"^(?:(?P<modified>updated(?: on| at)?|last updated|last modified|new update|modified|"
    r"aktualisiert(?: am)?|actualizado|mis à jour(?: le)?|aggiornato|bijgewerkt|обновлено|güncelleme)|"
    r"(?P<published>published(?: on| at)?|posted(?: on)?|first published|date|veröffentlicht(?: am)?|"
    r"erstellt(?: am)?|publicado(?: el)?|publié(?: le)?|pubblicato(?: il)?|gepubliceerd|"
    r"опубликовано|yayın(?:lanma)? tarihi|stand|发布时间|公開))\s*[:：-]?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|por|par|di|door|af|av|oleh)\s+\S", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»」)]*$")
_NOT_HEADLINE = re.compile(
    r"^(?:advertis\w*|anzeige|publicidad|werbung|menu|home|share|subscribe|sign in|log in|\W*)\W*$|"
    r"^[\w-]+-(?:image|avatar|logo|photo)$|^https?:",
    re.IGNORECASE,
)
_HEAD_LINES = 30
_STORY_CHARS = 140


def from_text(page: Page, removed_texts: Sequence[tuple[str, str]] = ()) -> Metadata:
    """The metadata of scraped text: title, authors, dates, dateline, language.

    `removed_texts` are (kind, text) of the lines that were judged not to be story; those of kind
    `headline` and `byline` settle title and byline lines, the rest is told by its form.
    """
    blocks = page.blocks
    story = _story_start(blocks)
    kinds = {text: kind for kind, text in removed_texts}
    values: dict[str, object] = {}
    sources: dict[str, str] = {}

    def take(name: str, value: object, source: str) -> None:
        if value:
            values[name] = value
            sources[name] = source

    title_at = _title(blocks[:story], kinds)
    take("title", blocks[title_at].text if title_at >= 0 else None, "line")
    head = [
        b.text
        for i, b in enumerate(blocks[:story])
        if i > title_at or kinds.get(b.text) == "byline"
    ]
    take("authors", tuple(_authors(head, kinds)), "byline")
    published, modified = _dates(head, kinds)
    take("published", published, "line")
    take("modified", modified, "line")
    removed = set(kinds)
    take(
        "dateline",
        dateline.find(b.text for b in blocks[story : story + 4] if b.text not in removed),
        "text",
    )
    take("language", page.language or language.of_page(page), "text")
    take("url", page.url, "given")
    return Metadata(**values, sources=sources)  # type: ignore[arg-type]


def _story_start(blocks: Sequence[Block]) -> int:
    """The index of the first line that is surely story."""
    for index, block in enumerate(blocks):
        text = block.text
        weight = 2 if not text[:60].isascii() and " " not in text[:40] else 1
        if len(text) * weight >= _STORY_CHARS and _SENTENCE_END.search(text):
            return index
    return min(len(blocks), _HEAD_LINES)


def _title(head: Sequence[Block], kinds: dict[str, str]) -> int:
    for index, block in enumerate(head):
        if kinds.get(block.text) == "headline":
            return index
    best, score = -1, 0.0
    for index, block in enumerate(head[:_HEAD_LINES]):
        text = block.text
        kind = kinds.get(text)
        if (
            (kind and kind != "headline")
            or _NOT_HEADLINE.match(text)
            or _LABEL.match(text)
            or _BY.match(text)
        ):
            continue
        words = len(text.split()) if " " in text else len(text) // 2
        if not 3 <= words <= 40 or len(text) > 250:
            continue
        value = min(words, 12) - index * 0.5 - (3 if text.endswith(".") else 0)
        if value > score:
            best, score = index, value
    return best


def _authors(head: Sequence[str], kinds: dict[str, str]) -> list[str]:
    found: list[str] = []
    for text in head:
        if len(text) > 120 or _LABEL.match(text):
            continue
        marked = _BY.match(text) is not None
        if not (marked or kinds.get(text) == "byline"):
            continue
        got = [
            n
            for n in names.split(text, byline=True)
            if names.is_person(n) or names.is_agency(n) or (names.is_desk(n) and " " in n)
        ]
        if marked and got:
            return names.unique(got)
        found.extend(got)
    return names.unique(found)[:4]


def _dates(head: Sequence[str], kinds: dict[str, str]) -> tuple[str | None, str | None]:
    published = modified = None
    label = ""
    for text in head:
        if len(text) > 120:
            continue
        match = _LABEL.match(text)
        if match:
            label = "modified" if match["modified"] else "published"
        elif not (label or kinds.get(text) == "byline"):
            label = ""
        rest = text[match.end() :] if match else text
        found = dates.parse(rest, slow=bool(match) or kinds.get(text) == "byline")
        if found is None:
            continue
        if label == "modified":
            modified = modified or found
        else:
            published = published or found
        label = ""
    return published, modified

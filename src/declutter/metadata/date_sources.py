"""The sources of dates: each function reads one date from one place in a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from declutter.metadata import date_order, dates, titles
from declutter.metadata.byline_text import without_dates
from declutter.metadata.context import Context
from declutter.structured import jsonld

PUBLISHED_META = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "date_published", "pubdate", "publishdate", "publish_date", "publish-date",
    "published_time", "w-published-date", "published", "posted", "published-date", "publication_date", "publication-date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate",
    "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "dc.created", "citation_publication_date",
    "citation_online_date", "citation_date", "prism.publicationdate", "article.published",
    "article_date_original", "originalpublicationdate", "rnews:datepublished", "datecreated",
    "mediator_published_time", "vf:published_at", "dnt.published", "lastpublished", "date",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "date_modified", "modified_time", "dcterms.modified", "dc.date.modified", "last-modified",
    "lastmod", "sailthru.modified", "revision_date", "bt:moddate",
)  # fmt: skip
_UPDATE = re.compile(
    r"updat|modif|changed|revised|reviewed|as of|aktualis|actualiz|mis à jour|aggiorn|bijgewerkt|oppdatert|"
    r"opdateret|uppdaterad|päivitetty|güncelle|обновл|оновлен|更新|수정|diperbarui|zaktualiz|aktualiz|"
    r"ažuriran|atualiz|frissít|ενημ",
    re.IGNORECASE,
)
_PUBLISH = re.compile(
    r"publi(?:shed|sh(?:ing)? date|cation date|é|cad|cat)|post(?:ed| time| date)|originally|"
    r"first published|veröffentlicht|erstellt|pubblicat|opublikow|опубликован|公開|发布|발행|입력|yayın",
    re.IGNORECASE,
)
_NOT_ITS_DATE = re.compile(
    r"event|expires?|deadline|webinar|copyright|©|born|since|until|from .* to |join(?:ed)?|"
    r"last seen|released?:",
    re.IGNORECASE,
)
_CROWDED = re.compile(
    r"comment|related|sidebar|recommend|teaser|popular|trending|\bcard|latest", re.IGNORECASE
)
_MAX_TIMES = 40
_MAX_LABELLED = 100
_MAX_LONE = 60
# No clock on earth is a day behind one set to UTC in its afternoon.
_AFTERNOON = re.compile(r"T(?:1[2-9]|2\d):.*\+00:00$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAX_WORDS_BESIDE = 14
_NEAR = 12


def ld_date(*keys: str) -> Callable[[Context], str | None]:
    """A source: the first of these dates in the story's JSON-LD nodes."""

    def read(ctx: Context) -> str | None:
        for node in ctx.nodes:
            for key in keys:
                for text in jsonld.strings(node.get(key)):
                    found = dates.parse(text)
                    if found:
                        return found
        return None

    return read


def meta_date(*keys: str) -> Callable[[Context], str | None]:
    """A source: the first of these meta elements that holds a date."""

    def read(ctx: Context) -> str | None:
        meta_elements = ctx.structured.meta
        for key in keys:
            for text in meta_elements.get(key, ()):
                found = dates.parse(text)
                if found:
                    return found
        return None

    return read


def microdata_date(key: str) -> Callable[[Context], str | None]:
    """A source: the date of this microdata property."""

    def read(ctx: Context) -> str | None:
        for text in ctx.structured.microdata.get(key, ()):
            found = dates.parse(text)
            if found:
                return found
        return None

    return read


def earlier_shown(ctx: Context) -> str | None:
    """The date shown with the headline, where it is days before the one in JSON-LD and meta.

    Those are then the dates of a relaunch or of an update: a page does not show readers a date
    before its story was out.
    """
    stated = ld_date("datePublished")(ctx) or meta_date(*PUBLISHED_META)(ctx)
    if not stated:
        return None
    shown = _shown(ctx, updates=False, reach=_NEAR, strict=True)
    if not shown:
        return None
    # a day before may be the same moment on another clock, unless the address has it too
    sure = url_date(ctx) == shown[:10] or _AFTERNOON.search(stated)
    return shown if dates.days_between(shown, stated) >= (1 if sure else 2) else None


def date_above(ctx: Context) -> str | None:
    """A date just above the headline that is all its line holds."""
    for index, text in ctx.byline.dates():
        alone = index == ctx.start - 1 and not without_dates(text)
        found = date_order.parse(ctx, text) if alone and not _UPDATE.search(text) else None
        return _with_clock(ctx, found)
    return None


def time_date(ctx: Context) -> str | None:
    """The first `time` element from the headline on that is not marked as an update."""
    return _time(ctx, updates=False)


def time_modified(ctx: Context) -> str | None:
    """The first `time` element that is marked as an update."""
    return _time(ctx, updates=True)


def byline_date(ctx: Context) -> str | None:
    """A date written near the headline that is not marked as an update."""
    return _shown(ctx, updates=False, reach=99, strict=False)


def byline_modified(ctx: Context) -> str | None:
    """A date written near the headline that is marked as an update."""
    return _shown(ctx, updates=True, reach=99, strict=False)


def update_shown(ctx: Context) -> str | None:
    """The date of the update shown with the headline, with its time where that is known."""
    shown, stated = byline_modified(ctx), update_alone(ctx)
    return stated if shown and stated and stated[:10] == shown[:10] else shown


def update_alone(ctx: Context) -> str | None:
    """The date of the last update, where the page tells no other."""
    return (
        ld_date("dateModified")(ctx)
        or meta_date(*MODIFIED_META)(ctx)
        or byline_modified(ctx)
        or time_modified(ctx)
        or _labelled(ctx, _UPDATE)
    )


def labelled_date(ctx: Context) -> str | None:
    """The date of a line anywhere in the page that says "Published"."""
    return _with_clock(ctx, _labelled(ctx, _PUBLISH))


def lone_date(ctx: Context) -> str | None:
    """The first date after the headline that is all its line holds, at whatever distance."""
    marks = ctx.byline.marks
    for block in ctx.page.blocks[ctx.start + 1 :]:
        text = block.text
        if len(text) <= _MAX_LONE and _YEAR.search(text) and not without_dates(text).strip(" ."):
            found = date_order.parse(ctx, text)
            if found and marks.place(block.node) == "free":
                return found
    return None


def _with_clock(ctx: Context, day: str | None) -> str | None:
    """The moment that a `time` element gives for this day, else the day as it is."""
    if day is None or len(day) > len("2024-05-03"):
        return day
    texts = (e.get("datetime") or "" for e, _ in ctx.structured.times[:_MAX_TIMES])
    moments = (dates.parse(text) for text in texts if "T" in text)
    return next((m for m in moments if m and m.startswith(day)), day)


def _labelled(ctx: Context, label: re.Pattern[str]) -> str | None:
    before = ""
    for block in ctx.page.blocks:
        text = block.text
        if len(text) <= _MAX_LABELLED and _YEAR.search(text) and not _NOT_ITS_DATE.search(text):
            beside = f"{before} {text}" if len(before) <= _MAX_LONE else text
            found = date_order.parse(ctx, text) if label.search(beside) else None
            if found and ctx.byline.marks.place(block.node) != "elsewhere":
                return found
        before = text
    return None


def url_date(ctx: Context) -> str | None:
    """The date in the page's address."""
    return dates.from_url(ctx.given_url or "") or dates.from_url(ctx.address)


def htmldate_date(ctx: Context) -> str | None:
    """What htmldate finds, which is slow: asked only where some line of the page holds a date.

    The update that a footer tells is the whole site's.
    """
    of_site: set[str] = set()
    dated = False
    for block in ctx.page.blocks:
        if len(block.text) > _MAX_LABELLED or _YEAR.search(block.text) is None:
            continue
        day = dates.parse(block.text)
        if not day:
            continue
        if _UPDATE.search(block.text) and ctx.byline.marks.place(block.node) == "elsewhere":
            of_site.add(day)
        else:
            dated = True
    if not dated:
        return None
    from htmldate import find_date

    found: str | None = find_date(
        ctx.tree, original_date=True, url=ctx.given_url, extensive_search=False
    )
    return found if found and found not in of_site else None


def _shown(ctx: Context, *, updates: bool, reach: int, strict: bool) -> str | None:
    """A date in the text near the headline.

    A label ("Updated") may stand in the block before its date. With `strict`, only the first
    date after the headline counts, and its block must hold little besides.
    """
    blocks = ctx.page.blocks
    loose: str | None = None
    for index, text in ctx.byline.dates():
        if abs(index - ctx.start) > reach or _NOT_ITS_DATE.search(text):
            continue
        if strict and index < ctx.start - 1:
            break
        found = date_order.parse(ctx, text)
        if found is None:
            continue
        label = text
        if index and len(blocks[index - 1].text) <= 30:
            label = f"{blocks[index - 1].text} {text}"
        updated = _UPDATE.search(label) is not None and not _PUBLISH.search(text)
        if updated != updates:
            if strict:
                break
            continue
        beside = len(without_dates(text).split())
        if beside <= 5 or (_PUBLISH.search(text) and beside <= _MAX_WORDS_BESIDE):
            return found
        if strict:
            break
        if beside <= _MAX_WORDS_BESIDE:
            loose = loose or found
    return loose


def _time(ctx: Context, *, updates: bool) -> str | None:
    headings = ctx.structured.headings
    key = titles.fold(ctx.shown_title or "")
    own = next((i for i, h in enumerate(headings) if titles.fold(h.text) == key), -1)
    times = ctx.structured.times[:_MAX_TIMES]
    ordered = [e for e, seen in times if seen == own + 1] + [
        e for e, seen in times if seen != own + 1
    ]
    for element in ordered:
        text = element.get("datetime") or element.get("content") or ""
        found = date_order.parse(ctx, text) or date_order.parse(ctx, "".join(element.itertext()))
        if (
            found
            and not _in_aside(element)
            and (_UPDATE.search(_label(element)) is not None) == updates
        ):
            return found
    return None


def _label(element: Any) -> str:
    """What an element and its surroundings say of the date in it."""
    parts = [element.get("class"), element.get("itemprop"), element.text]
    parent, before = element.getparent(), element.getprevious()
    if parent is not None:
        parts += [parent.get("class"), parent.text]
    if before is not None:
        parts += [
            before.tail,
            before.text if isinstance(before.tag, str) and before.tag != "time" else "",
        ]
    return " ".join(part for part in parts if part)


def _in_aside(element: Any) -> bool:
    for level, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag in ("aside", "nav", "footer"):
            return True
        if level < 6 and ancestor.tag != "body" and _CROWDED.search(ancestor.get("class") or ""):
            return True
    return False

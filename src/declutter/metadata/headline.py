"""Choosing the headline among a page's several names for its story."""

from __future__ import annotations

import re

from declutter.metadata import titles
from declutter.metadata.context import Context
from declutter.structured import jsonld

_LOGO = re.compile(
    r"(?<![a-z])(?:logo|site-?(?:title|name|branding)|brand|masthead|navbar)(?![a-z])",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"(?<=\w)\s?[:/–—|-]\s")
# What some pages put into the headline's element besides the headline.
_BESIDE = re.compile(
    r"\s*\b(?:Posted|Published|Last updated|Updated) (?:on|by)\b.*$|^Title: (?=\S)|"
    r"^[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d (?=[A-Z])"
)
_FULL_WORDS = 5
_MIN_LIKENESS = 0.5
_MAX_WORDS = 40
_SLACK = 10  # characters by which two spellings of one title may differ
_HEADINGS = frozenset({"h2", "h3", "div", "span", "header", "p", "section", "td"})


def choose(ctx: Context) -> str | None:
    """The story's headline: as the page shows it, where its other names bear that out.

    An h1 that JSON-LD, Open Graph or `title` repeat is it; then one that differs from them only
    by a kicker or in some words; then what the others agree on; then the h1 alone.
    """
    shown = _shown(ctx)
    named = _named(ctx, shown)
    agreed = _agreed(shown, named)
    if agreed:
        return agreed
    others = list(named.values())
    for heading in shown:
        rest, kicker = titles.without_kicker(heading, others)
        if kicker:
            return rest
    keys = [titles.fold(other) for other in others]
    for other, key in zip(others, keys, strict=True):
        rest, kicker = titles.without_kicker(other, shown)
        if kicker and keys.count(key) > 1:
            return rest if titles.is_site(kicker, ctx.site_names) else other
    repeated = _other_heading(ctx, named)
    if repeated:
        return repeated
    scores = [max((titles.likeness(h, o) for o in others), default=0.0) for h in shown]
    if scores and max(scores) >= _MIN_LIKENESS:
        return shown[scores.index(max(scores))]
    full = next((h for h in shown if len(h.split()) >= _FULL_WORDS), None)
    return full or _majority(named) or (shown[0] if shown else None)


def _shown(ctx: Context) -> list[str]:
    """The page's h1 texts, without those that name the site."""
    title = ctx.structured.title
    tail = titles.last_part(title)
    found = []
    for heading in ctx.structured.headings:
        text = titles.tidy(heading.text)
        if _in_logo(heading.element):
            ctx.site_names.append(text)
            continue
        if titles.is_generic(text) or len(text.split()) > _MAX_WORDS:
            continue
        if tail and titles.fold(text) == titles.fold(tail) and len(tail) * 2 < len(title):
            continue
        if titles.is_site(text, ctx.site_names, whole=True):
            continue
        found.append(titles.without_site(_BESIDE.sub("", text), ctx.site_names))
    return list(dict.fromkeys(found))


def _named(ctx: Context, shown: list[str]) -> dict[str, str]:
    """The story's names in JSON-LD, Open Graph, Twitter's card and `title`, without the site's."""
    s = ctx.structured
    ld = next((t for n in ctx.nodes for t in jsonld.strings(n.get("headline"))), "")
    raw = {
        "json-ld": ld,
        "og": s.first("og:title"),
        "twitter": s.first("twitter:title"),
        "title": s.title,
    }
    found = {name: titles.without_site(text, ctx.site_names, shown) for name, text in raw.items()}
    return {name: text for name, text in found.items() if text and not titles.is_generic(text)}


def _agreed(shown: list[str], named: dict[str, str]) -> str | None:
    """The first h1 that is also one of the story's names, in the better punctuated form."""
    for heading in shown:
        key = titles.fold(heading)
        same = [text for text in named.values() if titles.fold(text) == key]
        if same:
            fullest = max(same, key=_marks)
            return fullest if _marks(fullest) > _marks(heading) else heading
    return None


def _other_heading(ctx: Context, named: dict[str, str]) -> str | None:
    """The most agreed of the names that a block of the page repeats, though no h1 does."""
    keys = [titles.fold(text) for text in named.values()]
    lengths = [len(text) for text in named.values()] or [0]
    shortest, longest = min(lengths) - _SLACK, max(lengths) + _SLACK
    shown = {
        titles.fold(block.text)
        for block in ctx.page.blocks
        if block.tag in _HEADINGS and shortest <= len(block.text) <= longest
    }
    repeated = [text for text in named.values() if titles.fold(text) in shown]
    return max(repeated, key=lambda text: keys.count(titles.fold(text)), default=None)


def _majority(named: dict[str, str]) -> str | None:
    """The name that most of the sources give; of equals the first."""
    keys = [titles.fold(text) for text in named.values()]
    return max(named.values(), key=lambda t: keys.count(titles.fold(t)), default=None)


def _marks(text: str) -> int:
    return len(_JOINTS.findall(text))


def _in_logo(element: object) -> bool:
    level = 0
    while element is not None and level < 2:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"  # type: ignore[attr-defined]
        if _LOGO.search(names):
            return True
        element, level = element.getparent(), level + 1  # type: ignore[attr-defined]
    return False

"""The sources of authors: each function reads names from one place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from declutter.metadata import names, titles
from declutter.metadata.context import Context
from declutter.structured import jsonld

_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "cxenseparse:author",
    "dc.creator", "dcterms.creator", "dc.contributor", "citation_author", "byl", "byline",
    "article:author_name", "article.author", "og:article:author", "authors", "creator",
    "twitter:data1", "mediator_author", "articleauthor", "vr:author", "cxseparse:ntb-author",
)  # fmt: skip
_TO_THE_RIGHT = re.compile(r"text-align:\s*(?:right|end)\b", re.IGNORECASE)
_MAX_LINK = 80
_MAX_DEPTH = 8


def signed_authors(ctx: Context) -> tuple[str, ...]:
    """People whom the page's own byline names, where JSON-LD or meta name only others.

    Who posted a story is not always who wrote it.
    """
    shown = tuple(names.unique(ctx.byline.signed()))
    if not shown:
        return ()
    stated = ld_authors(ctx) or meta_authors(ctx)
    return shown if stated and {*map(names.fold, shown)}.isdisjoint(map(names.fold, stated)) else ()


def confirmed_authors(ctx: Context) -> tuple[str, ...]:
    """Names in JSON-LD or meta, be they the site's own, that the page's byline repeats."""
    for found in (_ld_names(ctx), *_meta_names(ctx)):
        if found and ctx.byline.says(found):
            return tuple(names.unique(found))
    return ()


def ld_authors(ctx: Context) -> tuple[str, ...]:
    """Authors in JSON-LD, if at least one is a person.

    Many pages name only the first author there: a byline that has all of them and more wins.
    """
    found = _with_person(ctx, _ld_names(ctx))
    if found and not _is_organisation(ctx):
        together = names.unique(ctx.byline.together()) if len(found) < 3 else []
        people = [name for name in together if names.fold(name) not in ctx.outlet_keys]
        if len(people) > len(found) and set(map(names.fold, found)) < set(map(names.fold, people)):
            return tuple(people)
        return found
    return _without_site(ctx, _ld_people(ctx))


def ld_desks(ctx: Context) -> tuple[str, ...]:
    """Authors in JSON-LD that are desks, agencies or single names, but not the outlet."""
    found = _without_site(ctx, _ld_names(ctx))
    return () if all(names.fold(name) in ctx.outlet_keys for name in found) else found


def ld_outlet(ctx: Context) -> tuple[str, ...]:
    """Authors in JSON-LD as they are, the outlet itself among them."""
    return _without_site(ctx, _ld_names(ctx))


def byline_authors(ctx: Context) -> tuple[str, ...]:
    """Names in the byline that stands nearest to the headline, if at least one is a person."""
    return _with_person(ctx, _byline_names(ctx))


def byline_desks(ctx: Context) -> tuple[str, ...]:
    """Names in the byline as they are: desks, agencies, single names."""
    return _without_site(ctx, _byline_names(ctx))


def _byline_names(ctx: Context) -> list[str]:
    """The byline's names without words of the headline, which may stand where names do."""
    title = titles.fold(ctx.shown_title or "")
    return [n for n in ctx.byline_names if titles.fold(n) not in title]


def microdata_authors(ctx: Context) -> tuple[str, ...]:
    """Authors by `itemprop`."""
    found = ctx.structured.microdata
    values = found.get("author", []) or found.get("creator", [])
    return _with_person(ctx, [n for v in values[:8] for n in names.split(v, byline=True)])


def meta_authors(ctx: Context) -> tuple[str, ...]:
    """Authors in meta elements, if at least one is a person; all of them, where one has more."""
    best: tuple[str, ...] = ()
    for values in _meta_names(ctx):
        found = _with_person(ctx, values)
        if best and not set(map(names.fold, best)) < set(map(names.fold, found)):
            continue
        if any(map(names.is_strict_person, found)):
            best = found
    return best


def meta_desks(ctx: Context) -> tuple[str, ...]:
    """Authors in meta elements that are desks, agencies or single names, but not the outlet."""
    for values in _meta_names(ctx):
        found = _without_site(ctx, values)
        if not all(names.fold(name) in ctx.outlet_keys for name in found):
            return found
    return ()


def meta_outlet(ctx: Context) -> tuple[str, ...]:
    """Authors in meta elements as they are, the outlet itself among them."""
    return next(filter(None, (_without_site(ctx, values) for values in _meta_names(ctx))), ())


def linked_authors(ctx: Context) -> tuple[str, ...]:
    """Texts of the first `rel=author` links that stand together."""
    found: list[str] = []
    place = None
    for element in ctx.tree.iter("a"):
        rel = element.get("rel")
        if not rel or "author" not in rel.lower().split():
            continue
        text = " ".join("".join(element.itertext()).split())
        if len(text) >= _MAX_LINK or (found and element.getparent() is not place):
            continue
        place = element.getparent()
        found += names.split(text, byline=True)
    return _with_person(ctx, found)


def signature(ctx: Context) -> tuple[str, ...]:
    """People whose names alone are set to the right, as at the end of a story that is signed."""
    found: list[str] = []
    for element in ctx.tree.iter("p"):
        style = element.get("style") or ""
        if element.get("align") != "right" and _TO_THE_RIGHT.search(style) is None:
            continue
        text = " ".join("".join(element.itertext()).split())
        people = names.split(text, byline=True) if len(text) < _MAX_LINK else ()
        if people and all(" " in name and names.is_strict_person(name) for name in people):
            found = list(people)
    return _with_person(ctx, found)


def _ld_names(ctx: Context) -> list[str]:
    for node in ctx.nodes:
        for key in ("author", "creator"):
            found = [n for v in _author_strings(node.get(key)) for n in names.split(v)]
            if found:
                return found
    return []


def _ld_people(ctx: Context) -> list[str]:
    """What JSON-LD says are persons, even where their names do not look it."""
    for node in ctx.nodes[:1]:
        value = node.get("author")
        found: list[str] = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "person" in jsonld.types(item):
                given = map(names.without_by, jsonld.strings(item.get("name")))
                found += [n for n in given if names.is_plain(n)]
        kept = [n for n in found if names.fold(n) not in ctx.outlet_keys]
        if kept:
            return kept
    return []


def _is_organisation(ctx: Context) -> bool:
    """Whether every author in JSON-LD is of an organisation's type."""
    for node in ctx.nodes:
        for key in ("author", "creator"):
            value = node.get(key)
            if value:
                items = value if isinstance(value, list) else [value]
                return all(
                    isinstance(item, dict)
                    and any("organi" in t or "corporation" in t for t in jsonld.types(item))
                    for item in items
                )
    return False


def _author_strings(value: Any, depth: int = 0) -> list[str]:
    """Names in an author value; an inverted `familyName`/`givenName` is put in order."""
    if depth > _MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _author_strings(item, depth + 1)]
    if isinstance(value, dict):
        if not value.get("name") and value.get("familyName"):
            parts = jsonld.strings(value.get("givenName")) + jsonld.strings(value["familyName"])
            return [" ".join(parts)]
        return _author_strings(value.get("name") or value.get("@value"), depth + 1)
    return [t for t in jsonld.strings(value) if "//" not in t]


def _meta_names(ctx: Context) -> Iterable[list[str]]:
    for key in _AUTHOR_META:
        values = [v for v in ctx.structured.meta.get(key, ()) if v and "//" not in v]
        if key == "twitter:data1" and "min" in " ".join(values):
            continue
        if values:
            yield [n for v in values for n in names.split(_uninverted(v))]


def _uninverted(name: str) -> str:
    """ "Meyer, Anna" as "Anna Meyer"; anything else unchanged."""
    parts = [p.strip() for p in name.split(",")]
    if len(parts) == 2 and all(p and len(p.split()) == 1 for p in parts):
        return f"{parts[1]} {parts[0]}"
    return name


def _with_person(ctx: Context, found: Iterable[str]) -> tuple[str, ...]:
    kept = _without_site(ctx, found)
    return (
        kept
        if any(names.is_person(n) and names.fold(n) not in ctx.outlet_keys for n in kept)
        else ()
    )


def _without_site(ctx: Context, found: Iterable[str]) -> tuple[str, ...]:
    """Names without doubles; the site's own name and placeholders go if a person is there."""
    kept = names.unique(found)
    kept = [n for n in kept if not names.is_placeholder(n)]
    if len(kept) > 1:
        sites = {names.fold(site) for site in ctx.site_names}
        others = [n for n in kept if names.fold(n).removeprefix("the ") not in sites]
        kept = others or kept[:1]
    return tuple(kept)

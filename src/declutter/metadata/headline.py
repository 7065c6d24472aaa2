"""Choosing the headline among a page's several names for its story."""

from __future__ import annotations

from declutter.metadata import titles
from declutter.metadata.context import Context
from declutter.structured import jsonld


def choose(ctx: Context) -> str | None:
    """The story's headline: as the page shows it, where its other names bear that out."""
    s = ctx.structured
    shown = ctx.headings
    sites = ctx.site_names
    ld = next((t for n in ctx.nodes for t in jsonld.strings(n.get("headline"))), "")
    named = {
        "ld": titles.without_site(ld, sites, shown),
        "og": titles.without_site(s.first("og:title"), sites, shown),
        "twitter": titles.without_site(s.first("twitter:title"), sites, shown),
        "title": titles.without_site(s.title, sites, shown),
    }
    keys = {name: titles.fold(text) for name, text in named.items() if text}
    for heading in shown:
        if titles.fold(heading) in keys.values():
            return heading
    best = named["ld"] or named["og"]
    if shown and len(shown) == 1:
        return shown[0]
    if best:
        return best
    return (shown[0] if shown else "") or named["title"] or None

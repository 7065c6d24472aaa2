"""Where each field of the metadata comes from, and in which order. This is the one place.

Each row names a field and its sources, best first. A source is a name, shown to users as the
value's origin, and a function from the page's `Context` to a value; the first value that is not
empty is taken, and the sources after it are not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from declutter.metadata import author_sources as a
from declutter.metadata import date_sources as d
from declutter.metadata import sources as s
from declutter.metadata.context import Context

Source = tuple[str, Callable[[Context], Any]]

ORDER: Mapping[str, tuple[Source, ...]] = {
    "title": (
        ("json-ld", s.stated_headline("json-ld")),
        ("og", s.stated_headline("og")),
        ("headline", s.headline),
        ("trafilatura", s.last_resort_title),
    ),
    "url": (("link", s.canonical_url),),
    "site_name": (
        ("og", s.meta("og:site_name")),
        ("json-ld", s.ld_publisher),
        ("meta", s.meta("application-name", "cxenseparse:sitename", "dc.publisher", "publisher")),
        ("json-ld", s.ld_website),
        ("microdata", s.microdata_text("publisher")),
    ),
    # people first, wherever they stand; then desks, agencies and the outlet itself
    "authors": (
        ("byline", a.signed_authors),
        ("json-ld", a.ld_authors),
        ("meta", a.meta_authors),
        ("byline", a.confirmed_authors),
        ("byline", a.byline_authors),
        ("microdata", a.microdata_authors),
        ("rel-author", a.linked_authors),
        ("signature", a.signature),
        ("json-ld", a.ld_desks),
        ("meta", a.meta_desks),
        ("json-ld", a.ld_outlet),
        ("byline", a.byline_desks),
        ("meta", a.meta_outlet),
    ),
    "published": (
        ("byline", d.earlier_shown),
        ("json-ld", d.ld_date("datePublished")),
        ("meta", d.meta_date(*d.PUBLISHED_META)),
        ("microdata", d.microdata_date("datepublished")),
        ("byline", d.date_above),
        ("label", d.labelled_date),
        ("time", d.time_date),
        ("byline", d.byline_date),
        ("url", d.url_date),
        ("update", d.update_shown),
        ("line", d.lone_date),
        ("json-ld", d.ld_date("dateCreated", "uploadDate")),
        ("update", d.update_alone),
        ("htmldate", d.htmldate_date),
    ),
    "modified": (
        ("json-ld", d.ld_date("dateModified")),
        ("meta", d.meta_date(*d.MODIFIED_META)),
        ("microdata", d.microdata_date("datemodified")),
        ("time", d.time_modified),
        ("byline", d.byline_modified),
    ),
    "kicker": (("headline", s.kicker), ("markup", s.marked_kicker)),
    "standfirst": (("markup", s.marked_standfirst), ("description", s.shown_description)),
    "description": (
        ("meta", s.meta("description")),
        ("og", s.meta("og:description")),
        ("json-ld", s.ld_text("description")),
        ("meta", s.meta("twitter:description", "dc.description", "sailthru.description")),
    ),
    "section": (
        ("json-ld", s.ld_text("articleSection")),
        ("meta", s.meta(*s.SECTION_META)),
        ("json-ld", s.ld_breadcrumb),
    ),
    "tags": (
        ("json-ld", s.ld_keywords),
        ("meta", s.meta_tags),
    ),
    "language": (
        ("html", s.html_language),
        ("text", s.contradicted_language),
        ("json-ld", s.ld_language),
        ("og", s.og_language),
        ("meta", s.meta_language),
        ("text", s.detected_language),
    ),
    "image": (
        ("og", s.meta_image),
        ("json-ld", s.ld_image),
    ),
    "dateline": (("text", s.dateline_of_text),),
    "paywalled": (
        ("json-ld", s.ld_paywalled),
        ("meta", s.meta_paywalled),
    ),
}

"""What the sources of metadata look at: one object a page, with each reading done at most once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from declutter.blocks import Page
from declutter.metadata import addresses, byline, headline, names, titles
from declutter.structured import Structured, jsonld

_SITE_META = (
    "og:site_name", "application-name", "twitter:site", "al:android:app_name", "al:ios:app_name",
    "apple-mobile-web-app-title", "cxenseparse:sitename", "publisher", "dc.publisher",
)  # fmt: skip
_SITE_TYPES = frozenset({"website", "organization", "newsmediaorganization"})


class Context:
    """A page with its structured data; what several sources need is worked out on first use."""

    def __init__(
        self,
        tree: Any,
        structured: Structured,
        page: Page,
        url: str | None,
        removed: Sequence[tuple[str, str]],
    ) -> None:
        self.tree = tree
        self.structured = structured
        self.page = page
        self.given_url = url
        self.removed = removed

    @cached_property
    def article(self) -> jsonld.Node:
        """The JSON-LD node of this page's story; empty where there is none."""
        found = self.structured.articles
        if len(found) < 2:
            return found[0] if found else {}
        sure = [n for n in found if not jsonld.ARTICLE_TYPES.isdisjoint(jsonld.types(n))]
        for node in sure:
            if self._about_this_page(node):
                return node
        for node in sure or found:
            if node.get("headline"):
                return node
        return (sure or found)[0]

    @cached_property
    def nodes(self) -> list[jsonld.Node]:
        """The story's node first, then the other pages' and articles' nodes that may fill gaps."""
        article = self.article
        pages = [
            n
            for n in self.structured.articles
            if n is not article
            and (
                jsonld.ARTICLE_TYPES.isdisjoint(jsonld.types(n))
                or jsonld.strings(n.get("headline")) == jsonld.strings(article.get("headline"))
            )
        ]
        return ([article] if article else []) + pages

    @cached_property
    def names(self) -> headline.Names:
        """What the page calls its story."""
        return headline.read(self.structured, self.nodes, self.site_names, self.address)

    @cached_property
    def shown_title(self) -> str | None:
        """The headline as the page shows it, near which its byline stands."""
        return headline.choose(self.names, self.page, self.site_names)

    @cached_property
    def stated(self) -> str:
        """Which of the story's names it goes by, if that is not the headline shown; else ""."""
        return headline.stated(self.names, self.shown_title)

    @cached_property
    def title(self) -> str | None:
        """The headline that the story goes by."""
        return self.names.named[self.stated] if self.stated else self.shown_title

    @cached_property
    def start(self) -> int:
        """The index of the headline's block."""
        return byline.headline_index(self.page, self.shown_title)

    @cached_property
    def byline(self) -> byline.Byline:
        """The page's own byline."""
        return byline.Byline(self.page, self.start)

    @cached_property
    def byline_names(self) -> list[str]:
        """The names in the page's own byline."""
        return self.byline.authors()

    @cached_property
    def headings(self) -> list[str]:
        """The page's h1 texts, those that head any page left out."""
        texts = [titles.tidy(h.text) for h in self.structured.headings]
        return [t for t in dict.fromkeys(texts) if not titles.is_generic(t)]

    @cached_property
    def outlet_names(self) -> list[str]:
        """Names that the page gives its site, publisher or application."""
        s = self.structured
        found = [s.first(name) for name in _SITE_META]
        for node in s.nodes:
            if "publisher" in node:
                found += jsonld.strings(node["publisher"])
            if "name" in node and not _SITE_TYPES.isdisjoint(jsonld.types(node)):
                found += jsonld.strings(node.get("name"))
                found += jsonld.strings(node.get("alternateName"))
        # some pages fill the application's name with the story's headline
        story = jsonld.strings(self.article.get("headline"))
        found = [n.removeprefix("@") for n in found if n and "//" not in n and n not in story]
        return list(dict.fromkeys(found))

    @cached_property
    def outlet_keys(self) -> frozenset[str]:
        """The outlet's names as `names.fold` gives them, with and without an article."""
        keys = {names.fold(name).removeprefix("the ") for name in self.outlet_names}
        return frozenset((*keys, *(f"the {key}" for key in keys)))

    @cached_property
    def site_names(self) -> list[str]:
        """Names of the site: those that the page gives, what its host says, its logo."""
        host = addresses.host(self.address)
        labels = host.split(".")
        hosts = [host, *labels[:-1], ".".join(labels[-2:]), ".".join(labels[-3:])]
        shown = headline.logos(self.structured)
        return [*self.outlet_names, *(h for h in dict.fromkeys(hosts) if len(h) > 2), *shown]

    @cached_property
    def address(self) -> str:
        """The page's URL: canonical, else given, else as Open Graph has it; "" if unknown."""
        s = self.structured
        base = self.given_url or s.first("og:url")
        for href in s.links.get("canonical", ()):
            found = addresses.absolute(base, href)
            if found:
                return found
        if addresses.absolute("", base):
            return base
        for node in self.nodes[:1]:
            for key in ("url", "mainEntityOfPage"):
                value = node.get(key)
                value = value.get("@id") if isinstance(value, dict) else value
                if isinstance(value, str) and addresses.absolute("", value):
                    return value
        return ""

    def _about_this_page(self, node: jsonld.Node) -> bool:
        s = self.structured
        wanted = {
            addresses.key(u)
            for u in (self.given_url, s.first("og:url"), *s.links.get("canonical", ()))
            if u
        }
        for key in ("url", "mainEntityOfPage", "@id"):
            value = node.get(key)
            value = value.get("@id") if isinstance(value, dict) else value
            if isinstance(value, str) and addresses.key(value) in wanted:
                return True
        headline = jsonld.strings(node.get("headline"))
        shown = {titles.fold(h.text) for h in s.headings} | {titles.fold(s.first("og:title"))}
        return bool(headline) and titles.fold(headline[0]) in shown

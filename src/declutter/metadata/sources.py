"""The sources of metadata: each function reads one field from one place in a page.

Which of them is asked for what, and in which order, stands in `order.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from declutter.metadata import addresses, dateline, language, titles
from declutter.metadata.context import Context
from declutter.metadata.element_names import word_set, words
from declutter.structured import jsonld

SECTION_META = (
    "article:section", "parsely-section", "section", "cxenseparse:category", "category",
    "sailthru.section", "dc.subject.section", "article:section_name", "articlesection",
)  # fmt: skip
_TAG_META = (
    "article:tag", "parsely-tags", "news_keywords", "sailthru.tags", "cxenseparse:taglist",
    "keywords", "cxenseparse:keywords",
)  # fmt: skip
_STANDFIRST = word_set(
    "standfirst stand-first dek subhead subheadline subheading sub-title lead-text lede "
    "article-lead article-intro article-summary article-excerpt article-teaser "
    "article-description article-subtitle article-abstract entry-lead entry-intro entry-summary "
    "entry-excerpt entry-subtitle entry-description entry-dek post-lead post-intro post-summary "
    "post-excerpt post-subtitle post-description post-dek story-lead story-intro story-summary "
    "story-excerpt story-subtitle story-description story-dek news-lead news-intro news-summary "
    "news-excerpt news-subtitle news-description news-dek entradilla bajada sottotitolo sommario "
    "chapo chapeau vorspann teaser-text ingress underrubrik manchet preamble perex intro-text "
    "introduction spot summary lead intro"
)
_KICKER = word_set(
    "kicker kickers eyebrow overline over-title dachzeile topline roofline spitzmarke pre-title "
    "pre-headline super-title antetitulo antetítulo cintillo surtitre occhiello vignette "
    "stikktittel trompet"
)
_NOT_KICKER = re.compile(r"[/>›»]|\b(?:19|20)\d\d\b")
_MAX_KICKER = 8
_MAX_TAG = 80
# Tags for the publisher's own software: "_Prio_3", "topic/storms", "Category: Life".
_INTERNAL_TAG = re.compile(
    r"^_|^[\w-]+/\S|^(?:\w+ )?(?:category|type|channel|section):", re.IGNORECASE
)


# --- title, address, site -----------------------------------------------------------------------


def stated_headline(source: str) -> Callable[[Context], str | None]:
    """A source: the headline that a news article states there, where the page shows another."""

    def read(ctx: Context) -> str | None:
        return ctx.title if ctx.stated == source else None

    return read


def headline(ctx: Context) -> str | None:
    """The headline on which h1, JSON-LD, Open Graph and `title` agree best."""
    return ctx.shown_title


def kicker(ctx: Context) -> str | None:
    """The short line that the h1, or another name of the story, sets before the headline."""
    if not ctx.title:
        return None
    key = titles.fold(ctx.title)
    for shown in ctx.headings:
        parts = re.split(r"\s+[-–—|]\s+|:\s+", shown, maxsplit=1)
        if len(parts) == 2 and titles.fold(parts[1]) == key and len(parts[0].split()) <= 6:
            return parts[0]
    return None


def marked_kicker(ctx: Context) -> str | None:
    """A short block just before or after the headline whose class says that it is the kicker."""
    blocks, nodes, start = ctx.page.blocks, ctx.page.nodes, ctx.start
    for index in (start - 1, start - 2, start - 3, start + 1):
        if not 0 <= index < len(blocks):
            continue
        text = blocks[index].text
        if len(text.split()) > _MAX_KICKER or _NOT_KICKER.search(text):
            continue
        node = blocks[index].node
        for _ in range(2):
            if node < 0:
                break
            if not _KICKER.isdisjoint(words(nodes[node].attrs)):
                return text.strip(" :|")
            node = nodes[node].parent
    return None


def canonical_url(ctx: Context) -> str | None:
    """The page's own address, absolute."""
    return ctx.address or None


def ld_publisher(ctx: Context) -> str | None:
    """The publisher's name in the story's JSON-LD node."""
    for node in ctx.nodes:
        for name in jsonld.strings(node.get("publisher")):
            if "//" not in name:
                return name
    return None


def ld_website(ctx: Context) -> str | None:
    """The name of the JSON-LD WebSite node."""
    for node in ctx.structured.nodes:
        if "website" in jsonld.types(node):
            for name in jsonld.strings(node.get("name")):
                return name
    return None


# --- plain values -------------------------------------------------------------------------------


def meta(*keys: str) -> Callable[[Context], str | None]:
    """A source: the first meta element of these names."""

    def read(ctx: Context) -> str | None:
        return ctx.structured.first(*keys) or None

    return read


def ld_text(key: str) -> Callable[[Context], str | None]:
    """A source: the first string of this key in the story's JSON-LD nodes."""

    def read(ctx: Context) -> str | None:
        for node in ctx.nodes:
            for text in jsonld.strings(node.get(key)):
                return text
        return None

    return read


def microdata_text(name: str) -> Callable[[Context], str | None]:
    """A source: the first value of this property of the page's story."""

    def read(ctx: Context) -> str | None:
        return next((v for v in ctx.structured.microdata.get(name, ()) if "//" not in v), None)

    return read


def ld_breadcrumb(ctx: Context) -> str | None:
    """The last but one step of the page's breadcrumb, that is, the section it stands in."""
    for node in ctx.structured.nodes:
        if "breadcrumblist" in jsonld.types(node):
            items = node.get("itemListElement")
            steps = [
                name
                for item in (items if isinstance(items, list) else [])
                if isinstance(item, dict)
                for name in jsonld.strings(item.get("name") or item.get("item"))[:1]
            ]
            own = {"home", *map(titles.fold, (*ctx.names.shown, *ctx.names.others))}
            steps = [x for x in steps if titles.fold(x) not in own and "//" not in x]
            return steps[-1] if steps else None
    return None


def ld_keywords(ctx: Context) -> tuple[str, ...]:
    """Keywords of the story's JSON-LD node."""
    for node in ctx.nodes:
        found = _tag_list(jsonld.strings(node.get("keywords")))
        if found:
            return found
    return ()


def meta_tags(ctx: Context) -> tuple[str, ...]:
    """Tags in meta elements."""
    for key in _TAG_META:
        found = _tag_list(ctx.structured.meta.get(key, ()))
        if found:
            return found
    return ()


def _tag_list(values: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[,;，、|]", value) if len(value) > 30 or "," in value else [value]:
            tag = part.strip(" #\"'")
            if 1 < len(tag) <= _MAX_TAG and not _INTERNAL_TAG.match(tag):
                found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:50]


def meta_image(ctx: Context) -> str | None:
    """The image of Open Graph or of a Twitter card, absolute."""
    s = ctx.structured
    found = s.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image",
                    "twitter:image:src", "parsely-image-url", "sailthru.image.full")  # fmt: skip
    return _absolute(ctx, found)


def ld_image(ctx: Context) -> str | None:
    """The image of the story's JSON-LD node, absolute."""
    for node in ctx.nodes:
        value = node.get("image") or node.get("thumbnailUrl")
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            first = first.get("url") or first.get("contentUrl") or first.get("@id")
        if isinstance(first, list) and first:
            first = first[0]
        if isinstance(first, str) and first:
            return _absolute(ctx, first)
    return None


def _absolute(ctx: Context, url: str) -> str | None:
    return (addresses.absolute(ctx.address, url) or None) if url else None


# --- language -----------------------------------------------------------------------------------

_REACH = 60
_LONG = 80
_PARAGRAPHS = frozenset({"p", "div", "section", "article", "span", "td"})
_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.IGNORECASE)


def html_language(ctx: Context) -> str | None:
    """The `lang` of the html element, unless the page's text is plainly in another language.

    Many sites leave their software's `en` on pages in any language.
    """
    stated = _code(ctx.structured.html_lang)
    if stated is None:
        return None
    sample = language.sample_of(ctx.page)
    if language.is_in(sample, stated) or language.detect(sample) in (None, stated.split("-")[0]):
        return stated
    return None


def contradicted_language(ctx: Context) -> str | None:
    """The language of the text, where the html element states another one."""
    return language.of_page(ctx.page) if _code(ctx.structured.html_lang) else None


def ld_language(ctx: Context) -> str | None:
    """`inLanguage` of the story's JSON-LD node."""
    for node in ctx.nodes:
        value = node.get("inLanguage")
        if isinstance(value, dict):
            value = value.get("alternateName") or value.get("name")
        if isinstance(value, str) and _code(value):
            return _code(value)
    return None


def og_language(ctx: Context) -> str | None:
    """`og:locale`."""
    return _code(ctx.structured.first("og:locale"))


def meta_language(ctx: Context) -> str | None:
    """Language in meta elements."""
    return _code(ctx.structured.first("content-language", "dc.language", "language"))


def detected_language(ctx: Context) -> str | None:
    """The language of the page's longer texts."""
    return language.of_page(ctx.page)


def _code(value: str) -> str | None:
    match = _TAG.match(value.strip())
    if match is None or (len(value.strip()) > 3 and match.end() < 4 and value.strip().isalpha()):
        return None
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


# --- standfirst, dateline, paywall --------------------------------------------------------------


def marked_standfirst(ctx: Context) -> str | None:
    """A block after the headline whose class says that it is the standfirst."""
    page = ctx.page
    start = ctx.start
    for block in page.blocks[start + 1 : start + 12]:
        if not 20 <= len(block.text) <= 800 or block.link_chars * 2 > len(block.text):
            continue
        node, level = block.node, 0
        while node >= 0 and level < 3:
            if not _STANDFIRST.isdisjoint(words(page.nodes[node].attrs)):
                return block.text
            node, level = page.nodes[node].parent, level + 1
    return None


def shown_description(ctx: Context) -> str | None:
    """The page's description, where a block near the headline shows it."""
    s = ctx.structured
    wanted = {
        titles.fold(text)
        for text in (s.first("description"), s.first("og:description"), ld_text("description")(ctx))
        if text and len(text) > 20
    }
    start = ctx.start
    for block in ctx.page.blocks[start + 1 : start + 12]:
        if len(block.text) > 20 and titles.fold(block.text) in wanted:
            return block.text
    return None


def dateline_of_text(ctx: Context) -> str | None:
    """The dateline of the first paragraphs after the headline."""
    following = ctx.page.blocks[ctx.start + 1 : ctx.start + _REACH]
    texts = [b.text for b in following if len(b.text) >= _LONG and b.tag in _PARAGRAPHS]
    return dateline.find(texts[:3], " ".join(texts))


def ld_paywalled(ctx: Context) -> bool | None:
    """`isAccessibleForFree` of the story's JSON-LD nodes, turned round."""
    for node in ctx.nodes:
        value = node.get("isAccessibleForFree")
        if isinstance(value, bool):
            return not value
        if isinstance(value, str) and value.strip():
            return value.strip().rsplit("/", 1)[-1].lower() in ("false", "no", "0")
    return None


def meta_paywalled(ctx: Context) -> bool | None:
    """What the publisher's content tier says."""
    tier = ctx.structured.first("article:content_tier", "lp.article:content_tier").lower()
    if tier in ("locked", "metered", "paid", "premium", "subscriber"):
        return True
    return False if tier == "free" else None


# --- last resort --------------------------------------------------------------------------------


def last_resort_title(ctx: Context) -> str | None:
    """What trafilatura's metadata says."""
    return _trafilatura(ctx).get("title")


def _trafilatura(ctx: Context) -> dict[str, Any]:
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(ctx.tree, ctx.given_url)
    except Exception:  # a page that trips it up leaves the field empty
        return {}
    return found.as_dict() if found is not None else {}

"""Choosing the headline among a page's several names for its story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from declutter.blocks import Page
from declutter.metadata import titles
from declutter.structured import Structured, jsonld

_LOGO = re.compile(
    r"(?<![a-z])(?:logo|site-?(?:title|name|branding)|masthead|navbar)(?![a-z])|"
    r"(?<![\w-])brand(?![a-z])",  # not in "tag-clothing-brand"
    re.IGNORECASE,
)
_JOINTS = re.compile(r"(?<=[\w.!?])\s?[:/–—|-]\s")
# What some pages put into the headline's element besides the headline.
_BESIDE = re.compile(
    r"\s*\b(?:Posted|Published|Last updated|Updated) (?:on|by)\b.*$|^Title: (?=\S)|"
    r"^[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d (?=[A-Z])"
)
_FURTHER_META = ("title", "headline", "dc.title", "dcterms.title", "parsely-title")
_FULL_WORDS = 5
_CUT = "…"
_MIN_LIKENESS = 0.5
_MAX_WORDS = 40
_SLACK = 10  # characters by which two spellings of one title may differ
_HEADINGS = frozenset({"h2", "h3", "div", "span", "header", "p", "section", "td"})


@dataclass(slots=True)
class Names:
    """What a page calls its story, without the site's name and other hangings.

    `shown` are its h1 texts; `named` what JSON-LD ("json-ld"), Open Graph ("og"), Twitter's card
    ("twitter") and the title element ("title") say; `further` the keys of what other, rarer
    places say, which may be cut off; `news` whether the page declares a news article; `address`
    the key of its address.
    """

    shown: list[str]
    named: dict[str, str]
    further: frozenset[str] = field(default_factory=frozenset)
    news: bool = False
    address: str = ""

    def says_elsewhere(self, key: str) -> bool:
        """Whether a rarer place names the story so, be it cut off with an ellipsis."""
        return key in self.further or any(
            cut.endswith(_CUT) and key.startswith(cut.removesuffix(_CUT)) for cut in self.further
        )

    @property
    def others(self) -> list[str]:
        """All names that are not h1 texts."""
        return list(self.named.values())


def read(
    s: Structured, nodes: Sequence[jsonld.Node], site_names: Sequence[str], address: str = ""
) -> Names:
    """Collect the names of a page's story, whose JSON-LD nodes are `nodes`."""
    shown = _shown(s, site_names)
    headline = next((t for n in nodes for t in jsonld.strings(n.get("headline"))), "")
    raw = {
        "json-ld": headline,
        "og": s.first("og:title"),
        "twitter": s.first("twitter:title"),
        "title": s.title,
    }
    # JSON-LD hangs nothing before a headline but its kicker
    found = {
        name: titles.without_site(text, site_names, () if name == "json-ld" else shown)
        for name, text in raw.items()
    }
    named = {name: text for name, text in found.items() if text and not titles.is_generic(text)}
    story = nodes[0] if nodes else {}
    if not jsonld.is_news(story) and "news_keywords" not in s.meta:
        return Names(shown, named)
    rarer = [s.first(name) for name in _FURTHER_META]
    for key in ("name", "alternativeHeadline"):
        rarer += jsonld.strings(story.get(key))
    further = frozenset(_rarer_key(titles.without_site(t, site_names, shown)) for t in rarer)
    return Names(shown, named, further, news=True, address=titles.fold(address))


def _rarer_key(text: str) -> str:
    """A rarer name's key; one that is cut off ends in the mark of that."""
    cut = text.removesuffix("…").removesuffix("...")
    if cut == text or len(cut.split()) < _FULL_WORDS:
        return titles.fold(text)
    return titles.fold(cut) + _CUT


def choose(names: Names, page: Page, site_names: Sequence[str]) -> str | None:
    """The story's headline: as the page shows it, where its other names bear that out.

    An h1 that JSON-LD, Open Graph or `title` repeat is it; then one that differs from them only
    by a kicker or in some words; then what the others agree on; then the h1 alone.
    """
    shown, others = names.shown, names.others
    agreed = _agreed(shown, others)
    if agreed:
        return agreed
    for heading in shown:
        rest, kicker = titles.without_kicker(heading, others)
        if kicker:
            return rest
    keys = [titles.fold(other) for other in others]
    for other, key in zip(others, keys, strict=True):
        rest, kicker = titles.without_kicker(other, shown)
        if kicker and keys.count(key) > 1:
            return rest if titles.is_site(kicker, site_names) else _best_spelt(key, others)
    for heading in shown:
        rest = titles.under_another_kicker(heading, others)
        if rest:
            return rest
    repeated = _other_heading(page, others)
    if repeated:
        return titles.without_kicker(repeated, others)[0]
    scores = [max((titles.likeness(h, o) for o in others), default=0.0) for h in shown]
    if scores and max(scores) >= _MIN_LIKENESS:
        return shown[scores.index(max(scores))]
    full = next((h for h in shown if len(h.split()) >= _FULL_WORDS), None)
    return full or _majority(others) or (shown[0] if shown else None)


def stated(names: Names, shown: str | None) -> str:
    """Which of the `named` a news article goes by, where `shown` on the page is another; else "".

    News sites often show readers a second headline, written for the page it stands on. The one
    the story goes by is in JSON-LD, if another name there or the address agrees with it. Where JSON-LD only
    repeats what the page and its `title` show, it is the one written for Open Graph. But what
    the page shows stands, if it is also among the story's rarer names: then it was chosen.
    """
    key = titles.fold(shown or "")
    if not names.news or not key or names.says_elsewhere(key):
        return ""
    keys = {name: titles.fold(text) for name, text in names.named.items()}
    own = keys.pop("json-ld", key)
    if own != key:
        in_address = len(own.split()) >= _FULL_WORDS and own in names.address
        agreed = own in keys.values() or own in names.further or in_address
        return "json-ld" if agreed else ""
    return "og" if keys.get("title") == own != keys.get("og", own) else ""


def logos(s: Structured) -> list[str]:
    """The h1 texts that stand in a logo: names of the site."""
    return [titles.tidy(h.text) for h in s.headings if _in_logo(h.element)]


def _shown(s: Structured, site_names: Sequence[str]) -> list[str]:
    """The page's h1 texts, without those that name the site; its logo is among `site_names`."""
    tail = titles.last_part(s.title)
    found = []
    for heading in s.headings:
        text = titles.tidy(heading.text)
        if titles.is_generic(text) or len(text.split()) > _MAX_WORDS:
            continue
        if tail and titles.fold(text) == titles.fold(tail) and len(tail) * 2 < len(s.title):
            continue
        if titles.is_site(text, site_names, whole=True):
            continue
        found.append(titles.without_site(_BESIDE.sub("", text), site_names))
    return list(dict.fromkeys(found or map(titles.tidy, s.microdata.get("headline", ()))))


def _agreed(shown: list[str], others: list[str]) -> str | None:
    """The first h1 that is also one of the story's names, in the better punctuated form."""
    keys = set(map(titles.fold, others))
    for heading in shown:
        if titles.fold(heading) in keys:
            best = _best_spelt(titles.fold(heading), others)
            return best if _joints(best) > _joints(heading) else heading
    return None


def _other_heading(page: Page, others: list[str]) -> str | None:
    """The most agreed of the names that a block of the page repeats, though no h1 does."""
    keys = [titles.fold(text) for text in others]
    lengths = [len(text) for text in others] or [0]
    shortest, longest = min(lengths) - _SLACK, max(lengths) + _SLACK
    shown = {
        titles.fold(block.text)
        for block in page.blocks
        if block.tag in _HEADINGS and shortest <= len(block.text) <= longest
    }
    repeated = [text for text in others if titles.fold(text) in shown]
    return max(repeated, key=lambda text: keys.count(titles.fold(text)), default=None)


def _majority(others: list[str]) -> str | None:
    """The name that most of the sources give; of equals the first."""
    keys = [titles.fold(text) for text in others]
    return max(others, key=lambda t: keys.count(titles.fold(t)), default=None)


def _best_spelt(key: str, others: list[str]) -> str:
    """The name of this key that parts what it says best: with most joints, colons at best."""
    same = [text for text in others if titles.fold(text) == key]
    return max(same, key=lambda text: (_joints(text), text.count(": ")))


def _joints(text: str) -> int:
    return len(_JOINTS.findall(text))


def _in_logo(element: Any) -> bool:
    level = 0
    while element is not None and level < 2:
        if _LOGO.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
        element, level = element.getparent(), level + 1
    return False

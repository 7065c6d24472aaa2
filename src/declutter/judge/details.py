"""What is asked only of the blocks that the sieve lets through: whether they are named a standfirst,
and details of their text.

The sieve parts blocks as well without, and most blocks of a page end there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import re2  # type: ignore[import-untyped]

from declutter.blocks import LINK, Block, Page, Run
from declutter.judge.markup import in_standfirst
from declutter.metadata import addresses
from declutter.rules.patterns import caseless_options

TEXT = (
    "ends_colon", "clock", "ellipsis", "question", "starts_link", "ends_link", "links", "anchors",
    "same_site", "services", "image_overlap", "channels", "mail",
)  # fmt: skip
COLUMNS = ("standfirst_named", *TEXT)

# A time, a year or a date. It begins with a plain digit, since `re` is quick to find one.
_CLOCK = re.compile(
    r"\d(?:(?<!\w\d)(?:\d?[:.h]|(?:(?<=1)9|(?<=2)0))\d\d\b|\d?[./]\d{1,2}[./]\d{2,4})"
)
_WORD = re.compile(r"\w+")
_HEAD = 300
_MOST = 600
_MAIL = re.compile(r"\w@\w[\w.-]*\.\w\w")
# An outlet's ways to reach its readers are known by these names in most languages, inflected or not.
_CHANNELS = (
    "whatsapp", "telegram", "newsletter", "podcast", "youtube", "facebook", "instagram", "twitter",
    "tiktok", "bluesky", "mastodon", "spotify", "viber", "google news", "app store", "google play",
    "e-paper", "epaper", " app ", "телеграм", "telegrám", "подкаст", "рассылк", "واتساب", "تلغرام",
    "تليغرام", "تيليغرام", "تلگرام", "النشرة", "ニュースレター", "メルマガ", "뉴스레터", "카카오톡",
    "公众号", "ניוזלטר", "וואטסאפ", "व्हाट्सएप", "হোয়াটসঅ্যাপ",
)  # fmt: skip
# What a link leads to that serves readers and tells no story.
_SERVICES = (
    r"^mailto:", r"^tel:", "whatsapp", r"\bwa\.me", r"\bt\.me/", "telegram", "viber", "newsletter",
    "subscri", "suscri", "abonn", r"/abo\b", "podcast", r"apps\.apple", r"itunes\.", r"play\.google",
    r"news\.google", "donat", "membership", "sign-?up", r"log-?in\b", "regist", "contact", "kontakt",
    r"youtube\.com/(?:c|channel|user|@)", "feedback",
)  # fmt: skip


def _any_of(patterns: Sequence[str]) -> re2.Set:
    """The patterns as one automaton: `re` would try each at every character."""
    found = re2.Set.SearchSet(caseless_options())
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


_CHANNEL, _SERVICE = _any_of(_CHANNELS), _any_of(_SERVICES)


def details(page: Page, among: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """One row for each block that `among` is true of, columns as in `COLUMNS`."""
    blocks = [page.blocks[index] for index in np.flatnonzero(among).tolist()]
    host = addresses.host(page.url or "")
    rows = [(in_standfirst(page, block.node), *_text(block, host)) for block in blocks]
    return np.array(rows, dtype=np.float32).reshape(-1, len(COLUMNS))


def _text(block: Block, host: str) -> tuple[float, ...]:
    """The columns that a block's own text and links give, as in `TEXT`."""
    text = block.text
    return (
        text[-1] in ":：",
        _CLOCK.search(text, 0, _HEAD) is not None,
        text.endswith(("…", "...", "[…]", "[...]")),
        text[-1] in "?？؟",
        *(_link_shape(block, host) if block.link_chars else _NO_LINKS),
        _overlap(text, block.image) if block.image else 0.0,
        _channels(text),
        "@" in text and _MAIL.search(text) is not None,
    )


_NO_LINKS = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _channels(text: str) -> int:
    """How many of an outlet's ways to reach its readers a block names."""
    return len(_CHANNEL.Match(text[:_MOST].encode("utf-8", "replace")) or ())


def _link_shape(block: Block, host: str) -> tuple[float, ...]:
    """Whether a block opens and ends with a link; how many it has; to where they lead."""
    runs: Sequence[Run] = block.runs
    if len(runs) > 1:
        runs = [run for run in runs if not run[0].isspace()]
    ends = runs[0][1] & LINK > 0, runs[-1][1] & LINK > 0
    leads = [href for _, style, href in runs if href and style & LINK]
    if not leads:
        return *ends, 0, 0.0, 0.0, 0.0
    links = len(leads)
    anchors = [href[0] for href in leads].count("#")
    here = sum([href[0] == "/" or (host != "" and host in href[:60]) for href in leads])
    services = sum(
        [bool(_SERVICE.Match(href[:_MOST].encode("utf-8", "replace"))) for href in leads]
    )
    return *ends, links, anchors / links, here / links, services / links


def _overlap(text: str, other: str) -> float:
    """The share of a text's words that another text holds."""
    own = _words(text[:_HEAD])
    return len(own & _words(other)) / max(1, len(own))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))

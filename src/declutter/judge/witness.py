"""What else the page tells of its story: bodies, descriptions and headlines, held to its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from declutter.blocks import Block
from declutter.characters import UNSPACED
from declutter.metadata import addresses
from declutter.structured import Structured, jsonld

COLUMNS = (
    "body", "body_cover", "body_page", "body_before", "body_after", "body_order",
    "description", "description_share", "headline", "headline_share", "news", "lead",
    "author", "site",
)  # fmt: skip

_WORD = re.compile(r"\w+")
_ASCII_WORDS = "".join(c if _WORD.match(c) else " " for c in map(chr, range(128)))
"""By an ASCII character what to put for it, so that words stand between spaces: twice as fast."""
_MIN_BODY = 200
_MIN_WHOLE = 8
_SHINGLE = 4
_SAME = 0.7
_MOST_WORDS = 150
"""A block of more words is neither headline nor description."""
_MOST_NAMES = 30
"""More names than any story's authors have: each block is searched for each."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Texts about the story that the page carries besides its visible one.

    `news` is 1 where the page calls itself a news story, 0.5 where an article, else 0; `authors` and
    `sites` are the names of who wrote it and of the outlet. They are picklable, and enough to compare
    blocks with.
    """

    bodies: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    news: float = 0.0
    authors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def witnesses(structured: Structured) -> Witnesses:
    """Gather a page's witnesses from its structured data."""
    articles = structured.articles
    described = [structured.first(name) for name in _DESCRIPTIONS]
    headlines = [structured.title]
    headlines += [heading.text for heading in structured.headings]
    headlines += [structured.first("og:title"), structured.first("twitter:title")]
    for node in articles[:3]:
        for key in ("description", "abstract", "alternativeHeadline"):
            if isinstance(value := node.get(key), str):
                described.append(value)
        if isinstance(value := node.get("headline"), str):
            headlines.append(value)
    return Witnesses(
        tuple(body.text for body in structured.bodies() if len(body.text) >= _MIN_BODY),
        tuple(dict.fromkeys(filter(None, described))),
        tuple(dict.fromkeys(filter(None, headlines))),
        _news(structured),
        _authors(structured),
        _sites(structured),
    )


_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")


def witness_columns(
    blocks: Sequence[Block],
    paragraph: npt.NDArray[np.bool_],
    found: Witnesses,
    among: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    """One row a block, columns as in `COLUMNS`; -1 where there is no such witness.

    Only the blocks `among` is true of are compared; the others hold nothing.
    """
    words = [
        _words(block.text) if live else []
        for block, live in zip(blocks, among.tolist(), strict=True)
    ]
    columns = np.full((len(blocks), len(COLUMNS)), -1.0, dtype=np.float32)
    chars = np.array([len(block.text) for block in blocks], dtype=np.float64)
    best = 0.0
    for body in found.bodies:
        shares, order, cover = _held(words, body)
        mass = float((chars * shares).sum())
        if mass > best:
            best = mass
            columns[:, :6] = _body_columns(shares, order, cover, chars, paragraph)
    bags = [set(block) if len(block) <= _MOST_WORDS else set() for block in words]
    columns[:, 6:8] = _closest(bags, found.descriptions)
    columns[:, 8:10] = _closest(bags, found.headlines)
    columns[:, 10] = found.news
    columns[:, 11] = _lead(columns[:, 8:10], paragraph)
    columns[:, 12] = _named(words, found.authors)
    columns[:, 13] = _named(words, found.sites)
    return columns


def _news(structured: Structured) -> float:
    kinds = [kind.lower() for node in structured.articles for kind in jsonld.types(node)]
    if any("news" in kind for kind in kinds):
        return 1.0
    article = bool(kinds) or structured.first("og:type").lower() == "article"
    return 0.5 if article else 0.0


def _authors(structured: Structured) -> tuple[str, ...]:
    """The names of the story's authors, of two words or more, as its data state them."""
    stated = [
        name for node in structured.articles[:3] for name in jsonld.strings(node.get("author"))
    ]
    stated += [structured.first(name) for name in _AUTHORS]
    return tuple(dict.fromkeys(name for name in stated if " " in name and "/" not in name))


def _sites(structured: Structured) -> tuple[str, ...]:
    """The outlet's names as the page states them, and the longest part of its host."""
    stated = [structured.first(name).removeprefix("@") for name in _SITES]
    for node in structured.articles[:3]:
        stated += jsonld.strings(node.get("publisher"))
    address = next(iter(structured.links.get("canonical", ())), structured.first("og:url"))
    stated += sorted(addresses.host(address).split(".")[:-1], key=len)[-1:]
    return tuple(dict.fromkeys(name for name in stated if len(name) > 1 and "/" not in name))


_AUTHORS = ("author", "article:author", "parsely-author", "byl", "sailthru.author", "dc.creator")
_SITES = ("og:site_name", "application-name", "twitter:site")


def _named(words: list[list[str]], given: Sequence[str]) -> list[float]:
    """Per block: 2 if it opens with one of the names, 1 if it holds one, else 0; -1 without names."""
    some = given[:_MOST_NAMES]
    known = tuple(f" {' '.join(own)} " for name in some if (own := _words(name)))
    if not known:
        return [-1.0] * len(words)
    found = []
    firsts = {name.split()[0] for name in known}
    for block in words:
        said = 0.0
        if not firsts.isdisjoint(block):
            text = f" {' '.join(block)} "
            said = float(any(name in text for name in known)) + text.startswith(known)
        found.append(said)
    return found


def _lead(
    headline: npt.NDArray[np.float32], paragraph: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float32]:
    """1 between the first block that repeats the headline and the first two paragraphs after."""
    result = np.zeros(len(paragraph), dtype=np.float32)
    at = np.flatnonzero((headline > _SAME).all(axis=1))
    if len(at):
        start = int(at[0])
        after = np.flatnonzero(paragraph[start + 1 :])
        stop = start + 1 + (int(after[1]) if len(after) > 1 else len(paragraph))
        result[start + 1 : stop] = 1.0
    return result


def _words(text: str) -> list[str]:
    lower = text.lower()
    if text.isascii():
        return lower.translate(_ASCII_WORDS).split()
    if UNSPACED.search(text):
        return [c for c in lower if c.isalnum()]
    return _WORD.findall(lower)


def _held(words: list[list[str]], body: str) -> tuple[npt.NDArray[np.float64], list[int], float]:
    """Per block the share of its words that the body holds as 4-grams; where; and the body's cover."""
    own = _words(body)
    whole = " " + " ".join(own) + " "
    known = set(own)
    long = [block for block in words if len(block) >= _MIN_WHOLE]
    ends = _shared((tuple(end) for block in long for end in _ends(block)), own)
    shares = np.zeros(len(words))
    order = [-1] * len(words)
    covered = 0
    in_part: list[int] = []
    for index, block in enumerate(words):
        if not block or (len(block) < _SHINGLE and len(block[0]) * len(block) < 3):
            continue
        if len(block) < _MIN_WHOLE:
            may_stand = known.issuperset(block)
        else:
            may_stand = any(tuple(end) in ends for end in _ends(block))
        if not may_stand:
            continue
        at = whole.find(" " + " ".join(block) + " ")
        if at >= 0:
            shares[index] = 1.0
            order[index] = at
            if len(block) >= _SHINGLE:
                covered += len(block)
        elif len(block) >= _MIN_WHOLE:
            in_part.append(index)
    grams = _shared((gram for index in in_part for gram in _shingles(words[index])), own)
    for index in in_part:
        held = sum(map(grams.__contains__, _shingles(words[index])))
        shares[index] = held / (len(words[index]) - _SHINGLE + 1)
        covered += held
    return shares, order, min(1.0, covered / max(1, len(own)))


def _ends(words: list[str]) -> tuple[list[str], list[str]]:
    """The first and the last of the words' shingles."""
    return words[:_SHINGLE], words[-_SHINGLE:]


def _shared(grams: Iterable[tuple[str, ...]], body: list[str]) -> set[tuple[str, ...]]:
    """Those of the blocks' shingles that the body has: a body may be far longer than the page."""
    asked = set(grams)
    return asked.intersection(_shingles(body)) if asked else asked


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Each four words in a row."""
    return zip(*(words[start:] for start in range(_SHINGLE)), strict=False)


def _body_columns(
    shares: npt.NDArray[np.float64],
    order: list[int],
    cover: float,
    chars: npt.NDArray[np.float64],
    paragraph: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    count = len(shares)
    sure = shares * (chars >= 60) > 0.8
    ahead = np.cumsum(sure)
    mass = chars * paragraph
    in_page = float((mass * (shares > 0.8)).sum() / max(1.0, mass.sum()))
    total = max(1, int(ahead[-1]))
    return np.stack(
        (
            shares,
            np.full(count, cover),
            np.full(count, in_page),
            (ahead - sure) / total,
            (ahead[-1] - ahead) / total,
            [float(at >= 0) for at in order],
        ),
        axis=1,
    ).astype(np.float32)


def _closest(bags: list[set[str]], texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """The share of a block's words in the closest text, and of that text's words in the block.

    `bags` are the blocks' words.
    """
    known = [set(_words(text)) for text in texts]
    known = [each for each in known if each]
    if not known:
        return np.full((len(bags), 2), -1.0, dtype=np.float32)
    any_of_them = set().union(*known)
    columns = [
        _share(shared, len(bag), known) if (shared := bag & any_of_them) else (0.0, 0.0)
        for bag in bags
    ]
    return np.array(columns, dtype=np.float32)


def _share(shared: set[str], size: int, known: list[set[str]]) -> tuple[float, float]:
    """The same for one block of `size` words, those `shared` with any of the texts."""
    best = (0.0, 0.0)
    least = 0.0
    for each in known:
        both = len(shared & each)
        lesser = both / max(size, len(each))
        if lesser >= least:
            pair = (both / size, both / len(each))
            if lesser > least or pair > best:
                best, least = pair, lesser
    return best

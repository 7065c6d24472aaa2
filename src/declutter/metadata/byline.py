"""The page's own byline: what stands round the headline and says who wrote, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from declutter.blocks import Page
from declutter.metadata import names
from declutter.metadata.titles import fold

_AUTHOR = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|autore?n?|auteurs?|writers?|writtenby|written-by|contributors?|"
    r"journalists?|posted-by|post-?author|article-?author|skribent|forfatter|redakteur|kirjoittaja|"
    r"yazar|penulis|redactor|firma|signature|creators?|vcard)(?![a-z])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_AUTHOR = re.compile(
    r"(?<![a-z])(?:comments?|bio|biography|avatar|image|img|photo|picture|related|recommend\w*|"
    r"sidebar|aside|footer|nav|navigation|menu|popular|trending|teasers?|cards?|promo|social|share|"
    r"follow|newsletter|caption|credits?|figcaption|widget|carousel|title|role|job|position|"
    r"description|desc|contact|complementary|more|reading|next|latest)(?![a-z])",
    re.IGNORECASE,
)
_BAD_TAG = frozenset({"footer", "nav", "aside", "figcaption", "figure", "blockquote"})
_DATE = re.compile(
    r"(?<![a-z])(?:dates?|datetime|time|timestamp|pub-?date|published?|publication|posted|datum|"
    r"fecha|data|updated|modified|meta|dateline|byline|entry-date)(?![a-z])",
    re.IGNORECASE,
)
_BY_LINE = re.compile(
    r"^(?:(?:written|posted|published|reported|reporting|story|words|text|report|article|guest post|"
    r"review|contributed|created)\s+)?(?:by)\s*:?\s+(?=[^\W\d_])|"
    r"^(?:Von|Por|Par|Door|Av|Af|Oleh|Di|Przez|Autor(?:in|en|es|a)?:|Author:|Text:|Texte?:|Autore:|"
    r"Auteur:|Written by|Автор:|Yazar:|Penulis:)\s+(?=(?-i:[A-ZÀ-ÖØ-ÞА-Я]))",
    re.IGNORECASE,
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|as?)?|auteurs?|writers?|contributors?|journalists?|by|staff|people|"
    r"profiles?|team|reporters?|editors?|firmas?|signatures?|redaktion|redakteure?|authors-hub)/[^/]+",
    re.IGNORECASE,
)
_MAX_WORDS = 40
_NEAR_AFTER = 25
_NEAR_BEFORE = 12
_MAX_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A byline candidate: block index, text, names of its links, how it was recognised."""

    index: int
    text: str
    links: tuple[str, ...]
    how: str
    group: int


def headline_index(page: Page, title: str | None) -> int:
    """The index of the block that is the headline; the first h1, else 0, where none is."""
    key = fold(title or "")
    first_h1 = -1
    equal = -1
    for index, block in enumerate(page.blocks):
        if block.tag == "h1" and first_h1 < 0:
            first_h1 = index
        if key and equal < 0 and len(block.text) < 400 and fold(block.text) == key:
            equal = index
            if block.tag in ("h1", "h2", ""):
                break
    return equal if equal >= 0 else max(first_h1, 0)


def authors(page: Page, title: str | None) -> list[str]:
    """Names in the byline nearest to the headline, in order; empty where there is none."""
    start = headline_index(page, title)
    lines = list(_lines(page, start))
    near = [x for x in lines if start - _NEAR_BEFORE <= x.index <= start + _NEAR_AFTER]
    for chosen in (
        [x for x in near if x.how == "by" and x.index > start],
        [x for x in near if x.how == "class" and x.index > start],
        [x for x in near if x.how == "link" and x.index > start],
        near,
        [x for x in lines if x.index > start and x.how == "class"],
    ):
        found = _names(chosen)
        if found:
            return found
    return []


def dates(page: Page, title: str | None) -> Iterator[str]:
    """Short texts near the headline that may hold the date, nearest first."""
    start = headline_index(page, title)
    blocks = page.blocks
    order = [*range(start + 1, min(len(blocks), start + _NEAR_AFTER)), *range(start - 1, max(-1, start - 8), -1)]
    for index in order:
        text = blocks[index].text
        if len(text) <= 120 and any(c.isdigit() for c in text):
            yield text


def _names(lines: list[Line]) -> list[str]:
    found: list[str] = []
    group = None
    for line in lines:
        if found and line.group != group:
            break
        linked = [n for text in line.links for n in names.split(text, byline=True)]
        linked = [n for n in linked if names.is_person(n)]
        got = linked or names.split(line.text, byline=True)
        if line.how == "by":
            got = got[:8]
        if line.how != "by" and not linked:
            got = [n for n in got if names.is_person(n) or names.is_agency(n)] or (
                got if not found and len(got) == 1 and len(line.text) < 40 else []
            )
        if got:
            group = line.group
            found.extend(got)
    return found


def _lines(page: Page, start: int) -> Iterator[Line]:
    marks = _Marks(page)
    for index, block in enumerate(page.blocks):
        text = block.text
        if len(text) > 300 or len(text.split()) > _MAX_WORDS:
            continue
        group = marks.author(block.node)
        links = tuple(
            run.strip() for run, _, href in block.runs if href and _AUTHOR_LINK.search(href)
        )
        if _BY_LINE.match(text) and len(text.split()) <= 30:
            if not marks.bad(block.node) and abs(index - start) <= _NEAR_AFTER:
                yield Line(index, text, links, "by", group if group >= 0 else -index - 2)
        elif group >= 0:
            yield Line(index, text, links, "class", group)
        elif links and not marks.bad(block.node):
            yield Line(index, text, links, "link", -index - 2)


class _Marks:
    """Which of a page's elements are bylines, and which are places where none stands."""

    def __init__(self, page: Page) -> None:
        self.nodes = page.nodes
        self.memo: dict[int, tuple[bool, bool]] = {}

    def author(self, node: int) -> int:
        """The nearest byline element that `node` stands in, or -1."""
        found = -1
        level = 0
        while node >= 0 and level < 14:
            author, bad = self._kind(node)
            if bad:
                return -1
            if author and level < _MAX_LEVELS:
                found = node
            node = self.nodes[node].parent
            level += 1
        return found

    def bad(self, node: int) -> bool:
        """Whether `node` stands where no story's byline does: a footer, comments, a card."""
        level = 0
        while node >= 0 and level < 14:
            if self._kind(node)[1]:
                return True
            node = self.nodes[node].parent
            level += 1
        return False

    def _kind(self, index: int) -> tuple[bool, bool]:
        kind = self.memo.get(index)
        if kind is None:
            node = self.nodes[index]
            attrs = node.attrs
            author = bad = False
            if node.tag in _BAD_TAG:
                bad = True
            elif attrs and node.tag not in ("body", "html", "main"):
                spaced = _CAMEL.sub("-", attrs).replace("_", "-")
                author = _AUTHOR.search(spaced) is not None
                bad = _NOT_AUTHOR.search(spaced) is not None
                if author and bad:
                    author, bad = False, True
            kind = self.memo[index] = (author, bad)
        return kind

"""Where in a page bylines stand: what elements' classes say of author, place and part."""

from __future__ import annotations

import re
from typing import Literal

from declutter.blocks import Page

Place = Literal["free", "crowded", "elsewhere"]

_AUTHOR = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|autor(?:es|en|in|a)?|auteurs?|writers?|writter|written-?by|"
    r"contributors?|journalists?|posted-by|post-?author|article-?author|authored|skribent|forfatter|"
    r"redakteur|kirjoittaja|yazar|penulis|redactor|firma|signature|creators?|vcard)(?![a-z])",
    re.IGNORECASE,
)
_CROWDED = re.compile(
    r"(?<![a-z])(?:sidebar|aside|cards?|teasers?|widget-area|carousel|promo|complementary)(?![a-z])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:comments?|respond|replies|related|recommend\w*|footer|nav|navbar|menu|popular|"
    r"trending|newsletter|captions?|figcaption|more-?(?:from|stories|posts|articles|news)|"
    r"read-?(?:more|next)|next-?(?:post|article|story)|latest|most-?read|also-?read|breadcrumbs?|"
    r"testimonials?|reviews?-?list|search|login|subscribe|cookies?)(?![a-z])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<![a-z])(?:avatar|image|img|photo|picture|social|share|follow|credits?|title|role|job|"
    r"position|occupation|description|desc|contact|bio-?text|email|twitter|count|date|time|"
    r"timestamp|published|updated|category|tags?)(?![a-z])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ELSEWHERE_TAGS = frozenset({"nav", "figcaption", "figure", "blockquote", "table"})
_PLAIN_TAGS = frozenset({"body", "html", "main", "article"})
_AUTHOR_LEVELS = 5
_PLACE_LEVELS = 12


class Marks:
    """Reads a page's elements by what they are called; each at most once."""

    def __init__(self, page: Page) -> None:
        self.nodes = page.nodes
        self._memo: dict[int, tuple[bool, int, bool]] = {}

    def author(self, node: int) -> int:
        """The outermost byline element within five levels of `node`, or -1."""
        found = -1
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                break
            if self._kind(node)[0]:
                found = node
            node = self.nodes[node].parent
        return found

    def part(self, node: int) -> bool:
        """Whether `node` is a part of a byline that is no name: a role, a picture, a date."""
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                return False
            author, _place, part = self._kind(node)
            if part and not author:
                return True
            if author:
                return False
            node = self.nodes[node].parent
        return False

    def place(self, node: int) -> Place:
        """Whether a byline here is the story's, maybe another story's, or surely not a byline."""
        worst = 0
        for _ in range(_PLACE_LEVELS):
            if node < 0:
                break
            worst = max(worst, self._kind(node)[1])
            node = self.nodes[node].parent
        return ("free", "crowded", "elsewhere")[worst]  # type: ignore[return-value]

    def _kind(self, index: int) -> tuple[bool, int, bool]:
        kind = self._memo.get(index)
        if kind is None:
            kind = self._memo[index] = self._read(index)
        return kind

    def _read(self, index: int) -> tuple[bool, int, bool]:
        node = self.nodes[index]
        if node.tag in _ELSEWHERE_TAGS:
            return False, 2, False
        place = 1 if node.tag in ("aside", "footer") else 0
        if not node.attrs or node.tag in _PLAIN_TAGS:
            return node.tag == "address", place, False
        names = _CAMEL.sub("-", node.attrs).replace("_", "-")
        author = _AUTHOR.search(names) is not None
        if _ELSEWHERE.search(names):
            place = 2
        elif _CROWDED.search(names):
            place = 1
        return author, place, _PART.search(names) is not None

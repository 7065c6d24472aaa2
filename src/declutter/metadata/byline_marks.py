"""Where in a page bylines stand: what elements' classes say of author, place and part."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal

from declutter.blocks import Page

Place = Literal["free", "crowded", "elsewhere"]

_AUTHOR = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|autor(?:es|en|in|a)?|auteurs?|writers?|writter|written-?by|"
    r"contributors?|journalists?|posted-by|post-?author|article-?author|authored|skribent|forfatter|"
    r"redakteur|kirjoittaja|yazar|penulis|redactor|firma|signature|creators?|vcard)(?![a-z])",
    re.IGNORECASE,
)
# Part of every name that the pattern above matches; looked for first, as it is quick.
_STEMS = (
    "aut", "byl", "by-l", "by_l", "writ", "contrib", "journ", "posted", "skrib", "forfat", "redak",
    "kirj", "yazar", "penul", "redac", "firma", "signat", "creator", "vcard",
)  # fmt: skip
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
_PLACES: tuple[Place, ...] = ("free", "crowded", "elsewhere")
_AUTHOR_LEVELS = 5
_PLACE_LEVELS = 12


class Marks:
    """Reads a page's elements by what they are called."""

    def __init__(self, page: Page, start: int) -> None:
        """Of `page`, whose headline is the block `start`."""
        self.nodes = page.nodes
        self.around: set[int] = set()
        node = page.blocks[start].node if start < len(page.blocks) else -1
        while node >= 0:
            self.around.add(node)
            node = page.nodes[node].parent

    @cached_property
    def has_byline(self) -> bool:
        """Whether any element of the page is called a byline."""
        return any(node.attrs and _is_author(node.tag, node.attrs) for node in self.nodes)

    def author(self, node: int) -> int:
        """The outermost byline element within five levels of `node`, or -1."""
        found = -1
        nodes = self.nodes
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                break
            element = nodes[node]
            if element.attrs and _is_author(element.tag, element.attrs):
                found = node
            node = element.parent
        return found

    def part(self, node: int) -> bool:
        """Whether `node` is a part of a byline that is no name: a role, a picture, a date."""
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                return False
            element = self.nodes[node]
            if element.attrs and _is_author(element.tag, element.attrs):
                return False
            if _place(element.tag, element.attrs)[1]:
                return True
            node = element.parent
        return False

    def place(self, node: int) -> Place:
        """Whether a byline here is the story's, maybe another story's, or surely not a byline.

        What the headline stands in too says nothing.
        """
        worst = 0
        for _ in range(_PLACE_LEVELS):
            if node < 0 or node in self.around:
                break
            element = self.nodes[node]
            worst = max(worst, _place(element.tag, element.attrs)[0])
            node = element.parent
        return _PLACES[worst]


# Both are cached beyond the page: a site's pages share their classes.


@lru_cache(maxsize=16_384)
def _is_author(tag: str, attrs: str) -> bool:
    """Whether such an element is a byline or a part of one."""
    lower = attrs.lower()
    for stem in _STEMS:
        if stem in lower:
            break
    else:
        return False
    if tag in _PLAIN_TAGS:
        return False
    return _AUTHOR.search(_CAMEL.sub("-", attrs).replace("_", "-")) is not None


@lru_cache(maxsize=16_384)
def _place(tag: str, attrs: str) -> tuple[int, bool]:
    """How crowded such an element's place is (0 to 2), and whether it is a byline's part."""
    if tag in _ELSEWHERE_TAGS:
        return 2, False
    place = 1 if tag in ("aside", "footer") else 0
    if not attrs or tag in _PLAIN_TAGS:
        return place, False
    names = _CAMEL.sub("-", attrs).replace("_", "-")
    if _ELSEWHERE.search(names):
        place = 2
    elif _CROWDED.search(names):
        place = 1
    return place, _PART.search(names) is not None

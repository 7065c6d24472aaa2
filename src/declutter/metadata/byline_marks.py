"""Where in a page bylines stand: what elements' classes say of author, place and part."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from declutter.blocks import Page
from declutter.metadata.element_names import word_set, words

Place = Literal["free", "crowded", "elsewhere"]

_AUTHOR = word_set(
    "by-line by-lines author authors autor autores autoren autorin autora auteur auteurs writer "
    "writers writter written-by contributor contributors journalist journalists posted-by "
    "post-author article-author authored skribent forfatter redakteur kirjoittaja yazar penulis "
    "redactor firma signature creator creators vcard"
)
# Part of each of these; looked for first, as it is quick.
_STEMS = (
    "aut", "byl", "by-l", "by_l", "writ", "contrib", "journ", "posted", "skrib", "forfat", "redak",
    "kirj", "yazar", "penul", "redac", "firma", "signat", "creator", "vcard",
)  # fmt: skip
_CROWDED = word_set(
    "sidebar aside card cards teaser teasers widget-area carousel promo complementary"
)
_ELSEWHERE = word_set(
    "comment comments respond replies related footer nav navbar menu popular trending newsletter "
    "caption captions figcaption more-from more-stories more-posts more-articles more-news "
    "read-more read-next next-post next-article next-story latest most-read also-read breadcrumb "
    "breadcrumbs testimonial testimonials review-list reviews-list search login subscribe cookie "
    "cookies"
)
_PART = word_set(
    "avatar image img photo picture social share follow credit credits title role job position "
    "occupation description desc contact bio-text email twitter count date time timestamp "
    "published updated category tag tags"
)
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
        self._bylines: list[bool | None] = [None] * len(page.nodes)
        self.around: set[int] = set()
        node = page.blocks[start].node if start < len(page.blocks) else -1
        while node >= 0:
            self.around.add(node)
            node = page.nodes[node].parent

    def _is_byline(self, node: int) -> bool:
        """Whether `node` itself is called a byline."""
        known = self._bylines[node]
        if known is None:
            element = self.nodes[node]
            known = bool(element.attrs) and _is_author(element.tag, element.attrs)
            self._bylines[node] = known
        return known

    def author(self, node: int) -> int:
        """The outermost byline element within five levels of `node`, or -1."""
        found = -1
        known, nodes = self._bylines, self.nodes
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                break
            called = known[node]
            if called or (called is None and self._is_byline(node)):
                found = node
            node = nodes[node].parent
        return found

    def part(self, node: int) -> bool:
        """Whether `node` is a part of a byline that is no name: a role, a picture, a date."""
        for _ in range(_AUTHOR_LEVELS):
            if node < 0:
                return False
            if self._is_byline(node):
                return False
            element = self.nodes[node]
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
    return tag not in _PLAIN_TAGS and not _AUTHOR.isdisjoint(words(attrs))


@lru_cache(maxsize=16_384)
def _place(tag: str, attrs: str) -> tuple[int, bool]:
    """How crowded such an element's place is (0 to 2), and whether it is a byline's part."""
    if tag in _ELSEWHERE_TAGS:
        return 2, False
    place = 1 if tag in ("aside", "footer") else 0
    if not attrs or tag in _PLAIN_TAGS:
        return place, False
    called = words(attrs)
    if not _ELSEWHERE.isdisjoint(called) or any(w.startswith("recommend") for w in called):
        place = 2
    elif not _CROWDED.isdisjoint(called):
        place = 1
    return place, not _PART.isdisjoint(called)

"""What a page's markup says: the words of class, id, role and test-id attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from declutter.blocks import Page

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"@?[a-z]{2,24}")

STANDFIRST_WORDS = frozenset(
    """standfirst lead lede leadtext dek deck intro introduction subtitle subtitulo subhead subline
    subheadline subheading excerpt summary chapo chapeau sottotitolo teasertext vorspann entradilla
    epigraph sommario ingress manchet bajada copete anrisstext headerintro abstract perex
    stickytitle linhafina podnaslov podtytul zajawka underrubrik subdeck strapline preamble sapo alcim
    anons""".split()
)
"""What publishers call the element of a standfirst, in any language."""


_STORY_WORDS = frozenset(
    """article story post entry news feature artikel articulo artigo articolo artykul noticia nota
    materia notizia nyhet haber""".split()
)
_TEXT_WORDS = frozenset(
    """body text content contents paragraph paragraphs chunks texto texte testo tekst contenu
    contenido conteudo contenuto cuerpo corpo corps inhalt tresc icerik""".split()
)
_STORY_TEXT_WORDS = frozenset(
    f"{story}{text}"
    for story in ("article", "story", "post", "entry", "news", "artikel")
    for text in ("body", "text", "content")
)
"""What names an article, what names its text, and both run together."""
_TITLE_WORDS = frozenset(
    "title headline hed titel titre titulo titolo overskrift rubrik otsikko tytul baslik".split()
)
"""What publishers call a headline."""


def attribute_words(attrs: str) -> list[str]:
    """The lower-case words in an element's identity, in order: split at punctuation, digits and camel
    case. A word may stand there twice."""
    lower = attrs.lower()
    if lower != attrs:
        lower = _CAMEL.sub(" ", attrs).lower()
    return _WORD.findall(lower)


@lru_cache(maxsize=65536)
def names_standfirst(attrs: str) -> bool:
    """Whether an element's identity holds a word for a standfirst, run together or in two parts."""
    return _are_standfirst(attribute_words(attrs))


def _are_standfirst(words: Sequence[str]) -> bool:
    """Whether a word, or two in a row, are one for a standfirst: "subtitle", "sub-title", but not
    "sub-headline", which is one headline more."""
    return not STANDFIRST_WORDS.isdisjoint(words) or any(
        second != "headline" and first + second in STANDFIRST_WORDS
        for first, second in pairwise(words)
    )


@lru_cache(maxsize=65536)
def names_title(attrs: str) -> bool:
    """Whether an element's identity calls it a headline, and no standfirst."""
    return not _TITLE_WORDS.isdisjoint(attribute_words(attrs)) and not names_standfirst(attrs)


def in_standfirst(page: Page, node: int) -> bool:
    """Whether the element or one of the two above it is called a standfirst."""
    for _ in range(3):
        if node < 0:
            break
        at = page.nodes[node]
        if at.attrs and names_standfirst(at.attrs):
            return True
        node = at.parent
    return False


@lru_cache(maxsize=65536)
def names_story_text(attrs: str) -> bool:
    """Whether an element's identity calls it the text of an article."""
    words = attribute_words(attrs)
    apart = not (_STORY_WORDS.isdisjoint(words) or _TEXT_WORDS.isdisjoint(words))
    return apart or not _STORY_TEXT_WORDS.isdisjoint(words)


def in_story_text(page: Page, node: int) -> bool:
    """Whether the element or the one above it is called the text of an article."""
    for at in (node, page.nodes[node].parent):
        if at >= 0 and page.nodes[at].attrs and names_story_text(page.nodes[at].attrs):
            return True
    return False

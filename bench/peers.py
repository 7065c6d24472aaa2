"""The extractors that are measured, each behind the same two functions.

A peer's `text` is what is timed. Where a library gives metadata with the text in one go, `text`
fills it in; where metadata is another call, that is `describe`, which is not timed, so that no
peer is charged for more than its text. Every import is inside a function: a peer that is not
installed is left out, not an error.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from declutter import Cleaner

REFERENCE = "trafilatura"


@dataclass(frozen=True, slots=True)
class Source:
    """What a peer is given: the page's bytes, its URL and language, and the fold it is held in."""

    html: bytes
    url: str | None
    language: str
    fold: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a peer gave back for a page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """One extractor: its distribution's name, which metadata it gives, and how it is called."""

    name: str
    distribution: str
    fields: frozenset[str]
    text: Callable[[Source], Output]
    describe: Callable[[Source, Output], Output] | None = None

    @property
    def version(self) -> str | None:
        """The installed version, None when the peer is not installed."""
        try:
            return importlib.metadata.version(self.distribution)
        except importlib.metadata.PackageNotFoundError:
            return None


_EVERYTHING = frozenset({"title", "authors", "date"})


def declutter_peer(folds: Path | None = None) -> Peer:
    """declutter itself; with `folds`, each page is judged by the model that never saw its site.

    See `cleaner` for what the folder holds. All its models are loaded here: users have one, and
    its loading is no part of what a page costs.
    """
    from declutter.judge import model

    for path in folds.glob("fold-*.npz") if folds else ():
        model.load(str(path))

    def text(source: Source) -> Output:
        article = cleaner(folds, source.fold).clean(source.html, url=source.url, input="html")
        metadata = article.metadata
        return Output(
            text=article.text,
            title=metadata.title,
            authors=tuple(metadata.authors),
            published=metadata.published,
            confidence=article.confidence,
        )

    return Peer("declutter", "declutter", _EVERYTHING, text)


def peers() -> dict[str, Peer]:
    """Every peer by name, in the order of the table, installed or not."""
    return {
        peer.name: peer
        for peer in (
            Peer("trafilatura", "trafilatura", _EVERYTHING, _trafilatura, _trafilatura_metadata),
            Peer("trafilatura-precision", "trafilatura", frozenset(), _trafilatura_precision),
            Peer("readability-lxml", "readability-lxml", frozenset({"title"}), _readability),
            Peer("newspaper4k", "newspaper4k", _EVERYTHING, _newspaper),
            Peer("resiliparse", "resiliparse", frozenset(), _resiliparse),
            Peer("justext", "justext", frozenset(), _justext),
            Peer("goose3", "goose3", _EVERYTHING, _goose),
        )
    }


@cache
def cleaner(folds: Path | None, fold: int) -> Cleaner:
    """A cleaner with the shipped model, or the one that is to judge the pages of a fold.

    `folds` is a folder with `fold-0.npz`, `fold-1.npz` …: fold N's model is trained without the
    sites that `corpus.fold_of` puts into fold N.
    """
    import declutter

    if folds is None:
        return declutter.Cleaner()
    return declutter.Cleaner(declutter.Config(model=str(folds / f"fold-{fold}.npz")))


def _trafilatura(source: Source) -> Output:
    from trafilatura import extract

    # Comments are never story: leaving them out is what the task asks of the default.
    return Output(text=extract(source.html, url=source.url, include_comments=False) or "")


def _trafilatura_precision(source: Source) -> Output:
    from trafilatura import extract

    text = extract(source.html, url=source.url, include_comments=False, favor_precision=True)
    return Output(text=text or "")


def _trafilatura_metadata(source: Source, output: Output) -> Output:
    from trafilatura import extract_metadata

    found = extract_metadata(source.html, default_url=source.url)
    if found is None:
        return output
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return replace(output, title=found.title, authors=authors, published=found.date)


def _readability(source: Source) -> Output:
    from readability import Document

    document = Document(_decode(source.html), url=source.url)
    return Output(
        text=_text_of_html(document.summary(html_partial=True)), title=document.short_title()
    )


def _newspaper(source: Source) -> Output:
    from newspaper import Article

    article = Article(source.url or "http://localhost/", fetch_images=False)
    article.download(input_html=_decode(source.html))
    article.parse()
    return Output(
        text=article.text,
        title=article.title or None,
        authors=_names(article.authors),
        published=_day(article.publish_date),
    )


def _resiliparse(source: Source) -> Output:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(
        _decode(source.html), main_content=True, alt_texts=False, list_bullets=False
    )
    return Output(text=text)


def _justext(source: Source) -> Output:
    from justext import get_stoplist, justext

    stoplist = _JUSTEXT_STOPLISTS.get(source.language, "English")
    paragraphs = justext(_decode(source.html), get_stoplist(stoplist))
    return Output(text="\n\n".join(p.text for p in paragraphs if not p.is_boilerplate))


def _goose(source: Source) -> Output:
    from goose3 import Goose

    with Goose({"enable_image_fetching": False, "use_meta_language": True}) as goose:
        article = goose.extract(url=source.url, raw_html=_decode(source.html))
    return Output(
        text=article.cleaned_text or "",
        title=article.title or None,
        authors=_names(article.authors),
        published=_day(article.publish_datetime_utc or article.publish_date),
    )


def _decode(html: bytes) -> str:
    """The page as text for peers that do not take bytes, decoded as trafilatura would."""
    from trafilatura.utils import decode_file

    return str(decode_file(html))


_BLOCK_END = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|tr|td|th|table|blockquote|section|article|figcaption|pre"
    r"|dt|dd|header|footer|aside|figure)\b[^>]*>|<br\b[^>]*>|<hr\b[^>]*>",
    re.IGNORECASE,
)


def _text_of_html(html: str) -> str:
    """The text of a small piece of HTML, with line breaks where blocks end."""
    from lxml.html import fromstring

    # White space at block ends keeps the last word of a block from growing into the next.
    spaced = _BLOCK_END.sub(lambda tag: f"{tag[0]}\n", html)
    return str(fromstring(spaced).text_content()) if spaced.strip() else ""


def _names(found: Any) -> tuple[str, ...]:
    """Names out of what a peer calls authors: goose3 nests lists where a page's data does."""
    if isinstance(found, str):
        return (found,)
    return tuple(name for part in found or () for name in _names(part))


def _day(moment: Any) -> str | None:
    """The day of a datetime or of an ISO string, as YYYY-MM-DD."""
    if moment is None:
        return None
    return str(moment.date()) if hasattr(moment, "date") else str(moment)[:10] or None


_JUSTEXT_STOPLISTS = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nb": "Norwegian_Bokmal",
    "nl": "Dutch",
    "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
}

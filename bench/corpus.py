"""Corpora of pages with hand-checked truth, read one page at a time.

A corpus is a folder with `html/ID.html.gz` (the page's bytes) and `ground-truth/ID.json`:

    {"file_id", "url", "ground_truth": {"title", "authors", "publish_date", "main_content",
                                        "with", "without", "standfirst"}}

or one of `*.html` with the story marked in each (see `marked.py`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tld import get_tld
from tld.result import Result

from bench import marked
from bench.plain import plain

FOLDS = 5

# How the ids of a corpus by publisher look: country, publisher, date of the snapshot.
_PUBLISHER_ID = re.compile(r"(?P<country>[a-z]{2,3})-(?P<name>.+?)_\d{4}_\d{2}_\d{2}")
# Only the opening of a page is searched for its language: `<html lang>` stands there.
_HEAD_BYTES = 20_000
_LANG_ATTRIBUTE = re.compile(
    rb"<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?\s*([a-z]{2,3})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a careful reader would take from a page.

    `published` is `YYYY-MM-DD` or None; `kept` and `leaked` are snippets that must and must not
    stand in the output (empty where the corpus has none).
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    kept: tuple[str, ...] = ()
    leaked: tuple[str, ...] = ()
    standfirst: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a corpus; its bytes are read from disk when asked for.

    With `plain` they are those of its copy in plain markup (see `plain.py`).
    """

    id: str
    corpus: str
    url: str | None
    truth: Truth
    path: Path
    plain: bool = False

    @property
    def html(self) -> bytes:
        """The page as it was served, or its copy."""
        if self.path.suffix == ".html":
            html = marked.page_bytes(self.path)
        else:
            html = gzip.decompress(self.path.read_bytes())
        return plain(html, self.id) if self.plain else html

    @property
    def site(self) -> str:
        """The site that folds are cut by: registered domain, else publisher, else the page."""
        if self.url and (host := domain(self.url)):
            return host
        publisher = _PUBLISHER_ID.fullmatch(self.id)
        return publisher["name"].lower() if publisher else f"{self.corpus}/{self.id}"

    @property
    def language(self) -> str:
        """The page's own word on its language: the first subtag of `<html lang>`, else `und`."""
        found = _LANG_ATTRIBUTE.search(self.html[:_HEAD_BYTES])
        return found[1].decode("ascii").lower() if found else "und"


def pages(folder: Path | str, limit: int | None = None, plain: bool = False) -> Iterator[Page]:
    """Yield the pages of a corpus folder in the order of their ids, at most `limit` of them.

    With `plain` their copies in plain markup. Raises FileNotFoundError when the folder is not in the
    corpora's layout.
    """
    root = Path(folder)
    truths = sorted((root / "ground-truth").glob("*.json")) or sorted(root.glob("*.html"))
    if not truths:
        raise FileNotFoundError(f"neither ground-truth/*.json nor *.html in {root}")
    for path in truths[:limit]:
        is_marked = path.suffix == ".html"
        record = marked.record(path) if is_marked else json.loads(path.read_text(encoding="utf-8"))
        yield Page(
            id=record["file_id"],
            corpus=root.resolve().name,
            url=record.get("url") or None,
            truth=_truth(record["ground_truth"]),
            path=path if is_marked else root / "html" / f"{path.stem}.html.gz",
            plain=plain,
        )


def page(folder: Path | str, page_id: str) -> Page:
    """The page of that id. Raises KeyError when the corpus has none."""
    for found in pages(folder):
        if found.id == page_id:
            return found
    raise KeyError(page_id)


@cache
def domain(url: str) -> str:
    """The registered domain of a URL (`www.bbc.co.uk` -> `bbc.co.uk`), "" where there is none."""
    found = get_tld(url, as_object=True, fail_silently=True)
    if isinstance(found, Result):
        return found.fld
    return (urlsplit(url).hostname or "").lower()


def fold_of(page: Page, folds: int = FOLDS) -> int:
    """The fold a page is held out in, the same in every run: all pages of a site share it."""
    digest = hashlib.blake2b(page.site.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % folds


def _truth(record: dict[str, Any]) -> Truth:
    return Truth(
        text=record.get("main_content") or "",
        title=record.get("title") or None,
        authors=tuple(record.get("authors") or ()),
        published=record.get("publish_date") or None,
        kept=tuple(record.get("with") or ()),
        leaked=tuple(record.get("without") or ()),
        standfirst=tuple(record.get("standfirst") or ()),
    )

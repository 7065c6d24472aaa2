"""The corpora as labelled blocks: every page segmented, aligned with its truth, and cached."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from bench import corpus
from bench.align import align
from bench.plain import corpus_name
from declutter import source, structured
from declutter.blocks import Page
from declutter.judge.witness import Witnesses, witnesses
from declutter.metadata import language
from declutter.segment import segment

STORY_SHARE = 0.5
"""A block is story when the truth holds at least this share of its words."""

CACHE = Path(__file__).parent / "out"


@dataclass(slots=True)
class Example:
    """A page with labels: `shares[i]` is the part of block i's words that the truth holds.

    `copy` tells that it is a page's copy in plain markup.
    """

    id: str
    folder: str
    site: str
    fold: int
    page: Page
    shares: list[float]
    truth: str
    witnesses: Witnesses
    vote: str
    copy: bool = False


def examples(folder: Path, plain: bool = False) -> list[Example]:
    """Every page of a corpus folder as an example, or with `plain` its copy in plain markup.

    They are kept under bench/out between runs.
    """
    cache = CACHE / f"examples-{corpus_name(folder.name, plain)}.pickle"
    if cache.exists():
        return pickle.loads(cache.read_bytes())  # type: ignore[no-any-return]
    found = [_example(page) for page in corpus.pages(folder, plain=plain)]
    cache.parent.mkdir(exist_ok=True)
    cache.write_bytes(pickle.dumps(found))
    return found


def _example(record: corpus.Page) -> Example:
    tree = source.parse(source.decode(record.html))
    page = segment(tree)
    page.url = record.url
    data = structured.read(tree)
    page.title = data.title
    page.language = data.html_lang or language.of_page(page)
    shares = align([block.text for block in page.blocks], record.truth.text)
    return Example(
        record.id,
        record.corpus,
        record.site,
        corpus.fold_of(record),
        page,
        shares,
        record.truth.text,
        witnesses(data),
        trafilatura.extract(tree, fast=True, include_comments=False) or "",
        record.plain,
    )


def all_examples(folders: Iterable[Path], plain: bool = False) -> list[Example]:
    """The examples of several corpora, in order."""
    return [example for folder in folders for example in examples(folder, plain)]

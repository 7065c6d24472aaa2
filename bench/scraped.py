"""How well texts that someone already scraped are cleaned.

    python -m bench.scraped CORPUS...            the scrapes as they are, and cleaned
    python -m bench.scraped CORPUS... --rules    every rule: lines it removed, and the story among them

The corpora's pages are scraped as people do it: all lines of the page, those of its biggest
article element, and what trafilatura and readability take for the story. A text tells less than
its page did, and `declutter fix` edits files in place, so here nothing lost comes before clean.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from readability import Document
from rich.console import Console
from rich.table import Table

from bench import corpus
from bench.align import align, tokens
from bench.dataset import STORY_SHARE
from bench.scores import PageScore, score, summarise
from declutter import Cleaner, source
from declutter.blocks import Page
from declutter.judge.verdict import Verdict
from declutter.lines import story_blocks
from declutter.segment import segment

SCRAPES = ("page", "article", "readability", "trafilatura")
_MOST_RULES = 50

Counts = dict[str, list[int]]
"""For each rule how many lines it removed, how many of these are story, and their words."""


def scrapes(html: str) -> Iterator[tuple[str, str]]:
    """The texts that scrapers would make of a page, by how they were made."""
    tree = source.parse(html)
    yield "page", _lines(tree)
    article = max(tree.iter("article", "main"), key=_prose, default=None)
    if article is not None:
        yield "article", _lines(source.parse(etree.tostring(article, encoding="unicode")))
    with suppress(ValueError):  # readability-lxml refuses control characters in links
        yield "readability", _lines(source.parse(Document(html).summary()))
    yield "trafilatura", trafilatura.extract(html, include_comments=False) or ""


def _lines(tree: HtmlElement) -> str:
    """A page's blocks, parted as a browser shows them."""
    blocks = segment(tree).blocks
    return "".join(("\n" if block.joined else "\n\n") + block.text for block in blocks).strip()


def _prose(element: HtmlElement) -> int:
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))


def count(counts: Counts, page: Page, verdicts: Sequence[Verdict], truth: str) -> None:
    """Add what each rule removed from one text."""
    shares = align([block.text for block in page.blocks], truth)
    for block, verdict, share in zip(page.blocks, verdicts, shares, strict=True):
        words = len(tokens(block.text))
        if words and not verdict.keep:
            counted = counts.setdefault(verdict.rule, [0, 0, 0])
            counted[0] += 1
            if share >= STORY_SHARE:
                counted[1] += 1
                counted[2] += words


def measure(folder: Path, step: int) -> tuple[dict[str, list[tuple[PageScore, PageScore]]], Counts]:
    """For each way to scrape the scores of every text as it is and cleaned; what rules removed."""
    cleaner = Cleaner()
    scored: dict[str, list[tuple[PageScore, PageScore]]] = defaultdict(list)
    counts: Counts = {}
    for record in islice(corpus.pages(folder), 0, None, step):
        truth = record.truth.text
        for name, text in scrapes(source.decode(record.html)):
            page, verdicts = cleaner.look(text, url=record.url, input="text")
            kept = story_blocks(page, [verdict.keep for verdict in verdicts])
            cleaned = "\n".join(block.text for block in kept)
            scored[name].append((score(truth, text), score(truth, cleaned)))
            count(counts, page, verdicts, truth)
    return scored, counts


def _show_scores(
    console: Console, folder: Path, scored: dict[str, list[tuple[PageScore, PageScore]]]
) -> None:
    table = Table("scrape", "texts", "", "F1", "clean", "whole", title=folder.name)
    for name in SCRAPES:
        for label, scores in zip(
            ("as it is", "cleaned"), zip(*scored.get(name, ()), strict=True), strict=False
        ):
            found = summarise(scores)
            shown = (f"{share or 0.0:.3f}" for share in (found.f1, found.clean, found.whole))
            table.add_row(name, str(found.pages), label, *shown)
    console.print(table)


def _show_rules(console: Console, folder: Path, counts: Counts) -> None:
    table = Table("rule", "lines", "story", "its words", title=folder.name)
    costly = sorted(counts.items(), key=lambda item: (-item[1][2], item[0]))
    for rule, counted in costly[:_MOST_RULES]:
        table.add_row(rule, *map(str, counted))
    console.print(table)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--step", type=int, default=1, help="take every n-th page only")
    parser.add_argument("--rules", action="store_true", help="what each rule removed")
    options = parser.parse_args()
    console = Console(width=100)
    for folder in options.corpora:
        scored, counts = measure(folder, options.step)
        _show_scores(console, folder, scored)
        if options.rules:
            _show_rules(console, folder, counts)


if __name__ == "__main__":
    main()

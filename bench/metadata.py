"""Score metadata on corpora: title, authors, date; with the misses and what each source costs.

python -m bench.metadata FOLDER [FOLDER ...] [--misses title authors date] [--sources]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Page, pages
from bench.metadata_scores import authors_right, date_right, title_right
from declutter import metadata, structured
from declutter.parts import Metadata
from declutter.segment import segment
from declutter.source import decode, parse

FIELDS = ("title", "authors", "date")


@dataclass(frozen=True, slots=True)
class Result:
    """One page: what was found, which fields are right, and the CPU milliseconds it took."""

    page: Page
    found: Metadata
    right: dict[str, bool | None]
    read_ms: float
    resolve_ms: float


def run(folder: Path, limit: int | None = None) -> Iterator[Result]:
    """Read and resolve every page of a corpus folder."""
    for page in pages(folder, limit):
        tree = parse(decode(page.html))
        blocks = segment(tree)
        started = time.process_time()
        data = structured.read(tree)
        read = time.process_time()
        found = metadata.resolve(tree, data, blocks, page.url)
        done = time.process_time()
        right = {
            "title": title_right(found.title, page.truth.title),
            "authors": authors_right(found.authors, page.truth.authors),
            "date": date_right(found.published, page.truth.published),
        }
        del tree, blocks, data  # or freeing them would count as the next page's time
        yield Result(page, found, right, (read - started) * 1000, (done - read) * 1000)


def main() -> None:
    """Print one line of scores a folder, then what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", nargs="*", choices=FIELDS, help="list the misses of fields")
    parser.add_argument("--sources", action="store_true", help="right and wrong by source")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    for folder in options.folders:
        results = list(run(folder, options.limit))
        _print_scores(folder.name, results)
        if options.sources:
            _print_sources(results)
        for field in FIELDS if options.misses == [] else options.misses or ():
            _print_misses(field, results)


def _print_scores(name: str, results: list[Result]) -> None:
    columns = []
    for field in FIELDS:
        marks = [r.right[field] for r in results if r.right[field] is not None]
        columns.append(f"{field} {sum(map(bool, marks)) / max(1, len(marks)):.3f} ({len(marks)})")
    count = max(1, len(results))
    read = sum(r.read_ms for r in results) / count
    resolve = sum(r.resolve_ms for r in results) / count
    print(f"{name}: {'  '.join(columns)}  read {read:.2f} ms  resolve {resolve:.2f} ms")


def _print_sources(results: list[Result]) -> None:
    for field, name in zip(FIELDS, ("title", "authors", "published"), strict=True):
        counts: Counter[tuple[str, bool]] = Counter()
        for result in results:
            mark = result.right[field]
            if mark is not None:
                counts[result.found.sources.get(name, "-"), mark] += 1
        for source in sorted({s for s, _ in counts}):
            print(
                f"  {field} {source}: {counts[source, True]} right, {counts[source, False]} wrong"
            )


def _print_misses(field: str, results: list[Result]) -> None:
    for result in results:
        if result.right[field] is False:
            truth, found = result.page.truth, result.found
            wanted, got, name = {
                "title": (truth.title, found.title, "title"),
                "authors": (list(truth.authors), list(found.authors), "authors"),
                "date": (truth.published, found.published, "published"),
            }[field]
            source = found.sources.get(name, "-")
            print(
                f"  {field} {result.page.id}\n    wanted {wanted!r}\n    found  {got!r} ({source})"
            )


if __name__ == "__main__":
    main()

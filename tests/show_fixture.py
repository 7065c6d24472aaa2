"""Fixtures: what they hold, and how what declutter makes of one differs from it.

    python -m tests.show_fixture                 every fixture, one line each
    python -m tests.show_fixture en-wordpress    the differences of one, with the reasons for them
    python -m tests.show_fixture en-wordpress --blocks     every block, kept and removed

A fixture is a folder: `page.html` (or `page.txt` or `scraped.txt`, scraped text), `expected.txt`
(empty for a page that holds no story) and `metadata.json` (the fields that are certain).
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import declutter
from declutter import Article

FOLDER = Path(__file__).parent / "fixtures"
PAGES = ("page.html", "page.txt", "scraped.txt")


@dataclass(frozen=True)
class Fixture:
    """A page and what is right for it."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(FOLDER).as_posix()

    @cached_property
    def page(self) -> Path:
        return next(path for name in PAGES if (path := self.folder / name).exists())

    @property
    def expected(self) -> str:
        return (self.folder / "expected.txt").read_text("utf-8").rstrip("\n")

    @property
    def metadata(self) -> dict[str, Any]:
        path = self.folder / "metadata.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {}

    @cached_property
    def article(self) -> Article:
        return declutter.clean(self.page.read_bytes())


def fixtures() -> list[Fixture]:
    """Every fixture, by name."""
    folders = {path.parent for name in PAGES for path in FOLDER.rglob(name)}
    return [Fixture(folder) for folder in sorted(folders)]


def text_difference(fixture: Fixture) -> str:
    """The lines that are too few (`-`) or too many (`+`), each with why; "" where there are none."""
    expected = fixture.expected.split("\n")
    found = fixture.article.text.split("\n")
    if expected == found:
        return ""
    lines: list[str] = []
    for line in difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=1):
        lines.append(line)
        if line[:1] in "-+" and line[1:].strip() and line[:3] not in ("---", "+++"):
            lines += [f"      {reason}" for reason in _why(fixture.article, line[1:])]
    return "\n".join(lines)


def metadata_difference(fixture: Fixture) -> str:
    """The fields that are not as expected, one a line; "" where there are none."""
    known = fixture.article.metadata
    lines: list[str] = []
    for name, expected in fixture.metadata.items():
        found = getattr(known, name)
        if isinstance(found, tuple):
            found = list(found)
        if found != expected:
            source = known.sources.get(name, "no source")
            lines.append(f"{name}: expected {expected!r}, found {found!r} ({source})")
    return "\n".join(lines)


def _why(article: Article, line: str) -> Iterator[str]:
    for block in article.blocks:
        if line in (block.text, *block.text.split("\n")):
            yield f"kept at {block.where}: {'; '.join(block.reasons)}"
    for removal in article.removed:
        if line in (removal.text, *removal.text.split("\n")):
            yield (
                f"removed as {removal.kind} by {removal.rule} at {removal.where}: "
                f"{'; '.join(removal.reasons)}"
            )


def _blocks(article: Article) -> Iterator[str]:
    for block in article.blocks:
        yield f"keep       {block.text}\n           {'; '.join(block.reasons)}"
    for removal in article.removed:
        yield f"{removal.kind:10} {removal.text}\n           {removal.rule}; {'; '.join(removal.reasons)}"


def _show(fixture: Fixture, blocks: bool) -> None:
    article = fixture.article
    print(f"{fixture.name}: confidence {article.confidence}, note: {article.note}")
    if blocks:
        print("\n".join(_blocks(article)))
    for part in (text_difference(fixture), metadata_difference(fixture)):
        print(part or "  as expected")


def _list() -> None:
    for fixture in fixtures():
        wrong = [
            name
            for name, difference in (
                ("text", text_difference(fixture)),
                ("metadata", metadata_difference(fixture)),
            )
            if difference
        ]
        print(f"{fixture.name:32} {fixture.article.confidence:.2f}  {', '.join(wrong) or 'ok'}")


def main() -> int:
    """Show one fixture, or say how all of them fare."""
    parser = argparse.ArgumentParser(description="show how a fixture's outcome differs")
    parser.add_argument("name", nargs="?", help="the fixture's folder; none for all of them")
    parser.add_argument("--blocks", action="store_true", help="show every block with its reasons")
    given = parser.parse_args()
    if given.name is None:
        _list()
        return 0
    found = [
        fixture for fixture in fixtures() if fixture.name in (given.name, f"text/{given.name}")
    ]
    if not found:
        print(f"no fixture {given.name}", file=sys.stderr)
        return 1
    _show(found[0], given.blocks)
    return int(bool(text_difference(found[0]) or metadata_difference(found[0])))


if __name__ == "__main__":
    raise SystemExit(main())

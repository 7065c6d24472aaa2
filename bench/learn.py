"""Measure `learn`: on invented sites, or on a folder of pages.

python -m bench.learn [--pages 20] [--unseen 20] [--text]   invented sites: noise gone, story lost
python -m bench.learn --folder PATH                         real pages: what would be learned
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.sites import OUTLETS, Outlet, SitePage, page
from declutter import Cleaner, Config
from declutter.batch import Page, pages
from declutter.learn import Thresholds, learn, pack
from declutter.rules.fold import fold

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(slots=True)
class Score:
    """Planted texts and story blocks, how many there are and what became of them."""

    planted: int = 0
    before: int = 0
    left: int = 0
    story: int = 0
    lost_before: int = 0
    lost: int = 0
    rules: int = 0
    left_texts: list[str] = field(default_factory=list)
    lost_texts: list[str] = field(default_factory=list)

    @property
    def gone(self) -> float:
        """The share of planted texts that are gone after learning."""
        return 1 - self.left / max(1, self.planted)


@app.command()
def main(
    count: Annotated[int, typer.Option("--pages", help="Pages of each site.")] = 20,
    unseen: Annotated[int, typer.Option(help="Further pages, not learned from.")] = 0,
    text: Annotated[bool, typer.Option("--text", help="As scraped text.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Real pages instead.")] = None,
    verbose: Annotated[bool, typer.Option("-v", help="Show what was left and lost.")] = False,
) -> None:
    """Learn and tell what came of it."""
    console = Console(width=120)
    if folder is not None:
        for found in learn(pages([str(folder)])):
            console.print(found.text, markup=False, highlight=False)
        return
    table = Table(
        "site", "rules", "planted", "kept without", "gone with", "story", "lost by learning"
    )
    for outlet in OUTLETS:
        score = measure(outlet, count, unseen=unseen, as_text=text)
        table.add_row(
            outlet.host, str(score.rules), str(score.planted), str(score.before),
            f"{score.gone:.1%}", str(score.story), str(score.lost - score.lost_before),
        )  # fmt: skip
        if verbose:
            for line in dict.fromkeys(score.left_texts):
                console.print(f"left: {line}", markup=False)
            for line in dict.fromkeys(score.lost_texts):
                console.print(f"lost: {line}", markup=False)
    console.print(table)


def measure(outlet: Outlet, count: int, *, unseen: int = 0, as_text: bool = False) -> Score:
    """Learn from `count` pages of a site; clean them, or `unseen` others, without and with."""
    known = [page(outlet, number) for number in range(count)]
    others = [page(outlet, number) for number in range(count, count + unseen)] or known
    found = learn(given(known, as_text=as_text), thresholds=Thresholds())
    score = Score(rules=sum(site.rules for site in found))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "site.toml"
        path.write_text(pack(found), encoding="utf-8")
        plain = Cleaner()
        learned = Cleaner(Config(rules=(str(path),))) if score.rules else plain
        for made in others:
            _count(score, made, plain, learned, as_text=as_text)
    return score


def given(made: Sequence[SitePage], *, as_text: bool = False) -> list[Page]:
    """Pages as `learn` takes them."""
    return [
        Page(f"p{number}", data=one.text, input="text", target=f"texts/{number}")
        if as_text
        else Page(f"p{number}", url=one.url, data=one.html, input="html")
        for number, one in enumerate(made)
    ]


def _count(
    score: Score, made: SitePage, plain: Cleaner, learned: Cleaner, *, as_text: bool
) -> None:
    kept = []
    for cleaner in (plain, learned):
        if as_text:
            article = cleaner.clean(made.text, input="text")
        else:
            article = cleaner.clean(made.html, url=made.url, input="html")
        kept.append({fold(block.text) for block in article.blocks})
    before, after = kept
    score.planted += len(made.noise)
    score.story += len(made.story)
    for text in map(fold, made.noise):
        score.before += text in before
        if text in after:
            score.left += 1
            score.left_texts.append(text)
    for text in map(fold, made.story):
        score.lost_before += text not in before
        if text not in after:
            score.lost += 1
            if text in before:
                score.lost_texts.append(text)


if __name__ == "__main__":
    app()

"""What `check` costs over the cleaning alone, and whether `fix` leaves nothing to fix.

python -m bench.check [--files 1000] [--jobs N]
python -m bench.check --again CORPUS... [--limit N] [--pages]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from bench import corpus, invented
from declutter.cleaner import Cleaner
from declutter.config import Config
from declutter.errors import InputError
from declutter.files import examine
from declutter.segment import segment
from declutter.source import parse, read

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
ROUNDS = 2
"""Both times are taken in turns, and the best of each counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for the same files: cleaning in a loop, and the whole command `check`."""

    files: int
    characters: int
    seconds_cleaning: float
    seconds_check: float

    @property
    def ratio(self) -> float:
        """The bar is 1.5."""
        return self.seconds_check / self.seconds_cleaning


@app.command()
def main(
    again: Annotated[
        list[Path] | None, typer.Argument(metavar="[CORPUS]...", help="For --again.")
    ] = None,
    files: Annotated[int, typer.Option(help="Text files to check.")] = 1_000,
    jobs: Annotated[int | None, typer.Option(help="Processes of `check`.")] = None,
    idempotence: Annotated[
        bool, typer.Option("--again", help="Fix texts twice instead of timing.")
    ] = False,
    limit: Annotated[int | None, typer.Option(help="Only the first pages of each corpus.")] = None,
    pages: Annotated[bool, typer.Option(help="Fix the pages too, not only their texts.")] = False,
) -> None:
    """Measure and print."""
    if idempotence:
        changed = [name for folder in again or () for name in not_settled(folder, limit, pages)]
        typer.echo(f"changed again by a second fix: {', '.join(changed) or 'none'}")
        raise typer.Exit(1 if changed else 0)
    found = cost(files, jobs)
    typer.echo(json.dumps({**asdict(found), "ratio": found.ratio}, indent=1))


def cost(files: int, jobs: int | None) -> Cost:
    """Time both on scraped texts of invented pages."""
    texts = [scraped(invented.page(number).html) for number in range(files)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        cleaner = Cleaner()
        cleaner.clean(texts[0], input="text")
        cleaning = check = float("inf")
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for text in texts:
                cleaner.clean(text, input="text")
            cleaning = min(cleaning, time.perf_counter() - began)
            check = min(check, _timed_check(folder, jobs))
    return Cost(files, sum(map(len, texts)), cleaning, check)


def _timed_check(folder: Path, jobs: int | None) -> float:
    command = [sys.executable, "-m", "declutter", "check", "--isolated", "-q", str(folder)]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, *(["--jobs", str(jobs)] if jobs else [])], stdout=subprocess.DEVNULL
    )
    if done.returncode != 1:
        raise SystemExit(f"check ended with {done.returncode}")
    return time.perf_counter() - began


def scraped(html: str) -> str:
    """Return a page's text as a scraper without judgement takes it."""
    return "\n\n".join(block.text for block in segment(parse(html)).blocks) + "\n"


def not_settled(folder: Path, limit: int | None, pages: bool) -> Iterator[str]:
    """Yield the names of a corpus's texts (and pages) that a second fix would change again."""
    for page in corpus.pages(folder, limit):
        tree = read(page.html, "html")
        blocks = [block.text for block in segment(tree).blocks]
        sources = {
            f"{page.id}.txt": "\n\n".join(blocks).encode("utf-8", "replace"),
            f"{page.id}-lines.txt": "\n".join(blocks).encode("utf-8", "replace"),
            f"{page.id}-truth.txt": page.truth.text.encode(),
        }
        if pages:
            sources[f"{page.id}.html"] = page.html
        for name, data in sources.items():
            try:
                fixed = examine(data, name, Config()).cleaned
            except InputError:
                continue
            if examine(fixed, name, Config()).cleaned != fixed:
                yield name


if __name__ == "__main__":
    app()

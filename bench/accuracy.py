"""Score declutter and its peers side by side on folders in the corpora's layout.

python -m bench.accuracy CORPUS... [--folds DIR] [--json OUT] [--compare OLD]
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bench import report
from bench.corpus import pages
from bench.peers import declutter_peer, peers
from bench.plain import corpus_name
from bench.results import PageRows, Results, read, score_page, write
from bench.run import LIMIT_SECONDS, Plan, run_pages

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def accuracy(
    corpora: Annotated[list[Path], typer.Argument(help="Folders with html/ and ground-truth/.")],
    only: Annotated[
        str | None, typer.Option(help="Only these tools, by comma: declutter,trafilatura,…")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first pages of each corpus.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes that share the pages.")] = 1,
    folds: Annotated[
        Path | None,
        typer.Option(help="Folder with fold-0.npz …: score declutter on sites it never saw."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Score the pages' copies in plain markup.")
    ] = False,
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Write every figure and page to this file.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Show what changed since this --json file; exit 1 if worse.")
    ] = None,
    markdown: Annotated[bool, typer.Option(help="Print only the README's table.")] = False,
    languages: Annotated[bool, typer.Option(help="Show the figures of each language.")] = False,
    worst: Annotated[int, typer.Option(help="How many pages to list as worst or changed.")] = 10,
    tool: Annotated[str, typer.Option(help="Whose worst pages and changes.")] = "declutter",
    fresh: Annotated[bool, typer.Option(help="Run the peers anew, not from the cache.")] = False,
    seconds: Annotated[float, typer.Option(help="Time limit of one call.")] = LIMIT_SECONDS,
) -> None:
    """Score declutter and its peers side by side."""
    console = report.console()
    tools, skipped = _choose(only)
    plan = Plan(tools=tools, folds=folds, fresh=fresh, limit_seconds=seconds)
    runs = [_measure(corpus, plan, limit, plain, jobs, skipped) for corpus in corpora]
    if json_out:
        write(json_out, runs)
    if markdown:
        print(report.markdown(runs, _command()), end="")
        return
    judged = tool if tool in tools else tools[0]
    worse = 0
    before = read(compare) if compare else {}
    for results in runs:
        report.show(console, results)
        if languages:
            report.show_languages(console, results, results.tools)
        if worst:
            report.show_worst(console, results, judged, worst)
        if results.corpus in before:
            worse += report.show_changes(
                console, before[results.corpus], results, judged, max(worst, 1)
            )
    if worse:
        raise typer.Exit(1)


def _choose(only: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tools to run and a note for each that is not installed."""
    known = {"declutter": declutter_peer(), **peers()}
    wanted = [name.strip() for name in only.split(",")] if only else list(known)
    if unknown := set(wanted) - set(known):
        raise typer.BadParameter(f"no such tool: {', '.join(sorted(unknown))}")
    installed = [n for n in wanted if n == "declutter" or known[n].version is not None]
    missing = [n for n in wanted if n not in installed]
    return tuple(installed), tuple(f"{n} skipped: not installed" for n in missing)


def _measure(
    folder: Path,
    plan: Plan,
    limit: int | None,
    plain: bool,
    jobs: int,
    skipped: tuple[str, ...],
) -> Results:
    known = {"declutter": declutter_peer(), **peers()}
    fields = {name: known[name].fields for name in plan.tools}
    todo = list(pages(folder, limit, plain))
    rows: list[PageRows] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        runs = run_pages(todo, plan, jobs)
        for page, found in progress.track(
            zip(todo, runs, strict=True), total=len(todo), description=folder.name
        ):
            rows.append(score_page(page, found, fields))
    return Results(
        corpus=corpus_name(folder.resolve().name, plain),
        tools=plan.tools,
        versions={name: known[name].version or "here" for name in plan.tools},
        pages=tuple(rows),
        folds=plan.folds.name if plan.folds else None,
        skipped=skipped,
    )


def _command() -> str:
    """The command line as a reader would type it, with corpora by their folders' names."""
    words = [Path(word).name if Path(word).is_dir() else word for word in sys.argv[1:]]
    return shlex.join(["python", "-m", "bench.accuracy", *words])


if __name__ == "__main__":
    app()

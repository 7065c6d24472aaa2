"""`declutter batch`: many pages, on all cores, into files, JSONL or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from declutter.cli import exits
from declutter.cli.options import (
    ConfigOption,
    IgnoreOption,
    InputOption,
    IsolatedOption,
    QuietOption,
    RulesOption,
    SelectOption,
    settings,
)

if TYPE_CHECKING:
    from declutter.batch import Summary
    from declutter.batch.progress import ProgressBar

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN",
            help="Directories, files, globs, .jsonl(.gz, .zst), .warc(.gz), .parquet; "
            "`-` is standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="A directory, .jsonl(.gz, .zst) or .parquet.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Literal["text", "markdown", "html", "json"],
        typer.Option("-f", "--format", help="How the text is written; json is all that is known."),
    ] = "text",
    workers: Annotated[
        int | None,
        typer.Option("-j", "--workers", min=1, help="Processes; one for each core unless said."),
    ] = None,
    ordered: Annotated[
        bool, typer.Option("--ordered", help="Keep the input's order.", show_default=False)
    ] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence", min=0, max=1, help="Leave out articles less sure than this."
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option("--time-limit", metavar="SECONDS", min=0.1, help="For each page."),
    ] = 30.0,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with an interrupted run.", show_default=False),
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace what OUT holds.", show_default=False)
    ] = False,
    learn: Annotated[
        bool,
        typer.Option(
            "--learn",
            help="Learn each site's own texts in a first pass; the rules go to OUT.rules.toml.",
            show_default=False,
        ),
    ] = False,
    field: Annotated[
        str, typer.Option("--field", metavar="NAME", help="The field of a record with the page.")
    ] = "",
    url_field: Annotated[
        str, typer.Option("--url-field", metavar="NAME", help="The one with its address.")
    ] = "url",
    id_field: Annotated[
        str, typer.Option("--id-field", metavar="NAME", help="The one with its id.")
    ] = "id",
    input: InputOption = None,
    rules: RulesOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    quiet: QuietOption = False,
) -> None:
    """Clean folders, JSONL, WARC and Parquet on all cores.

    A page that cannot be cleaned, takes too long or brings a worker down is recorded with its
    error and costs nothing but itself. An interrupted run goes on with --resume.
    """
    from declutter.batch import Fields, run

    if resume and overwrite:
        raise typer.BadParameter("--resume and --overwrite exclude each other")
    chosen = settings(config, isolated, select, ignore, rules, input)
    # Settings hold for the run, not for each folder in it; per-path tables still do.
    held = chosen.for_file(None)
    fields = Fields(source=field, url=url_field, id=id_field)
    if learn:
        from declutter.learn import learn_first

        held, learned = learn_first(
            inputs, output, config=held, fields=fields, workers=workers, time_limit=time_limit,
            resume=resume, overwrite=overwrite,
        )  # fmt: skip
        if learned and not quiet:
            count = sum(site.rules for site in learned)
            typer.echo(f"declutter: learned {count} rules for {len(learned)} sites", err=True)
    with _watcher(quiet) as watcher, _failures_told():
        summary = run(
            inputs,
            output,
            config=held,
            form=form,
            fields=fields,
            workers=workers,
            ordered=ordered,
            min_confidence=min_confidence,
            time_limit=time_limit,
            resume=resume,
            overwrite=overwrite,
            watcher=watcher,
        )
    if not quiet:
        typer.echo(told(summary, output), err=True)
    if summary.interrupted:
        raise typer.Exit(exits.INTERRUPTED)
    if summary.failed and not summary.written and not summary.unsure:
        raise typer.Exit(exits.INPUT)


def told(summary: Summary, output: Path) -> str:
    """The summary as it is printed at the end."""
    if summary.complete:
        return f"declutter: {output} is complete; nothing to resume"
    left_out = [
        f"{count:,} {what}"
        for count, what in (
            (summary.unsure, "below the confidence asked for"),
            (summary.error, "with errors"),
            (summary.timeout, "over the time limit"),
            (summary.died, "that brought a worker down"),
            (summary.skipped, "records that are no pages"),
        )
        if count
    ]
    now = summary.pages - summary.resumed
    rate = now / summary.seconds if summary.seconds else 0.0
    lines = [
        f"declutter: {summary.pages:,} pages: "
        + ", ".join([f"{summary.written:,} articles", *left_out])
        + f"; {summary.seconds:,.1f} s, {rate:,.0f} pages/s"
    ]
    if summary.resumed:
        lines.append(f"declutter: {summary.resumed:,} of them were done in an earlier run")
    if summary.interrupted:
        lines.append("declutter: interrupted; --resume goes on from here")
    return "\n".join(lines)


@contextmanager
def _failures_told() -> Iterator[None]:
    """A full disk or a folder that may not be written to: one line, and what to do then."""
    try:
        yield
    except OSError as error:
        typer.echo(
            f"declutter: {error}; what was done so far, if anything, is kept for --resume", err=True
        )
        raise typer.Exit(exits.INPUT) from None


def _watcher(quiet: bool) -> nullcontext[None] | ProgressBar:
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from declutter.batch.progress import ProgressBar

    return ProgressBar()

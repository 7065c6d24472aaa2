"""`declutter learn`: what recurs on a site and is not its stories, as a rule pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from declutter.cli import exits
from declutter.cli.options import (
    ConfigOption,
    InputOption,
    IsolatedOption,
    QuietOption,
    RulesOption,
    settings,
)
from declutter.cli.output import destination

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.learn import Learned

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def learn(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PAGES",
            help="Directories, files, globs, .jsonl(.gz, .zst), .warc(.gz), .parquet; "
            "`-` is standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="A rule pack (.toml), or a directory for one of each site; else standard output.",
        ),
    ] = None,
    site: Annotated[
        str,
        typer.Option("--site", metavar="HOST", help="The site of all pages, whatever they say."),
    ] = "",
    min_pages: Annotated[
        int, typer.Option("--min-pages", min=2, help="On fewer pages nothing is learned from.")
    ] = 3,
    min_share: Annotated[
        float,
        typer.Option(
            "--min-share",
            min=0,
            max=1,
            help="The least share of a site's pages, at the story's ends; more within it.",
        ),
    ] = 0.1,
    pages_per_site: Annotated[
        int, typer.Option("--pages-per-site", min=2, help="Look at no more pages of a site.")
    ] = 300,
    workers: Annotated[
        int | None,
        typer.Option("-j", "--workers", min=1, help="Processes; one for each core unless said."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace what is there.", show_default=False)
    ] = False,
    field: Annotated[
        str, typer.Option("--field", metavar="NAME", help="The field of a record with the page.")
    ] = "",
    url_field: Annotated[
        str, typer.Option("--url-field", metavar="NAME", help="The one with its address.")
    ] = "url",
    input: InputOption = None,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find what recurs on a site and is not its stories; write it as a rule pack.

    Use the pack with --rules or `rules` in the settings, when you have read it.
    """
    from declutter import batch
    from declutter.learn import Thresholds, pack
    from declutter.learn import learn as learned_from

    if output is not None and not overwrite and output.is_file():
        raise typer.BadParameter(f"{output} exists: --overwrite replaces it", param_hint="-o")
    chosen = settings(config, isolated, rules=rules, input=input).for_file(None)
    found = learned_from(
        batch.pages(
            inputs,
            fields=batch.Fields(source=field, url=url_field),
            input=chosen.input,
            leave_out=chosen.excludes,
        ),
        config=chosen,
        site=site,
        thresholds=Thresholds.of(min_pages, min_share),
        pages_per_site=pages_per_site,
        workers=workers or batch.cores(),
    )
    if output is not None and (output.is_dir() or output.suffix != ".toml"):
        _write_each(output, found, overwrite)
    else:
        with destination(output) as file:
            file.write(pack(found))
    if not quiet:
        for line in told(found):
            typer.echo(line, err=True)
    if not any(result.pages for result in found):
        typer.echo("declutter: no page with a story was found", err=True)
        raise typer.Exit(exits.INPUT)


def told(found: Sequence[Learned]) -> list[str]:
    """A line for each site, as printed at the end."""
    lines = [
        f"declutter: {result.site}: {result.rules} rules from {result.pages} pages"
        for result in found
    ]
    if sum(result.folder is not None and result.rules > 0 for result in found) > 1:
        lines.append(
            "declutter: pages of several folders tell no address: write a pack of each (-o FOLDER) "
            "and name it for its pages under `per-path` in the settings"
        )
    return lines


def _write_each(folder: Path, found: Sequence[Learned], overwrite: bool) -> None:
    from declutter.learn import file_name, pack

    folder.mkdir(parents=True, exist_ok=True)
    for result in found:
        path = folder / file_name(result)
        if path.exists() and not overwrite:
            raise typer.BadParameter(f"{path} exists: --overwrite replaces it", param_hint="-o")
        if result.rules:
            with destination(path) as file:
                file.write(pack([result]))

"""`declutter check`: what would be removed from files, as a linter says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from declutter.cli import exits
from declutter.cli.files import (
    FieldOption,
    FilesArgument,
    ForceExcludeOption,
    JobsOption,
    NoGitignoreOption,
    Run,
    StdinNameOption,
    end,
    number,
    only_stdin,
)
from declutter.cli.options import (
    ConfigOption,
    EncodingOption,
    IgnoreOption,
    InputOption,
    IsolatedOption,
    QuietOption,
    RulesOption,
    SelectOption,
    settings,
)

if TYPE_CHECKING:
    from declutter.files import Finding, Report

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def check(
    files: FilesArgument,
    form: Annotated[
        Literal["text", "json", "github", "sarif"],
        typer.Option("-f", "--format", help="How findings are printed."),
    ] = "text",
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what `fix` would change.", show_default=False)
    ] = False,
    field: FieldOption = None,
    stdin_filename: StdinNameOption = None,
    encoding: EncodingOption = None,
    input: InputOption = None,
    rules: RulesOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    force_exclude: ForceExcludeOption = False,
    no_gitignore: NoGitignoreOption = False,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say what would be removed from files, and change nothing.

    A line for each finding, `path:line:column: kind rule removed text`, then their number. Ends
    with 1 if there is anything to remove.
    """
    from declutter.files import Report, Work

    if diff and form != "text":
        raise typer.BadParameter("is text; leave --format out", param_hint="--diff")
    work = Work("diff" if diff else "check", tuple(field or ()), encoding)
    run = Run(settings(config, isolated, select, ignore, rules, input), work, quiet)
    reports: Iterable[Report]
    if only_stdin(files, stdin_filename):
        examined = run.stdin(stdin_filename)
        name = stdin_filename or "-"
        reports = [Report(name, examined.findings, examined.diff(name) if diff else "")]
    else:
        reports = run.reports(
            files, force_exclude=force_exclude, gitignore=not no_gitignore, jobs=jobs
        )
    found, files_with = _printed(reports, form, diff)
    _print_whole(found, form, run)
    if form == "text" and not quiet:
        _print_count(len(found), files_with, run.files, diff)
    end(run, exits.FINDINGS if found else exits.OK)


def _printed(reports: Iterable[Report], form: str, diff: bool) -> tuple[list[Finding], int]:
    """All findings and the number of files with some; printed as they come where the form may."""
    from declutter.files import report as forms

    found: list[Finding] = []
    files_with = 0
    for report in reports:
        found += report.findings
        files_with += bool(report.findings)
        if diff:
            typer.echo(report.diff, nl=False)
        elif form in ("text", "github"):
            written = forms.line if form == "text" else forms.github
            for finding in report.findings:
                typer.echo(written(finding))
    return found, files_with


def _print_whole(found: list[Finding], form: str, run: Run) -> None:
    from declutter.files import report as forms

    if form == "json":
        typer.echo(forms.as_json(found, run.files, run.errors))
    elif form == "sarif":
        typer.echo(forms.sarif(found, run.errors))


def _print_count(found: int, files_with: int, files: int, diff: bool) -> None:
    if not files:
        told = "No files to check."
    elif not found:
        told = f"Nothing to remove in {number(files, 'file')}."
    else:
        told = f"{number(found, 'block')} to remove in {files_with:,} of {number(files, 'file')}."
    typer.echo(told, err=diff)  # a diff may go on to `patch`

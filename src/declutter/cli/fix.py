"""`declutter fix`: files cleaned in place."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

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

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def fix(
    files: FilesArgument,
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
    verbose: Annotated[
        bool,
        typer.Option(
            "-v", "--verbose", help="Print everything that is removed.", show_default=False
        ),
    ] = False,
) -> None:
    """Clean files in place; standard input is cleaned to standard output.

    Each file is replaced whole or not at all, and keeps its encoding, its newlines, its
    permissions and every line that is not removed. A second run changes nothing.
    """
    from declutter.files import Work
    from declutter.files import report as forms

    work = Work("fix", tuple(field or ()), encoding)
    run = Run(settings(config, isolated, select, ignore, rules, input), work, quiet)
    if only_stdin(files, stdin_filename):
        sys.stdout.buffer.write(run.stdin(stdin_filename).cleaned)
        sys.stdout.buffer.flush()
        return
    changed = removed = 0
    for report in run.reports(
        files, force_exclude=force_exclude, gitignore=not no_gitignore, jobs=jobs
    ):
        if not report.changed:
            continue
        changed += 1
        removed += len(report.findings)
        if verbose:
            for finding in report.findings:
                typer.echo(forms.line(finding))
        if not quiet:
            count = number(len(report.findings), "block")
            typer.echo(f"{report.path}: {count} removed ({forms.counted(report.findings)})")
    if not quiet:
        same = number(run.files - changed, "file")
        told = f"{number(changed, 'file')} changed, {same} left as they are" if run.files else ""
        typer.echo(
            f"{told}; {number(removed, 'block')} removed." if run.files else "No files to fix."
        )
    end(run)

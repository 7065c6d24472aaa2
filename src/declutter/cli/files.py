"""What `check` and `fix` share: which files, under which settings, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from declutter.cli import exits, inputs
from declutter.cli.options import Settings

if TYPE_CHECKING:
    from declutter.config import Config
    from declutter.files import Examined, Report, Work

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES",
        help="Texts, pages, JSON, JSONL and CSV; folders are searched; `-` is standard input.",
    ),
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME",
        help="The text field of JSON, JSONL and CSV (`article.body` inside another); "
        "can be repeated; found out unless said.",
    ),
]
StdinNameOption = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help="What standard input is called: tells its kind and settings.",
    ),
]
ForceExcludeOption = Annotated[
    bool,
    typer.Option(
        "--force-exclude",
        help="`exclude` holds for files named here too, not only in folders.",
        show_default=False,
    ),
]
NoGitignoreOption = Annotated[
    bool,
    typer.Option(
        "--no-gitignore", help="Search what .gitignore files name too.", show_default=False
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", metavar="N", min=1, help="Processes; as many as cores for many files."
    ),
]


class Run:
    """One call of `check` or `fix` on files: gives reports, tells of errors and notes."""

    def __init__(self, settings: Settings, work: Work, quiet: bool) -> None:
        self._settings = settings
        self._work = work
        self._quiet = quiet
        self.files = 0
        self.errors: list[tuple[str, str]] = []

    def reports(
        self, names: list[str], *, force_exclude: bool, gitignore: bool, jobs: int | None
    ) -> Iterator[Report]:
        """Yield the reports of the files that could be examined, in order."""
        from declutter.files import Job, discover, run

        found = discover(names, self._config, force_exclude=force_exclude, gitignore=gitignore)
        todo = [Job(str(path), self._config(path), searched) for path, searched in found]
        for report in run(todo, self._work, processes=jobs):
            if report.error is not None:
                self.fail(report.path, report.error)
                continue
            self.files += 1
            self.note(report.path, report.notes)
            yield report

    def stdin(self, name: str | None) -> Examined:
        """Examine standard input. Raises InputError."""
        from declutter.errors import InputError
        from declutter.files import examine

        config = self._settings.for_file(Path(name) if name else None)
        try:
            examined = examine(
                inputs.read(inputs.STDIN, config.max_bytes),
                name or inputs.STDIN,
                config,
                fields=self._work.fields,
                charset=self._work.charset,
            )
        except InputError as error:
            raise InputError(f"{name or 'standard input'}: {error}") from None
        self.files += 1
        self.note(name or inputs.shown(inputs.STDIN), examined.notes)
        return examined

    def fail(self, path: str, message: str) -> None:
        """Tell what is wrong with a file, and remember it."""
        self.errors.append((path, message))
        typer.echo(f"declutter: {path}: {message}", err=True)

    def note(self, path: str, notes: tuple[str, ...]) -> None:
        """Tell what is odd about a file."""
        for text in notes:
            if not self._quiet:
                typer.echo(f"declutter: {path}: {text}", err=True)

    def _config(self, path: Path) -> Config:
        return self._settings.for_file(path)


def only_stdin(names: list[str], stdin_name: str | None) -> bool:
    """Whether standard input is meant. Raises typer.BadParameter where it is mixed with files."""
    if inputs.STDIN not in names:
        if stdin_name is not None:
            raise typer.BadParameter("goes with `-`", param_hint="--stdin-filename")
        return False
    if len(names) > 1:
        raise typer.BadParameter("`-` goes alone", param_hint="FILES")
    return True


def end(run: Run, code: int = exits.OK) -> None:
    """End the command: with the code for files that failed where some did."""
    code = exits.INPUT if run.errors else code
    if code:
        raise typer.Exit(code)


def number(count: int, what: str) -> str:
    """Return a number and what it counts: `1 file`, `2 files`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"

"""The command as a whole: the default command, the subcommands and the first page of help."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from declutter.cli import exits
from declutter.cli.commands import COMMANDS, DEFAULT
from declutter.cli.group import LazyGroup

INTRODUCTION = """\
Clean story text and metadata out of scraped news: web pages, or text that someone already scraped.
Reads files or standard input, writes to standard output."""

EXAMPLES = (
    ("declutter page.html", "the clean story"),
    ("curl -s URL | declutter --url URL", "a page as it comes, with its address"),
    ("declutter < scraped.txt", "text that was scraped already"),
    ("declutter -f markdown -o story.md page.html", "Markdown under YAML front matter"),
    ("declutter -f jsonl pages/*.html", "a JSON record a page"),
    ("declutter --ignore caption,tags page.html", "keep captions and tags"),
    ("declutter explain page.html", "what went and why"),
    ("declutter check *.txt", "only say what would go"),
)

EXIT_CODES = (
    (str(exits.OK), "done"),
    (str(exits.FINDINGS), "check: something would be removed; rules test: an example fails"),
    (str(exits.USAGE), "wrong option, setting or rule pack; nothing was done"),
    (str(exits.INPUT), "some input could not be read or cleaned; the rest was"),
    (str(exits.INTERRUPTED), "interrupted"),
)


class Declutter(LazyGroup):
    """The root of the command."""

    table = COMMANDS
    default = DEFAULT
    own_options = frozenset(
        {"-h", "--help", "-V", "--version", "--install-completion", "--show-completion"}
    )

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the first page: use, examples, commands, and the default command's options."""
        formatter.write_usage("declutter", "[OPTIONS] [FILES]...")
        formatter.write_usage("declutter", "COMMAND [ARGS]...", prefix="       ")
        formatter.write_paragraph()
        formatter.write_text(INTRODUCTION)
        with formatter.section("Examples"):
            formatter.write_dl(EXAMPLES, col_max=46)
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.help) for name, lazy in COMMANDS.items()])
        clean = self.get_command(ctx, DEFAULT)
        options = [
            record
            for param in (*clean.params, *self.get_params(ctx))
            if (record := param.get_help_record(ctx)) and param.param_type_name == "option"
        ]
        with formatter.section("Options"):
            formatter.write_dl(options)
        with formatter.section("Exit codes"):
            formatter.write_dl(EXIT_CODES)
        formatter.write_paragraph()
        formatter.write_text(
            "`declutter COMMAND --help` tells more of a command. "
            "A file that is called like a command is given as ./check."
        )


app = typer.Typer(
    name="declutter",
    cls=Declutter,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from declutter import __version__

        typer.echo(f"declutter {__version__}")
        raise typer.Exit


@app.callback()
def declutter(
    version: Annotated[
        bool,
        typer.Option("-V", "--version", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Clean story text and metadata out of scraped news."""

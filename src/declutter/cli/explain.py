"""`declutter explain`: a page's blocks in order, kept and removed, with rules and reasons."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from declutter.cli import inputs
from declutter.cli.options import (
    ConfigOption,
    EncodingOption,
    IgnoreOption,
    InputOption,
    IsolatedOption,
    RulesOption,
    SelectOption,
    UrlOption,
    settings,
)
from declutter.errors import InputError
from declutter.parts import Removal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from declutter.article import Article
    from declutter.cli.order import Part

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SCHEMA = "declutter-explain/1"
_SHOWN = 160
"""Characters of a block that are shown."""
_RUN = 3
"""Removals of one kind that are shown where many follow each other."""


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def explain(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A page or a text; `-` or none is standard input."),
    ] = None,
    url: UrlOption = None,
    input: InputOption = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("-f", "--format", help="The output.")
    ] = "text",
    full: Annotated[
        bool, typer.Option("--full", help="Show every block at full length.", show_default=False)
    ] = False,
    encoding: EncodingOption = None,
    rules: RulesOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Show what of a page was kept and what was removed, by which rule and for what reasons,
    and where each piece of metadata comes from."""
    if file is None and inputs.is_terminal():
        raise typer.BadParameter("a page or a text is needed", param_hint="FILE")
    file = file or inputs.STDIN
    held = settings(config, isolated, select, ignore, rules, input)
    chosen = held.for_file(None if file == inputs.STDIN else Path(file))
    try:
        source = inputs.decoded(inputs.read(file, chosen.max_bytes), encoding)
        from declutter.cleaner import Cleaner

        article = Cleaner(chosen).clean(source, url=url, input=chosen.input)
    except InputError as error:
        raise InputError(f"{inputs.shown(file)}: {error}") from None
    from declutter.cli.order import in_order

    parts = in_order(article, source)
    if form == "json":
        from declutter.render.jsonout import dump

        typer.echo(dump(_record(file, article, parts), indent=2))
    else:
        _show(file, article, parts, full)


def _record(name: str, article: Article, parts: list[Part]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "source": name,
        "input": article.input,
        "confidence": round(article.confidence, 4),
        "note": article.note,
        "metadata": article.to_dict()["metadata"],
        "blocks": [
            {
                "kept": not isinstance(part, Removal),
                "kind": _kind(part),
                "rule": part.rule if isinstance(part, Removal) else None,
                "text": part.text,
                "where": part.where,
                "reasons": list(part.reasons),
            }
            for part in parts
        ],
    }


def _show(name: str, article: Article, parts: list[Part], full: bool) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print(
        f"{inputs.shown(name)}: {article.input}, {len(article.blocks)} kept, {len(article.removed)} removed, "
        f"confidence {article.confidence:.2f}",
        style="bold",
        soft_wrap=True,
    )
    if article.note:
        console.print(article.note, style="yellow", soft_wrap=True)
    _print(console, _metadata(article))
    _print(console, _blocks(parts, full))


def _print(console: Console, table: Table) -> None:
    if not table.row_count:
        return
    console.print()
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    lines = (line.rstrip() for line in captured.get().splitlines())
    console.print("\n".join(lines), soft_wrap=True)


def _metadata(article: Article) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    record = article.to_dict()["metadata"]
    sources = record.pop("sources")
    for field, value in record.items():
        if value in (None, []):
            continue
        shown = Text(", ".join(value) if isinstance(value, list) else str(value))
        if field in sources:
            shown.append_text(Text(f"  from {sources[field]}", "dim"))
        table.add_row(Text(field, "bold"), shown)
    return table


def _blocks(parts: list[Part], full: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for kind, run in groupby(parts, key=_kind):
        together = list(run)
        removed = isinstance(together[0], Removal)
        shown = together if full or not removed or len(together) <= _RUN + 1 else together[:_RUN]
        style = "red" if removed else "green"
        for part in shown:
            cut = part.text[:_SHOWN].rstrip() + "…"
            text = part.text if full or len(part.text) <= _SHOWN else cut
            body = Text(text, "strike" if removed else "")
            if why := _why(part):
                body.append_text(Text(f"\n{why}", "not strike dim"))
            table.add_row(Text("-" if removed else "+", style), Text(kind, style), body)
        if more := len(together) - len(shown):
            table.add_row("", Text(kind, style), Text(f"… and {more} more", "dim"))
    return table


def _kind(part: Part) -> str:
    return part.kind if isinstance(part, Removal) else part.type


def _why(part: Part) -> str:
    """The rule, what else speaks for it, and the place: `ad.label; ad.slot, model; line 3`."""
    rule = part.rule if isinstance(part, Removal) else ""
    others = ", ".join(reason for reason in part.reasons if reason != rule)
    return "; ".join(piece for piece in (rule, others, part.where) if piece)

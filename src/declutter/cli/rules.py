"""`declutter rules`: list, show and test rules."""

from __future__ import annotations

import difflib
import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from declutter.cli import exits
from declutter.cli.options import ConfigOption, IsolatedOption, RulesOption, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.rules import Rule

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List, show and test rules: those of the package, of the settings and of --rules.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

# What a rule has besides its conditions.
_NO_CONDITION = frozenset({"id", "kind", "says", "drop", "keep", "source", "decides"})


@app.command("list")
def list_rules(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAMES", help="Kinds, rule ids or beginnings of ids; none is all."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Rules that hold in this language."),
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("-f", "--format", help="The output.")
    ] = "text",
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """List rules: id, what it says, languages and sites it is for."""
    found = [
        rule
        for rule in _loaded(config, isolated, rules)
        if _is_named(rule, names)
        and (language is None or not rule.languages or language in rule.languages)
    ]
    if names and not found:
        raise typer.BadParameter(f"no rule is called {' or '.join(names)}", param_hint="NAMES")
    if form == "json":
        typer.echo(json.dumps([_record(rule) for rule in found], ensure_ascii=False, indent=2))
        return
    rows = [
        (rule.id, _says(rule), " ".join((*rule.languages, *rule.sites)) or "everywhere")
        for rule in found
    ]
    widths = [max((len(row[at]) for row in rows), default=0) for at in (0, 1)]
    for rule_id, says, scope in rows:
        typer.echo(f"{rule_id:<{widths[0]}}  {says:<{widths[1]}}  {scope}")


@app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="A rule's id.")],
    form: Annotated[
        Literal["toml", "json"], typer.Option("-f", "--format", help="The output.")
    ] = "toml",
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Show a rule as it stands in a pack, with its examples."""
    loaded = {rule.id: rule for rule in _loaded(config, isolated, rules)}
    if rule_id not in loaded:
        near = difflib.get_close_matches(rule_id, loaded, 3, 0.5)
        hint = f"; like it are {', '.join(near)}" if near else "; `declutter rules list` has all"
        raise typer.BadParameter(f"no rule is called {rule_id!r}{hint}", param_hint="ID")
    rule = loaded[rule_id]
    if form == "json":
        typer.echo(json.dumps(_record(rule), ensure_ascii=False, indent=2))
    else:
        typer.echo(_toml(rule))


@app.command("test")
def test_rules(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Rule packs.")],
) -> None:
    """Run the examples of rule packs; exit 1 if one fails.

    Every `drop` example must be matched by its rule, no `keep` example may be.
    """
    from declutter.rules import check_examples, load_packs

    built_in = load_packs()
    homes = {Path(rule.source).resolve() for rule in built_in}
    wanted = {file.resolve() for file in files}
    # Others are loaded together with the package's own, so that an id used twice is found here.
    others = [file for file in files if file.resolve() not in homes]
    packs = load_packs(others)[len(built_in) :]
    packs += tuple(rule for rule in built_in if Path(rule.source).resolve() in wanted)
    failures = check_examples(packs, among=built_in)
    for failure in failures:
        typer.echo(str(failure))
    examples = sum(len(rule.drop) + len(rule.keep) for rule in packs)
    told = f"{_count(len(packs), 'rule')}, {_count(examples, 'example')}"
    typer.echo(f"{told}: {f'{len(failures)} wrong' if failures else 'all right'}")
    if failures:
        raise typer.Exit(exits.FINDINGS)


def _loaded(config: Path | None, isolated: bool, rules: Sequence[Path] | None) -> tuple[Rule, ...]:
    from declutter.rules import load_packs

    held = settings(config=config, isolated=isolated, rules=list(rules or ())).for_file(None)
    return load_packs([Path(path) for path in held.rules])


def _is_named(rule: Rule, names: Sequence[str] | None) -> bool:
    return not names or any(rule.kind == name or rule.id.startswith(name) for name in names)


def _says(rule: Rule) -> str:
    return rule.says if isinstance(rule.says, str) else f"{rule.says:+g}"


def _conditions(rule: Rule) -> dict[str, Any]:
    """What was set, under the keys that packs have."""
    given = {}
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name not in _NO_CONDITION and value != field.default:
            key = "class" if field.name == "classes" else field.name
            given[key] = list(value) if isinstance(value, tuple) else value
    if excluded := given.pop("not_tag", None):
        given["tag"] = [*given.get("tag", ()), *(f"!{tag}" for tag in excluded)]
    return given


def _record(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "says": rule.says,
        **_conditions(rule),
        "drop": list(rule.drop),
        "keep": list(rule.keep),
        "source": rule.source,
    }


def _toml(rule: Rule) -> str:
    from declutter.rules.written import toml_value

    record = _record(rule)
    lines = [f"# {record.pop('source')}", "[[rule]]"]
    lines += [f"{key} = {toml_value(value)}" for key, value in record.items()]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

"""Options that several commands share, and the settings they add up to."""

from __future__ import annotations

import codecs
import difflib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from declutter.config import Config, InputChoice
from declutter.errors import ConfigError


def known_encoding(name: str | None) -> str | None:
    """Return the name of an encoding; raises typer.BadParameter when there is none of that name."""
    try:
        # Some codecs turn bytes to bytes or text to text.
        known = name is None or getattr(codecs.lookup(name), "_is_text_encoding", True)
    except (LookupError, ValueError):
        known = False
    if not known:
        raise typer.BadParameter(f"no encoding is called {name!r}")
    return name


ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Settings to use instead of those found upwards."
    ),
]
IsolatedOption = Annotated[
    bool, typer.Option("--isolated", help="Look for no settings in files.", show_default=False)
]
UrlOption = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="The address of the page.")
]
InputOption = Annotated[
    InputChoice | None, typer.Option("--input", help="What the input is; found out unless said.")
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="The input's encoding; found out unless said.",
        callback=known_encoding,
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A further rule pack; can be repeated."),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="NAMES",
        help="Only these kinds or rules, by commas or repeated; replaces the settings' `select`.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="NAMES",
        help="Not these kinds or rules, by commas or repeated; adds to the settings' `ignore`.",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("-q", "--quiet", help="Errors only on stderr.", show_default=False)
]
VerboseOption = Annotated[
    bool, typer.Option("-v", "--verbose", help="Tell of every file on stderr.", show_default=False)
]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run: `fixed` for every file, or those found for each; then the options.

    `for_file` raises ConfigError when a settings file is wrong or a name names no rule or kind.
    """

    fixed: Config | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    input: InputChoice | None = None
    _found: dict[Path, Config] = field(default_factory=dict, compare=False, repr=False)

    def for_file(self, path: Path | None) -> Config:
        """Return the settings for a file, or for standard input when it is None."""
        config = self.fixed or self._find(path.parent if path else Path())
        if path is not None:
            config = config.for_path(path)
        merged = replace(
            config,
            select=self.select or config.select,
            ignore=config.ignore + self.ignore,
            rules=config.rules + self.rules,
            input=self.input or config.input,
        )
        _check_names(merged.select + merged.ignore, merged.rules)
        return merged

    def _find(self, folder: Path) -> Config:
        if folder not in self._found:
            self._found[folder] = Config.find(folder)
        return self._found[folder]


def settings(
    config: Path | None = None,
    isolated: bool = False,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    rules: list[Path] | None = None,
    input: InputChoice | None = None,
) -> Settings:
    """Return the settings that the options ask for.

    Raises typer.BadParameter when options contradict each other, ConfigError when the file given
    is wrong.
    """
    if config and isolated:
        raise typer.BadParameter("--config and --isolated exclude each other")
    fixed = Config() if isolated else Config.read(config) if config else None
    return Settings(
        fixed=fixed,
        select=_names(select),
        ignore=_names(ignore),
        rules=tuple(str(path) for path in rules or ()),
        input=input,
    )


def _names(values: list[str] | None) -> tuple[str, ...]:
    return tuple(
        name for value in values or () for part in value.split(",") if (name := part.strip())
    )


@cache
def _check_names(names: tuple[str, ...], packs: tuple[str, ...]) -> None:
    """Raise ConfigError for the first name that is no kind, no rule id and no beginning of one."""
    if not names:
        return
    from declutter.rules import KINDS, load_packs

    if KINDS.issuperset(names):
        return
    ids = [rule.id for rule in load_packs([Path(pack) for pack in packs])]
    for name in names:
        if name in KINDS or any(rule_id.startswith(name) for rule_id in ids):
            continue
        near = difflib.get_close_matches(name, [*sorted(KINDS), *ids], 1)
        hint = f"did you mean `{near[0]}`?" if near else "`declutter rules list` has all"
        raise ConfigError(f"no rule or kind is called `{name}`; {hint}")

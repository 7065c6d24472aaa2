"""For a batch that learns first: one pass over the input for the rules, which the batch then uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from declutter import batch
from declutter.config import Config
from declutter.errors import ConfigError
from declutter.learn.run import TIME_LIMIT, learn
from declutter.learn.write import Learned, pack


def learn_first(
    inputs: Sequence[str],
    output: str | os.PathLike[str],
    *,
    config: Config,
    fields: batch.Fields | None = None,
    workers: int | None = None,
    time_limit: float = TIME_LIMIT,
    resume: bool = False,
    overwrite: bool = False,
) -> tuple[Config, list[Learned]]:
    """Learn from all pages of `inputs`; returns the settings with the rules, and what was learned.

    The rules are written beside the output, as OUT.rules.toml. With `resume` a file that is there
    is used as it is, and nothing is learned. Raises ConfigError for standard input, which cannot
    be read twice, and when the file is there and neither `resume` nor `overwrite` says what to do.
    """
    if "-" in inputs:
        raise ConfigError("standard input cannot be read twice: name a file to learn from it")
    path = Path(output).with_name(Path(output).name + ".rules.toml")
    found: list[Learned] = []
    if not (resume and path.exists()):
        if path.exists() and not overwrite:
            raise ConfigError(f"{path} exists: --overwrite replaces it")
        pages = batch.pages(
            inputs, fields=fields, input=config.input, leave_out=_left_out(config, Path(output))
        )
        count = workers or batch.cores()
        found = learn(pages, config=config, workers=count, time_limit=time_limit)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_text(pack(found), encoding="utf-8")
        unfinished.replace(path)
    if "[[rule]]" not in path.read_text(encoding="utf-8"):
        return config, found
    return replace(config, rules=(*config.rules, str(path.resolve()))), found


def _left_out(config: Config, output: Path) -> Callable[[Path], bool]:
    """What directories are walked without: the output, and what the settings exclude."""
    own = output.resolve()
    return lambda path: path.resolve() == own or config.excludes(path)

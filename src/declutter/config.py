"""Settings: what a `Config` holds, and how one is found and read."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from declutter.errors import ConfigError

InputChoice = Literal["auto", "html", "text"]

FILE_NAME = "declutter.toml"
DEFAULT_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Override:
    """What a `per-path` table changes for the files its glob matches; None leaves as it is.

    `ignore` and `rules` add to the general ones, the others replace them.
    """

    glob: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    language: str | None = None
    input: InputChoice | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a cleaner and of the commands.

    `select` and `ignore` name kinds, rule ids or beginnings of ids; nothing in `select` means
    all. `rules` are paths of further rule packs. `exclude` are globs of files that directories
    are searched without. `min_confidence` (0 to 1) is what `batch` drops pages under. `language`
    is the language to take pages as, instead of finding it out. `max_bytes` is the size above
    which a source is refused, 0 for none. `model` is another file of weights for the judge.
    `root` is the folder that globs are relative to, `source` the file the settings came from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_path: tuple[Override, ...] = ()
    language: str | None = None
    input: InputChoice = "auto"
    min_confidence: float = 0.0
    max_bytes: int = DEFAULT_MAX_BYTES
    model: str | None = None
    root: str | None = None
    source: str | None = None

    @classmethod
    def find(cls, start: str | os.PathLike[str] = ".") -> Config:
        """Return the settings that hold for a file or a folder, or the defaults.

        They are read from the nearest `declutter.toml`, or `pyproject.toml` with a
        `[tool.declutter]` table, in the folder or those above it. Raises ConfigError.
        """
        path = Path(start).resolve()
        folder = path if path.is_dir() else path.parent
        for above in (folder, *folder.parents):
            for candidate in (above / FILE_NAME, above / "pyproject.toml"):
                if candidate.is_file() and (table := _table(candidate)) is not None:
                    return _config(table, candidate)
        return cls()

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Config:
        """Return the settings in a file: TOML in the form of `declutter.toml` or pyproject.

        Raises ConfigError when it cannot be read or something in it is wrong.
        """
        path = Path(path).resolve()
        table = _table(path)
        if table is None:
            raise ConfigError(f"{path}: has no [tool.declutter] table")
        return _config(table, path)

    def for_path(self, path: str | os.PathLike[str]) -> Config:
        """Return the settings for one file: these, with the overrides whose globs match it."""
        config = self
        for override in self.per_path:
            if self._matches(override.glob, path):
                config = _overridden(config, override)
        return config

    def excludes(self, path: str | os.PathLike[str]) -> bool:
        """Whether a glob in `exclude` matches the path or a folder it is in."""
        return any(self._matches(glob, path) for glob in self.exclude)

    def _matches(self, glob: str, path: str | os.PathLike[str]) -> bool:
        root = Path(self.root) if self.root else Path.cwd()
        resolved = Path(path).resolve()
        if not resolved.is_relative_to(root):
            return False
        return bool(_glob(glob).match(resolved.relative_to(root).as_posix()))


def _overridden(config: Config, override: Override) -> Config:
    changes: dict[str, Any] = {
        name: value
        for name in ("select", "language", "input", "min_confidence")
        if (value := getattr(override, name)) is not None
    }
    return replace(
        config,
        ignore=config.ignore + override.ignore,
        rules=config.rules + override.rules,
        **changes,
    )


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """A glob as .gitignore has it: without a slash it matches in any folder, `**` spans folders,
    and what matches a folder matches all that is in it."""
    anchored = "/" in pattern.rstrip("/")
    out = "" if anchored else "(?:.*/)?"
    for part in re.findall(r"\*\*/?|\*|\?|\[!?\]?[^\]]*\]|[^*?\[]+|\[", pattern.strip("/")):
        if part.startswith("**"):
            out += "(?:.*/)?" if part == "**/" else ".*"
        elif part == "*":
            out += "[^/]*"
        elif part == "?":
            out += "[^/]"
        elif part.startswith("[") and len(part) > 1:
            out += "[^" + part[2:] if part[1] == "!" else part
        else:
            out += re.escape(part)
    return re.compile(out + r"(?:/.*)?\Z", re.S)


def _table(path: Path) -> Mapping[str, Any] | None:
    """The file's settings; None when it is a pyproject.toml that has none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not a TOML file: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("declutter") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: `tool.declutter` must be a table")
    return table


def _config(table: Mapping[str, Any], path: Path) -> Config:
    values = _values(table, _KEYS, path, "")
    if "model" in values:
        values["model"] = str(path.parent / values["model"])
    config = Config(**values, root=str(path.parent), source=str(path))
    return replace(
        config,
        rules=_beside(path, config.rules),
        per_path=tuple(
            replace(override, rules=_beside(path, override.rules)) for override in config.per_path
        ),
    )


def _beside(path: Path, rules: tuple[str, ...]) -> tuple[str, ...]:
    """Paths in a file are relative to it."""
    return tuple(str(path.parent / Path(rule).expanduser()) for rule in rules)


class _WrongValueError(Exception):
    """A value of the wrong type; the message says what it must be."""


def _values(
    table: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]], path: Path, prefix: str
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key == "per-path" and not prefix:
            values["per_path"] = _overrides(value, path)
            continue
        if key not in known:
            near = difflib.get_close_matches(key.replace("_", "-"), [*known, "per-path"], 1)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
            raise ConfigError(f"{path}: unknown key `{prefix}{key}`; {hint}")
        try:
            values[key.replace("-", "_")] = known[key](value)
        except _WrongValueError as wrong:
            raise ConfigError(f"{path}: key `{prefix}{key}` {wrong}, is {value!r}") from None
    return values


def _overrides(value: Any, path: Path) -> tuple[Override, ...]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: key `per-path` must be a table of globs, is {value!r}")
    overrides = []
    for glob, table in value.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: key `per-path.{glob}` must be a table, is {table!r}")
        try:
            _check_glob(glob)
        except _WrongValueError as wrong:
            raise ConfigError(f"{path}: key `per-path.{glob}` {wrong}") from None
        overrides.append(
            Override(glob, **_values(table, _OVERRIDE_KEYS, path, f"per-path.{glob}."))
        )
    return tuple(overrides)


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _WrongValueError("must be a list of strings")
    return tuple(value)


def _globs(value: Any) -> tuple[str, ...]:
    globs = _strings(value)
    for glob in globs:
        _check_glob(glob)
    return globs


def _check_glob(glob: str) -> None:
    try:
        _glob(glob)
    except re.error:
        raise _WrongValueError("must be a glob") from None


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _WrongValueError("must be a string")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _WrongValueError("must be a number from 0 to 1")
    return float(value)


def _size(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _WrongValueError("must be a whole number of bytes, 0 for no limit")
    return value


def _input(value: Any) -> str:
    if value not in ("auto", "html", "text"):
        raise _WrongValueError('must be "auto", "html" or "text"')
    return str(value)


_KEYS: dict[str, Callable[[Any], Any]] = {
    "select": _strings,
    "ignore": _strings,
    "rules": _strings,
    "exclude": _globs,
    "language": _string,
    "input": _input,
    "min-confidence": _share,
    "max-bytes": _size,
    "model": _string,
}
_OVERRIDE_KEYS = {
    key: read
    for key, read in _KEYS.items()
    if key.replace("-", "_") in {field.name for field in fields(Override)}
}

"""Which files are meant by the paths that someone names: folders are searched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from declutter.config import Config
from declutter.errors import InputError
from declutter.files.kinds import by_name

_NEVER = frozenset(("node_modules", "__pycache__", "site-packages"))


def discover(
    names: Sequence[str],
    config_for: Callable[[Path], Config],
    *,
    force_exclude: bool = False,
    gitignore: bool = True,
) -> Iterator[tuple[Path, bool]]:
    """Yield files, each once, and whether a folder was searched for it.

    Folders are searched for files of known suffixes, in the order of their names, without hidden
    ones, what `.gitignore` files name (unless `gitignore` is off), and what `exclude` of the
    settings matches. Files named themselves are yielded in any case, but with `force_exclude`
    not those that `exclude` matches. A path that does not exist is yielded too.
    """
    seen: set[Path] = set()
    for name in names:
        path = Path(name)
        if path.is_dir():
            found: Iterator[Path] = _Search(config_for, gitignore).files(path)
        elif force_exclude and config_for(path).excludes(path):
            continue
        else:
            found = iter((path,))
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file, file != path


class _Search:
    def __init__(self, config_for: Callable[[Path], Config], gitignore: bool) -> None:
        self._config_for = config_for
        self._gitignore = gitignore

    def files(self, top: Path) -> Iterator[Path]:
        top_absolute = Path(os.path.abspath(top))  # noqa: PTH100 - links stay links
        specs = self._above(top_absolute) if self._gitignore else ()
        yield from self._walk(top, top_absolute, specs)

    def _walk(self, folder: Path, absolute: Path, specs: Specs) -> Iterator[Path]:
        if self._gitignore:
            specs = (*specs, *_read(absolute))
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            raise InputError(f"{folder}: cannot be searched: {error.strerror}") from None
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _NEVER:
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not (by_name(entry.name) and entry.is_file()):
                continue
            path, full = folder / entry.name, absolute / entry.name
            if _is_ignored(specs, full, is_folder) or self._config_for(path).excludes(path):
                continue
            if is_folder:
                yield from self._walk(path, full, specs)
            else:
                yield path

    def _above(self, top: Path) -> Specs:
        """What the folders above say, up to that of the repository."""
        if (top / ".git").exists():
            return ()
        folders: list[Path] = []
        for folder in top.parents:
            folders.append(folder)
            if (folder / ".git").exists():
                return tuple(spec for each in reversed(folders) for spec in _read(each))
        return ()


Specs = tuple[tuple[Path, "object"], ...]
"""Folders with what their `.gitignore` says, outer ones first."""


def _read(folder: Path) -> Specs:
    from pathspec import GitIgnoreSpec

    found = []
    for file in (folder / ".git" / "info" / "exclude", folder / ".gitignore"):
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            found.append((folder, GitIgnoreSpec.from_lines(lines)))
    return tuple(found)


def _is_ignored(specs: Specs, path: Path, is_folder: bool) -> bool:
    """Whether the innermost file that says something of the path says that it is ignored."""
    for folder, spec in reversed(specs):
        relative = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
        said = spec.check_file(relative).include  # type: ignore[attr-defined]
        if said is not None:
            return bool(said)
    return False

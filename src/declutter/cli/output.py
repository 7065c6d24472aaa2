"""What the command writes: the formats, and files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from declutter.cli.inputs import shown

if TYPE_CHECKING:
    from declutter.article import Article

Format = Literal["text", "markdown", "json", "jsonl", "html"]

_ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
}


def format_of(path: Path | None) -> Format:
    """Return the format that a file's name asks for: text unless its ending says otherwise."""
    return _ENDINGS.get(path.suffix.lower(), "text") if path else "text"


def written(
    articles: Iterable[tuple[str, Article]], form: Format, *, several: bool
) -> Iterator[str]:
    """Yield the pieces of the output; `articles` come with the names of their sources.

    With `several`, texts stand under a line `==> name <==`.
    """
    from declutter import render
    from declutter.render.jsonout import dump
    from declutter.render.text import scrub

    if form == "html":
        yield render.to_document(article for _, article in articles) + "\n"
        return
    for number, (name, article) in enumerate(articles):
        if form in ("json", "jsonl"):
            record = {"schema": render.SCHEMA, "source": name, **render.to_dict(article)}
            yield dump(record, indent=2 if form == "json" else None) + "\n"
            continue
        text = scrub(article.to_markdown() if form == "markdown" else article.to_text())
        if several:
            yield f"{chr(10) if number else ''}==> {shown(name)} <==\n"
        yield text + "\n" if text else ""


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Open standard output, or a file that takes its place only when all went well."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="\n") as device:  # /dev/null, a pipe
            yield device
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            yield file
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

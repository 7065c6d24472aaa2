"""What a file is, by its name, or by what is in it where the name does not tell."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

FileKind = Literal["text", "html", "json", "jsonl", "csv"]

SUFFIXES: dict[str, FileKind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}


def by_name(name: str) -> FileKind | None:
    """Return the kind that a file's suffix tells, None for other suffixes."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of(name: str, text: str, input: Literal["auto", "html", "text"]) -> FileKind:
    """Return the kind of a file by its name, else by its text.

    `input` of the settings goes before what the name or the text tell, but not for records.
    """
    named = by_name(name)
    if named in ("json", "jsonl", "csv"):
        return named
    if input != "auto":
        return input
    if named is not None:
        return named
    from declutter import source  # parsers, which searching folders does not need

    return source.kind_of(text)

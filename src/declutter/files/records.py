"""JSON and JSON lines: where the strings of a field stand, as they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declutter.errors import InputError
from declutter.files.fields import GUESSES
from declutter.files.spans import Value

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.S)
_PIECE = re.compile(
    r"[^\\]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S
)


def document(text: str, fields: Sequence[str]) -> list[Value]:
    """Return the values of a field in a JSON document: in its object, or in those of its array.

    `fields` are names, or paths such as `article.body`; without any, the first usual name that an
    object has. The outermost objects that have the field count, not what is inside them. Raises
    InputError when it is no JSON.
    """
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {error}") from None
    return [_value(text, start, end) for start, end in _strings(text, fields)]


def lines(text: str, fields: Sequence[str]) -> tuple[list[Value], list[int]]:
    """Return the values of a field in JSON lines, and the numbers of lines that are no JSON."""
    values: list[Value] = []
    broken: list[int] = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found = document(line, fields)
            except InputError:
                broken.append(number)
            else:
                values += (Value(value.text, _moved(value.places, at)) for value in found)
        at += len(line) + 1
    return values, broken


def _moved(places: Sequence[int], by: int) -> Sequence[int]:
    if isinstance(places, range):
        return range(places.start + by, places.stop + by)
    return [place + by for place in places]


@dataclass(slots=True)
class _Container:
    """An object or array: where it is in, the keys that lead to it, its own strings by key."""

    parent: int
    path: tuple[str, ...]
    is_object: bool
    strings: dict[str, tuple[int, int]]


def _strings(text: str, fields: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the strings wanted, quotes included, in the text's order."""
    containers = _containers(text)
    held: list[bool] = []
    for container in containers:
        inside = container.parent >= 0 and held[container.parent]
        wanted = [] if inside else _wanted(container, fields)
        held.append(inside or bool(wanted))
        yield from (container.strings[key] for key in wanted)


def _wanted(container: _Container, fields: Sequence[str]) -> list[str]:
    if not fields:
        return [name for name in GUESSES if name in container.strings][:1]
    wanted = []
    for field in fields:
        *way, key = field.split(".")
        if field in container.strings:
            wanted.append(field)
        elif way and key in container.strings and container.path[-len(way) :] == tuple(way):
            wanted.append(key)
    return list(dict.fromkeys(wanted))


def _containers(text: str) -> list[_Container]:
    """All objects and arrays of a document that is known to be sound, outer ones first."""
    out: list[_Container] = []
    stack: list[int] = []
    key: str | None = None
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first in "{[":
            parent = stack[-1] if stack else -1
            path = out[parent].path if stack else ()
            if key is not None:
                path = (*path, key)
            out.append(_Container(parent, path, first == "{", {}))
            stack.append(len(out) - 1)
            key = None
        elif first in "}]":
            stack.pop()
        elif first == ",":
            key = None
        elif first == '"' and stack and out[stack[-1]].is_object:
            if key is None:
                key = json.loads(token[0])
            else:
                out[stack[-1]].strings[key] = token.span()
    return out


def _value(text: str, start: int, end: int) -> Value:
    """The string between two quotes, with the place of every character of it."""
    start, end = start + 1, end - 1
    written = text[start:end]
    if "\\" not in written:
        return Value(written, range(start, end + 1))
    pieces = list(_PIECE.finditer(written))
    places = [start + piece.start() for piece in pieces]
    places.append(end)
    return Value("".join(_character(piece[0]) for piece in pieces), places)


def _character(written: str) -> str:
    return str(json.loads(f'"{written}"', strict=False)) if written[0] == "\\" else written

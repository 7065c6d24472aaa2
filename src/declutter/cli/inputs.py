"""What the command reads: files and standard input, as bytes."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from pathlib import Path

from declutter.errors import InputError

STDIN = "-"


def read(name: str, max_bytes: int, commands: Iterable[str] = ()) -> bytes:
    """Return the bytes of a file, or of standard input for `-`.

    Raises InputError, whose message names no file, when there is nothing to read or more than
    `max_bytes` (0 for no limit). `commands` are names that a file may be mistaken for.
    """
    limit = max_bytes + 1 if max_bytes else -1
    try:
        data = _stdin(limit) if name == STDIN else _file(name, limit)
    except FileNotFoundError:
        raise InputError(f"no such file{_hint(name, commands)}") from None
    except IsADirectoryError:
        raise InputError("is a folder; `declutter batch` takes folders") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}") from None
    if max_bytes and len(data) > max_bytes:
        raise InputError(f"is larger than {max_bytes:,} bytes (`max-bytes` in the settings)")
    if not data.strip():
        raise InputError("is empty")
    return data


def decoded(data: bytes, encoding: str | None) -> bytes | str:
    """Return the text in the encoding, or the bytes where none is named."""
    return data if encoding is None else data.decode(encoding, "replace")


def shown(name: str) -> str:
    """Return what an input is called in messages."""
    return "standard input" if name == STDIN else name


def is_terminal() -> bool:
    """Whether standard input is a person's keyboard, or nothing, rather than data."""
    return sys.stdin is None or sys.stdin.isatty()


def _file(name: str, limit: int) -> bytes:
    with Path(name).open("rb") as file:
        return file.read(limit)


def _stdin(limit: int) -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read(limit)


def _hint(name: str, commands: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(commands), 1)
    return f"; the command `{near[0]}` goes before everything else" if near else ""

"""Optional dependencies: imported when a format needs them, with an error that says what to do."""

from __future__ import annotations

import importlib
from typing import Any

from declutter.errors import MissingExtraError


def load(module: str, *, extra: str, what: str) -> Any:
    """Import `module`, which `declutter[extra]` brings.

    Raises `MissingExtraError`, in one line, naming `what` needs it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        message = f"{what} needs an extra: pip install 'declutter[{extra}]'"
        raise MissingExtraError(message) from error

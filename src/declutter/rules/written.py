"""Rules' values as TOML, the way a person writes them."""

from __future__ import annotations

import json
from typing import Any

_LINE = 80


def toml_value(value: Any) -> str:
    """Text, a number, a boolean or a list of these as TOML; a long list has a line an item."""
    if isinstance(value, list):
        items = [toml_value(item) for item in value]
        if sum(map(len, items)) < _LINE:
            return f"[{', '.join(items)}]"
        return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return _string(value) if isinstance(value, str) else json.dumps(value)


def _string(text: str) -> str:
    """A TOML string: without escapes where single quotes spare them."""
    if ("\\" in text or '"' in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

"""Reading JSON as pages ship it: in comments, escaped, with raw newlines and stray commas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_ENDING = re.compile(r"(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|(?://)?\s*-->)+\s*$")
_COMMENT_LINE = re.compile(r"^\s*//.*$", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DOUBLE_COMMA = re.compile(r",(\s*,)+")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_STRUCTURE = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*(?P<end>"?)|[{}\[\]]', re.DOTALL
)  # a string is one
_CLOSES = re.compile(r'\s*(?:[}\]]|:|$|,\s*(?:["{\[\-\d]|true|false|null|$))')
_MAX_REPAIR = 400_000


def load_all(text: str) -> list[Any]:
    """Every JSON value in `text`, in order; an empty list where nothing can be read.

    Well-formed JSON costs one `json` pass. Otherwise the usual faults are mended one after the
    other, cheapest first: wrappers, HTML escapes, comments, stray commas, bad escapes, quotes
    inside strings, an end cut off.
    """
    text = text.strip()
    if not text:
        return []
    values, rest = _decode(text)
    if not rest:
        return values
    best = values
    for attempt in _repairs(text):
        values, rest = _decode(attempt)
        if not rest:
            return values
        if len(values) > len(best):
            best = values
    return best


def load_first(text: str, start: int = 0) -> Any:
    """The JSON value that begins at `start`, whatever follows it; None where there is none."""
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _decode(text: str) -> tuple[list[Any], str]:
    """The values that stand one after the other, and the text from where reading fails."""
    values: list[Any] = []
    position = 0
    length = len(text)
    while position < length:
        if text[position] in " \t\r\n;,":
            position += 1
            continue
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return values, text[position:]
        values.append(value)
    return values, ""


def _repairs(text: str) -> Iterator[str]:
    """`text` with ever more of its faults mended; each is worked out when asked for."""
    if len(text) > _MAX_REPAIR:
        return
    opening = _OPENING.match(text)
    unwrapped = text[opening.end() :] if opening else text
    if unwrapped.endswith((">", "*/")):
        unwrapped = _ENDING.sub("", unwrapped)
    unwrapped = unwrapped.strip()
    yield unwrapped
    if "&quot;" in unwrapped[:200] or "&#34;" in unwrapped[:200]:
        unwrapped = unescape(unwrapped)
        yield unwrapped
    mended = _COMMENT_LINE.sub("", unwrapped)
    if "/*" in mended:
        mended = _COMMENT_BLOCK.sub("", mended)
    mended = _DOUBLE_COMMA.sub(",", mended)
    mended = _TRAILING_COMMA.sub(r"\1", mended)
    yield mended
    mended = _BAD_ESCAPE.sub("", mended)
    yield mended
    quoted = _escape_quotes(mended)
    yield quoted
    yield close(quoted)
    yield close(mended)


def _escape_quotes(text: str) -> str:
    """Escape quotes inside strings: those after which the JSON could not go on."""
    parts: list[str] = []
    position = 0
    inside = False
    for match in _QUOTE.finditer(text):
        if match[0] != '"':
            continue
        if not inside:
            inside = True
        elif _CLOSES.match(text, match.end()):
            inside = False
        else:
            parts += (text[position : match.start()], '\\"')
            position = match.end()
    return "".join((*parts, text[position:]))


def close(text: str) -> str:
    """Close the strings, arrays and objects that `text` leaves open, dropping a half-said end."""
    stack: list[str] = []
    in_string = escaped = False
    for match in _STRUCTURE.finditer(text):
        mark = match[0][0]
        if mark == '"':
            in_string = not match["end"]
            escaped = in_string and match.end() < len(text)  # by the stroke that the text ends with
        elif mark in "{[":
            stack.append("}" if mark == "{" else "]")
        elif stack and stack[-1] == mark:
            stack.pop()
    end = text.rstrip("\\") if escaped else text
    if in_string:
        end += '"'
    end = re.sub(r'(?:,\s*"[^"]*"\s*:?|,|:)\s*$', lambda m: " null" if m[0] == ":" else "", end)
    return end + "".join(reversed(stack))

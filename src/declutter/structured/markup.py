"""Paragraphs out of text that may hold HTML, as articleBody and page state do."""

from __future__ import annotations

import re
from html import unescape

_HAS_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|a|strong|em|h[1-6]|li|ul|ol)\b", re.IGNORECASE)
_DROPPED = re.compile(
    r"<(script|style|figure|figcaption|iframe|noscript|svg|form|button)\b.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|td|th|dd|dt|dl|pre|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_LINE_BREAKS = "\r\u2028\u2029"  # besides the newline


def paragraphs(text: str) -> list[str]:
    """Cut `text` into paragraphs: at block elements if it is HTML, else at line breaks.

    Entities are decoded, inline tags dropped, white space folded; figures, scripts and forms
    are left out whole.
    """
    if _ESCAPED_TAG.search(text):
        text = unescape(text)
    if "<" in text and _HAS_TAG.search(text):
        text = _COMMENT.sub(" ", text)
        text = _DROPPED.sub("\n", text)
        blocky = bool(_BLOCK_TAG.search(text))
        if blocky:
            text = " ".join(text.split())
        text = _BLOCK_TAG.sub("\n", text)
        text = _HAS_TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
        if "&" in text:
            text = unescape(text)
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]

"""Pages written for this project, with the story marked in the page itself.

A file's first line is a comment that holds the rest of the truth as JSON (`title`, `authors`,
`date`, `url`). Each element that holds a block of the story carries `data-keep`, which is taken
away before anything judges the page:

    <!-- {"title": "Ferry to sail in May", "authors": [], "date": "2025-03-14", "url": "https://…"} -->
    <html>… <p data-keep>The ferry is to sail again.</p> <p>Advertisement</p> …
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

from lxml import html
from lxml.html import HtmlElement

_HEAD = re.compile(r"\s*<!--\s*(?P<told>\{.*?\})\s*-->\s*", re.DOTALL)
_MARK = re.compile(r"""\s+data-keep(\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?(?=[\s/>])""")
_PARTS = ("br", "td", "th", "li", "p")


def page_bytes(path: Path) -> bytes:
    """The page without its marks, in UTF-8."""
    return _MARK.sub("", _split(path)[1]).encode()


def record(path: Path) -> dict[str, Any]:
    """The page's truth, in the corpora's layout. Raises ValueError where the file has none."""
    told, page = _split(path)
    return {
        "file_id": path.stem,
        "url": told["url"],
        "ground_truth": {
            "title": told["title"],
            "authors": told["authors"],
            "publish_date": told["date"],
            "main_content": "\n\n".join(_blocks(page)),
        },
    }


def _split(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{path}: does not begin with a comment that tells the truth")
    return json.loads(head["told"]), text[head.end() :]


def _blocks(page: str) -> list[str]:
    """The text of each marked element, on one line."""
    parser = html.HTMLParser(encoding="utf-8")
    tree = cast(HtmlElement, html.fromstring(page.encode(), parser=parser))
    found = []
    for element in tree.xpath("//*[@data-keep]"):
        for part in element.iter(*_PARTS):
            part.tail = f" {part.tail or ''}"
        found.append(" ".join(element.text_content().split()))
    return found

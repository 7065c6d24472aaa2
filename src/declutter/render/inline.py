"""Inline HTML of a block, read into runs of text; whatever is not known to be harmless goes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from declutter.parts import TextBlock
from declutter.render.text import printable

_STYLES = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "sub": "sub",
    "sup": "sup",
    "s": "s",
    "del": "s",
}
_SILENT = frozenset({"script", "style", "template", "textarea", "title", "noscript", "iframe"})
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_URL_JUNK = re.compile("[\x00-\x20\x7f]+")
_SPACE = re.compile("[ \t\r\n\f]+")
_ANY_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style: `styles` are element names, `href` the address it links to.

    The text "\\n" by itself is a line break.
    """

    text: str
    styles: frozenset[str] = frozenset()
    href: str | None = None


BREAK = Run("\n")


def runs(block: TextBlock) -> list[Run]:
    """Return the block's text as runs, white space folded, no two alike side by side.

    A block whose HTML says anything else than its text is taken at its text.
    """
    text = printable(block.text)
    if block.html is not None:
        reader = _Reader()
        reader.feed(block.html)
        reader.close()
        found = _folded(reader.runs)
        if _bare("".join(run.text for run in found)) == _bare(text):
            return found
    plain: list[Run] = []
    for line in text.split("\n"):
        plain += [BREAK, Run(line)]
    return _folded(plain[1:])


def safe_url(url: str) -> str | None:
    """Return the address if it leads to a page, a mailbox or a telephone; else None."""
    url = printable(_URL_JUNK.sub("", url))
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    # "javascript&colon;" and the like: a colon before the first slash is a scheme to a browser.
    head = re.split("[/?#]", url, maxsplit=1)[0]
    if scheme.lower() not in _SCHEMES or (not scheme and ":" in head):
        return None
    return url or None


class _Reader(HTMLParser):
    """Collects runs; elements it does not know are passed through, their text kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self.open: Counter[str] = Counter()
        self.links: list[str | None] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.runs.append(BREAK)
        elif tag == "a":
            self.links.append(safe_url(dict(attrs).get("href") or ""))
        elif tag in _STYLES:
            self.open[_STYLES[tag]] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a":
            if self.links:
                self.links.pop()
        elif tag in _STYLES:
            self.open -= Counter([_STYLES[tag]])  # drops what falls to zero

    def handle_data(self, data: str) -> None:
        if not self.silent:
            href = self.links[-1] if self.links else None
            self.runs.append(Run(printable(data), frozenset(self.open), href))


def _folded(found: list[Run]) -> list[Run]:
    """Fold white space across runs, drop it around breaks and at both ends, merge like runs."""
    out: list[Run] = []
    for run in found:
        if run is BREAK:
            if out and out[-1] is not BREAK:
                _strip_end(out)
                out.append(BREAK)
            continue
        text = _SPACE.sub(" ", run.text)
        if not out or out[-1] is BREAK or out[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if (
            out
            and out[-1] is not BREAK
            and (out[-1].styles, out[-1].href) == (run.styles, run.href)
        ):
            out[-1] = Run(out[-1].text + text, run.styles, run.href)
        else:
            out.append(Run(text, run.styles, run.href))
    while out and out[-1] is BREAK:
        out.pop()
    _strip_end(out)
    return out


def _strip_end(out: list[Run]) -> None:
    while out and out[-1] is not BREAK and out[-1].text.endswith(" "):
        last = out.pop()
        if kept := last.text.rstrip(" "):
            out.append(Run(kept, last.styles, last.href))


def _bare(text: str) -> str:
    return _ANY_SPACE.sub("", text)

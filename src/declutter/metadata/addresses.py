"""URLs that may be anything: taken apart and joined without raising."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

# The plainest of absolute addresses, which most are: nothing to take apart.
_ABSOLUTE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?:/[^\s?#;]*(?:\?[^\s#]+)?)?")


def host(url: str) -> str:
    """The host of a URL, lower case, without `www.`; "" where it has none."""
    try:
        return (_split(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def key(url: str) -> str:
    """Host and path of a URL, by which two spellings of one page's address are equal."""
    return host(url) + _split(url).path.rstrip("/")


def absolute(base: str, href: str) -> str:
    """`href` resolved against `base`; "" where that gives no web address."""
    href = href.strip()
    if _ABSOLUTE.fullmatch(href):
        return href
    try:
        joined = urljoin(base, href)
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) and host(joined) else ""


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")

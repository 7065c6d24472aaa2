"""The headline as it stands on the page, without the site's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_QUOTES = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑–—―−", "-")}
)
_SEPARATOR = re.compile(r"\s+(?:[|•·‧»›*⋆~]|[-–—―]{1,2}|:{2}|//?)\s+|\s*[|｜]\s*|\s*：：\s*")
_SPACED_COLON = re.compile(r"(?<=\S)\s+:\s+")
_NON_WORD = re.compile(r"[\W_]+")
_GENERIC = re.compile(
    r"^(?:home|news|blog|our blog|the blog|article|articles|log ?in|sign ?in|menu|search|navigation|"
    r"open menu|main menu|subscribe|newsletter|resources|insights|press|press release|opinion|"
    r"startseite|nachrichten|inicio|noticias|accueil|actualités)\W*$",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """A title's key for comparison: letters and digits only, lower case."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_QUOTES)
    return " ".join(_NON_WORD.sub(" ", text).casefold().split())


def tidy(text: str) -> str:
    """White space folded, soft hyphens and invisible marks gone, "Kicker : Title" mended."""
    text = " ".join(text.translate(_INVISIBLE).split())
    return _SPACED_COLON.sub(": ", text)


def is_generic(text: str) -> bool:
    """Whether the text heads any page ("Blog", "Log in") rather than a story."""
    return len(fold(text)) < 2 or _GENERIC.match(text) is not None


def without_site(text: str, sites: Sequence[str], headings: Sequence[str] = ()) -> str:
    """`text` without the site's name, section and slogans hung to its end or front.

    `sites` are the site's known names; `headings` what the page itself shows: a part before a
    separator that equals a heading is the whole title.
    """
    text = tidy(text)
    known = {fold(site) for site in sites if site}
    known |= {key.replace(" ", "") for key in known}
    shown = {fold(h) for h in headings}
    cuts = list(_SEPARATOR.finditer(text))
    for cut in cuts:
        if fold(text[: cut.start()]) in shown:
            return text[: cut.start()]
    for cut in cuts:
        if fold(text[cut.end() :]) in shown:
            return text[cut.end() :]
    changed = True
    while changed and cuts:
        changed = False
        last = cuts[-1]
        if _is_site(text[last.end() :], known):
            text = text[: last.start()].rstrip()
            cuts.pop()
            changed = True
        elif _is_site(text[: cuts[0].start()], known):
            text = text[cuts[0].end() :].lstrip()
            cuts = list(_SEPARATOR.finditer(text))
            changed = True
    return text


def _is_site(part: str, known: set[str]) -> bool:
    key = fold(part)
    if not key:
        return True
    return key in known or key.replace(" ", "") in known

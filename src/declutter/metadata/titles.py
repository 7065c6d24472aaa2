"""What titles are made of: site names at their ends, kickers before them, how to compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
_SEPARATOR = re.compile(r"\s+(?:[|•·‧»›*⋆~]|[-–—―]{1,2}|:{2}|//?)\s+|\s*[|｜]\s*")
_MAY_SEPARATE = re.compile(r"[|｜•·‧»›*⋆~\-–—―:/]")  # one of these is in every match of the above
_SPACED_COLON = re.compile(r"(?<=\S)\s+:\s+")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_NON_WORD = re.compile(r"[\W_]+")
_KICKER = re.compile(r"\s+[-–—|/]\s+|\s?[:|]\s+|\.\s+|\s(?=[\"„“«'‘])")
_GENERIC = re.compile(
    r"^(?:home|home ?page|news|blog|our blog|the blog|articles?|log ?in|sign ?in|sign up|menu|search|"
    r"navigation|open menu.*|main menu|subscribe|newsletters?|resources?|insights|press releases?|"
    r"press|opinion|welcome|about|breadcrumbs?|share|startseite|nachrichten|inicio|noticias|accueil|"
    r"actualités|cookies?|page|post|untitled|\d+)\W*$",
    re.IGNORECASE,
)
_MAX_PIPE_WORDS = 3
_MIN_COVER = 0.4
_MAX_KICKER = 8
_MIN_WORDS = 5  # of a headline that tells itself from others


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """A title's key for comparison: letters and digits only, lower case."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_WORDS).split())
    text = _HIDDEN.sub("", unicodedata.normalize("NFKC", text))
    return _NON_WORD.sub(" ", text).casefold().strip()


def tidy(text: str) -> str:
    """White space folded, marks that nobody sees gone, "Kicker : Title" and "&amp;" mended."""
    if "&" in text and ";" in text:
        text = unescape(text)
    if not text.isascii():
        text = _HIDDEN.sub("", text)
    text = " ".join(text.split()).rstrip("|•·⋆ ")
    if " :" in text:
        text = _SPACED_COLON.sub(": ", text)
    return text if "«" in text else text.rstrip("» ")


def is_generic(text: str) -> bool:
    """Whether the text heads any page ("Blog", "Log in") rather than a story."""
    return len(fold(text)) < 2 or _GENERIC.match(text) is not None


def is_site(text: str, sites: Sequence[str], *, whole: bool = False) -> bool:
    """Whether the text is a name of the site, spelt out, shortened or run together.

    With `whole`, a text that says more than the name does not count.
    """
    key = fold(text)
    compact = key.replace(" ", "")
    if not compact:
        return True
    initials = "".join(word[0] for word in key.split())
    for site in sites:
        other = _compact(site)
        if compact == other or (len(initials) >= 3 and initials == other):
            return True
        shorter, longer = sorted((compact, other), key=len)
        if whole and longer == compact:
            continue
        if len(shorter) >= 4 and len(shorter) >= _MIN_COVER * len(longer) and shorter in longer:
            return True
    return False


@lru_cache(maxsize=1_024)
def _compact(name: str) -> str:
    return fold(name).replace(" ", "")


def without_site(text: str, sites: Sequence[str], headings: Sequence[str] = ()) -> str:
    """`text` without the site's name, section and slogans hung to its end or front.

    `sites` are the site's known names; `headings` what the page itself shows: a part at a
    separator that equals a heading is the whole title.
    """
    text = tidy(text)
    shown = {fold(h) for h in headings}
    if fold(text) in shown:
        return text
    for site in sites:
        if "." in site and text.lower().startswith(f"{site} "):
            text = text[len(site) :].lstrip()
    if _MAY_SEPARATE.search(text) is None:
        return text
    cuts = list(_SEPARATOR.finditer(text))
    for cut in cuts:
        if fold(text[: cut.start()]) in shown:
            return text[: cut.start()].rstrip()
    for cut in cuts:
        if fold(text[cut.end() :]) in shown:
            return text[cut.end() :].lstrip()
    while cuts:
        last = cuts[-1]
        if is_site(text[last.end() :], sites) or _is_pipe_tail(text, last):
            text = text[: last.start()].rstrip()
            cuts.pop()
        elif is_site(text[: cuts[0].start()], sites, whole=True) or _is_pipe_head(text, cuts[0]):
            text = text[cuts[0].end() :].lstrip()
            cuts = list(_SEPARATOR.finditer(text))
        else:
            break
    return text


def last_part(text: str) -> str:
    """What stands after a title's last separator; "" where it has none."""
    cuts = list(_SEPARATOR.finditer(tidy(text)))
    return tidy(text)[cuts[-1].end() :] if cuts else ""


def without_kicker(text: str, others: Sequence[str]) -> tuple[str, str]:
    """Title and kicker of `text`, where what follows its kicker is one of `others`."""
    wanted = {fold(o) for o in others if o}
    for cut in _KICKER.finditer(text):
        rest = text[cut.end() :]
        if fold(rest) in wanted and len(text[: cut.start()].split()) <= _MAX_KICKER:
            return rest, text[: cut.start()].strip(" -–—|:")
    return text, ""


def under_another_kicker(text: str, others: Sequence[str]) -> str:
    """What follows the kicker of `text`, where one of `others` sets another before it; else ""."""
    for cut in _KICKER.finditer(text):
        kicker, rest = text[: cut.start()], text[cut.end() :]
        if len(rest.split()) < _MIN_WORDS or len(kicker.split()) > _MAX_KICKER:
            break
        end = f" {fold(rest)}"
        for other in map(fold, others):
            if other.endswith(end) and not likeness(other.removesuffix(end), kicker):
                return rest
    return ""


def likeness(one: str, other: str) -> float:
    """Share of the shorter title's words that the other has too, 0 to 1."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _is_pipe_head(text: str, cut: re.Match[str]) -> bool:
    """Whether a short part before a bar is the section of the title after it."""
    if "|" not in cut[0] and "｜" not in cut[0]:
        return False
    head, tail = text[: cut.start()].split(), text[cut.end() :].split()
    return len(head) <= _MAX_PIPE_WORDS and len(tail) >= _MAX_PIPE_WORDS + 1


def _is_pipe_tail(text: str, cut: re.Match[str]) -> bool:
    """Whether a short part after a bar hangs on a title that is one without it."""
    if "|" not in cut[0] and "｜" not in cut[0]:
        return False
    tail, head = text[cut.end() :].split(), text[: cut.start()].split()
    return len(tail) <= _MAX_PIPE_WORDS and len(head) >= _MAX_PIPE_WORDS + 1

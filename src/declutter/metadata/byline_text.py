"""The wording of bylines: which lines are bylines, and what in them is not a name."""

from __future__ import annotations

import re
from functools import lru_cache

from declutter.metadata import byline_openings, dates

_MONTH = (
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|fév|avr|"
    r"août|déc|gen|mag|giu|lug|set|ott|out|maj|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru)[^\W\d_]*\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.|er|º)?"
_WEEKDAY = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b\.?,?\s*"
_DATES = re.compile(
    rf"(?:\b(?:on|at|am|le|el|il)\s+)?(?:{_WEEKDAY})?"
    rf"(?:(?:\b|(?<=[a-z])(?-i:(?=[A-Z]))){_MONTH}\s+{_DAY}(?:\s*,?\s*(?:at\s+)?(?:19|20)\d\d)?\b|"
    rf"\b{_DAY}\s*(?:de\s+)?{_MONTH}(?:\s*,?\s*(?:de\s+)?(?:19|20)\d\d)?\b|"
    rf"\b{_MONTH}\s+(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ][\d:.]+Z?)?\b|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d\b|"
    r"\b\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?(?:\s*uhr)?)",
    re.IGNORECASE,
)
_ON_WEEKDAY = re.compile(rf"\s+on\s+{_WEEKDAY}", re.IGNORECASE)
_AGO = re.compile(
    r"\b\d+\s*(?:[-–]\s*\d+\s*)?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|sec(?:ond)?s?|"
    r"minuten|min\.)(?:\s+(?:read|ago|lesezeit|de lecture|de lectura))?\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:last\s+)?(?:updated|modified|published|publié|publicado|veröffentlicht|aktualisiert|posted|"
    r"first published|reading time|read time|lesezeit|erstellt|stand|actualizado|actualizada|mis à jour|"
    r"aggiornato|pubblicato|bijgewerkt|gepubliceerd|publicerad|uppdaterad|oppdatert|opdateret|publisert|"
    r"son güncelleme|güncelleme|giriş tarihi|giriş|yayınlanma|opublikowano|zaktualizowano|"
    r"опубликовано|обновлено|diperbarui)\b(?:\s*(?:on|at|le|el|il|am|den|tarihi))?\s*:?|"
    r"公開日時?|更新日時?|公開|更新|配信|掲載|发布时间|發佈時間|发布|發佈|时间|時間|입력|수정|등록",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:in|from|at)\s+(?=[A-Z]).*?(?=\s+and\s+[A-Z]|$)|"
    r"\s+(?:on behalf of|for)\s+(?=[A-Z]).*$|\s+in\s+\w+$"
)
_OTHER_WORK = re.compile(
    r"[\s,;|(]*\b(?:(?:medically|expert|fact)?[\s-]*(?:reviewed|checked|edited|verified|translated|"
    r"illustrated)|photos?|photography|photographs|illustrations?|graphics?|video|with\s+contributions|"
    r"additional\s+reporting)\s*(?:by|from)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_FALSE_BY = (
    r"(?:photos?|images?|pictures?|photography|video|illustrations?|graphics?|artwork|reviewed|"
    r"powered|sponsored|supported|presented|checked|verified|designed|hosted|managed|translated|"
    r"owned|recommended|trusted|approved|developed|built|made|brought to you|caused|followed|"
    r"sort|sorted|filter|step|side|little|day|one|stand|near|passed|provided|comments?|narrated|"
    r"drop|go|stop|music|produced|inspired|driven|used|loved|edited|shop|browse|search|order)\s+"
)
_WRITTEN = re.compile(
    r"(?<!additional )\b(?:written|authored|reported|reporting|contributed|posted|submitted)\s+by\s*:?\s*(?=[^\W\d_])|"
    r"^\s*(?:author|autor(?:in|en|es|a)?|auteurs?|autore|автор|yazar|penulis|contributors?|words|"
    r"story|text|texte?|tekst)\s*:\s*(?=[^\W\d_])|"
    r"^(?:view |see |read )?(?:all|more) (?:posts|articles|stories|entries) (?:by|from)\s+|"
    r"^(?:geschrieben|verfasst)\s+von\s+|^escrito\s+por\s+|^scritto\s+da\s+|^écrit\s+par\s+",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?:^|(?<=[\s|•·,–—-]))(?<!\w)(?:(?P<false>{_FALSE_BY}))?by\s*:?\s*(?-i:(?=\s[^\W\d_])|(?<=\s)(?=[^\W_])|(?=[A-Z]))",
    re.IGNORECASE,
)
_FALSE_START = re.compile(rf"^{_FALSE_BY}by\b", re.IGNORECASE)
# One of these stands in every byline; looked for first, as it is quick.
_STARTS = (
    "author", "autor", "auteur", "contributor", "words", "story", "text", "tekst", "geschrieben",
    "verfasst", "escrito", "scritto", "écrit", "автор", "текст", "yazar", "penulis", "view ",
    "see ", "read ", "all ", "more ",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")
_DAY_NUMBER = re.compile(r"(?<!\d)\d\d?(?!\d)")
_DIGIT_OR_BAR = re.compile(r"[\d|]")
_BARE_DATE = re.compile(
    rf"^\W*(?:(?:last\s+)?(?:updated|published|posted)(?:\s+on)?:?\s*)?(?:{_DATES.pattern}|"
    r"\d+\s*min)",
    re.IGNORECASE,
)
_MAX_LEAD = 60
_MAX_PHRASE = 40
_MAX_BYLINE = 240
_MAX_DATED = 160


_BARE_LABELS = frozenset(
    {
        *(f"{what} by" for what in ("written", "authored", "posted", "published", "reported", "story",
                                    "words", "text")),
        "by", "author", "authors", "autor", "autorin", "autoren", "autores", "auteur", "auteurs",
        "autore", "von", "por", "par", "yazar", "penulis", "автор", "作者", "記者", "著者",
    }
)  # fmt: skip


def is_bare_label(text: str) -> bool:
    """Whether a line is a byline's label alone ("Written by"), its name in the next line."""
    return len(text) <= 24 and text.strip(" :-–—|•").casefold() in _BARE_LABELS


def opens_with_date(text: str) -> bool:
    """Whether a line opens with a date or a reading time, maybe after a label ("Updated on")."""
    if _BARE_DATE.match(text):
        return True
    return _YEAR.search(text) is not None and dates.without_named(text, "|").startswith("|")


def is_other_work(text: str) -> bool:
    """Whether a line names who checked, edited or pictured a story, or is a label that does."""
    return len(text) < 120 and _OTHER_WORK.match(text) is not None


def opens_byline(text: str) -> str:
    """`written` for a line that says "written by" or "Author:", `by` for one that has "By", else "".

    The by-word may follow a date or a label ("March 15 · By Ann Lee"), not running text.
    """
    if len(text) > _MAX_BYLINE:
        return ""
    if _foreign(text):
        return "by"
    if not _may_be_byline(text) or _FALSE_START.match(text):
        return ""
    if _is_written(text):
        return "written"
    match = _by(text)
    if match is None:
        return ""
    lead = _LABELS.sub("", without_dates(text[: match.start()])).strip(" |•·,–—-:")
    return "by" if not lead or lead.casefold() in _LEADS else ""


def says_written(text: str) -> str:
    """`written` for a line that says "written by" or "Author:", else ""."""
    if len(text) > _MAX_BYLINE or not ("by" in text or "By" in text or ":" in text[:24]):
        return ""
    return "written" if _is_written(text) else ""


def _is_written(text: str) -> bool:
    """Whether a line of some words says "written by", or what means it, near its beginning."""
    match = _WRITTEN.search(text, 0, _MAX_LEAD + _MAX_PHRASE)
    return match is not None and match.start() <= _MAX_LEAD and len(text.split()) <= 30


_LEADS = frozenset(
    {"story", "words", "text", "report", "article", "review", "guest post", "opinion", "analysis",
     "created", "post", "blog", "and", "a post", "an article", "blog post", "column", "interview"}
)  # fmt: skip


def _may_be_byline(text: str) -> bool:
    lower = text.lower()
    return "by" in lower or lower.startswith(_STARTS)


def by_what(text: str) -> str:
    """What stands after the by-word of a byline, without dates."""
    foreign = _foreign(text)
    if foreign:
        return foreign
    match = _WRITTEN.search(text) or _by(text)
    rest = _OTHER_WORK.sub("", text[match.end() :] if match else text)
    rest = rest.split(". ")[0] if match and len(rest) > 60 else rest
    return without_dates(rest)


@lru_cache(maxsize=2_048)
def without_dates(text: str) -> str:
    """`text` with a bar for each date, time, reading time and label ("Updated on")."""
    if _DIGIT.search(text):
        text = _DATES.sub(" | ", text)
        text = _AGO.sub(" | ", text)
        if _YEAR.search(text) and _DAY_NUMBER.search(text):  # a month of another language
            text = dates.without_named(text, " | ")
    text = _LABELS.sub(" | ", text)
    text = _ON_WEEKDAY.sub(" | ", text)
    parts = [_TAIL.sub("", part.strip(" ,-–—•·")) for part in text.split(" | ")]
    return " | ".join(part for part in parts if part)


def _foreign(text: str) -> str:
    """The part of a line that opens as other languages' bylines do ("Von Ann Lee"), or ""."""
    if byline_openings.opens(text):
        return without_dates(text)
    if len(text) > _MAX_DATED or _DIGIT_OR_BAR.search(text) is None:
        return ""
    if byline_openings.may_hold(text):
        for part in without_dates(text).split("|"):
            if byline_openings.opens(part.strip()):
                return part.strip()
    return ""


def _by(text: str) -> re.Match[str] | None:
    for match in _BY.finditer(text[: _MAX_LEAD + 40]):
        if match["false"] is None:
            return match
    return None

"""Dates: from what pages write to ISO 8601, fast for the usual forms, slowly for the rest."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import partial

from declutter.metadata import months

_ISO = re.compile(
    r"(?P<date>(?:19|20)\d\d-\d\d?-\d\d?)"
    r"(?:[T\s]\s*(?P<time>\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(?P<half>[ap]m\b)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d\b)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z?)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:/|\.\s?)(\d\d?)(?:/|\.\s?)(\d\d?)(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d\d?)\s*[月월]\s*(\d\d?)\s*[日일]?")
_NUMERIC = re.compile(r"(?<!\d)(\d\d?)([/-]|\.\s?)(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d\d?)\.(\d\d?)\.(\d\d)(?![\d.])")
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d\d?)\s+(?:tháng|thg)\s+(\d\d?)(?:,|\s+năm)?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
# Vowel signs are parts of words; Thai's short names have full stops within.
_MONTH = r"([^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0971-\u0dff\u0e30-\u0e4e])+|[\u0e00-\u0e7f]{1,2}\.[\u0e00-\u0e7f]\.)"
_YEAR = r"((?:19|20|25)\d\d)(?!\d)"
_NAMED_DATES = (
    # May 3, 2024
    (re.compile(rf"{_MONTH}\.?\s+(\d\d?)(?:st|nd|rd|th)?[,،]?\s+(?:at\s+)?{_YEAR}\.?"), (3, 1, 2)),
    # 3 May 2024; 3. Mai 2024; 3 de mayo del 2024; 3 d'abril de 2024
    (
        re.compile(
            r"(?<!\d)(\d\d?)(?:st|nd|rd|th|er|º|°)?[.,]?"
            r"(?:(?:\s+(?:de|of|del|d'))?[\s-]+|\s+d['’])"
            rf"{_MONTH}[.׳]?[,،]?[\s-]+(?:del?\s+|[คพ]\.ศ\.\s*)?{_YEAR}\.?"
        ),
        (3, 2, 1),
    ),
    # 2024 May 3; 2024. május 3.; 2024 m. gegužės 3 d.
    (
        re.compile(rf"(?<!\d){_YEAR}(?:[.,]|\s+m\.)?\s+{_MONTH}\.?\s+(\d\d?)(?!\d)(?:\.|\s+d\.)?"),
        (1, 2, 3),
    ),
    # 2024. gada 3. maijs
    (re.compile(rf"(?<!\d){_YEAR}\.\s+gada\s+(\d\d?)\.\s+{_MONTH}"), (1, 3, 2)),
)
_OTHER_DIGITS: dict[int, str | None] = {
    first + digit: str(digit)
    for first in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)  # Arabic, Persian, Hindi, Bengali, Thai
    for digit in range(10)
} | dict.fromkeys((0x200E, 0x200F))  # marks of direction
_BUDDHIST = 543
_CLOCK = re.compile(
    r"(?<![\d:.])(\d\d?)[:h.](\d\d)(?::(\d\d))?\s*([ap]\.?m\.?)?(?![\d.])", re.IGNORECASE
)
_EPOCH = re.compile(r"^1[0-9]{9}(?:\d{3})?$")
_URL = re.compile(
    r"[/_.-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?([0-3]\d|[1-9](?=[/_-]))(?!\d)"
)
_URL_NAMED = re.compile(
    r"[/_.-]((?:19|20)\d\d)[/_-]([a-z]{3,9})[/_-]([0-3]?\d)(?!\d)", re.IGNORECASE
)
_LOOKS_LIKE_DATE = re.compile(r"\d")

_EARLIEST = date(1990, 1, 1)


def parse(text: str, *, month_first: bool = True, slow: bool = False) -> str | None:
    """The date in `text` as ISO 8601, with time and zone where the text has them; else None.

    Understands ISO forms, RFC 2822, epoch seconds, numeric dates and month names of some
    forty languages. `month_first` reads 3/4/2024 as March 4. With `slow`, what is left goes
    to dateparser, if it looks like a date at all. Dates before 1990 or more than two days in
    the future do not count.
    """
    text = text.strip()
    if len(text) < 6 or _LOOKS_LIKE_DATE.search(text) is None:
        return None
    if not text.isascii():
        text = text.translate(_OTHER_DIGITS)
    found = _iso(text) or _named(text) or _numeric(text, month_first) or _rfc(text)
    if found is None and slow and len(text) <= 80:
        found = _slow(text)
    return found


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another, whatever their times; negative if the order is wrong."""
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days


def from_url(url: str) -> str | None:
    """The date that a URL carries (`/2024/05/17/`, `2024-05-17`, `/2024/may/17/`), as YYYY-MM-DD."""
    path = url.split("?")[0]
    for match in (*_URL.finditer(path), *_URL_NAMED.finditer(path)):
        month = months.MONTHS.get(match[2].lower(), match[2])
        found = _day(match[1], str(month), match[3])
        if found:
            return found
    return None


def readings(text: str) -> tuple[str, str] | None:
    """The two days that a numeric date may mean, month first and day first, if it is so written.

    None where `text` has no such date, or only one reading is a day ("17/5/2024").
    """
    match = _NUMERIC.search(text)
    if match is None or match[2][0] == ".":
        return None
    both = _day(match[4], match[1], match[3]), _day(match[4], match[3], match[1])
    return (both[0], both[1]) if both[0] and both[1] and both[0] != both[1] else None


def numeric_order(text: str) -> bool | None:
    """Whether a numeric date has its month first; None where there is none or both may be."""
    match = _NUMERIC.search(text)
    if match is None or match[2][0] == "." or (int(match[1]) > 12) == (int(match[3]) > 12):
        return None
    return int(match[3]) > 12


def _iso(text: str) -> str | None:
    match = _ISO.search(text)
    if match:
        year, month, day = match["date"].split("-")
        found = _day(year, month, day)
        if found is None or match["time"] is None:
            return found
        return _with_time(found, match["time"], match["zone"], match["half"])
    if _EPOCH.match(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    match = _COMPACT.search(text)
    if match:
        found = _day(match[1], match[2], match[3])
        if found and match[4]:
            return _with_time(found, f"{match[4]}:{match[5]}:{match[6] or '00'}", match[7], None)
        return found
    match = _SLASHED.search(text) or _CJK.search(text)
    if match:
        found = _day(match[1], match[2], match[3])
        return _clocked(found, text[match.end() :])
    return None


def _named(text: str) -> str | None:
    for pattern, order in _NAMED_DATES:
        for match in pattern.finditer(text):
            year, name, day = (match[group] for group in order)
            month = months.MONTHS.get(months.key(name))
            if month:
                found = _day(_gregorian(year), str(month), day)
                if found:
                    return _clocked(found, text[match.end() :])
    return None


def without_named(text: str, mark: str) -> str:
    """`text` with `mark` for each date whose month is spelt out, in any of the languages."""
    for pattern, order in _NAMED_DATES:
        text = pattern.sub(partial(_unless_month, order[1], mark), text)
    return text


def _unless_month(group: int, mark: str, match: re.Match[str]) -> str:
    return mark if months.key(match[group]) in months.MONTHS else match[0]


def _gregorian(year: str) -> str:
    """A year of the Buddhist calendar, as Thai pages write them, in ours."""
    return year if year < "2100" else str(int(year) - _BUDDHIST)


def _numeric(text: str, month_first: bool) -> str | None:
    match = _VIETNAMESE.search(text)
    if match:
        return _clocked(_day(match[3], match[2], match[1]), text[match.end() :])
    match = _NUMERIC.search(text)
    if match is None:
        match = _SHORT.search(text)
        if match is None:
            return None
        return _clocked(_day(f"20{match[3]}", match[2], match[1]), text[match.end() :])
    first, second = match[1], match[3]
    day_first = match[2][0] == "." or int(first) > 12 or not month_first
    day, month = (first, second) if day_first and int(second) <= 12 else (second, first)
    return _clocked(_day(match[4], month, day), text[match.end() :])


def _rfc(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _slow(text: str) -> str | None:
    import dateparser  # type: ignore[import-untyped]

    found = dateparser.parse(text, settings={"STRICT_PARSING": True})
    if found is None:
        return None
    day = _day(str(found.year), str(found.month), str(found.day))
    return found.isoformat() if day else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    latest = datetime.now(UTC).date() + timedelta(days=2)
    return found.isoformat() if _EARLIEST <= found <= latest else None


def _with_time(day: str, clock: str, zone: str | None, half: str | None) -> str:
    parts = clock.replace(",", ".").split(":")
    hour, minute = int(parts[0]), int(parts[1])
    second = int(float(parts[2])) if len(parts) > 2 else 0
    if half:
        hour = hour % 12 + (12 if half.casefold().startswith("p") else 0)
    try:
        moment = datetime.fromisoformat(day).replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return day
    return moment.isoformat() + _zone(zone)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=15):
        return ""
    return timezone(offset if zone[0] == "+" else -offset).tzname(None)[3:] or "+00:00"


def _clocked(day: str | None, rest: str) -> str | None:
    if day is None:
        return None
    match = _CLOCK.search(rest[:30])
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return day
    clock = f"{match[1]}:{match[2]}:{match[3] or '00'}"
    return _with_time(day, clock, None, match[4])

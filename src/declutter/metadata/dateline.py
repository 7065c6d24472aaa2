"""Datelines: the place a story opens with ("Washington: …", "MEXICO CITY (AP) — …")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from declutter.metadata.places import PLACES
from declutter.metadata.vocabulary import AGENCIES, PARTICLES

Evidence = Literal["agency", "date", "dash", "colon", "stop"]
_Form = tuple[Evidence, re.Pattern[str]]

_PLACE = r"(?P<place>[^\W\d_][^\n:—–()\[\]]{1,44}?)"
_DATE = (
    r",?\s*(?:[^\W\d_]+\.?\s\d{1,2}|\d{1,2}\.?\s?[^\W\d_]+|\d{1,2}[./]\d{1,2}\.?)\b[^:—–()]{0,12}?"
)
_REGION = r"(?:,\s*[A-Z][^:—–(),]{2,24})?"
_STORY = r"(?=[^\W\d_]|[\"“„«'‘»\d])"
_FORMS: Sequence[_Form] = (
    # PLACE (Agency) — Story; Place, 3. Mai (Agency) - Story; PLACE, May 3 /AGENCY/ -- Story
    (
        "agency",
        re.compile(
            rf"^{_PLACE}{_REGION}(?:{_DATE})?\s*"
            r"(?:[(\[（](?P<agency>[^)\]）]{2,40})[)\]）]|/(?P<slashed>[^/]{2,40})/)"
            rf"(?P<mark>\s*[.:—–-]{{1,3}})?\s+{_STORY}"
        ),
    ),
    # PLACE, May 3 — Story; Place, 3. Mai: Story
    ("date", re.compile(rf"^{_PLACE}{_REGION}{_DATE}\s*(?:\s?[—–:]|\s-{{1,2}})\s+{_STORY}")),
    # PLACE — Story; PLACE, Region – Story
    ("dash", re.compile(rf"^{_PLACE}{_REGION}(?:\s?[—–]\s?|\s-{{1,2}}\s){_STORY}")),
    # Place: Story
    ("colon", re.compile(rf"^{_PLACE}{_REGION}\s?:\s+{_STORY}")),
    # Place. Story
    ("stop", re.compile(rf"^(?P<place>[^\W\d_][^\W\d_]+(?:[\s/-][^\W\d_]+){{0,2}})\.\s+{_STORY}")),
)
# What each form cannot be without: quickly looked for, as most paragraphs open with no dateline.
_MARKS: Mapping[Evidence, re.Pattern[str]] = {
    "agency": re.compile(r"[(\[（/]"),
    "date": re.compile(r"\d"),
    "dash": re.compile(r"[—–]|\s--?\s"),
    "colon": re.compile(r":\s"),
    "stop": re.compile(r"\.\s"),
}
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_AGENCY_LIKE = re.compile(r"^[A-Z][A-Za-z]*[A-Z][A-Za-z-]*(?:\s*[/,-]\s*[A-Z]{2,6})*$|^[A-Z]{2,6}$")
_NOT_PLACE = re.compile(r"[\"“”?!;&@#]|['’]s\b")
_IN = (
    r"\b(?:in|at|near|from|to|outside|aus|nach|bei|en|à|a|de|di|da|em|i|w|v|ve|в|во|из|na|no|te)\s+"
)
_MAX_WORDS = 4
_MIN_STORY = 60
_MIN_SHOUTED = 4
_HEAD = 130


def find(paragraphs: Iterable[str], text: str = "") -> str | None:
    """The dateline's place in a story's first paragraphs, or None.

    "MEXICO CITY (AP) — …" gives "Mexico City", "BERLIN, 3. Mai (Reuters) - …" gives "Berlin";
    mixed case stays as it is. A place set off by nothing but a dash, a colon or a full stop
    must be a known one, or one that `text` (more of the story) speaks of as a place.
    """
    for paragraph in paragraphs:
        found = _place(" ".join(paragraph.split()), text)
        if found:
            return found
    return None


def names_agency(paragraph: str) -> bool:
    """Whether a story opens with a dateline that names the agency it comes from."""
    return _place(" ".join(paragraph.split()), "", _FORMS[:1]) is not None


def _place(paragraph: str, text: str, forms: Sequence[_Form] = _FORMS) -> str | None:
    if len(paragraph) < _MIN_STORY:
        return None
    head = paragraph[:_HEAD]
    for evidence, form in forms:
        match = form.match(head) if _MARKS[evidence].search(head) else None
        if match is None:
            continue
        place = match["place"].strip(" ,.-")
        if not _is_placelike(place):
            continue
        if evidence == "agency" and not _is_agency(
            match["agency"] or match["slashed"], marked=bool(match["mark"])
        ):
            continue
        if _is_sure(place, evidence) or place.casefold() in PLACES or _spoken_of(place, text):
            return _cased(place) if place.isupper() else place
    return None


def _is_sure(place: str, evidence: Evidence) -> bool:
    """Whether the form alone shows that this is a place."""
    shouted = place.isupper() and len(place) >= _MIN_SHOUTED
    return evidence == "agency" or (evidence in ("date", "dash") and shouted)


def _is_agency(text: str, *, marked: bool) -> bool:
    """Whether a bracket holds an agency: a known one, or capitals with a dash or colon after."""
    known = any(part.strip().casefold() in AGENCIES for part in re.split(r"[/,-]", text))
    return (
        known
        or "news" in text.casefold()
        or (marked and _AGENCY_LIKE.match(text) is not None)
        or (marked and text.islower() and 2 <= len(text) <= 5)
    )


def _is_placelike(place: str) -> bool:
    words = _WORD.findall(place)
    if not words or len(words) > _MAX_WORDS or _NOT_PLACE.search(place):
        return False
    if place.casefold() in AGENCIES:
        return False
    return all(w[0].isupper() or not w.isascii() or w.casefold() in PARTICLES for w in words)


def _spoken_of(place: str, text: str) -> bool:
    if " of " in place or place not in text:
        return False
    return re.search(_IN + re.escape(place) + r"\b", text) is not None


def _cased(place: str) -> str:
    """A shouted place in ordinary case: "RIO DE JANEIRO" as "Rio de Janeiro"."""
    parts = re.split(r"(\s+|[-/])", place)
    cased = [part if "." in part else part.capitalize() for part in parts]
    for index in range(2, len(parts), 2):
        if parts[index - 1].isspace() and parts[index].casefold() in PARTICLES:
            cased[index] = parts[index].lower()
    return "".join(cased)

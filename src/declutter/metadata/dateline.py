"""Datelines: the place a story opens with ("Washington: …", "MEXICO CITY (AP) — …")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from declutter.metadata.vocabulary import AGENCIES, PARTICLES

_PLACE = r"(?P<place>[^\W\d_][^\n:—–()/]{1,44}?)"
_AGENCY = r"(?:\s*[(\[/（][^)\]）]{2,40}[)\]/）])"
_DAY = r"(?:\s*,\s*[^:—–()]{3,28}?)"
_FORMS = (
    # PLACE (Agency) — Story; PLACE, 3 May (Agency) - Story
    re.compile(rf"^{_PLACE}{_DAY}?{_AGENCY}\s*[.:—–-]{{0,3}}\s+(?=\S)"),
    # PLACE, May 3 /AGENCY/ -- Story
    re.compile(rf"^{_PLACE}{_DAY}?\s*/[^/]{{2,40}}/\s*[—–-]{{1,2}}\s*(?=\S)"),
    # PLACE — Story; Place, May 3 – Story
    re.compile(rf"^{_PLACE}{_DAY}?\s*(?:\s[—–]|[—–]\s?|\s-{{1,2}}\s)\s*(?=[^\W\d_]|[\"“„«'‘])"),
    # Place: Story; Place, May 3: Story
    re.compile(rf"^{_PLACE}{_DAY}?\s?:\s+(?=[^\W\d_]|[\"“„«'‘])"),
    # PLACE. Story (Germany)
    re.compile(r"^(?P<place>(?:[A-ZÄÖÜ]{3,}[\s/-]?){1,3})\.\s+(?=[A-ZÄÖÜ„])"),
)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_MAX_WORDS = 5
_SAID = re.compile(
    r"\b(?:said|says|told|asked|update|breaking|note|watch|read|photo|video|exclusive|opinion|"
    r"editor|question|answer|by|live|review|analysis|correction|warning|tip|step|day|part|chapter|"
    r"spoiler|disclaimer|summary|background|context|why|how|what|who|when|where|which|is|are|was)\b",
    re.IGNORECASE,
)


def find(paragraphs: Iterable[str]) -> str | None:
    """The dateline's place in a story's first paragraphs, or None.

    "MEXICO CITY (AP) — …" gives "Mexico City", "BERLIN, 3. Mai (Reuters) - …" gives "Berlin";
    mixed case stays as it is. The place must be a few capitalised words, marked off from the
    sentence by an agency, a dash or a colon; a colon or dash alone counts only for a place that
    is one to three words.
    """
    for text in paragraphs:
        found = _place(" ".join(text.split()))
        if found:
            return found
    return None


def _place(text: str) -> str | None:
    head = text[:120]
    if len(text) < 60:
        return None
    for index, form in enumerate(_FORMS):
        match = form.match(head)
        if match is None:
            continue
        place = match["place"].strip(" ,.-")
        shouted = place.isupper()
        agency = index < 2
        if not _is_place(place, shouted=shouted, agency=agency):
            continue
        return _cased(place) if shouted else place
    return None


def _is_place(place: str, *, shouted: bool, agency: bool) -> bool:
    words = _WORD.findall(place)
    if not words or len(words) > (_MAX_WORDS if agency or shouted else 3):
        return False
    if _SAID.search(place) or place.casefold() in AGENCIES:
        return False
    if any(c in place for c in '"“”?!;'):
        return False
    if not all(w[0].isupper() or w.casefold() in PARTICLES for w in words):
        return False
    return shouted or agency or len(place) >= 3


def _cased(place: str) -> str:
    words = [w if "." in w else w.capitalize() for w in re.split(r"(\s+|[-/])", place)]
    return "".join(w.lower() if i and w.casefold() in PARTICLES else w for i, w in enumerate(words))

"""Authors' names: taken out of bylines, split, cased and deduplicated as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from declutter.metadata.places import PLACES
from declutter.metadata.vocabulary import (
    AGENCIES,
    BY_PHRASES,
    COMMON,
    CONJUNCTIONS,
    CREDENTIALS,
    DESK_WORDS,
    DOUBTFUL_BY,
    PARTICLES,
    PLACEHOLDERS,
    ROLE_WORDS,
)

_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?:)?//\S+|www\.\S+|(?<!\w)@\w[\w.]*")
_BRACKETS = re.compile(r"\s*[(\[（【〔][^)\]）】〕]*[)\]）】〕]\s*")
_HARD_BREAK = re.compile(r"\s*(?:[|•·‧∙●▪;；、／\n\t]|\s[–—―-]{1,2}\s|\s//?\s|\s:\s)\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_BY = re.compile(
    r"^(?:" + "|".join(sorted(map(re.escape, BY_PHRASES), key=len, reverse=True)) + r")"
    r"(?:\s*[:：/＝=・]\s*|\s+|(?<=[\u3040-\u9fff\uac00-\ud7af])\s*)",
    re.IGNORECASE,
)
_SURE_BY = re.compile(
    r"^(?:"
    + "|".join(
        sorted((re.escape(p) for p in BY_PHRASES if p not in DOUBTFUL_BY), key=len, reverse=True)
    )
    + r")(?:\s*[:：/＝=・]\s*|\s+)|^(?:"
    + "|".join(sorted(map(re.escape, DOUBTFUL_BY), key=len, reverse=True))
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)
# A part of a byline that names who edited or pictured the story.
_OTHER_WORK = re.compile(
    r"(?:editor|editing|edited|redaktur|penyunting|fotos?|photos?|bild(?:er)?|写真|摄影|編輯|编辑|責任編輯)"
    r"\s*(?:by\b|[:：])",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"\s+(?:" + "|".join(sorted(map(re.escape, CONJUNCTIONS), key=len, reverse=True)) + r")\s+|"
    r"\s*(?:和|及|与|與)\s*",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"[?!{}<>=#*:：]|https?:|\.{3}|…|\d{3,}|\d\+|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|"
    r"^(?:updated|published|posted|read|share|follow|view|subscribe|more|all|see|about)\b|"
    r"\b(?:ago|min|mins|minutes?|comments?|articles?|profile|all rights|photos?|images?|getty)\b",
    re.IGNORECASE,
)
_FOR_OUTLET = re.compile(
    r"\s+(?:for|special to|of|from|in|at|für|para|pour)\s+(?=(?:the\s+)?[A-Z]).*$"
)
_POSSESSIVE = re.compile(r"[’']s$")
_GERUND = re.compile(
    r"^(?!(?:King|Ming|Ping|Sterling|Browning|Fleming|Ling|Ding)\b)[A-Z][a-z]{2,}ing\s"
)
_CONTRACTED = re.compile(r"^(?:it|what|here|there|that|let|who|how|where)['’]s\b", re.IGNORECASE)
# Compounds ("Wirtschaftsredakteurin", "Chefreporter").
_POST = re.compile(
    r".(?:redakt(?:eur|ör|ør|or)(?:in)?|redacteur|reporter(?:in)?|korrespondent(?:in)?|journalist(?:in)?|"
    r"korrespondent|leiter(?:in)?|skribent|medarbeider|medarbejder)$"
)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]+)")
# Vowel signs of Indic and Thai scripts are parts of words, though Python's `\w` leaves them out.
_WORD = re.compile(r"[^\W\d_](?:[\w.’'‑-]|[\u0900-\u0963\u0971-\u0dff\u0e30-\u0eff])*")
# Written after the name in Korean, Chinese and Japanese.
_ROLE_AFTER = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s*"
    r"(?:(?:선임|수습|인턴|객원|전문|사진)?\s?기자|특파원|논설위원|記者|记者|特派員|編集委員|論説委員)$"
)
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{2})\d$")  # "Ann Lee1"
_BETWEEN = re.compile(r"\s*[/,-]\s*|\s+")
_HOST = re.compile(r"\.\w{2,4}$")
_LEADING = re.compile(r"^(?:and|und|et|y|og|och|by|&)\s+", re.IGNORECASE)
_FROM_PLACE = re.compile(r"\s(?:থেকে|से)$")
# Weekdays, and labels that are as short as names in scripts without capitals.
_LABEL = re.compile(
    r"^(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|(?:星期|周|週|礼拜)[一二三四五六日天]|"
    r"[月火水木金土日]曜日?|[월화수목금토일]요일)$|"
    r"記事|一覧|紹介|募集|会員|會員|限定|有料|無料|報導|报道|報道|电讯|(?:編集|编辑|編輯)(?!部)|广告|廣告|広告|字号|"
    r"評論|评论|分享|来源|來源|正文|기사|입력|수정|구독",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_]{2,5}(?:/[^\W\d_]{2,5})*")
_MAX_WORDS = 6
_MAX_LENGTH = 60


def fold(name: str) -> str:
    """A name's key for comparison: lower case, no full stops, hyphens as spaces."""
    return " ".join(name.casefold().replace(".", " ").replace("-", " ").replace("’", "'").split())


@lru_cache(maxsize=2_048)  # a page says its authors' names in many places
def split(text: str, *, byline: bool = False) -> tuple[str, ...]:
    """The names in `text`, in order: "By Ann Lee and Bo Ek, Reporters" gives Ann Lee and Bo Ek.

    With `byline`, the text is a page's own byline, which may open with by-words that are parts of
    names elsewhere ("Von", "De"). Desks and agencies count as names; roles, addresses and
    handles do not.
    """
    text = _ADDRESS.sub(" ", text)
    text = _BRACKETS.sub(" ", text)
    names: list[str] = []
    for chunk in _HARD_BREAK.split(" ".join(text.split(" ")).strip()):
        if names and _OTHER_WORK.match(chunk):
            continue
        chunk = _strip_by(chunk.strip(), byline)
        if not chunk:
            continue
        found = _split_soft(chunk, byline)
        people = all(is_person(name) for name in found)
        if names and not people and not _are_initials((*names, *found)):
            continue
        names.extend(found)
    return tuple(names)


def _are_initials(names: Sequence[str]) -> bool:
    """Whether all are the short signs by which desks sign ("hosb", "sda/kesm")."""
    return all(name.islower() and _INITIALS.fullmatch(name) for name in names)


def without_by(text: str) -> str:
    """`text` without the by-words that it opens with, if there are any and a name follows."""
    return _strip_by(text, byline=False)


def unique(names: Iterable[str]) -> list[str]:
    """Names without doubles, cased as people write them, in order."""
    found: dict[str, str] = {}
    for name in names:
        name = recase(name.strip(" ,.;:-–—\"'“”*"))
        if name:
            found.setdefault(fold(name), name)
    return list(found.values())


def is_agency(name: str) -> bool:
    """Whether the name is that of a news agency."""
    key = name.casefold().strip(" .")
    return key in AGENCIES or all(part in AGENCIES for part in _BETWEEN.split(key) if part)


def is_desk(name: str) -> bool:
    """Whether the name is a desk's, a staff's or an outlet's rather than a person's."""
    words = [w.casefold() for w in _WORD.findall(name)]
    return any(w in DESK_WORDS for w in words) or _HOST.search(name) is not None


def is_placeholder(name: str) -> bool:
    """Whether the name is one that software fills in (`admin`)."""
    return name.casefold().strip() in PLACEHOLDERS


@lru_cache(maxsize=2_048)
def is_person(name: str) -> bool:
    """Whether the name looks like a person's: two words and up, none a desk's or an agency's."""
    if is_agency(name) or is_desk(name) or is_placeholder(name):
        return False
    words = _WORD.findall(name)
    if len(words) == 1:
        return len(name) <= 8 and bool(
            re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", name)
        )
    return 2 <= len(words) <= _MAX_WORDS and not _is_role(name)


def is_plain(name: str) -> bool:
    """Whether the text is one name of some words, without separators, addresses or digits."""
    return 2 <= len(name.split()) <= 4 and not re.search(r"[,;|/&@:()<>\d]|\s[-–—]\s", name)


def is_name_like(name: str) -> bool:
    """Whether the name is written as names are: capitals, no running text; or is one handle."""
    words = name.split()
    if len(words) == 1:
        return True
    if _GERUND.match(name) and len(words) > 2:
        return False
    return all(
        w[0].isupper()
        or w[0].isdigit()
        or w.casefold() in PARTICLES
        or not w[0].isalpha()
        or not w.isascii()
        for w in words
    ) or (name.islower() and len(words) <= 3 and not is_desk(name))


def is_strict_person(name: str) -> bool:
    """Whether the name could hardly be anything else: two to four capitalised words, no others."""
    words = name.split()
    if len(words) == 1:
        return is_person(name)
    if len(words) > 5 or not is_person(name) or _GERUND.match(name) or _CONTRACTED.match(name):
        return False
    return all(
        w[0].isupper() or w.casefold() in PARTICLES or not w.isascii() for w in words
    ) and not COMMON.intersection(w.casefold() for w in words)


def recase(name: str) -> str:
    """Put a name that is all capitals or all small into ordinary case; leave any other."""
    words = name.split()
    if len(words) < 2:
        return name
    if any(c.isdigit() for c in name):
        return name
    if name.isupper() and not is_agency(name):
        return " ".join(_titled(w, i) for i, w in enumerate(words))
    if name.islower() and not is_desk(name):
        return " ".join(_titled(w, i) for i, w in enumerate(words))
    if not is_person(name):
        return name
    return " ".join(
        _titled(w, 1) if w.isupper() and len(w) > 3 and "." not in w else w for w in words
    )


def _titled(word: str, index: int) -> str:
    if index and word.casefold() in PARTICLES:
        return word.casefold()
    if "." in word and len(word) <= 5:
        return word.upper()
    parts = re.split(r"([-‑’'])", word)
    cased = "".join(part[:1].upper() + part[1:].lower() for part in parts)
    cased = re.sub(r"([’'])S$", r"\1s", cased)
    return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)


def _strip_by(text: str, byline: bool) -> str:
    pattern = _BY if byline else _SURE_BY
    for _ in range(3):
        stripped = pattern.sub("", text, count=1).strip(" :：")
        if stripped == text:
            break
        text = stripped
    if text.casefold().strip(" :") in BY_PHRASES:
        return ""
    return text


def _split_soft(chunk: str, byline: bool) -> list[str]:
    """Split at commas and conjunctions, as far as the parts are names.

    What follows a role ("Ann Lee, Reporter, Harbour Post") is where its bearer works.
    """
    found: list[str] = []
    for part in _COMMA.split(chunk):
        part = part.strip()
        if not part or part.casefold().strip(".").replace(".", "") in CREDENTIALS:
            continue
        named = [_tidy(n, byline) for n in _conjoined(part)]
        named = [n for n in named if n and _plausible(n)]
        if found:
            if _FROM_PLACE.search(part) or part.casefold() in PLACES:
                break
            named = [n for n in named if is_strict_person(n) or is_agency(n)]
            if not named and _is_post(part):
                break
        found.extend(named)
    return found


def _is_post(part: str) -> bool:
    """Whether a part of a byline tells a name's bearer's work: a role, or words all small."""
    words = part.split()
    return part.islower() or any(w.casefold().strip(".") in ROLE_WORDS for w in words)


def _conjoined(part: str) -> list[str]:
    pieces = [p for p in _CONJUNCTION.split(part) if p and p.strip()]
    if len(pieces) < 2:
        return [part]
    if all(len(_WORD.findall(p)) >= 2 or is_agency(p) or not p.isascii() for p in pieces):
        return pieces
    return [part]


def _tidy(name: str, byline: bool) -> str:
    name = _LEADING.sub("", name.strip())
    if byline:
        name = _FOR_OUTLET.sub("", name) if len(name.split()) > 3 else name
    words = name.split()
    while (
        len(words) > 1
        and words[-1].casefold().strip(".,").replace(".", "") in CREDENTIALS
        and (words[-1].isupper() or words[-1].casefold() in ("phd", "ph.d.", "ph.d"))
    ):
        if words[-1] in ("II", "III", "IV"):
            break
        words.pop()
    glued = _GLUED.search(words[-1]) if len(words) > 1 else None
    if glued and words[-1][glued.end() :].casefold() in ROLE_WORDS:
        words[-1] = words[-1][: glued.start()]
    name = _ROLE_AFTER.sub("", " ".join(words))
    if len(words) > 1:
        name = _NOTE_MARK.sub("", name)
    return _POSSESSIVE.sub("", name).strip(" ,:;-–—|/")


def _plausible(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_LENGTH or len(name.split()) > _MAX_WORDS + 2:
        return False
    if not _WORD.search(name) or _NOT_A_NAME.search(name) or _LABEL.search(name):
        return False
    return not (_is_role(name) and not is_desk(name))


def _is_role(text: str) -> bool:
    """Whether `text` is a role ("Senior Reporter"), not a name with a role's word in it."""
    words = [w.casefold().strip(".") for w in _WORD.findall(text)]
    if not words:
        return False
    if words[0] in CREDENTIALS and len(words) > 1:  # "Sr. Director of Operations"
        words = words[1:]
    return words[-1] in ROLE_WORDS or words[0] in ROLE_WORDS or _POST.search(words[-1]) is not None

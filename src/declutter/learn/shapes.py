"""What of a text stays the same from page to page: its words, its shape, how it begins and ends."""

from __future__ import annotations

import hashlib
import re
import zlib
from itertools import pairwise

from declutter.rules.fold import caseless, count_words, fold, is_sentence, line_key

NAME, NUMBER = "\x02", "\x03"
"""What stands for a name, and for a number or a date, in a shape."""

EDGE_WORDS = 6
"""Words that two texts must begin or end with to begin or end alike."""
_EDGE_CHARS = 14
_SPOKEN_WORDS = 4
_NAME_CHARS = 3
_ADDRESS = re.compile(r"\S@\S+\.\S|\bwww\.|https?:|\b[\w-]+\.(?:com|org|net|example)\b", re.I)
_QUOTES = str.maketrans("「」『』", '""""')
_MARKS = ".,:;!?()[]{}\"'"
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_RUN = re.compile("[\u30a0-\u30ff\u3400-\u9fff]{2,}|[\u0e00-\u0eff]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,:/'-]\d+)*")
_CAPITALISED = re.compile(r"(?:[^\W\d_a-z][\w'.&-]*|[A-Z]\.)")
_JOINS = frozenset(
    "de da do dos del della di du van von der den het la le el al bin ibn y e of and und".split()
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december
    januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août
    septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre
    dicembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo""".split()
)


def key_of(text: str) -> str:
    """Return what two texts share that a `line` condition takes for the same; may be empty."""
    return line_key(caseless(fold(text)))


def masked(text: str) -> str:
    """Return a text with `NAME` for every name and `NUMBER` for every number or date.

    A word with a capital inside a sentence is taken for a name, the first word only when another
    follows it.
    """
    folded = fold(text)
    if UNSPACED.search(folded):
        return _NUMBER.sub(NUMBER, folded)
    words = folded.split(" ")
    found: list[str] = []
    for number, word in enumerate(words):
        bare = word.strip(_MARKS)
        if not bare:
            mask = ""
        elif _NUMBER.search(bare) or bare.casefold() in _MONTHS:
            mask = NUMBER
        else:
            mask = NAME if _is_name(words, number, bare) else ""
        if not mask:
            found.append(word)
            continue
        before, _, after = word.partition(bare)
        if mask == NAME and len(found) > 1 and found[-2] == NAME and found[-1] in _JOINS:
            found.pop()
        if found and found[-1] == mask and not before:
            found.pop()
        found.append(before + mask + after)
    return " ".join(found)


def opening_of(mask: str) -> str:
    """Return the first words of a masked text, "" when it hardly has more than them."""
    if UNSPACED.search(mask):
        return mask[:_EDGE_CHARS] if len(mask) > _EDGE_CHARS * 3 // 2 else ""
    words = mask.split(" ")
    return " ".join(words[:EDGE_WORDS]) if len(words) > EDGE_WORDS else ""


def ending_of(mask: str) -> str:
    """Return the last words of a masked text, "" when it hardly has more than them."""
    if UNSPACED.search(mask):
        return mask[-_EDGE_CHARS:] if len(mask) > _EDGE_CHARS * 3 // 2 else ""
    words = mask.split(" ")
    return " ".join(words[-EDGE_WORDS:]) if len(words) > EDGE_WORDS else ""


def has_mask(mask: str) -> bool:
    """Whether anything was masked in it."""
    return NAME in mask or NUMBER in mask


def fixed_length(mask: str) -> int:
    """Return how many words of a masked text stand for themselves."""
    rest = [word for word in mask.split(" ") if any(map(str.isalpha, word)) and not has_mask(word)]
    return (
        length_of(" ".join(rest))
        if not UNSPACED.search(mask)
        else length_of(mask.replace(NUMBER, ""))
    )


def length_of(text: str) -> int:
    """Return the number of words; in scripts without spaces two characters count as one."""
    return count_words(fold(text))


def ends_as_sentence(text: str) -> bool:
    """Whether the text ends as sentences do."""
    return is_sentence(fold(text))


def is_quotation(text: str) -> bool:
    """Whether somebody speaks: most of the text, or a sentence at its beginning, is quoted."""
    folded = fold(text).translate(_QUOTES)
    if folded.startswith("- "):
        return True
    quoted = folded.split('"')[1::2]
    if folded.startswith('"') and length_of(quoted[0]) >= _SPOKEN_WORDS:
        return True
    return bool(quoted) and 2 * sum(map(len, quoted)) > len(folded)


def names_site(text: str, site: str) -> bool:
    """Whether a text holds the site's name, as its host has it, or an address."""
    if _ADDRESS.search(text):
        return True
    label = max(site.lower().split("/")[-1].split("."), key=len).replace("-", "")
    words = re.findall(r"[^\W_]+", caseless(fold(text)))
    joined = (*words, *map("".join, pairwise(words)))
    return any(
        len(word) > _NAME_CHARS and word in label and 2 * len(word) > len(label) for word in joined
    )


def topic_words(text: str) -> set[int]:
    """Return hashes of the words that may tell what a text is about."""
    low = caseless(fold(text))
    found = {zlib.crc32(word.encode()) for word in _WORD.findall(low)}
    for run in _RUN.findall(low):
        found.update(zlib.crc32(run[at : at + 3].encode()) for at in range(max(1, len(run) - 2)))
    return found


def digest(kind: str, text: str) -> int:
    """Return a fingerprint, the same in every process; never 0."""
    if not text:
        return 0
    data = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8, person=kind.encode())
    return int.from_bytes(data.digest(), "little") or 1


def _is_name(words: list[str], number: int, bare: str) -> bool:
    if not bare or not _CAPITALISED.match(bare) or not bare[0].isupper():
        return False
    if number and words[number - 1][-1:] not in (".", "!", "?", ":"):
        return True
    following = words[number + 1] if number + 1 < len(words) else ""
    return following[:1].isupper() and bare.casefold() not in _JOINS and not bare.endswith(":")

"""What of a text stays the same from page to page: its words, its shape, how it begins and ends."""

from __future__ import annotations

import hashlib
import re
import zlib

from declutter.rules.fold import caseless, count_words, fold, is_sentence, line_key

NAME, NUMBER = "\x02", "\x03"
"""What stands for a name, and for a number or a date, in a shape."""

EDGE_WORDS = 6
"""Words that two texts must begin or end with to begin or end alike."""
_EDGE_CHARS = 14
_MIN_EDGE_CHARS = 20
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
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


def shape_of(text: str) -> tuple[str, ...] | None:
    """Return a text's words with names, numbers and dates replaced; None if it has none of them.

    A word with a capital inside a sentence is taken for a name, the first word only when another
    follows it.
    """
    words = fold(text).split()
    masked: list[str] = []
    found = False
    for number, word in enumerate(words):
        bare = word.strip(".,:;!?()[]\"'")
        if _NUMBER.search(word) or bare.casefold() in _MONTHS:
            mask = NUMBER
        elif _is_name(words, number, bare):
            mask = NAME
        else:
            masked.append(word)
            continue
        found = True
        if masked and masked[-1] == mask:
            continue
        if mask == NAME and len(masked) > 1 and masked[-2] == NAME and masked[-1] in _JOINS:
            masked.pop()
            continue
        masked.append(mask)
    return tuple(masked) if found else None


def opening_of(text: str) -> str:
    """Return the first words of a text, "" when it hardly has more than them."""
    folded = fold(text)
    if _UNSPACED.search(folded):
        return folded[:_EDGE_CHARS] if len(folded) > _EDGE_CHARS * 3 // 2 else ""
    words = folded.split(" ")
    edge = " ".join(words[:EDGE_WORDS])
    return edge if len(words) > EDGE_WORDS and len(edge) >= _MIN_EDGE_CHARS else ""


def ending_of(text: str) -> str:
    """Return the last words of a text, "" when it hardly has more than them."""
    folded = fold(text)
    if _UNSPACED.search(folded):
        return folded[-_EDGE_CHARS:] if len(folded) > _EDGE_CHARS * 3 // 2 else ""
    words = folded.split(" ")
    edge = " ".join(words[-EDGE_WORDS:])
    return edge if len(words) > EDGE_WORDS and len(edge) >= _MIN_EDGE_CHARS else ""


def length_of(text: str) -> int:
    """Return the number of words; in scripts without spaces two characters count as one."""
    return count_words(fold(text))


def ends_as_sentence(text: str) -> bool:
    """Whether the text ends as sentences do."""
    return is_sentence(fold(text))


def is_quotation(text: str) -> bool:
    """Whether most of the text is between quotation marks, or it begins with one."""
    folded = fold(text)
    if folded.startswith(('"', "「", "『", "-- ", "- ")):
        return True
    parts = folded.split('"')
    return 2 * sum(map(len, parts[1::2])) > len(folded) if len(parts) > 2 else False


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
    if number and words[number - 1][-1] not in ".!?:":
        return True
    following = words[number + 1] if number + 1 < len(words) else ""
    return following[:1].isupper() and bare.casefold() not in _JOINS and not bare.endswith(":")

"""Which language a text is in: by script where that settles it, else by its commonest words.

Own and small on purpose: it is asked only of pages that do not say, takes well under 0.3 ms, and
adds no dependency. Word lists are in `language_words.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from declutter.blocks import Page
from declutter.metadata.language_words import LETTERS, WORDS

_SAMPLE = 1_200
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_TYPOGRAPHIC = "“”‘–—…\u00a0"
_LETTERS_ONLY = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}
# Its vowel signs are no letters to Python's `\w`.
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0971-\u097f]+")
_MIN_SHARE = 0.08
_CLEAR_SHARE = 0.03  # of a language that leaves all others far behind
_CLEAR_LEAD = 2.5
_MIN_HITS = 2
_CLOSE = 5  # languages whose own letters are looked for
_MIN_AGREED = 0.12
_MIN_WORDS = 40

# Of languages that a text fits equally well, the first in the list is the likelier.
_RANK = {language: rank for rank, language in enumerate(WORDS)}
_INDEX: dict[str, tuple[str, ...]] = {}
for _language, _words in WORDS.items():
    for _word in _words.split():
        _INDEX[_word] = (*_INDEX.get(_word, ()), _language)

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja", 0.05),
    (re.compile(r"[\uac00-\ud7af]"), "ko", 0.2),
    (re.compile(r"[\u4e00-\u9fff]"), "zh", 0.2),
    (re.compile(r"[\u0e00-\u0e7f]"), "th", 0.2),
    (re.compile(r"[\u0590-\u05ff]"), "he", 0.2),
    (re.compile(r"[\u0370-\u03ff]"), "el", 0.2),
    (re.compile(r"[\u0980-\u09ff]"), "bn", 0.2),
    (re.compile(r"[\u0b80-\u0bff]"), "ta", 0.2),
    (re.compile(r"[\u0c00-\u0c7f]"), "te", 0.2),
    (re.compile(r"[\u0a80-\u0aff]"), "gu", 0.2),
    (re.compile(r"[\u0a00-\u0a7f]"), "pa", 0.2),
    (re.compile(r"[\u0d00-\u0d7f]"), "ml", 0.2),
    (re.compile(r"[\u0c80-\u0cff]"), "kn", 0.2),
    (re.compile(r"[\u10a0-\u10ff]"), "ka", 0.2),
    (re.compile(r"[\u0530-\u058f]"), "hy", 0.2),
    (re.compile(r"[\u1200-\u137f]"), "am", 0.2),
    (re.compile(r"[\u0e80-\u0eff]"), "lo", 0.2),
    (re.compile(r"[\u1000-\u109f]"), "my", 0.2),
    (re.compile(r"[\u1780-\u17ff]"), "km", 0.2),
    (re.compile(r"[\u0d80-\u0dff]"), "si", 0.2),
)
_MANY = (
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "mk", "be", "kk")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur")),
    (re.compile(r"[\u0900-\u097f]"), ("hi", "mr", "ne")),
)


def detect(text: str) -> str | None:
    """The BCP-47 code of the language of `text` (`en`, `pt`, `zh`), or None if it is unclear.

    Looks at the first 1,200 characters; needs about a sentence.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < 8:
        return None
    if not sample.isascii():
        for pattern, language, share in _SCRIPTS:
            if len(pattern.findall(sample)) >= share * letters:
                return language
        for pattern, languages in _MANY:
            if len(pattern.findall(sample)) >= 0.3 * letters:
                return _by_words(sample, languages) or _by_letters(sample, languages)
    return _by_words(sample, None)


def is_in(text: str, language: str) -> bool:
    """Whether a text may well be in that language (a BCP-47 code), as far as its words tell.

    True for languages without a word list and for texts too short to tell.
    """
    primary = language.split("-")[0].lower()
    primary = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}.get(primary, primary)
    if primary not in WORDS:
        return True
    words = _words_of(text[:_SAMPLE])
    if len(words) < _MIN_WORDS:
        return True
    own = _words_known(primary)
    return sum(map(own.__contains__, words)) >= _MIN_AGREED * len(words)


@lru_cache(maxsize=64)
def _words_known(language: str) -> frozenset[str]:
    return frozenset(WORDS[language].split())


def _words_of(sample: str) -> list[str]:
    if sample.isascii():
        return _ascii_words(sample)
    if _DEVANAGARI.search(sample):
        return _DEVANAGARI.findall(sample)
    if "'" not in sample:  # English with typographic marks is quicker without them
        plain = sample.replace("’", "'")
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, " ")
        if plain.isascii():
            return [w.replace("'", "’") if "'" in w else w for w in _ascii_words(plain)]
    return list(map(str.casefold, _WORD.findall(sample)))


def _ascii_words(sample: str) -> list[str]:
    words: list[str] = []
    for part in sample.lower().translate(_LETTERS_ONLY).split():
        words += _ASCII_WORD.findall(part) if "'" in part else (part,)
    return words


def _by_words(sample: str, among: tuple[str, ...] | None) -> str | None:
    words = _words_of(sample)
    if not words:
        return None
    scores: dict[str, float] = {}
    for word in words:
        languages = _INDEX.get(word)
        if languages:
            share = 1.0 / len(languages)
            for language in languages:
                if among is None or language in among:
                    scores[language] = scores.get(language, 0.0) + 0.5 + share
    for language in sorted(scores, key=lambda code: -scores[code])[:_CLOSE]:
        letters = LETTERS.get(language, "")
        scores[language] += min(6, sum(map(sample.count, letters))) * 0.5
    if not scores:
        return None
    (best, score), *rest = sorted(scores.items(), key=lambda item: (-item[1], _RANK[item[0]]))[:2]
    second = rest[0][1] if rest else 0.0
    share = _CLEAR_SHARE if score >= _CLEAR_LEAD * second else _MIN_SHARE
    if score < _MIN_HITS or score < share * len(words):
        return None
    return best


def _by_letters(sample: str, among: tuple[str, ...]) -> str:
    counts = {
        language: sum(sample.count(letter) for letter in LETTERS.get(language, ""))
        for language in among
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else among[0]


def of_page(page: Page) -> str | None:
    """The language of a page's longer blocks, or of all of them where none is long."""
    return detect(sample_of(page))


def sample_of(page: Page) -> str:
    """Some running text of a page, enough to tell its language."""
    size = 0
    sample: list[str] = []
    for block in page.blocks:
        if len(block.text) >= 80 and block.link_chars * 2 < len(block.text):
            sample.append(block.text)
            size += len(block.text)
            if size > _SAMPLE:
                break
    return " ".join(sample or [block.text for block in page.blocks[:100]])

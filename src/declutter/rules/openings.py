"""What texts a pattern can match, as far as the pattern itself tells: beginnings, whole words.

Most patterns begin with one of a few words. Known by their first characters, they are tried only
on texts that begin so, which few texts do; one automaton for all of them would instead grow with
every text it had not seen. Most patterns for classes can even be written out in full, and are
then looked up and not matched at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from declutter.rules.fold import caseless

LENGTH = 6
"""So many characters of a beginning are told apart."""

_FEWER = 3
_MOST_BEGINNINGS = 200  # with more a pattern begins with as good as any text
_LONGEST_WORD = 60
_MOST_WORDS = 4000
_WIDEST = 40  # characters of a class that are told apart

# What patterns skip before they begin, and where the rest can start: at the first character that
# is not skipped, if the pattern cannot go on with one that is.
SKIPS = {
    "": re.compile(""),
    "[^a-z]*": re.compile("[a-z]"),
    r"[^a-z\x22]*": re.compile('[a-z"]'),
    r"\W*": re.compile("[a-z0-9_]"),
    r"[^\pL]*": re.compile(r"[^\W\d_]"),
    r"[^\pL\d]*": re.compile(r"[^\W_]"),
    r"[^\pL\pN]*": re.compile(r"[^\W_]"),
    r"[^\pL\d'-]*": re.compile(r"[^\W_]|['-]"),
    r'[^\pL\d"]*': re.compile(r'[^\W_]|"'),
    r'[^\pL\d"-]*': re.compile(r'[^\W_]|["-]'),
    r"""[^\pL\d"']*""": re.compile(r"""[^\W_]|["']"""),
    r"""[^\pL\d"'-]*""": re.compile(r"""[^\W_]|["'-]"""),
    r'[^\pL"]*': re.compile(r'[^\W\d_]|"'),
    r"[^\pL\x22]*": re.compile(r'[^\W\d_]|"'),
    r"""[^\pL"']*""": re.compile(r"""[^\W\d_]|["']"""),
    r"[^\pL\x22\x27]*": re.compile(r"""[^\W\d_]|["']"""),
}
# A letter is skipped by those only that know no other letters than Latin ones.
_LATIN_ONLY = tuple(found for skip, found in SKIPS.items() if r"\pL" not in skip)
_ALL = tuple(dict.fromkeys(SKIPS.values()))
_BY_LENGTH = sorted(SKIPS, key=len, reverse=True)
_DIGIT = re.compile("[0-9]")  # one is as good as another
_NUMBER = re.compile(r"\d+")

_PIECE = re.compile(
    r"(?P<flags>\(\?[a-zA-Z-]+\))|(?P<open>\((?:\?(?:P<\w+>|[a-zA-Z-]*:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<count>(?:[*+?]|\{\d+(?:,\d*)?\})\??)"
    r"|(?P<set>\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])|(?P<edge>\^|\$|\\b|\\z|\\A)"
    r"|(?P<code>\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2})|(?P<table>\\[pP](?:\{\w+\}|\w))"
    r"|(?P<escape>\\.)|(?P<any>\.)|(?P<char>[\w ',;:\"-]+(?![*+?{])|.)",
    re.DOTALL,
)
_SET_PIECE = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\x([0-9A-Fa-f]{2})|\\(.)|(.)", re.DOTALL)

# How texts that an expression matches can begin: the beginnings after which it can end, so that
# what follows goes on from there, and those after which anything may follow.
_Begins = tuple[frozenset[str], frozenset[str]]
_EMPTY = frozenset({""})
_NO: frozenset[str] = frozenset()
_NOTHING: _Begins = (_EMPTY, _NO)
_ANYTHING: _Begins = (_NO, _EMPTY)


def openings(pattern: str) -> frozenset[str] | None:
    """Return how texts that `pattern` matches can begin, after what it skips first.

    The beginnings are caseless, 1 to `LENGTH` characters each, every digit a 0; fewer characters
    where there would be too many of them. None where the pattern is not bound to the start of the
    text or can begin with too many things.
    """
    if not pattern.startswith("^"):
        return None
    skip = next(skip for skip in _BY_LENGTH if pattern.startswith(skip, 1))
    for length in (LENGTH, _FEWER):
        found = _Reader(length, _MOST_BEGINNINGS, "0").read(pattern[1 + len(skip) :])
        if found is None:
            return None
        starts = [SKIPS[skip].search(_DIGIT.sub("0", text)) for text in found[0] | found[1]]
        texts = frozenset(start.string[start.start() :] for start in starts if start)
        if all(starts) and "" not in texts:
            return texts
    return None


def beginnings(text: str) -> set[str]:
    """Return how a caseless text begins, as `openings` tells it, whatever a pattern skips first."""
    if "a" <= text[:1] <= "z":  # nothing is skipped before a letter
        return {_DIGIT.sub("0", text[:LENGTH])}
    skips = _LATIN_ONLY if text[:1].isalpha() else _ALL
    starts = {found.start() for skip in skips if (found := skip.search(text))}
    return {_DIGIT.sub("0", text[start : start + LENGTH]) for start in starts}


def words_of(pattern: str) -> frozenset[str] | None:
    """Return every text that `pattern` matches in whole, caseless; None where they are many."""
    begins = _Reader(_LONGEST_WORD, _MOST_WORDS, "0123456789").read(pattern)
    return None if begins is None or begins[1] else begins[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads beginnings of up to `length` characters, at most `most` of an expression.

    `digits` are those that are told apart.
    """

    length: int
    most: int
    digits: str

    def read(self, pattern: str) -> _Begins | None:
        """The beginnings of a whole pattern; None when a bracket closes that was not opened."""
        pieces = _PIECE.finditer(pattern)
        begins = self._alternatives(pieces)
        return begins if next(pieces, None) is None else None

    def _alternatives(self, pieces: Iterator[re.Match[str]]) -> _Begins:
        """Read up to the closing bracket, at the top to the end."""
        found = [_NOTHING]  # of each branch so far, the one being read last
        before = last = _NOTHING  # `last` apart, so that a count can follow it
        for piece in pieces:
            kind = piece.lastgroup
            if kind == "close":
                break
            if kind == "bar":
                found.append(_NOTHING)
                before = last = _NOTHING
            elif kind == "count":
                found[-1] = self._joined(before, self._repeated(last, piece[0]))
            elif found[-1][0]:
                before, last = found[-1], self._begins(piece, pieces)
                found[-1] = self._joined(before, last)
            else:  # nothing that follows can be seen
                before = last = found[-1]
                if kind == "open":
                    _pass_by(pieces)
        if len(found) == 1:
            return found[0]
        return self._checked(
            _NO.union(*[going_on for going_on, _ in found]), _NO.union(*[cut for _, cut in found])
        )

    def _begins(self, piece: re.Match[str], pieces: Iterator[re.Match[str]]) -> _Begins:
        kind, text = piece.lastgroup, piece[0]
        if kind == "char":
            return self._of_text(caseless(text))
        if kind == "open":
            return self._alternatives(pieces)
        if kind in ("edge", "flags"):
            return _NOTHING
        if kind == "set":
            return _of_set(text)
        if kind == "code":
            return self._of_text(caseless(chr(int(text.strip("\\x{}"), 16))))
        return self._of_escape(text[1]) if kind == "escape" else _ANYTHING

    def _of_text(self, text: str) -> _Begins:
        if len(text) < self.length:
            return frozenset((text,)), _NO
        return _NO, frozenset((text[: self.length],))

    def _of_escape(self, letter: str) -> _Begins:
        if letter == "s":
            return frozenset(" "), _NO
        if letter == "d":
            return frozenset(self.digits), _NO
        return _ANYTHING if letter.isalnum() else (frozenset(letter), _NO)

    def _joined(self, first: _Begins, second: _Begins) -> _Begins:
        """The beginnings of one expression followed by another."""
        if second is _NOTHING or not first[0]:
            return first
        if first is _NOTHING:
            return second
        going_on: set[str] = set()
        cut = set(first[1])
        for text in first[0]:
            room = self.length - len(text)
            for more in second[0]:
                if len(more) < room:
                    going_on.add(text + more)
                else:
                    cut.add(text + more[:room])
            for more in second[1]:
                cut.add(text + more[:room])
            if len(going_on) + len(cut) > self.most:
                return _ANYTHING
        return frozenset(going_on), frozenset(cut)

    def _repeated(self, once: _Begins, count: str) -> _Begins:
        """The beginnings of an expression under `?`, `*`, `+` or `{…}`."""
        if count[0] == "?":
            return self._checked(_EMPTY | once[0], once[1])
        bounds = [int(bound) for bound in _NUMBER.findall(count)]
        least = bounds[0] if bounds else int(count[0] == "+")
        most = bounds[-1] if bounds else None
        if bounds and count.rstrip("?").endswith(",}"):
            most = None
        going_on = cut = _NO
        whole = _NOTHING
        times = 0
        while True:
            longer = self._joined(whole, once)
            is_last = times == most or longer == whole  # whatever follows is cut off, or is none
            if times >= least or is_last:
                going_on |= whole[0]
            cut |= whole[1]
            if is_last:
                return self._checked(going_on, cut)
            whole = longer
            times += 1

    def _checked(self, going_on: frozenset[str], cut: frozenset[str]) -> _Begins:
        return (going_on, cut) if len(going_on) + len(cut) <= self.most else _ANYTHING


def _pass_by(pieces: Iterator[re.Match[str]]) -> None:
    """Read up to the closing bracket of what cannot be seen."""
    open_brackets = 1
    for piece in pieces:
        open_brackets += {"open": 1, "close": -1}.get(piece.lastgroup or "", 0)
        if not open_brackets:
            return


def _of_set(text: str) -> _Begins:
    """The characters of `[…]`, unless they are many."""
    if text.startswith("[^") or "[:" in text[1:]:  # one of many characters, or named ones
        return _ANYTHING
    found: list[str] = []
    pieces = list(_SET_PIECE.finditer(text, 1, len(text) - 1))
    for number, piece in enumerate(pieces):
        code, short, escaped, plain = piece.groups()
        is_range = plain == "-" and 0 < number < len(pieces) - 1
        if is_range or (escaped and escaped.isalnum()):
            return _ANYTHING
        found.append(chr(int(code or short, 16)) if code or short else escaped or plain)
    if len(found) > _WIDEST:
        return _ANYTHING
    return frozenset(map(caseless, found)), _NO

"""RE2 patterns, alone and hundreds in one pass, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import re2  # type: ignore[import-untyped]

from declutter.errors import RuleError
from declutter.rules.rule import Rule

# Room for the automaton of several hundred patterns. When it runs full RE2 starts it over, which
# stays correct and linear but is slow.
_MAX_MEM = 256 << 20

# Unicode's own tables of letters have hundreds of ranges, and an automaton is built for each place
# they stand in: the packs took 5 s to compile with them. These few ranges are the letters and
# marks of the scripts that news is written in, between them the odd sign that is not one. In
# Latin beyond U+0100 capitals and small letters alternate and both pass for capitals.
_LETTERS = (
    r"A-Za-z\x{C0}-\x{2AF}\x{300}-\x{587}\x{5D0}-\x{5EA}\x{620}-\x{65F}\x{671}-\x{6D3}"
    r"\x{700}-\x{963}\x{971}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3041}-\x{30FF}\x{3105}-\x{D7FB}"
    r"\x{F900}-\x{FDFF}\x{FE70}-\x{FEFC}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}"
)
_CAPITALS = (
    r"A-Z\x{C0}-\x{DE}\x{100}-\x{24F}\x{386}-\x{3AB}\x{400}-\x{42F}\x{460}-\x{52F}"
    r"\x{531}-\x{556}\x{10A0}-\x{10C5}\x{1E00}-\x{1EFF}"
)
_TABLES = {r"\pL": _LETTERS, r"\p{L}": _LETTERS, r"\p{Lu}": _CAPITALS}
# A class, or outside of one a table or another escape.
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\p\{Lu?\}|\\pL|\\.", re.DOTALL)
_TABLE = re.compile(r"\\p\{Lu?\}|\\pL|\\.", re.DOTALL)


class Pattern:
    """A pattern of a rule that has a number among its like, compiled when it is first tried.

    `most` is how many words a text may have for the rule to hold.
    """

    __slots__ = ("_find", "most", "number", "rule", "written")

    def __init__(self, number: int, rule: Rule, written: str) -> None:
        self.number = number
        self.most = rule.most
        self.rule = rule
        self.written = written
        self._find: Callable[[bytes], object] | None = None

    def matches(self, text: bytes) -> bool:
        """Whether the pattern is found in a UTF-8 text; raise RuleError when RE2 refuses it."""
        if self._find is None:
            self._find = _set([self]).Match
        return self._find(text) is not None


class PatternSet:
    """Patterns of many rules, searched together without regard to case."""

    def __init__(self, patterns: Sequence[Pattern], wrap: str) -> None:
        """Compile `patterns`, with `wrap` around every one; raise RuleError when RE2 refuses."""
        self._owners = [pattern.number for pattern in patterns]
        self._set = _set(patterns, wrap)

    def match(self, text: bytes) -> list[int]:
        """Return the numbers of the rules that own a pattern found in a UTF-8 text."""
        owners = self._owners
        return [owners[hit] for hit in self._set.Match(text) or ()]


class PatternFilter:
    """The same for patterns that are mostly about certain words: sought first, all together."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Compile one pattern or more; raise RuleError when RE2 refuses one."""
        options = caseless_options()
        self._owners = [pattern.number for pattern in patterns]
        self._filter = re2.Filter()
        for pattern in patterns:
            try:
                self._filter.Add(with_few_ranges(pattern.written), options)
            except re2.error as error:
                raise _refused(pattern.rule, pattern.written) from error
        self._filter.Compile()

    def match(self, text: bytes) -> list[int]:
        """Return the numbers of the rules that own a pattern found in a UTF-8 text."""
        owners = self._owners
        return [owners[hit] for hit in self._filter.Match(text) or ()]


def check_patterns(rules: Iterable[Rule]) -> None:
    """Raise RuleError for the first pattern, of those for texts and classes, that is not RE2's."""
    options = caseless_options()
    trial = re2.Set.SearchSet(options)
    for rule in rules:
        for pattern in (*rule.pattern, *rule.classes):
            try:
                trial.Add(pattern)
            except re2.error as error:
                raise _refused(rule, pattern) from error


def _set(patterns: Sequence[Pattern], wrap: str = "%s") -> re2.Set:
    found = re2.Set.SearchSet(caseless_options())
    for pattern in patterns:
        try:
            found.Add(wrap % with_few_ranges(pattern.written))
        except re2.error as error:
            raise _refused(pattern.rule, pattern.written) from error
    found.Compile()
    return found


def caseless_options() -> re2.Options:
    """How patterns are compiled: without regard to case, and without a word on standard error."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MAX_MEM
    return options


def _refused(rule: Rule, pattern: str) -> RuleError:
    key = "pattern" if pattern in rule.pattern else "class"
    return RuleError(
        f"{rule.source}: rule {rule.id}: key `{key}`: {pattern!r}: {_reason(pattern, caseless_options())}"
    )


def with_few_ranges(pattern: str) -> str:
    r"""Return `pattern` with `\pL` and `\p{Lu}` written as the few ranges that matter."""
    return _PIECE.sub(_piece, pattern) if r"\p" in pattern else pattern


def _piece(found: re.Match[str]) -> str:
    text = found[0]
    if text.startswith("["):
        return _TABLE.sub(lambda inside: _TABLES.get(inside[0], inside[0]), text)
    return f"[{_TABLES[text]}]" if text in _TABLES else text


def _reason(pattern: str, options: re2.Options) -> str:
    """What RE2 has against a pattern: Set.Add refuses without saying."""
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return "too large"

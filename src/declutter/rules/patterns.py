"""Sets of RE2 patterns: hundreds tried in one pass, in time linear in the text."""

from __future__ import annotations

from collections.abc import Sequence

import re2  # type: ignore[import-untyped]

from declutter.errors import RuleError
from declutter.rules.rule import Rule

# Room for the automaton of several hundred patterns. When it runs full RE2 starts it over, which
# stays correct and linear but is slow.
_MAX_MEM = 256 << 20


class PatternSet:
    """Patterns of many rules, searched together without regard to case."""

    def __init__(
        self, rules: Sequence[Rule], patterns: Sequence[tuple[int, str]], key: str, wrap: str = "%s"
    ) -> None:
        """Compile `patterns`, each (number of its rule, pattern), with `wrap` around every one.

        `key` is the condition they were written under. Raises RuleError when RE2 refuses one.
        """
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.never_capture = True
        options.max_mem = _MAX_MEM
        self._owners = [number for number, _ in patterns]
        self._set = re2.Set.SearchSet(options)
        for number, pattern in patterns:
            try:
                re2.compile(pattern, options)  # as written: Set.Add does not say what is wrong
            except re2.error as error:
                rule = rules[number]
                raise RuleError(
                    f"{rule.source}: rule {rule.id}: key `{key}`: {pattern!r}: {_reason(error)}"
                ) from error
            self._set.Add(wrap % pattern)
        self._set.Compile()

    def match(self, text: str) -> list[int]:
        """Return the numbers of the rules that own a pattern found in `text`."""
        owners = self._owners
        if not owners:
            return []
        return [owners[hit] for hit in self._set.Match(text) or ()]


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else "refused"
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)

"""Labels of advertising, known and misspelt."""

from __future__ import annotations

from functools import cache, lru_cache

from declutter.rules import RuleSet
from declutter.rules.fold import caseless, fold, line_key

Labels = dict[tuple[str, int], set[str]]

# In shorter labels a slip makes another word; in long ones two may happen.
_MIN_LABEL, _LONG_LABEL = 7, 10


@lru_cache(maxsize=8)
def ad_labels(rules: RuleSet) -> Labels:
    """The phrases that rules know as labels of advertising, by first letter and length."""
    found: dict[tuple[str, int], set[str]] = {}
    for rule in rules.rules:
        if rule.kind == "ad" and rule.says == "drop":
            for key in line_keys(rule.line):
                found.setdefault((key[0], len(key)), set()).add(key)
    return found


@cache
def line_keys(phrases: tuple[str, ...]) -> frozenset[str]:
    """Phrases as lines are compared: folded, without case and punctuation around."""
    return frozenset(line_key(caseless(fold(phrase))) for phrase in phrases)


def is_misspelt(key: str, labels: Labels) -> bool:
    """Whether a line is a label but for a slip or two of the keyboard."""
    length = len(key)
    if length < _MIN_LABEL or key in labels.get((key[0], length), ()):
        return False
    slips = 2 if length >= _LONG_LABEL else 1
    letters = set(key)
    return any(
        len(letters ^ set(label)) <= 2 * slips and _distance(key, label) <= slips
        for other in range(max(_MIN_LABEL, length - slips), length + slips + 1)
        for label in labels.get((key[0], other), ())
    )


def _distance(a: str, b: str) -> int:
    """How many letters to insert, delete, replace or swap to get from one to the other."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]

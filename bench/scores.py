"""What the columns of the accuracy table mean.

F1 is the 4-gram F1 of ScrapingHub's article extraction benchmark: per page, the 4-grams of words
(`\\w+`, case kept) of truth and output are compared as multisets and shared out into found (tp),
foreign (fp) and missed (fn), which sum to 1; precision and recall are means over the pages, F1
their harmonic mean. A page is *clean* when its foreign share is at most 1%, *whole* when its
missed share is, *exact* when output and truth are the same words in the same order. Word F1
compares bags of lower-cased words and is a mean over pages.

Texts are NFC-normalised first: the same letters count as the same however they are encoded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SLACK = 0.01
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shares:
    """How the 4-grams of truth and output divide: shares in 0…1 that sum to 1 (or are all 0)."""

    found: float
    foreign: float
    missed: float

    @property
    def precision(self) -> float | None:
        """Share of the output that is truth; None without output."""
        total = self.found + self.foreign
        return self.found / total if total else None

    @property
    def recall(self) -> float | None:
        """Share of the truth that came out; None without truth."""
        total = self.found + self.missed
        return self.found / total if total else None


@dataclass(frozen=True, slots=True)
class PageScore:
    """How one output compares to the truth of its page.

    `kept` and `leaked` count the snippets that had to and must not be there and are, out of
    `to_keep` and `to_drop`.
    """

    shares: Shares
    word_f1: float
    exact: bool
    kept: int = 0
    to_keep: int = 0
    leaked: int = 0
    to_drop: int = 0

    @property
    def clean(self) -> bool:
        """At most 1% foreign."""
        return self.shares.foreign <= SLACK

    @property
    def whole(self) -> bool:
        """At most 1% missed."""
        return self.shares.missed <= SLACK

    @property
    def f1(self) -> float:
        """The page's own 4-gram F1."""
        return f1(self.shares.precision or 0.0, self.shares.recall or 0.0)


@dataclass(frozen=True, slots=True)
class Summary:
    """The scores of a set of pages; None where the set has nothing to score."""

    pages: int
    f1: float | None
    precision: float | None
    recall: float | None
    clean: float | None
    whole: float | None
    exact: float | None
    word_f1: float | None
    kept: float | None
    leaked: float | None


def words(text: str) -> list[str]:
    """The words of a text in order, as the benchmark counts them."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def shares(truth: Sequence[str], output: Sequence[str]) -> Shares:
    """Compare two word sequences by their 4-grams."""
    want, have = _shingles(truth), _shingles(output)
    found = (want & have).total()
    foreign = have.total() - found
    missed = want.total() - found
    total = found + foreign + missed
    if not total:
        return Shares(0.0, 0.0, 0.0)
    return Shares(found / total, foreign / total, missed / total)


def word_f1(truth: Sequence[str], output: Sequence[str]) -> float:
    """F1 of two bags of words, lower-cased; 1.0 when both are empty."""
    want = Counter(word.lower() for word in truth)
    have = Counter(word.lower() for word in output)
    total = want.total() + have.total()
    return 2 * (want & have).total() / total if total else 1.0


def folded(text: str) -> str:
    """A text as lower-cased words, each after a space, for `contains`."""
    return "".join(f" {word}" for word in words(text.lower()))


def contains(text: str, snippet: str) -> bool:
    """Whether a snippet's words stand in a row in a text put through `folded`.

    The snippet begins at a word; its end may be cut mid-word, as the corpora's long ones are.
    """
    return folded(snippet) in text


def score(
    truth: str, output: str, kept: Iterable[str] = (), leaked: Iterable[str] = ()
) -> PageScore:
    """Score one output; `kept` and `leaked` are snippets that must and must not be in it."""
    want, have = words(truth), words(output)
    text = folded(output)
    kept, leaked = tuple(kept), tuple(leaked)
    return PageScore(
        shares=shares(want, have),
        word_f1=word_f1(want, have),
        exact=want == have,
        kept=sum(contains(text, snippet) for snippet in kept),
        to_keep=len(kept),
        leaked=sum(contains(text, snippet) for snippet in leaked),
        to_drop=len(leaked),
    )


def summarise(scores: Iterable[PageScore]) -> Summary:
    """Put the scores of pages together, as the module's text describes."""
    scores = list(scores)
    precision = _mean(s.shares.precision for s in scores)
    recall = _mean(s.shares.recall for s in scores)
    to_keep = sum(s.to_keep for s in scores)
    to_drop = sum(s.to_drop for s in scores)
    return Summary(
        pages=len(scores),
        f1=f1(precision or 0.0, recall or 0.0) if scores else None,
        precision=precision,
        recall=recall,
        clean=_mean(s.clean for s in scores),
        whole=_mean(s.whole for s in scores),
        exact=_mean(s.exact for s in scores),
        word_f1=_mean(s.word_f1 for s in scores),
        kept=sum(s.kept for s in scores) / to_keep if to_keep else None,
        leaked=sum(s.leaked for s in scores) / to_drop if to_drop else None,
    )


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall, 0.0 when both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def auc(marks: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The chance that a positive case has a higher mark than a negative one, ties counting half.

    None when all cases are of one sort.
    """
    ranks = _ranks(marks)
    positives = sum(positive)
    negatives = len(positive) - positives
    if not positives or not negatives:
        return None
    rank_sum = sum(rank for rank, is_positive in zip(ranks, positive, strict=True) if is_positive)
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for index in order[start:end]:
            ranks[index] = (start + 1 + end) / 2
        start = end
    return ranks


def _shingles(sequence: Sequence[str], size: int = 4) -> Counter[tuple[str, ...]]:
    """The multiset of runs of `size` words; a shorter text is one run."""
    if not sequence:
        return Counter()
    last = max(1, len(sequence) - size + 1)
    return Counter(tuple(sequence[start : start + size]) for start in range(last))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None

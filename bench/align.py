"""Align a page's blocks with its ground truth: the heaviest in-order chain of matching blocks.

Each block may stand for one span of the truth's words; spans of successive chosen blocks do not
overlap and keep the page's order. The chain that covers most words labels every block of the page:
in the chain is story, outside is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|"
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_MIN_SHARE = 0.5
"""A block is a candidate when at least this share of its words stands in its span."""
_MAX_OCCURRENCES = 60


def tokens(text: str) -> list[str]:
    """Words in lower case; scripts without spaces count by character."""
    return _TOKEN.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Match:
    """A block's span in the truth's words, and how many of the block's words it holds."""

    start: int
    end: int
    weight: float


def align(blocks: Sequence[str], truth: str) -> list[float]:
    """For each block the share of its words that stand in its span of the truth; 0 is not story."""
    words = tokens(truth)
    positions: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        positions[word].append(index)
    block_words = [tokens(block) for block in blocks]
    candidates = [_candidates(own, words, positions) for own in block_words]
    chosen = _heaviest_chain(candidates, len(words))
    return [
        0.0 if match is None else min(1.0, match.weight / max(1, len(own)))
        for match, own in zip(chosen, block_words, strict=True)
    ]


def _candidates(own: list[str], words: list[str], positions: dict[str, list[int]]) -> list[Match]:
    if not own:
        return []
    size = len(own)
    rarest = min(range(size), key=lambda i: len(positions.get(own[i], ())))
    exact = [
        Match(start, start + size, float(size))
        for at in positions.get(own[rarest], ())[:2000]
        if (start := at - rarest) >= 0 and words[start : start + size] == own
    ]
    if exact:
        return exact[:_MAX_OCCURRENCES]
    return _partial(own, words, positions) if size >= 4 else []


def _partial(own: list[str], words: list[str], positions: dict[str, list[int]]) -> list[Match]:
    """Spans where most of the block's words stand, found by their most common offset."""
    offsets: Counter[int] = Counter()
    for index, word in enumerate(own):
        at = positions.get(word, ())
        if 0 < len(at) <= 20:
            offsets.update(p - index for p in at)
    found = []
    for offset, _ in offsets.most_common(3):
        low = max(0, offset - 5 - len(own) // 10)
        high = min(len(words), offset + len(own) + 5 + len(own) // 10)
        runs = SequenceMatcher(None, own, words[low:high], autojunk=False).get_matching_blocks()
        weight = sum(run.size for run in runs)
        if weight >= _MIN_SHARE * len(own):
            real = [run for run in runs if run.size]
            found.append(Match(low + real[0].b, low + real[-1].b + real[-1].size, float(weight)))
    return found


def _heaviest_chain(candidates: list[list[Match]], size: int) -> list[Match | None]:
    """Weighted interval chain over (block order, truth order), by best prefix so far.

    `ends` and `totals` hold the Pareto front: totals grow with ends.
    """
    ends: list[int] = [0]
    totals: list[float] = [0.0]
    states: list[tuple[int, Match, object] | None] = [None]
    for index, matches in enumerate(candidates):
        updates = []
        for match in matches:
            at = bisect_left(ends, match.start + 1) - 1
            previous = states[at]
            gain = match.weight
            if previous is not None:  # of equal texts, the one beside the story's other blocks
                gain += 0.02 / (index - previous[0])
            updates.append((totals[at] + gain, match, previous))
        for total, match, previous in updates:
            at = bisect_left(ends, match.end + 1) - 1
            if totals[at] > total:
                continue
            at = bisect_left(ends, match.end)
            stop = at
            while stop < len(ends) and totals[stop] <= total:
                stop += 1
            ends[at:stop] = [match.end]
            totals[at:stop] = [total]
            states[at:stop] = [(index, match, previous)]
    chosen: list[Match | None] = [None] * len(candidates)
    state = states[-1]
    while state is not None:
        index, match, state = state  # type: ignore[assignment]
        chosen[index] = match
    return chosen

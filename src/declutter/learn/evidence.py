"""What speaks for and against a recurring block being the site's and not the story's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from declutter.learn import shapes
from declutter.learn.tally import (
    COLON,
    HEADING,
    KEPT,
    LINKED,
    QUOTE,
    SENTENCE,
    SHAPE,
    TEXT,
    Site,
    Trace,
)

Spot = tuple[int, int]
"""A page and a block of it, by their numbers."""

_PARAGRAPH = 12
_MOSTLY = 0.7
_WIDESPREAD = 0.5
_WIDESPREAD_USUAL = 0.2
_ONE_EVENT = 0.18
"""How much nearer to the same than usual pages on one event are, at the least."""
_STORY, _SAME_STORY = 3, 0.6
"""Paragraphs that make a story, and the share that two versions of one have in common."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a recurring block was seen.

    `share` is the part of the site's pages that has it; `lead`, `tail` and `between` the parts of
    its sightings before, after and among the paragraphs of the story; `headed` the part that stands
    right before one of them. `apart` says that its elements hold no paragraphs of stories anywhere on
    the site; `topical` that its pages are about the same thing. `variants` counts different texts.
    """

    pages: int
    share: float
    lead: float
    tail: float
    headed: float
    apart: bool
    topical: bool
    dropped: float
    twice: float
    words: int
    heading: bool
    linked: bool
    sentence: bool
    quotation: bool
    colon: bool
    variants: int

    @property
    def between(self) -> float:
        """The part of the sightings among the story's paragraphs."""
        return 1.0 - self.lead - self.tail

    @property
    def where(self) -> str:
        """Where it mostly stands, in words."""
        if self.tail >= _MOSTLY:
            return "after the story"
        return "before the story" if self.lead >= _MOSTLY else "within the story"


class SiteView:
    """A site's traces with what follows from all of them together."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.traces = _distinct(site.traces)
        self.spots: dict[int, list[Spot]] = defaultdict(list)
        for number, trace in enumerate(self.traces):
            for block in range(len(trace)):
                for column in range(4):
                    key = trace.key(block, column)
                    if key:
                        self.spots[key].append((number, block))
        # A fingerprint seen once is of no interest from here on.
        self._pages_of = {
            key: len({page for page, _ in spots})
            for key, spots in self.spots.items()
            if len(spots) > 1
        }
        self.spots = {key: self.spots[key] for key in self._pages_of}

    def pages_of(self, key: int) -> int:
        """How many pages have a fingerprint."""
        return self._pages_of.get(key, 1)

    def recurring(self, column: int, least: int) -> list[int]:
        """The fingerprints of a column that at least so many pages have, in a stable order."""
        return sorted(
            {
                key
                for key, spots in self.spots.items()
                if self._pages_of[key] >= least
                and self.traces[spots[0][0]].key(spots[0][1], column) == key
            }
        )

    def evidence(self, spots: Sequence[Spot], texts: Sequence[str]) -> Evidence:
        """What is known of the blocks at `spots`, some of whose texts are `texts`."""
        pages = Counter(page for page, _ in spots)
        flags = [self.traces[page].flags[block] for page, block in spots]
        among = frozenset(spots)
        places = [self._place_in_story(spot, among) for spot in spots]
        mean = 1 / len(spots)
        keys = {self.traces[page].key(block, TEXT) for page, block in spots}
        return Evidence(
            pages=len(pages),
            share=len(pages) / len(self.traces),
            lead=places.count("lead") * mean,
            tail=places.count("tail") * mean,
            headed=sum(self._heads_story(page, block) for page, block in spots) * mean,
            apart=all(self._is_apart(self.traces[page].places[block]) for page, block in spots),
            topical=self._topical(pages, texts),
            dropped=sum(not flag & KEPT for flag in flags) * mean,
            twice=sum(count > 1 for count in pages.values()) / len(pages),
            words=max(self.traces[page].words[block] for page, block in spots),
            heading=_most(flags, HEADING),
            linked=_most(flags, LINKED),
            sentence=_most(flags, SENTENCE),
            quotation=_most(flags, QUOTE),
            colon=_most(flags, COLON),
            variants=len(keys),
        )

    def is_story(self, page: int, block: int) -> bool:
        """Whether a block is a paragraph that no other page has anything like."""
        trace = self.traces[page]
        return (
            bool(trace.flags[block] & KEPT)
            and not trace.flags[block] & LINKED
            and trace.words[block] >= _PARAGRAPH
            and self.pages_of(trace.key(block, TEXT)) == 1
            and self.pages_of(trace.key(block, SHAPE)) == 1
        )

    @cached_property
    def story_places(self) -> frozenset[int]:
        """The places in which paragraphs of stories stand."""
        found = Counter(
            self._sites_place(trace.places[block])
            for page, trace in enumerate(self.traces)
            for block in range(len(trace))
            if self.is_story(page, block)
        )
        # One in a hundred may be a text of the site's that has no like among these pages.
        least = max(2, sum(found.values()) // 100)
        return frozenset(place for place, count in found.items() if count >= least)

    @cached_property
    def story_words(self) -> frozenset[str]:
        """The steps (an element with its classes) that lead to paragraphs of stories."""
        near = {
            step
            for place, number in self.site.places.items()
            if self._sites_place(number) in self.story_places
            for step in place
        }
        return frozenset(word for step in near for word in step.split("."))

    @cached_property
    def _near_places(self) -> list[int]:
        """Places told apart by the nearest two elements alone."""
        near: dict[tuple[str, ...], int] = {}
        return [near.setdefault(place[:2], len(near)) for place in self.site.places]

    def _sites_place(self, place: int) -> int:
        return self._near_places[place]

    def _is_apart(self, place: int) -> bool:
        steps = self._names[place]
        return bool(steps) and self._sites_place(place) not in self.story_places

    @cached_property
    def _names(self) -> list[tuple[str, ...]]:
        return list(self.site.places)

    def names(self, spot: Spot) -> tuple[str, ...]:
        """The steps of the place at a spot."""
        return self._names[self.traces[spot[0]].places[spot[1]]]

    @cached_property
    def _story(self) -> list[list[int]]:
        """The paragraphs of each page's story."""
        return [
            [block for block in range(len(trace)) if self.is_story(page, block)]
            for page, trace in enumerate(self.traces)
        ]

    def _place_in_story(self, spot: Spot, among: frozenset[Spot]) -> str:
        """Where a block stands to the story's paragraphs, those it is compared with left out."""
        page, block = spot
        story = [other for other in self._story[page] if (page, other) not in among]
        if not story or story[0] < block < story[-1]:
            return "body"
        return "lead" if block < story[0] else "tail"

    def _heads_story(self, page: int, block: int) -> bool:
        return block + 1 < len(self.traces[page]) and self.is_story(page, block + 1)

    def _topical(self, pages: Iterable[int], texts: Sequence[str]) -> bool:
        """Whether the pages are much more alike than the site's pages are.

        The words of `texts`, which they have in common, and of what recurs word for word do not
        count.
        """
        among = sorted(pages)
        if len(among) < 2:
            return False
        own = {self._columns.get(word) for text in texts for word in shapes.topic_words(text)}
        rows = self._words[among]
        rows[:, sorted(column for column in own if column is not None)] = 0.0
        usual = self._usual_likeness
        if len(among) > _WIDESPREAD * len(self.traces):
            # The event may have made the usual: then what is left must tell.
            rest = sorted(set(range(len(self.traces))).difference(among))
            usual = max(_WIDESPREAD_USUAL, _mean_likeness(self._words[rest]) if rest else 0.0)
        return _mean_likeness(rows) > usual + _ONE_EVENT * (1.0 - usual)

    @cached_property
    def _usual_likeness(self) -> float:
        return _mean_likeness(self._words)

    @cached_property
    def _columns(self) -> dict[int, int]:
        """The words that may tell what a page is about, each with its column in the table."""
        own = self._recurring_words
        words = {word for trace in self.traces for word in trace.topic if word not in own}
        return {word: column for column, word in enumerate(sorted(words))}

    @cached_property
    def _words(self) -> npt.NDArray[np.float32]:
        """Which page has which words, a row for each page, rare words counting more."""
        columns = self._columns
        table = np.zeros((len(self.traces), max(1, len(columns))), dtype=np.float32)
        for number, trace in enumerate(self.traces):
            table[number, [columns[word] for word in trace.topic if word in columns]] = 1.0
        table *= np.log(len(table) / np.maximum(1.0, table.sum(axis=0)))
        return table

    @cached_property
    def _recurring_words(self) -> frozenset[int]:
        """Those of the texts that stand on several pages word for word."""
        found: set[int] = set()
        for key, texts in self.site.examples.items():
            spots = self.spots.get(key, [])
            kept = [self.traces[page].flags[block] & KEPT for page, block in spots]
            if any(kept) and self.traces[spots[0][0]].key(spots[0][1], TEXT) == key:
                found |= shapes.topic_words(texts[0])
        return frozenset(found)


def _mean_likeness(rows: npt.NDArray[np.float32]) -> float:
    """The mean cosine of every two rows."""
    rows = rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))
    # The squared length of the sum is the sum over all pairs, each row with itself included.
    total = float(np.square(rows.sum(axis=0)).sum() - np.square(rows).sum())
    return total / max(1, len(rows) * (len(rows) - 1))


def _distinct(traces: Sequence[Trace]) -> list[Trace]:
    """The pages without those that are another one over again: an AMP or printed version."""
    met: dict[int, int] = {}
    found: list[Trace] = []
    for trace in traces:
        long = {trace.key(at, TEXT) for at in range(len(trace)) if trace.words[at] >= _PARAGRAPH}
        same = Counter(met[key] for key in long if key in met)
        if len(long) >= _STORY and same and max(same.values()) > len(long) * _SAME_STORY:
            continue
        for key in long:
            met[key] = len(found)
        found.append(trace)
    return found


def _most(flags: Sequence[int], flag: int) -> bool:
    return 2 * sum(bool(value & flag) for value in flags) > len(flags)


__all__ = ["Evidence", "SiteView", "Spot", "Trace"]

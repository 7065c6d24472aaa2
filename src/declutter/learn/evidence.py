"""What speaks for and against a recurring block being the site's and not the story's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from declutter.learn import shapes
from declutter.learn.tally import (
    COLON,
    HEADING,
    KEPT,
    LINKED,
    OPENING,
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
_IN_ALL, _IN_THESE_ALONE = 0.8, 0.67
_WIDESPREAD = 0.5


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
        self.traces = site.traces
        self.spots: dict[int, list[Spot]] = defaultdict(list)
        for number, trace in enumerate(site.traces):
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

    def evidence(self, spots: Sequence[Spot]) -> Evidence:
        """What is known of the blocks at `spots`."""
        pages = Counter(page for page, _ in spots)
        flags = [self.traces[page].flags[block] for page, block in spots]
        places = [self._place_in_story(page, block) for page, block in spots]
        mean = 1 / len(spots)
        texts = {self.traces[page].key(block, TEXT) for page, block in spots}
        return Evidence(
            pages=len(pages),
            share=len(pages) / len(self.traces),
            lead=places.count("lead") * mean,
            tail=places.count("tail") * mean,
            headed=sum(self._heads_story(page, block) for page, block in spots) * mean,
            apart=all(self._is_apart(self.traces[page].places[block]) for page, block in spots),
            topical=self._topical(pages, spots),
            dropped=sum(not flag & KEPT for flag in flags) * mean,
            twice=sum(count > 1 for count in pages.values()) / len(pages),
            words=max(self.traces[page].words[block] for page, block in spots),
            heading=_most(flags, HEADING),
            linked=_most(flags, LINKED),
            sentence=_most(flags, SENTENCE),
            quotation=_most(flags, QUOTE),
            colon=_most(flags, COLON),
            variants=len(texts),
        )

    def is_story(self, page: int, block: int) -> bool:
        """Whether a block is a paragraph that no other page has anything like."""
        trace = self.traces[page]
        return (
            bool(trace.flags[block] & KEPT)
            and not trace.flags[block] & LINKED
            and trace.words[block] >= _PARAGRAPH
            and all(self.pages_of(trace.key(block, column)) == 1 for column in (TEXT, SHAPE, OPENING))
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
    def _bounds(self) -> list[tuple[int, int]]:
        """The first and the last paragraph of each page's story."""
        found = []
        for page, trace in enumerate(self.traces):
            story = [block for block in range(len(trace)) if self.is_story(page, block)]
            found.append((story[0], story[-1]) if story else (0, len(trace)))
        return found

    def _place_in_story(self, page: int, block: int) -> str:
        first, last = self._bounds[page]
        if block < first:
            return "lead"
        return "tail" if block > last else "body"

    def _heads_story(self, page: int, block: int) -> bool:
        return block + 1 < len(self.traces[page]) and self.is_story(page, block + 1)

    @cached_property
    def _topics(self) -> list[frozenset[int]]:
        return [frozenset(trace.topic) for trace in self.traces]

    @cached_property
    def _common(self) -> Counter[int]:
        """How many pages have a word."""
        return Counter(word for topic in self._topics for word in topic)

    def _topical(self, pages: Iterable[int], spots: Sequence[Spot]) -> bool:
        """Whether the pages share words that the site's other pages do not have.

        The words of what they share word for word do not count.
        """
        among = list(pages)
        if len(among) < 2 or len(among) > _WIDESPREAD * len(self.traces):
            return False
        shared = Counter(word for page in among for word in self._topics[page])
        own = self._recurring_words
        telling = sum(
            count >= _IN_ALL * len(among) and count >= _IN_THESE_ALONE * self._common[word]
            for word, count in shared.items()
            if word not in own
        )
        return telling >= (3 if len(among) <= 3 else 2)

    @cached_property
    def _recurring_words(self) -> frozenset[int]:
        texts = (text for texts in self.site.examples.values() for text in texts)
        return frozenset().union(*(shapes.topic_words(text) for text in texts))


def _most(flags: Sequence[int], flag: int) -> bool:
    return 2 * sum(bool(value & flag) for value in flags) > len(flags)


__all__ = ["Evidence", "SiteView", "Spot", "Trace"]

"""What is kept of the pages that were seen: fingerprints of their blocks, site by site."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from declutter.learn import shapes
from declutter.learn.observe import Observation, Seen

TEXT, SHAPE, OPENING, ENDING = range(4)
"""The ways in which blocks of two pages can be alike: the columns of a trace."""
KEPT, HEADING, LINKED, SENTENCE, QUOTE, COLON = 1, 2, 4, 8, 16, 32

MAX_TRACES = 10_000
"""Pages that are remembered, over all sites: some 100 MB of fingerprints."""
_SAMPLES = 40
_SAMPLE_WORDS = (12, 60)
_EXAMPLES = 6
_MAX_TEXT = 1_500
_MAX_TOPIC = 300
_TOPIC_BLOCK = 8


@dataclass(slots=True)
class Trace:
    """A page: for each block four fingerprints (0 for none), its place, flags, and length in
    words; and hashes of the words that may tell what the page is about."""

    keys: array[int]
    places: array[int]
    flags: array[int]
    words: array[int]
    topic: array[int]

    def __len__(self) -> int:
        return len(self.places)

    def key(self, block: int, column: int) -> int:
        """The fingerprint of a block in a column."""
        return self.keys[4 * block + column]


@dataclass(slots=True)
class Site:
    """A site's pages as traces, and the few texts that are needed to write rules.

    `examples` holds some texts for each fingerprint that was seen on a second page; `samples`
    paragraphs of stories, by fingerprint. `hints` are kinds that rules saw in a text.
    """

    name: str
    addressed: bool = False
    pages: int = 0
    traces: list[Trace] = field(default_factory=list)
    places: dict[tuple[str, ...], int] = field(default_factory=dict)
    examples: dict[int, list[str]] = field(default_factory=dict)
    hints: dict[int, str] = field(default_factory=dict)
    samples: list[tuple[int, str]] = field(default_factory=list)
    _met: set[int] = field(default_factory=set)

    def add(self, blocks: tuple[Seen, ...]) -> None:
        """Take a page in."""
        trace = Trace(array("Q"), array("L"), array("B"), array("H"), _topic(blocks))
        fresh: set[int] = set()
        for seen in blocks:
            words = shapes.length_of(seen.text)
            keys = _keys(seen.text)
            trace.keys.extend(keys)
            trace.places.append(self.places.setdefault(seen.place, len(self.places)))
            trace.flags.append(_flags(seen))
            trace.words.append(min(words, 65_535))
            self._remember(seen, words, keys, fresh)
        self._met |= fresh
        self.traces.append(trace)

    def _remember(self, seen: Seen, words: int, keys: tuple[int, ...], fresh: set[int]) -> None:
        for key in keys:
            if not key or key in fresh:
                continue
            fresh.add(key)
            if key in self._met and len(seen.text) <= _MAX_TEXT:
                examples = self.examples.setdefault(key, [])
                if len(examples) < _EXAMPLES and seen.text not in examples:
                    examples.append(seen.text)
                if seen.hint:
                    self.hints[key] = seen.hint
        low, high = _SAMPLE_WORDS
        if seen.kept and low <= words <= high and shapes.ends_as_sentence(seen.text):
            # The smallest fingerprints: the same choice whatever the order of the pages.
            heapq.heappush(self.samples, (-keys[TEXT], seen.text))
            if len(self.samples) > _SAMPLES:
                heapq.heappop(self.samples)


class Tally:
    """All sites. Takes at most `pages_per_site` pages of each, and forgets the sites with the
    fewest pages when it holds too many."""

    def __init__(self, pages_per_site: int, max_traces: int = MAX_TRACES) -> None:
        self._pages_per_site = pages_per_site
        self._max_traces = max_traces
        self._sites: dict[str, Site] = {}
        self._traces = 0

    def wants(self, site: str) -> bool:
        """Whether more pages of a site would be taken."""
        known = self._sites.get(site)
        return known is None or len(known.traces) < self._pages_per_site

    def add(self, observation: Observation) -> None:
        """Take a page in; pages without a story are passed over."""
        if not any(seen.kept for seen in observation.blocks):
            return
        site = self._sites.setdefault(observation.site, Site(observation.site))
        site.addressed = site.addressed or observation.addressed
        site.pages += 1
        if len(site.traces) >= self._pages_per_site:
            return
        site.add(observation.blocks)
        self._traces += 1
        if self._traces > self._max_traces:
            self._forget()

    def sites(self) -> Iterator[Site]:
        """The sites, by name."""
        for name in sorted(self._sites):
            yield self._sites[name]

    def _forget(self) -> None:
        """Let go of the sites with the fewest pages, until there is room again."""
        for site in sorted(self._sites.values(), key=lambda site: len(site.traces)):
            if self._traces <= self._max_traces * 3 // 4:
                return
            self._traces -= len(site.traces)
            del self._sites[site.name]


def _keys(text: str) -> tuple[int, ...]:
    mask = shapes.masked(text)
    return (
        shapes.digest("text", shapes.key_of(text)),
        shapes.digest("shape", mask) if shapes.has_mask(mask) else 0,
        shapes.digest("open", shapes.opening_of(mask)),
        shapes.digest("end", shapes.ending_of(mask)),
    )


def _flags(seen: Seen) -> int:
    return (
        KEPT * seen.kept
        | HEADING * seen.heading
        | LINKED * seen.linked
        | SENTENCE * shapes.ends_as_sentence(seen.text)
        | QUOTE * shapes.is_quotation(seen.text)
        | COLON * seen.text.rstrip().endswith((":", "："))
    )


def _topic(blocks: tuple[Seen, ...]) -> array[int]:
    found: set[int] = set()
    for seen in blocks:
        if seen.kept and shapes.length_of(seen.text) >= _TOPIC_BLOCK:
            found |= shapes.topic_words(seen.text)
    # The smallest hashes: of long pages the same part of the vocabulary, so that they compare.
    return array("L", heapq.nsmallest(_MAX_TOPIC, found))

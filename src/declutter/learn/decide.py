"""Which of the texts that recur on a site are noise.

Stories recur too: subheadings, refrains, quotes and background in stories on one event, formulas.
So what recurs must be seen often, where the site's own texts stand, on pages about different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declutter.learn import shapes
from declutter.learn.evidence import Evidence, SiteView, Spot
from declutter.learn.pattern import common_ending, common_opening, sharpened
from declutter.learn.tally import ENDING, OPENING, SHAPE, TEXT

_MOSTLY = 0.7
_SHORT = 5
_LABEL = 8
_BRIEF = 10
_PROMPTS = frozenset(("ad", "subscribe", "share", "related", "contact", "legal"))
_FIXED = 4
_PLACE_KNOWN = 0.6


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How often something must be seen: on so many pages, and on such shares of a site's pages.

    `edge` holds before and after the story and in elements of its own, `body` among the story's
    paragraphs and for lines of a few words, `alike` for texts that are not the same word for word.
    """

    pages: int = 3
    edge: float = 0.1
    body: float = 0.25
    alike: float = 0.15

    @classmethod
    def of(cls, pages: int, share: float) -> Thresholds:
        """Thresholds from the least number of pages and the least share, `edge`."""
        return cls(pages, share, *(min(1.0, factor * share) for factor in (2.5, 1.5)))


@dataclass(frozen=True, slots=True)
class Noise:
    """A text of the site's own: how its blocks are alike (a column of the traces, or "place"),
    what they have in common, and what was seen of them.

    `fixed` is the text, the masked text, its opening or ending, or the class that is common;
    `within` a class that all the blocks stand in and no paragraph of a story does, "" for none.
    `promotes` says that it names the site or an address, or that a rule saw a prompt in it.
    """

    how: str
    fixed: str
    texts: tuple[str, ...]
    evidence: Evidence
    hint: str = ""
    within: str = ""
    promotes: bool = False

    @property
    def is_label(self) -> bool:
        """Whether it is a short line, which elsewhere may be a subheading."""
        seen = self.evidence
        return self.how == "line" and (
            seen.words < _SHORT or (seen.words < _LABEL and not seen.sentence and not seen.linked)
        )


def decide(view: SiteView, least: Thresholds) -> list[Noise]:
    """Return the noise of a site, what is seen on the most pages first."""
    explained: set[Spot] = set()
    found: list[Noise] = []
    for how, column, judge in (
        ("shape", SHAPE, _is_own_shape),
        ("line", TEXT, _is_own_text),
        ("starts", OPENING, _is_own_shape),
        ("ends", ENDING, _is_own_shape),
    ):
        for noise, spots in _alike(view, least, how, column, explained):
            if judge(noise, least):
                found.append(noise)
                explained.update(spots)
    found += _places(view, least, explained)
    return sorted(found, key=lambda noise: (-noise.evidence.pages, noise.how, noise.fixed))


def _alike(
    view: SiteView, least: Thresholds, how: str, column: int, explained: set[Spot]
) -> Iterator[tuple[Noise, Sequence[Spot]]]:
    """The groups of blocks that are alike in a column and that no noise accounts for yet."""
    for key in view.recurring(column, least.pages):
        spots = [spot for spot in view.spots[key] if spot not in explained]
        if len({page for page, _ in spots}) < least.pages:
            continue
        texts = tuple(view.site.examples.get(key, ()))
        evidence = view.evidence(spots, texts)
        if not texts or evidence.dropped == 1.0:
            continue
        if column != TEXT and evidence.variants < 2:
            continue
        hint = view.site.hints.get(key, "")
        promotes = hint in _PROMPTS or shapes.names_site(texts[0], view.site.name)
        noise = Noise(
            how, _fixed(column, texts), texts, evidence, hint, _within(view, spots), promotes
        )
        yield noise, spots


def _within(view: SiteView, spots: Sequence[Spot]) -> str:
    common = set.intersection(*(_words_of(view.names(spot)) for spot in spots))
    return min(common - view.story_words, default="")


def _fixed(column: int, texts: Sequence[str]) -> str:
    if column == TEXT:
        return texts[0]
    masks = [shapes.masked(text) for text in texts]
    if column == OPENING:
        return common_opening(masks)
    return common_ending(masks) if column == ENDING else sharpened(masks[0], texts)


def _is_own_text(noise: Noise, least: Thresholds) -> bool:
    """Whether a text that recurs word for word is the site's."""
    seen = noise.evidence
    if not any(map(str.isalpha, noise.texts[0])) or _is_story_form(noise):
        return False
    edge = max(seen.lead, seen.tail) >= _MOSTLY
    if noise.is_label:
        return _is_own_label(noise, least)
    if seen.topical or (seen.quotation and not seen.apart):
        return False
    brief = seen.words < _BRIEF and not noise.promotes
    if seen.apart or seen.dropped > 0.5:
        return seen.share >= least.edge
    if edge:
        signed = shapes.masked(noise.texts[0]).startswith(shapes.NAME)
        return seen.share >= (least.body if brief and not signed else least.edge)
    # "Preheat the oven to 180 degrees", "An investigation is under way".
    return seen.share >= (2 * least.body if brief else least.body)


def _is_own_label(noise: Noise, least: Thresholds) -> bool:
    """Whether a short line is the site's: above a paragraph it may be a subheading."""
    seen = noise.evidence
    if seen.topical or (seen.heading and not noise.promotes):
        return False
    if seen.linked:
        return seen.share >= least.edge
    if noise.promotes and shapes.length_of(noise.texts[0]) > 1:
        return seen.share >= least.body
    if seen.tail >= _MOSTLY:
        return seen.share >= (least.edge if seen.apart else least.body)
    if seen.lead >= _MOSTLY and not seen.sentence:
        return seen.share >= (least.edge if seen.apart else least.body)
    return bool(noise.within) and seen.headed < _MOSTLY and seen.share >= least.body


def _is_own_shape(noise: Noise, least: Thresholds) -> bool:
    """Whether texts alike but for names, numbers and dates, or in how they begin or end, are the
    site's."""
    seen = noise.evidence
    words = shapes.fixed_length(noise.fixed)
    if words < _FIXED or 2 * words < shapes.length_of(noise.fixed) or _is_story_form(noise):
        return False
    if seen.topical or seen.quotation or seen.heading:
        return False
    if seen.apart or seen.dropped > 0.5:
        return seen.share >= least.alike
    # Stories, too, begin alike ("Anna Lind is a baker in Orrin"): only their ends are the site's.
    long = words >= _LABEL and 3 * words >= 2 * seen.words
    if seen.lead >= _MOSTLY and words >= _LABEL - 2 and shapes.NAME not in noise.fixed:
        return seen.share >= least.body
    enough = seen.pages >= least.pages + (not long)
    return seen.tail >= _MOSTLY and enough and seen.share >= least.alike


def _is_story_form(noise: Noise) -> bool:
    """Whether it has the form of something that a story repeats: a refrain, a subheading, the
    announcement of a list."""
    seen = noise.evidence
    if seen.linked or (noise.promotes and noise.how == "line"):
        return False
    if seen.heading and seen.between >= _MOSTLY:
        return True
    if seen.colon and not seen.apart:
        return True
    return seen.twice >= 0.5 and not seen.apart and seen.between > 0.5


def _places(view: SiteView, least: Thresholds, explained: set[Spot]) -> list[Noise]:
    """Elements in which hardly anything but the site's own recurring texts stands."""
    by_word: dict[str, list[Spot]] = {}
    for page, trace in enumerate(view.traces):
        for block in range(len(trace)):
            for word in _words_of(view.names((page, block))):
                if word not in view.story_words:
                    by_word.setdefault(word, []).append((page, block))
    found: list[Noise] = []
    for word, spots in sorted(by_word.items()):
        known = [spot for spot in spots if spot in explained]
        keys = {view.traces[page].key(block, TEXT) for page, block in known}
        if len(keys) < 2 or len(known) < _PLACE_KNOWN * len(spots):
            continue
        texts = tuple(text for key in sorted(keys) for text in view.site.examples.get(key, ())[:1])
        seen = view.evidence(spots, texts)
        often = seen.pages >= least.pages and seen.share >= least.alike
        if texts and often and not seen.topical:
            found.append(Noise("place", word, texts, seen))
    return found


def _words_of(steps: tuple[str, ...]) -> set[str]:
    """The class words of a block's own element and the one around it."""
    return {word for step in steps[:2] for word in step.split(".")[1:] if word}

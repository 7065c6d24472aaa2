"""A scraped text while it is judged: its lines, what the rules say of them, what is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from declutter.blocks import Page
from declutter.judge.scraped_labels import Labels, ad_labels, is_misspelt, line_keys
from declutter.judge.verdict import Verdict
from declutter.lines import is_list_item, is_picture, link_share, plain, table_rows
from declutter.metadata import dateline
from declutter.rules import Rule, RuleSet
from declutter.rules.fold import (
    count_words,
    ends_unmarked,
    fold_all,
    is_sentence,
    line_key,
)

# A sentence this long is a paragraph of the story unless a rule knows better.
SURE_WORDS = 12
# So long a line is one even without a stop at its end.
_PARAGRAPH_WORDS = 30
_ALL_LINK = 0.9
_PICTURE_RULE, _LINK_RULE = "text.picture", "text.link-line"
# Notes in Markdown have pictures and lists of links of their own.
_MARKED_RULES = frozenset((_PICTURE_RULE, _LINK_RULE))
# The sum of weights at which a line goes: before and after the story less is needed.
_NOISE, _NOISE_SENTENCE, _NOISE_OUTSIDE = 2.5, 2.0, 1.5
_REPEATS = 3
_WORDLESS = "navigation.not-words"
_LABEL_WORDS = 6
_STANDFIRSTS = 2
_CAPTION_WORDS = 7

# How much a dropped line of a kind tells of a text that it was scraped from a news page; the
# second number is for labels of one or two words, which may be headings in anybody's notes.
_CUES = {
    "ad": (2.0, 2.0),
    "subscribe": (2.0, 1.0),
    "share": (2.0, 1.0),
    "related": (2.0, 1.0),
    "comments": (2.0, 1.0),
    "byline": (1.5, 0.75),
    "caption": (1.5, 0.5),
    "tags": (1.0, 0.5),
    "legal": (1.0, 0.5),
    "navigation": (1.0, 0.5),
    "contact": (0.5, 0.25),
}
_CORE = frozenset(("ad", "subscribe", "share", "related", "comments", "byline", "caption"))
_ENOUGH, _ENOUGH_IN_DOUBT = 2.0, 4.0
# Kinds whose one-word labels are also subheadings of stories.
_ALSO_HEADINGS = frozenset(("navigation", "contact", "tags", "byline"))

_QUOTED = re.compile(r"^[\"“„«‘'「『].*[\"”“»’'」』][.,!?]?$", re.DOTALL)
_CLOCK = re.compile(r"^\W*\d{1,2}[:.h]\d{2}( ?[ap]\.?m\.?)?( ?[A-Z]{2,4})?\W*$", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.。।۔…]['\")\]」』）】 ]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and its shape.

    `folded` is its text with typewriter quotes, `key` what is left of it without case and the
    punctuation around, `sentence` whether it ends as one, `stopped` whether with a full stop,
    `link` whether it is all link, in Markdown. Its signs of Markdown are left out of the rest.
    """

    text: str
    folded: str
    key: str
    words: int
    sentence: bool
    stopped: bool
    item: bool
    link: bool

    @property
    def is_title(self) -> bool:
        """Whether it could be a headline, a label or a name: no sentence, no list item."""
        return not (self.stopped or self.item or self.is_quoted or self.text.endswith((":", "：")))

    @property
    def is_quoted(self) -> bool:
        """Whether the whole line is a quotation."""
        return _QUOTED.match(self.text) is not None


def _without_marks(page: Page) -> Page:
    """The page as rules should see it: without the signs of Markdown."""
    texts = [plain(block.text) for block in page.blocks]
    blocks = [
        block if block.text == text else replace(block, text=text)
        for block, text in zip(page.blocks, texts, strict=True)
    ]
    return replace(page, blocks=blocks)


def _line(raw: str, text: str, folded: str, caseless_text: str) -> Line:
    words = count_words(folded)
    # Thai ends no sentence with a stop, and some scrapers lose them.
    long = words >= _PARAGRAPH_WORDS
    return Line(
        text,
        folded,
        line_key(caseless_text),
        words,
        long or is_sentence(folded),
        long or _FULL_STOP.search(folded[-8:]) is not None or ends_unmarked(folded),
        is_list_item(text),
        link_share(raw) >= _ALL_LINK,
    )


_SLOT_LABELS = frozenset(("ad.label", "ad.misspelt-label"))


class ScrapedText:
    """Lines, rule hits and what is dropped so far (`drops`, by the line's number)."""

    def __init__(self, page: Page, rules: RuleSet) -> None:
        """Judge every line of `page` by the rules, alone and in context."""
        self.page = page
        page = _without_marks(page)
        texts = [block.text for block in page.blocks]
        folded, low = fold_all(texts)
        self.lines = [
            _line(block.text, text, plainly, small)
            for block, text, plainly, small in zip(
                self.page.blocks, texts, folded, low, strict=True
            )
        ]
        self.drops: dict[int, Verdict] = {}
        self._tables = table_rows([block.text for block in self.page.blocks])
        alone = rules.alone(page)
        self._hits: list[tuple[Rule, ...]] = list(alone)
        self._apply(alone)
        self._drop_slots(ad_labels(rules))
        self.settle()
        kept = [number not in self.drops for number in range(len(texts))]
        context = rules.in_context(page, alone, kept)
        self._hits = [(*own, *more) for own, more in zip(alone, context, strict=True)]
        self._apply(context)
        self.settle()
        self._drop_weighed()
        self._drop_links()
        self._spare_headings()

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(line.key for line in self.lines)

    def drop(self, number: int, kind: str, rule: str, *reasons: str) -> None:
        """Drop a line, unless it is dropped already or a rule keeps it."""
        if number not in self.drops and not self._is_protected(number):
            self.drops[number] = Verdict(False, kind, rule, reasons or (rule,), 0.1)

    def kind(self, number: int) -> str:
        """The kind a line was dropped with, "" if it is kept or there is no such line."""
        verdict = self.drops.get(number)
        return verdict.kind if verdict else ""

    def is_told(self, number: int) -> bool:
        """Whether a line was dropped for what a page's frame says, and not for being a picture's
        text or no words at all: code and tables have such lines."""
        verdict = self.drops.get(number)
        return verdict is not None and verdict.kind != "caption" and verdict.rule != _WORDLESS

    def is_news(self) -> bool:
        """Whether what the rules drop, or the story's dateline, shows that this is news."""
        opening = self.lines[self.first].text if self.sure else ""
        if dateline.names_agency(opening):
            return True
        points: dict[str, float] = {}
        core = strong_one = False
        for number, verdict in self.drops.items():
            if verdict.rule in _MARKED_RULES:
                continue
            strong, weak = _CUES.get(verdict.kind, (0.0, 0.0))
            line = self.lines[number]
            label = self._is_label(number)
            value = weak if label else strong
            strong_one = strong_one or not label or verdict.kind == "ad"
            if verdict.kind == "byline" and value == strong and number < self.first:
                value = strong + 0.5 * (len(self.sure) > 1)
            points[line.key] = max(points.get(line.key, 0.0), value)
            core = core or verdict.kind in _CORE
        total = sum(points.values())
        if not core:
            return False
        if not self.sure or not strong_one:
            return total >= _ENOUGH_IN_DOUBT
        if dateline.find([opening]):
            total += 1
        if len(self.sure) > 1 and any(
            number > self.last and verdict.kind in ("subscribe", "share", "comments", "related")
            for number, verdict in self.drops.items()
        ):
            total += 1
        return total >= _ENOUGH

    def ordered_drops(self) -> dict[int, Verdict]:
        """The drops that stand in a text of any sort.

        Those are what a user's own rules ask for, and the labels of ad slots beside a story.
        """
        return {
            number: verdict
            for number, verdict in self.drops.items()
            if (self.sure and verdict.rule in _SLOT_LABELS)
            or any(rule.decides and rule.id == verdict.rule for rule in self._hits[number])
        }

    def verdicts(self) -> list[Verdict]:
        """What is judged, line by line."""
        return [self.drops.get(number) or self._kept(number) for number in range(len(self.lines))]

    def _kept(self, number: int) -> Verdict:
        for rule in self._hits[number]:
            if rule.says == "keep":
                return Verdict(True, "keep", rule.id, (rule.id,), 0.99)
        reasons = tuple(rule.id for rule in self._hits[number])
        if number in self.sure:
            return Verdict(True, "keep", "", ("paragraph", *reasons), 0.98)
        weight = self._weight(number)
        return Verdict(True, "keep", "", reasons, 0.8 if weight <= 0 else 0.6)

    def _apply(self, hits: Sequence[Sequence[Rule]]) -> None:
        for number, rules in enumerate(hits):
            droppers = [rule for rule in rules if self._may_drop(rule, number)]
            if droppers and number not in self.drops and not self._is_protected(number):
                droppers.sort(key=lambda rule: self._vagueness(rule, number))
                reasons = tuple(dict.fromkeys(rule.id for rule in droppers))
                self.drops[number] = Verdict(False, droppers[0].kind, droppers[0].id, reasons, 0.02)

    def _may_drop(self, rule: Rule, number: int) -> bool:
        if rule.says != "drop":
            return False
        line = self.lines[number]
        if not line.item:
            return True
        # A heading with a number is what the caption is about, and no alternative text; and who
        # numbers labels writes about them.
        numbered = line.text.lstrip("(")[0].isdigit()
        return not (rule.repeats == "caption" or (numbered and line.key in line_keys(rule.line)))

    def _vagueness(self, rule: Rule, number: int) -> int:
        """How loosely a rule describes the line: the closest description names its kind."""
        if rule.repeats:
            return 0
        if rule.line and self.lines[number].key in line_keys(rule.line):
            return 1
        return 3 if rule.next_to else 2

    def _is_protected(self, number: int) -> bool:
        if number in self._tables or any(rule.says == "keep" for rule in self._hits[number]):
            return True
        return self._is_live and _CLOCK.match(self.lines[number].text) is not None

    @cached_property
    def _is_live(self) -> bool:
        """Whether bare times of the day head the entries of a live blog."""
        return sum(_CLOCK.match(line.text) is not None for line in self.lines) >= _REPEATS

    def _weight(self, number: int) -> float:
        return sum(rule.says for rule in self._hits[number] if not isinstance(rule.says, str))

    def _is_label(self, number: int) -> bool:
        """Whether a line is dropped for being one or two words that a list of labels has."""
        return self.lines[number].words <= 2 and self.is_listed(number)

    def is_listed(self, number: int) -> bool:
        """Whether a dropped line is, word for word, among the labels of the rule that decided."""
        decided = self.drops[number].rule
        key = self.lines[number].key
        return any(
            rule.id == decided and key in line_keys(rule.line) for rule in self._hits[number]
        )

    def _drop_slots(self, labels: Labels) -> None:
        """Drop lines that a template repeats, and ad labels that someone misspelt."""
        short = {line.key for line in self.lines if line.words <= 4 and not line.sentence}
        misspelt = {key for key in short if is_misspelt(key, labels)}
        for number, line in enumerate(self.lines):
            if line.key in misspelt:
                self.drop(number, "ad", "text.misspelt-ad-label")
        repeated: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if number not in self.drops and self._could_be_slot(number):
                repeated.setdefault(line.text.casefold(), []).append(number)
        slots = [places for places in repeated.values() if self._interrupts(places)]
        # Two such lines are the speakers of an interview, not one slot.
        if len(slots) == 1:
            for number in slots[0]:
                self.drop(number, "ad", "text.repeated-line", f"{len(slots[0])} times")

    def _could_be_slot(self, number: int) -> bool:
        line = self.lines[number]
        return (
            line.is_title
            and not line.sentence
            and 0 < line.words <= _LABEL_WORDS
            and any(map(str.isalpha, line.key))
            and not self.page.blocks[number].joined
        )

    def _interrupts(self, places: Sequence[int]) -> bool:
        """Whether a repeated line mostly stands between sentences, and heads no list of facts."""
        if len(places) < _REPEATS:
            return False
        between = sum(
            self._is_prose(number - 1, -1) and self._is_prose(number + 1, 1) for number in places
        )
        return between * 3 >= len(places) * 2

    def _is_prose(self, number: int, step: int) -> bool:
        """Whether the next kept line that way is a sentence; the text's end serves as well."""
        while 0 <= number < len(self.lines) and number in self.drops:
            number += step
        return not 0 <= number < len(self.lines) or self.lines[number].sentence

    def settle(self) -> None:
        """Find the paragraphs that are surely story, the first and the last of them.

        A standfirst may be as long as a paragraph: the story starts after the byline under it.
        """
        self.sure = {
            number
            for number, line in enumerate(self.lines)
            if line.words >= SURE_WORDS
            and line.sentence
            and number not in self.drops
            and self._weight(number) < 2
        }
        ordered = sorted(self.sure)
        self.first = ordered[0] if ordered else len(self.lines)
        for before, after in list(pairwise(ordered))[:_STANDFIRSTS]:
            between = range(before + 1, after)
            if any(self.lines[at].stopped and at not in self.drops for at in between):
                break
            if any(self.kind(at) == "byline" for at in between):
                self.first = after
        self.last = max(self.sure, default=len(self.lines))

    def _drop_weighed(self) -> None:
        for number in range(len(self.lines)):
            outside = number < self.first or number > self.last
            weight = self._weight(number)
            line = self.lines[number]
            if weight > 0 and line.is_title and not line.sentence and line.words >= _CAPTION_WORDS:
                weight += 1.0  # no label, no heading, no sentence: a caption as like as not
            least = _NOISE_OUTSIDE if outside else _NOISE
            if line.sentence and number > self.last:
                least = _NOISE_SENTENCE  # the story may end with a short sentence
            if self.sure and weight >= least:
                rules = sorted(
                    (rule for rule in self._hits[number] if not isinstance(rule.says, str)),
                    key=lambda rule: -float(rule.says),
                )
                names = tuple(f"{rule.id} {rule.says:+}" for rule in rules)
                self.drop(number, rules[0].kind, rules[0].id, *names)

    def _drop_links(self) -> None:
        """Drop lines of Markdown that are nothing but a picture or a link to another page."""
        for number, line in enumerate(self.lines):
            if is_picture(self.page.blocks[number].text):
                self.drop(number, "caption", _PICTURE_RULE)
            elif line.link and self.sure:
                self.drop(number, "related", _LINK_RULE)

    def _spare_headings(self) -> None:
        """Keep a lone word between two paragraphs that is a heading as likely as a label."""
        for number, verdict in list(self.drops.items()):
            line = self.lines[number]
            if (
                verdict.kind in _ALSO_HEADINGS
                and line.words == 1
                and self._counts[line.key] == 1
                and number - 1 in self.sure
                and number + 1 in self.sure
                and self._is_label(number)
            ):
                del self.drops[number]

"""The rule engine: which rules hold for each block of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urlsplit

from declutter.blocks import Block, InputKind, Page
from declutter.rules.context import Context
from declutter.rules.elements import ElementIndex, frames_of
from declutter.rules.fold import count_words, fold_all, is_sentence
from declutter.rules.pack import load_packs
from declutter.rules.pattern_index import is_spoken, primary
from declutter.rules.phrases import PhraseIndex
from declutter.rules.rule import Rule

Hits = tuple[Rule, ...]


class AloneHits(list[Hits]):
    """For each block the rules that hold, judged from the block itself.

    `waiting` are, for each block, the rules whose own conditions hold and that wait for what the
    blocks around turn out to be.
    """

    waiting: list[Hits]


class RuleSet:
    """Rules compiled to be matched together.

    `select` and `ignore` name kinds, ids or beginnings of ids; nothing in `select` means all.
    Raises RuleError when a pattern is not one of RE2.
    """

    def __init__(
        self, rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()
    ) -> None:
        self.rules = tuple(
            rule
            for rule in rules
            if (not select or _is_named(rule, select)) and not _is_named(rule, ignore)
        )
        self._phrases = PhraseIndex(self.rules)
        self._elements = ElementIndex(self.rules)
        # A rule on text is found by its text; its tags and classes are then confirmed.
        self._needs_both = frozenset(
            number for number, rule in enumerate(self.rules) if rule.on_text and rule.on_nodes
        )
        self._shapes = frozenset(
            number
            for number, rule in enumerate(self.rules)
            if not rule.on_text and not rule.on_nodes
        )
        self._sited = [number for number, rule in enumerate(self.rules) if rule.sites]
        self._applicable: dict[tuple[str | None, InputKind], frozenset[int]] = {}

    @staticmethod
    @cache
    def default() -> RuleSet:
        """Return the package's own rules, compiled once for the process."""
        return RuleSet(load_packs())

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        return RuleSet, (self.rules,)

    def alone(self, page: Page, among: Sequence[bool] | None = None) -> AloneHits:
        """Return, for each block of `page`, the rules that hold judged from the block itself.

        With `among`, only the blocks it is true of are looked at; no rule holds for the others.
        """
        blocks = page.blocks
        result = AloneHits()
        language = primary(page.language) if page.language else None
        applicable = self._applying_to(page, language)
        frames = frames_of(page)
        looked_at = [number for number in range(len(blocks)) if among is None or among[number]]
        folded, low = fold_all([blocks[number].text for number in looked_at])
        result.extend([()] * len(blocks))
        result.waiting = [()] * len(blocks)
        for number, text, bare in zip(looked_at, folded, low, strict=True):
            block = blocks[number]
            words = count_words(text)
            found = self._phrases.match(text, bare, words, language)
            elements = self._elements.match(block, page.nodes, frames)
            if not found and not elements and not self._shapes:
                continue
            rules = [
                self.rules[at]
                for at in sorted(self._joint(found, elements) & applicable)
                if _has_shape(self.rules[at], block, text, words, page.input)
            ]
            if rules:
                result[number] = tuple([rule for rule in rules if not rule.in_context])
                result.waiting[number] = tuple([rule for rule in rules if rule.in_context])
        return result

    def in_context(self, page: Page, alone_hits: AloneHits, kept: Sequence[bool]) -> list[Hits]:
        """Return, for each block, the rules that hold given which blocks are kept.

        `alone_hits` is what `alone` returned for the same page: it tells the kinds that the
        other blocks were dropped with. A block that such a rule drops counts as dropped for the
        blocks next to it in turn.
        """
        context = Context(page, alone_hits, kept)
        waiting = alone_hits.waiting
        result: list[Hits] = [()] * len(waiting)
        forward = [number for number, rules in enumerate(waiting) if rules]
        for order in (forward, reversed(forward)):
            for number in order:
                held = tuple(rule for rule in waiting[number] if context.holds(rule, number))
                result[number] = held
                for rule in held:
                    if rule.says == "drop":
                        context.names[number].update((rule.kind, rule.id))
        return result

    def _joint(self, by_text: set[int], by_elements: set[int]) -> set[int]:
        return (by_text ^ by_elements) - self._needs_both | by_text & by_elements | self._shapes

    def _applying_to(self, page: Page, language: str | None) -> frozenset[int]:
        """The rules for the page's language, input and site."""
        key = (language, page.input)
        known = self._applicable.get(key)
        if known is None:
            known = self._applicable[key] = frozenset(
                number
                for number, rule in enumerate(self.rules)
                if rule.input in (None, page.input) and is_spoken(rule, language)
            )
        if not self._sited:
            return known
        host = _host(page.url)
        return known - {at for at in self._sited if not _is_on(host, self.rules[at].sites)}


def _is_named(rule: Rule, names: Iterable[str]) -> bool:
    return any(rule.kind == name or rule.id.startswith(name) for name in names)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def _is_on(host: str, sites: Sequence[str]) -> bool:
    return any(host == site or host.endswith("." + site) for site in sites)


def _has_shape(rule: Rule, block: Block, folded: str, words: int, source: InputKind) -> bool:
    """Whether the block is as long, as linked and as much of a sentence as the rule wants."""
    if words < rule.min_words or (rule.max_words is not None and words > rule.max_words):
        return False
    if block.tag in rule.not_tag:
        return False
    if rule.link_density is not None:
        if source != "html":
            return False
        low, high = rule.link_density
        if not low <= block.link_chars / max(len(block.text), 1) <= high:
            return False
    return rule.sentence is None or rule.sentence == is_sentence(folded)

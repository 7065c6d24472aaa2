"""What files ask of a cleaner: what is judged of each block, and whether that may go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from declutter.blocks import Block, Page
from declutter.cleaner import Cleaner
from declutter.config import Config
from declutter.judge.verdict import Verdict
from declutter.metadata import language
from declutter.rules import Rule, RuleSet, load_packs
from declutter.rules.fold import count_words, fold, is_sentence

_PAGE_STAYS = frozenset(("headline", "kicker", "byline", "caption", "legal", "other"))
"""What tells whose work a page and its pictures are stays in a page that is to stay a page."""
_PAGE_GOES = ("legal.consent",)
_UNLIKELY_STORY = 0.25
"""Blocks of a page that are more likely story than this go only where a rule is sure of it."""
_PARAGRAPH_WORDS = 12


class Judge:
    """A cleaner and the `select` and `ignore` of its settings."""

    def __init__(self, config: Config) -> None:
        """Raises ConfigError or RuleError when the settings or a rule pack are wrong."""
        self.config = config
        self._cleaner = Cleaner(config)

    def blocks(self, source: Any, input: Literal["html", "text"]) -> tuple[Page, Sequence[Verdict]]:
        """Return the blocks of a text or of a page's tree, and what is judged of each."""
        return self._cleaner.look(source, input=input)

    def objection(self, tree: Any) -> str | None:
        """Return in words why a page is no article, None if it is one."""
        return self._cleaner.clean(tree, input="html").note

    def language(self, page: Page) -> str | None:
        """Return the language that a page is taken to be in."""
        return self.config.language or language.of_page(page)

    @property
    def spares(self) -> bool:
        """Whether settings spare some of what is noise."""
        return bool(self.config.select or self.config.ignore)

    def drops(self, verdict: Verdict) -> bool:
        """Whether a block is judged to go, and `select` and `ignore` let it."""
        if verdict.keep or _named(verdict, self.config.ignore):
            return False
        return not self.config.select or _named(verdict, self.config.select)

    def drops_from_page(self, block: Block, verdict: Verdict) -> bool:
        """Whether a block goes from a page that stays one: by default no headline, no byline.

        Only what is surely no story goes: with the noise the page loses what the rest is judged
        by, and nothing that was story may look like noise then.
        """
        if not (self.drops(verdict) and self._is_sure(block, verdict)):
            return False
        return (
            bool(self.config.select)
            or verdict.kind not in _PAGE_STAYS
            or verdict.rule.startswith(_PAGE_GOES)
        )

    def _is_sure(self, block: Block, verdict: Verdict) -> bool:
        if verdict.probability <= _UNLIKELY_STORY:
            return True
        rule = self._vetoes.get(verdict.rule)
        return rule is not None and (rule.on_text or rule.decides or not _is_prose(block.text))

    @cached_property
    def _vetoes(self) -> dict[str, Rule]:
        packs = [Path(pack) for pack in self.config.rules]
        rules = load_packs(packs) if packs else RuleSet.default().rules
        return {rule.id: rule for rule in rules if rule.says == "drop"}


def _is_prose(text: str) -> bool:
    return count_words(text) >= _PARAGRAPH_WORDS and is_sentence(fold(text))


@lru_cache(maxsize=32)
def judge_for(config: Config) -> Judge:
    """Return the judge of these settings, the same one each time."""
    return Judge(config)


def _named(verdict: Verdict, asked: tuple[str, ...]) -> bool:
    """Whether the kind or the beginning of the rule's id is among what was asked for."""
    return any(name == verdict.kind or verdict.rule.startswith(name) for name in asked)

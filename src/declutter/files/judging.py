"""What files ask of a cleaner: an article, and whether a removal is one that was asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from declutter.article import Article
from declutter.blocks import Page
from declutter.cleaner import Cleaner
from declutter.config import Config
from declutter.metadata import language
from declutter.parts import Removal

_PAGE_STAYS = frozenset(("headline", "kicker", "byline", "caption", "legal", "other"))
"""What tells whose work a page and its pictures are stays in a page that is to stay a page."""
_PAGE_GOES = ("legal.consent",)


class Judge:
    """A cleaner and the `select` and `ignore` of its settings."""

    def __init__(self, config: Config) -> None:
        """Raises ConfigError or RuleError when the settings or a rule pack are wrong."""
        self.config = config
        self._cleaner = Cleaner(config)

    def article(self, source: Any, input: Literal["html", "text"]) -> Article:
        """Return the story of a text or a page's tree, with what is removed around it."""
        return self._cleaner.clean(source, input=input)

    def language(self, page: Page) -> str | None:
        """Return the language that a page is taken to be in."""
        return self.config.language or language.of_page(page)

    def allows(self, removal: Removal) -> bool:
        """Whether `select` and `ignore` let this go."""
        names = (removal.kind, removal.rule)
        if _named(names, self.config.ignore):
            return False
        return not self.config.select or _named(names, self.config.select)

    def allows_in_page(self, removal: Removal) -> bool:
        """Whether this goes from a page that stays one: by default neither headline nor byline."""
        if not self.allows(removal):
            return False
        return (
            bool(self.config.select)
            or removal.kind not in _PAGE_STAYS
            or removal.rule.startswith(_PAGE_GOES)
        )


@lru_cache(maxsize=32)
def judge_for(config: Config) -> Judge:
    """Return the judge of these settings, the same one each time."""
    return Judge(config)


def _named(names: tuple[str, str], asked: tuple[str, ...]) -> bool:
    """Whether a kind or the beginning of a rule's id is among what was asked for."""
    kind, rule = names
    return any(name == kind or rule.startswith(name) for name in asked)

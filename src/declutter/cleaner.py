"""The way of a source to an article, top to bottom.

source ── decode, parse ──> tree ── structured data, blocks ──> judge ──> assemble ──> Article
text ── lines ──> blocks ──> judge ──> assemble ──> Article
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from declutter import assemble, lines, metadata, source, structured
from declutter.article import Article
from declutter.blocks import Page
from declutter.config import Config
from declutter.judge import model, pages, scraped, vote
from declutter.judge.confidence import text_confidence
from declutter.judge.verdict import Verdict
from declutter.judge.witness import witnesses
from declutter.parts import TextBlock
from declutter.rules import RuleSet, load_packs
from declutter.segment import segment
from declutter.source import InputChoice, Source


class Cleaner:
    """Cleans pages and texts under one configuration; make it once and use it for many.

    It may be used from several threads at once, and pickled to other processes.

    >>> from declutter import Cleaner
    >>> cleaner = Cleaner()
    >>> cleaner.clean("Advertisement\\n\\nThe council met on Monday.\\n\\nRead more: Ferry to stop").text
    'The council met on Monday.'
    """

    def __init__(self, config: Config | None = None) -> None:
        """Raise ConfigError or RuleError when the configuration or a rule pack is malformed."""
        self.config = config or Config()
        self._rules = _rules(self.config.rules, self.config.select, self.config.ignore)

    def __reduce__(self) -> tuple[type[Cleaner], tuple[Config]]:
        return Cleaner, (self.config,)

    def clean(
        self, source: Source, *, url: str | None = None, input: InputChoice = "auto"
    ) -> Article:
        """Clean one page or text.

        `source` is HTML as bytes, str, an lxml tree or a BeautifulSoup object (which are not
        changed), or text that someone already scraped, as bytes or str; `url` is the page's
        address; `input` says what the source is instead of finding it out. Raises InputError when
        the source is neither a page nor text.
        """
        return self._clean(source, url, input)

    def look(
        self, source: Source, *, url: str | None = None, input: InputChoice = "auto"
    ) -> tuple[Page, Sequence[Verdict]]:
        """Return the blocks of one page or text, and what is judged of each.

        For what compares many pages: `clean` gives the article. Takes and raises the same.
        """
        found = self._read(source, input)
        if isinstance(found, str):
            return self._judge_text(found, url)
        page, _, judgement = self._judge_page(found, url)
        return page, judgement.verdicts

    def _clean(self, given: Source, url: str | None, choice: InputChoice) -> Article:
        found = self._read(given, choice)
        if isinstance(found, str):
            return self._clean_text(found, url)
        return self._clean_page(found, url)

    def _read(self, given: Source, choice: InputChoice) -> Any:
        if choice == "auto":
            choice = self.config.input
        return source.read(given, choice, self.config.max_bytes)

    def _judge_text(self, text: str, url: str | None) -> tuple[Page, list[Verdict]]:
        page = lines.read(text)
        page.url = url
        page.language = self.config.language or metadata.language.of_page(page)
        return page, scraped.judge(page, self._rules)

    def _judge_page(
        self, tree: Any, url: str | None
    ) -> tuple[Page, structured.Structured, pages.Judgement]:
        data = structured.read(tree)
        page = segment(tree)
        page.url = url or _own_address(data)
        page.title = data.title
        page.language = self.config.language or data.html_lang or metadata.language.of_page(page)
        judgement = pages.judge(
            page,
            witnesses(data),
            self._rules,
            model.load(self.config.model),
            partial(vote.ask, tree),
        )
        return page, data, judgement

    def _clean_text(self, text: str, url: str | None) -> Article:
        page, verdicts = self._judge_text(text, url)
        known = metadata.from_text(page, _removed_texts(page, verdicts))
        blocks = tuple(lines.story_blocks(page, [verdict.keep for verdict in verdicts]))
        return Article(
            blocks,
            known,
            assemble.removals(page, verdicts),
            text_confidence(page, verdicts),
            "text",
            None if blocks else "no story was found in the text",
        )

    def _clean_page(self, tree: Any, url: str | None) -> Article:
        page, data, judgement = self._judge_page(tree, url)
        verdicts = judgement.verdicts
        known = metadata.resolve(tree, data, page, url, _removed_texts(page, verdicts))
        blocks = assemble.story(page, verdicts)
        confidence = judgement.confidence if blocks else 0.0
        note = _note(blocks, confidence)
        told = _told_only(data, blocks) if note else None
        if told:
            blocks, confidence = self._story_told(told, url)
            note = "the story stands in the page's JSON-LD only"
        return Article(blocks, known, assemble.removals(page, verdicts), confidence, "html", note)

    def _story_told(
        self, body: structured.Body, url: str | None
    ) -> tuple[tuple[TextBlock, ...], float]:
        """A story that no element of the page holds, and how sure it is."""
        page, verdicts = self._judge_text(body.text, url)
        blocks = lines.story_blocks(page, [verdict.keep for verdict in verdicts])
        placed = tuple(replace(block, where=body.source) for block in blocks)
        return placed, text_confidence(page, verdicts)


def clean(
    source: Source,
    *,
    url: str | None = None,
    input: InputChoice = "auto",
    config: Config | None = None,
) -> Article:
    """Clean one page or text; see `Cleaner.clean`, which serves better for many.

    >>> import declutter
    >>> article = declutter.clean("<html><body><p>By Ann Lee</p><p>Rain fell.</p></body></html>")
    >>> article.input
    'html'
    """
    return _cleaner(config or Config()).clean(source, url=url, input=input)


@lru_cache(maxsize=16)
def _cleaner(config: Config) -> Cleaner:
    return Cleaner(config)


@lru_cache(maxsize=32)
def _rules(extra: Sequence[str], select: Sequence[str], ignore: Sequence[str]) -> RuleSet:
    if not extra and not select and not ignore:
        return RuleSet.default()
    return RuleSet(load_packs([Path(path) for path in extra]), select, ignore)


def _removed_texts(page: Page, verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [
        (verdict.kind, block.text)
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if not verdict.keep
    ]


def _own_address(data: structured.Structured) -> str | None:
    """What the page says its address is: rules may be for certain sites."""
    base = data.first("og:url")
    named = (*data.links.get("canonical", ()), base)
    return next((found for url in named if (found := metadata.addresses.absolute(base, url))), None)


_DOUBTFUL = 0.2
_MIN_TOLD = 400


def _told_only(data: structured.Structured, blocks: Sequence[TextBlock]) -> structured.Body | None:
    """The story body that a page hides behind a paywall and tells in its JSON-LD, if it does."""
    shown = sum(len(block.text) for block in blocks)
    for body in data.bodies():
        if body.source == "json-ld" and len(body.text) > max(_MIN_TOLD, 2 * shown):
            return body
    return None


def _note(blocks: Sequence[object], confidence: float) -> str | None:
    if not blocks:
        return "no article was found on the page"
    if confidence < _DOUBTFUL:
        return "the page does not look like an article"
    return None

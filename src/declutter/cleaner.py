"""The way of a source to an article, top to bottom.

source ── decode, parse ──> tree ── structured data, blocks ──> judge ──> assemble ──> Article
text ── lines ──> blocks ──> judge ──> assemble ──> Article
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from declutter import assemble, lines, metadata, source, structured
from declutter.article import Article
from declutter.blocks import Page
from declutter.config import Config
from declutter.judge import scraped
from declutter.judge.verdict import Verdict, text_confidence
from declutter.parts import Metadata, Removal, TextBlock
from declutter.rules import RuleSet, load_packs
from declutter.segment import segment
from declutter.source import InputChoice, Source


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page on the way: its blocks, what was judged of them, and what it says of itself."""

    page: Page
    verdicts: Sequence[Verdict]
    data: structured.Structured
    confidence: float


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
        self._rules = _rules(self.config.rules, self.config.ignore)

    def __reduce__(self) -> tuple[type[Cleaner], tuple[Config]]:
        return Cleaner, (self.config,)

    def clean(
        self,
        source: Source,
        *,
        url: str | None = None,
        input: InputChoice = "auto",
        explain: bool = False,
    ) -> Article:
        """Clean one page or text.

        `source` is HTML as bytes, str, an lxml tree or a BeautifulSoup object (which are not
        changed), or text that someone already scraped, as bytes or str; `url` is the page's
        address; `input` says what the source is instead of finding it out; with `explain` the
        reasons of blocks and removals tell more, at some cost. Raises InputError when the source is
        neither a page nor text.
        """
        found = self._read(source, input)
        if isinstance(found, str):
            return self._clean_text(found, url)
        return self._clean_page(found, url, explain)

    def look(
        self, source: Source, *, url: str | None = None, input: InputChoice = "auto"
    ) -> tuple[Page, Sequence[Verdict]]:
        """Return the blocks of one page or text, and what is judged of each.

        For what compares many pages: `clean` gives the article. Takes and raises the same.
        """
        found = self._read(source, input)
        if isinstance(found, str):
            return self._judge_text(found, url)
        judged = self._judge_page(found, url)
        return judged.page, judged.verdicts

    def _read(self, given: Source, choice: InputChoice) -> Any:
        if choice == "auto":
            choice = self.config.input
        return source.read(given, choice, self.config.max_bytes)

    def _judge_text(self, text: str, url: str | None) -> tuple[Page, Sequence[Verdict]]:
        page = lines.read(text)
        page.url = url
        page.language = self.config.language or metadata.language.of_page(page)
        return page, self._chosen(scraped.judge(page, self._rules))

    def _judge_page(self, tree: Any, url: str | None, explain: bool = False) -> _Judged:
        # NumPy and the weights take long to load, and a text needs neither.
        from declutter.judge import model, pages, vote, witness

        data = structured.read(tree)
        page = segment(tree)
        page.url = url or _own_address(data)
        page.title = data.title
        page.language = self.config.language or data.html_lang or metadata.language.of_page(page)
        if _is_bare(page):
            verdicts = self._chosen(_headed(page, scraped.judge(page, self._rules)))
            return _Judged(page, verdicts, data, text_confidence(page, verdicts))
        judgement = pages.judge(
            page,
            witness.witnesses(data),
            self._rules,
            model.load(self.config.model),
            partial(vote.ask, tree),
            explain,
        )
        verdicts = self._chosen(judgement.verdicts)
        return _Judged(page, verdicts, data, judgement.confidence)

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

    def _clean_page(self, tree: Any, url: str | None, explain: bool) -> Article:
        judged = self._judge_page(tree, url, explain)
        page, verdicts = judged.page, judged.verdicts
        removed_texts = _removed_texts(page, verdicts)
        known = metadata.resolve(tree, judged.data, page, url, removed_texts)
        removed = assemble.removals(page, verdicts)
        blocks = assemble.story(page, verdicts)
        confidence = judged.confidence if blocks else 0.0
        note = _note(blocks, confidence)
        told = _told_only(judged.data, blocks) if note else None
        if told is not None:
            return self._from_body(told, page.language, known, removed)
        known = metadata.with_standfirst(known, blocks)
        return Article(blocks, known, removed, confidence, "html", note)

    def _chosen(self, verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
        """The verdicts without the removals that `select` and `ignore` rule out.

        Those come back from around the story only: what stands before it and after it stays out.
        """
        select, ignore = self.config.select, self.config.ignore
        kept = [number for number, verdict in enumerate(verdicts) if verdict.keep]
        if not kept or not (select or ignore):
            return verdicts
        heads = [n for n, v in enumerate(verdicts) if v.kind == "headline" and n < kept[0]]
        first = heads[-1] if heads else kept[0]
        return [
            verdict
            if verdict.keep
            or not first <= number <= kept[-1]
            or ((not select or _is_named(verdict, select)) and not _is_named(verdict, ignore))
            else verdict._replace(keep=True)
            for number, verdict in enumerate(verdicts)
        ]

    def _from_body(
        self,
        body: structured.Body,
        language: str | None,
        known: Metadata,
        removed: tuple[Removal, ...],
    ) -> Article:
        """The article whose story no element of the page holds."""
        page = lines.read(body.text)
        page.language = language
        verdicts = self._chosen(scraped.judge(page, self._rules))
        told = lines.story_blocks(page, [verdict.keep for verdict in verdicts])
        blocks = tuple(replace(block, where=f"{body.source}, {block.where}") for block in told)
        return Article(
            blocks,
            known,
            (*removed, *assemble.removals(page, verdicts)),
            text_confidence(page, verdicts),
            "html",
            "the story stands in the page's JSON-LD only" if blocks else _NOTHING,
        )


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
def _rules(extra: Sequence[str], ignore: Sequence[str]) -> RuleSet:
    # An ignored kind still has its rules: they tell what the blocks around are.
    ids = [name for name in ignore if "." in name]
    if not extra and not ids:
        return RuleSet.default()
    return RuleSet(load_packs([Path(path) for path in extra]), ignore=ids)


def _removed_texts(page: Page, verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [
        (verdict.kind, lines.plain(block.text) if page.input == "text" else block.text)
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if not verdict.keep
    ]


def _is_named(verdict: Verdict, names: Sequence[str]) -> bool:
    return any(verdict.kind == name or verdict.rule.startswith(name) for name in names)


_MIN_TOLD = 400


def _told_only(data: structured.Structured, blocks: Sequence[TextBlock]) -> structured.Body | None:
    """The story body that a page hides behind a paywall and tells in its JSON-LD, if it does.

    Application state is not asked: it may hold other stories too.
    """
    shown = sum(len(block.text) for block in blocks)
    for body in data.bodies():
        if body.source == "json-ld" and len(body.text) > max(_MIN_TOLD, 2 * shown):
            return body
    return None


def _is_bare(page: Page) -> bool:
    """Whether a page's markup tells nothing: a few plain elements around a text."""
    return len(page.blocks) <= _MOST_BARE and not any(
        node.attrs or node.tag in _TELLING for node in page.nodes
    )


def _headed(page: Page, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts on a bare page, of which its first `h1` is the headline."""
    first = next((number for number, b in enumerate(page.blocks) if b.tag == "h1"), None)
    return [
        Verdict(False, "headline", "headline.first-heading", probability=0.0)
        if number == first
        else verdict
        for number, verdict in enumerate(verdicts)
    ]


_MOST_BARE = 60
_TELLING = frozenset(("nav", "header", "footer", "aside", "article", "main", "section", "form"))


def _own_address(data: structured.Structured) -> str | None:
    """What the page says its address is: rules may be for certain sites."""
    base = data.first("og:url")
    named = (*data.links.get("canonical", ()), base)
    return next((found for url in named if (found := metadata.addresses.absolute(base, url))), None)


_NOTHING = "no article was found on the page"
_DOUBTFUL = 0.2


def _note(blocks: Sequence[object], confidence: float) -> str | None:
    if not blocks:
        return _NOTHING
    if confidence < _DOUBTFUL:
        return "the page does not look like an article"
    return None

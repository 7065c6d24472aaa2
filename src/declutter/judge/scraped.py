"""Judge scraped text: each line alone, then by its place in the story.

One round judges the lines by the rules, finds the paragraphs that are surely story, and goes
through what stands before, among and after them. Rounds are repeated on what is left until
nothing goes: so cleaning a clean text changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from declutter.blocks import Block, Page
from declutter.judge.scraped_frame import judge_frame
from declutter.judge.scraped_lead import judge_lead
from declutter.judge.scraped_parts import judge_between, judge_pictures, judge_sections, judge_tail
from declutter.judge.scraped_text import ScrapedText
from declutter.judge.verdict import Verdict
from declutter.metadata import language
from declutter.rules import RuleSet

# Each round but the last removes something; nothing realistic needs more than three.
_MAX_ROUNDS = 20


def judge(page: Page, rules: RuleSet) -> list[Verdict]:
    """Return one verdict for each block of a page that `lines.read` made."""
    verdicts: dict[int, Verdict] = {}
    left = list(range(len(page.blocks)))
    page = replace(page, language=_language(page, rules))
    for _ in range(_MAX_ROUNDS):
        found = _round(_part(page, left), rules)
        verdicts.update(zip(left, found, strict=True))
        kept = [at for at, verdict in zip(left, found, strict=True) if verdict.keep]
        if len(kept) == len(left):
            break
        left = kept
    return [verdicts[at] for at in range(len(page.blocks))]


def _part(page: Page, left: list[int]) -> Page:
    """The text as it would be read without the lines that went."""
    blocks = []
    before = -2
    for at in left:
        block = page.blocks[at]
        if block.joined and before != at - 1:
            block = Block(block.text, line=block.line)
        blocks.append(block)
        before = at
    return replace(page, blocks=blocks)


def _language(page: Page, rules: RuleSet) -> str | None:
    """The text's language if there are rules for it; else no rule is left out for its language.

    Short texts are easily taken for a neighbour's: Hindi for Nepali, Russian for Ukrainian.
    """
    found = page.language or language.of_page(page)
    primary = found.partition("-")[0].lower() if found else ""
    return found if primary in _languages(rules) else None


@lru_cache(maxsize=8)
def _languages(rules: RuleSet) -> frozenset[str]:
    named = (name for rule in rules.rules for name in rule.languages)
    # English has the rules that name no language.
    return frozenset(("en", *(name.partition("-")[0].lower() for name in named)))


def _round(page: Page, rules: RuleSet) -> list[Verdict]:
    text = ScrapedText(page, rules)
    if text.is_news():
        judge_sections(text)
        judge_frame(text)
        judge_lead(text)
        judge_pictures(text)
        judge_between(text)
        judge_tail(text)
    else:
        text.drops = text.ordered_drops()
    return text.verdicts()

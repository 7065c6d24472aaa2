"""What the labelled blocks say of the rules, and which blocks go wrong most.

    python -m bench.labels CORPUS...                 every rule: support, precision, words it costs
    python -m bench.labels CORPUS... --rule ID       one rule: the story blocks that it hits
    python -m bench.labels CORPUS... --clusters      leaked and lost blocks, by text and by markup

A block is story when the alignment with the truth holds at least half of its words; a rule's
precision is the share of the blocks it holds for that are not story.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.align import tokens
from bench.dataset import STORY_SHARE, Example, all_examples
from declutter.blocks import Block
from declutter.judge import model, pages
from declutter.judge.markup import attribute_words
from declutter.rules import Rule, RuleSet

_WIDTH = 110
_MOST = 40


@dataclass(slots=True)
class Record:
    """How a rule fares: blocks and pages it holds for, and the story among them."""

    rule: Rule
    blocks: int = 0
    pages: set[str] = field(default_factory=set)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    wrong_words: int = 0

    @property
    def precision(self) -> float:
        """The share of the blocks it holds for that are not story (for "keep": that are)."""
        return 1 - len(self.wrong) / self.blocks


def records(examples: Sequence[Example], rules: RuleSet) -> list[Record]:
    """The rules that hold anywhere, those that cost most story words first."""
    found: dict[str, Record] = {}
    for example in examples:
        for block, share, hits in zip(
            example.page.blocks, example.shares, rules.alone(example.page), strict=True
        ):
            words = len(tokens(block.text))
            for rule in hits if words else ():
                record = found.setdefault(rule.id, Record(rule))
                record.blocks += 1
                record.pages.add(example.id)
                keeps = rule.says == "keep" or (not isinstance(rule.says, str) and rule.says < 0)
                if (share >= STORY_SHARE) != keeps:
                    record.wrong.append((example.id, block.text))
                    record.wrong_words += words
    return sorted(found.values(), key=lambda record: (-record.wrong_words, record.rule.id))


@dataclass(frozen=True, slots=True)
class Mistake:
    """A block that leaked or got lost."""

    page: str
    lost: bool
    block: Block
    markup: str


def mistakes(examples: Sequence[Example], rules: RuleSet) -> Iterator[Mistake]:
    """The blocks that the shipped weights judge otherwise than the truth."""
    weights = model.load()
    for example in examples:
        vote = example.vote
        judged = pages.judge(example.page, example.witnesses, rules, weights, lambda v=vote: v)
        for block, share, verdict in zip(
            example.page.blocks, example.shares, judged.verdicts, strict=True
        ):
            story = share >= STORY_SHARE
            if story != verdict.keep and tokens(block.text):
                words = attribute_words(example.page.nodes[block.node].attrs)
                markup = f"<{block.tag}> {' '.join(sorted(set(words))[:6])}"
                yield Mistake(example.id, story, block, markup)


def _shape(text: str) -> str:
    """A text without what differs from page to page: digits and length."""
    return re.sub(r"\d+", "0", text.casefold())[:60]


def print_rules(found: Sequence[Record], console: Console) -> None:
    """The table of all rules."""
    table = Table("rule", "says", "blocks", "pages", "precision", "story words", box=None)
    for record in found:
        table.add_row(
            record.rule.id,
            str(record.rule.says),
            str(record.blocks),
            str(len(record.pages)),
            f"{record.precision:.3f}",
            str(record.wrong_words),
        )
    console.print(table)


def print_clusters(found: Sequence[Mistake], console: Console) -> None:
    """Leaked and lost blocks, those that go wrong on most pages first."""
    for lost in (False, True):
        name = "lost" if lost else "leaked"
        for title, key in (
            ("text", lambda m: _shape(m.block.text)),
            ("markup", lambda m: m.markup),
        ):
            groups: dict[str, set[str]] = defaultdict(set)
            blocks: Counter[str] = Counter()
            for mistake in found:
                if mistake.lost == lost:
                    groups[key(mistake)].add(mistake.page)
                    blocks[key(mistake)] += 1
            console.print(f"\n[bold]{name}, by {title}[/bold] (pages, blocks)")
            order = sorted(groups, key=lambda shape: (-len(groups[shape]), shape))
            for shape in order[:_MOST]:
                console.print(f"{len(groups[shape]):5} {blocks[shape]:5}  {shape}", markup=False)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--rule", help="show the story blocks that this rule hits")
    parser.add_argument("--clusters", action="store_true")
    options = parser.parse_args()
    console = Console()
    examples = all_examples(options.corpora)
    rules = RuleSet.default()
    if options.clusters:
        print_clusters(list(mistakes(examples, rules)), console)
        return
    found = records(examples, rules)
    if not options.rule:
        print_rules(found, console)
        return
    for record in found:
        if record.rule.id == options.rule:
            print_rules([record], console)
            for page, text in record.wrong:
                console.print(f"{page}: {text[:_WIDTH]}", markup=False, highlight=False)


if __name__ == "__main__":
    main()

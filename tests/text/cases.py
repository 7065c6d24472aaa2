"""The cases of this folder: scraped texts with what each line is on the margin.

A line of a case is `kind|text`: an empty margin is story, `=` before the text of a story line
says that a single newline parts it from the line before. Where the lines of the source are not
those of the story (wrapped paragraphs), a file `.scraped` beside it has the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from declutter import lines
from declutter.blocks import Page
from declutter.judge import scraped
from declutter.judge.verdict import Verdict
from declutter.render.text import to_text
from declutter.rules import RuleSet

CASES = Path(__file__).parent / "cases"
PLAIN = CASES / "plain"


@dataclass(frozen=True)
class Case:
    scraped: str
    expected: str
    headline: str | None


def read_case(path: Path) -> Case:
    rows = [row.split("|", 1) for row in path.read_text(encoding="utf-8").splitlines()]
    source = path.with_suffix(".scraped")
    plain = "\n".join(text.removeprefix("=") for _, text in rows)
    story = [text for kind, text in rows if text and not kind]
    expected = "".join("\n" + text[1:] if text.startswith("=") else "\n\n" + text for text in story)
    return Case(
        source.read_text(encoding="utf-8") if source.exists() else plain,
        expected.strip(),
        next((text for kind, text in rows if kind == "headline"), None),
    )


@cache
def rules() -> RuleSet:
    return RuleSet.default()


def judge(text: str) -> tuple[Page, list[Verdict]]:
    page = lines.read(text)
    return page, scraped.judge(page, rules())


@dataclass
class _Story:
    blocks: tuple[object, ...]


def clean(text: str) -> str:
    page, verdicts = judge(text)
    blocks = lines.story_blocks(page, [verdict.keep for verdict in verdicts])
    return to_text(_Story(tuple(blocks)))  # type: ignore[arg-type]

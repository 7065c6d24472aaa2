"""Scraped texts of many shapes come out as the story, and other texts as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.text.cases import CASES, PLAIN, clean, judge, read_case


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_story_is_what_a_reader_would_keep(path: Path) -> None:
    case = read_case(path)
    assert clean(case.scraped) == case.expected


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_headline_is_named(path: Path) -> None:
    case = read_case(path)
    page, verdicts = judge(case.scraped)
    named = [
        block.text
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if verdict.kind == "headline"
    ]
    assert named[:1] == ([case.headline] if case.headline else [])


@pytest.mark.parametrize("path", sorted(PLAIN.glob("*.txt")), ids=lambda path: path.stem)
def test_text_that_is_no_news_page_stays(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert clean(text).split() == text.split()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cleaning_again_changes_nothing(path: Path) -> None:
    once = clean(read_case(path).scraped)
    assert clean(once) == once

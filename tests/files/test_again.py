"""A second fix changes nothing: every scraped fixture, as text, in lines and in records."""

import json

import pytest

from declutter.config import Config
from declutter.files import examine
from tests.show_fixture import fixtures

TEXTS = [fixture for fixture in fixtures() if fixture.page.name == "scraped.txt"]


@pytest.mark.parametrize("fixture", TEXTS, ids=lambda fixture: fixture.name)
def test_second_fix_changes_nothing(fixture):
    text = fixture.page.read_text(encoding="utf-8")
    for name, data in {
        "a.txt": text,
        "lines.txt": "\n".join(line for line in text.splitlines() if line.strip()),
        "a.jsonl": json.dumps({"text": text}) + "\n",
    }.items():
        cleaned = examine(data.encode(), name, Config()).cleaned
        again = examine(cleaned, name, Config())
        assert not again.findings, name
        assert again.cleaned == cleaned, name
    assert len(examine(text.encode(), "a.txt", Config()).cleaned) < len(text.encode())


@pytest.mark.parametrize("fixture", TEXTS[:8], ids=lambda fixture: fixture.name)
def test_second_fix_of_some_kinds_changes_nothing(fixture):
    data = fixture.page.read_bytes()
    for config in (Config(select=("ad", "share")), Config(ignore=("byline", "related"))):
        cleaned = examine(data, "a.txt", config).cleaned
        assert examine(cleaned, "a.txt", config).cleaned == cleaned

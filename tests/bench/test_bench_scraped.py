import gzip
import sys
from pathlib import Path

import pytest

pytest.importorskip("readability")

from bench import scraped
from declutter import Cleaner

TOLD = """Officials in Port Larrow approved the harbour crossing on Tuesday night after long talks.

The bridge will carry trams, bicycles and pedestrians, the council said in a letter to residents."""
SCRAPED = """By Anna Quill

Advertisement

Officials in Port Larrow approved the harbour crossing on Tuesday night after long talks.

Advertisement

The bridge will carry trams, bicycles and pedestrians, the council said in a letter to residents."""


def test_scrapes_are_a_page_its_article_and_what_extractors_make_of_it(mini_corpus: Path) -> None:
    html = gzip.decompress((mini_corpus / "html" / "a1.html.gz").read_bytes()).decode()
    texts = dict(scraped.scrapes(html))
    assert tuple(texts) == scraped.SCRAPES
    assert "Copyright Larrow Courier" in texts["page"]
    assert "Copyright Larrow Courier" not in texts["article"]
    assert texts["article"].startswith("Harbour crossing approved\n\nOfficials in Port Larrow")


def test_scores_and_rules_are_shown(
    mini_corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.scraped", str(mini_corpus), "--rules"])
    scraped.main()
    shown = capsys.readouterr().out
    for expected in (*scraped.SCRAPES, "as it is", "cleaned", "its words"):
        assert expected in shown


def test_a_rule_is_charged_with_the_story_it_removed() -> None:
    page, verdicts = Cleaner().look(SCRAPED, input="text")
    counts: scraped.Counts = {}
    scraped.count(counts, page, verdicts, TOLD)
    assert counts == {"byline.by-name": [1, 0, 0], "ad.label": [2, 0, 0]}
    charged: scraped.Counts = {}
    scraped.count(charged, page, verdicts, f"By Anna Quill\n\n{TOLD}")
    assert charged["byline.by-name"] == [1, 1, 3]

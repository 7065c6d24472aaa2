from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import peers
from declutter.article import Article
from declutter.parts import Metadata, TextBlock


def test_declutter_judges_a_page_by_the_model_of_its_fold(monkeypatch: pytest.MonkeyPatch):
    asked = []
    article = Article(
        blocks=(TextBlock("The ferry left at dawn."), TextBlock("Nobody saw it.")),
        metadata=Metadata(title="Ferry", authors=("Ines Tolland",), published="2024-05-02"),
        confidence=0.9,
    )

    def cleaner(folds: Path | None, fold: int):
        asked.append((folds, fold))
        return SimpleNamespace(clean=lambda html, url, input: article)

    monkeypatch.setattr(peers, "cleaner", cleaner)
    source = peers.Source(b"<p>The ferry</p>", "https://example.com/a", "en", fold=3)
    output = peers.declutter_peer(Path("folds")).text(source)
    assert asked == [(Path("folds"), 3)]
    assert output == peers.Output(
        text="The ferry left at dawn.\n\nNobody saw it.",
        title="Ferry",
        authors=("Ines Tolland",),
        published="2024-05-02",
        confidence=0.9,
    )


def test_names_are_flat_however_a_peer_nests_them():
    assert peers._names([["Ines Tolland"], "Bo Ahlgren", []]) == ("Ines Tolland", "Bo Ahlgren")


def test_words_of_neighbouring_blocks_stay_apart():
    text = peers._text_of_html("<div><p>At <b>dawn</b>.</p><ul><li>one</li><li>two</li></ul></div>")
    assert text.split() == ["At", "dawn.", "one", "two"]


def test_a_peer_that_is_not_installed_has_no_version():
    peer = peers.Peer(
        "nobody", "declutter-no-such-peer", frozenset(), lambda source: peers.Output()
    )
    assert peer.version is None
    assert peers.peers()["trafilatura"].version

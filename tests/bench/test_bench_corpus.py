import json
from pathlib import Path

import pytest

from bench import corpus


def test_pages_come_in_order_with_their_truth(mini_corpus: Path):
    found = list(corpus.pages(mini_corpus))
    assert [page.id for page in found] == ["a1", "a2", "b1"]
    assert found[0].corpus == "mini"
    assert found[0].truth.title == "Harbour crossing approved"
    assert found[0].truth.kept == ("The bridge will carry trams",)
    assert found[0].truth.published is None
    assert b"<h1>Harbour crossing approved</h1>" in found[0].html
    assert found[0].language == "en"
    assert len(list(corpus.pages(mini_corpus, limit=2))) == 2


def test_a_folder_in_another_layout_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        list(corpus.pages(tmp_path))


def test_one_page_by_its_id(mini_corpus: Path):
    assert corpus.page(mini_corpus, "b1").url == "https://vennadaily.example.org/harbour"
    with pytest.raises(KeyError):
        corpus.page(mini_corpus, "b2")


def test_a_site_is_the_registered_domain():
    assert corpus.domain("https://www.larrowcourier.co.uk/a") == "larrowcourier.co.uk"
    assert corpus.domain("http://192.168.1.7/a") == "192.168.1.7"


def test_pages_of_a_site_share_a_fold_whatever_the_run(mini_corpus: Path):
    first, second, other = corpus.pages(mini_corpus)
    assert first.site == second.site != other.site
    assert corpus.fold_of(first) == corpus.fold_of(second)
    assert [corpus.fold_of(first), corpus.fold_of(other)] == [3, 1]
    assert all(corpus.fold_of(first, folds) < folds for folds in range(1, 9))


def test_a_page_without_url_goes_by_its_publisher(tmp_path: Path):
    def site(page_id: str) -> str:
        truth = corpus.Truth("")
        return corpus.Page(page_id, "mini", None, truth, tmp_path).site

    assert site("uk-LarrowCourier_2024_05_02") == site("uk-LarrowCourier_2025_01_30")
    assert site("0001") != site("0002")


def test_pages_may_carry_their_truth_in_themselves(tmp_path: Path):
    told = {"title": "Ferry to sail", "authors": ["Ann Lee"], "date": "2025-03-14", "url": None}
    story = (
        "<p data-keep class=text>Rain <b>fell</b><br>all day.</p><ul><li data-keep>So be it</ul>"
    )
    marked = f"<!-- {json.dumps(told)} -->\n<!DOCTYPE html>\n<p>Ad</p>{story}"
    (tmp_path / "en-bay.html").write_text(marked, encoding="utf-8")
    (page,) = corpus.pages(tmp_path)
    assert page.id == "en-bay"
    assert page.html == (
        b"<!DOCTYPE html>\n<p>Ad</p>"
        b"<p class=text>Rain <b>fell</b><br>all day.</p><ul><li>So be it</ul>"
    )
    assert page.truth == corpus.Truth(
        "Rain fell all day.\n\nSo be it", "Ferry to sail", ("Ann Lee",), "2025-03-14"
    )


def test_a_page_without_its_truth_is_named(tmp_path: Path):
    (tmp_path / "en-bay.html").write_text("<p>Rain fell.</p>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en-bay\.html"):
        list(corpus.pages(tmp_path))

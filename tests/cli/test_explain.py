import json
import re

import pytest

from declutter.article import Article
from declutter.cli.order import in_order
from declutter.parts import Removal, TextBlock

TEXT = "#Advertisment\n\nFirst.\n\n#Share this\n\nSecond.\n"


@pytest.mark.usefixtures("cleaner")
def test_kept_and_removed_in_order_with_reasons(run, tmp_path):
    (tmp_path / "s.txt").write_text(TEXT)
    shown = run("explain", "s.txt", "--url", "https://ex.test/1")
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.stdout.splitlines() if line]
    assert lines[0] == ["s.txt:", "text,", "2", "kept,", "2", "removed,", "confidence", "0.50"]
    assert ["url", "https://ex.test/1", "from", "given"] in lines
    order = [line for line in lines if line[0] in ("+", "-")]
    assert order == [
        ["-", "ad", "#Advertisment"],
        ["+", "paragraph", "First."],
        ["-", "ad", "#Share", "this"],
        ["+", "paragraph", "Second."],
    ]
    assert ["ad.label;", "a", "label;", "line", "5"] in lines
    assert ["line", "7"] in lines
    assert not re.search(" $", shown.stdout, re.M)


@pytest.mark.usefixtures("cleaner")
def test_long_blocks_are_cut_unless_asked(run):
    text = "word " * 100
    assert "…" in run("explain", input=text).stdout
    full = run("explain", "--full", input=text).stdout
    assert full.count("word") == 100


@pytest.mark.usefixtures("cleaner")
def test_many_removals_of_a_kind_in_a_row_are_told_in_short(run):
    text = "".join(f"#Ad number {number}\n" for number in range(10)) + "Story.\n#Ad at the end\n"
    shown = run("explain", input=text).stdout
    assert "#Ad number 2" in shown
    assert "#Ad number 3" not in shown
    assert "ad         … and 7 more\n" in shown
    assert "#Ad at the end" in shown
    assert "#Ad number 9" in run("explain", "--full", input=text).stdout
    assert "#Ad number 9" in run("explain", "-f", "json", input=text).stdout


@pytest.mark.usefixtures("cleaner")
def test_as_data(run):
    record = json.loads(run("explain", "-", "-f", "json", input=TEXT).stdout)
    assert record["schema"] == "declutter-explain/1"
    assert [block["kept"] for block in record["blocks"]] == [False, True, False, True]
    assert record["blocks"][0] == {
        "kept": False,
        "kind": "ad",
        "rule": "ad.label",
        "text": "#Advertisment",
        "where": "line 1",
        "reasons": ["a label"],
    }
    assert record["metadata"]["sources"]["title"] == "test"


@pytest.mark.usefixtures("cleaner")
def test_what_cannot_be_read(run):
    result = run("explain", "missing.html")
    assert (result.exit_code, result.stderr) == (3, "declutter: missing.html: no such file\n")


def test_the_order_of_a_page_is_found_from_element_paths():
    page = (
        "<html><body><nav>Home</nav><div>Lead<p>One</p>rest<p>Two</p></div>"
        "<ul><li>a</li><li>b</li></ul><p>Share</p><table><tr><td>x</td><td>y</td></tr></table>"
        "</body></html>"
    )
    article = Article(
        blocks=(
            TextBlock("Lead", where="/html/body/div"),
            TextBlock("One", where="/html/body/div/p"),
            TextBlock("Two", where="/html/body/div/p[2]"),
            TextBlock("a", where="/html/body/ul/li"),
            TextBlock("x\ty", where="/html/body/table/tr"),
            TextBlock("z", where="/html/body/unknown"),
        ),
        removed=(
            Removal("navigation", "r", "Home", "/html/body/nav"),
            Removal("ad", "r", "rest", "/html/body/div"),
            Removal("related", "r", "b", "/html/body/ul/li[2]"),
            Removal("share", "r", "Share", "/html/body/p"),
        ),
    )
    order = [part.text for part in in_order(article, page)]
    assert order == ["Home", "Lead", "One", "rest", "Two", "a", "b", "Share", "x\ty", "z"]
    assert in_order(article, page.encode()) == in_order(article, page)

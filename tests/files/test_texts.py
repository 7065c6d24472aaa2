"""Texts: what goes, what stays, and how."""

import codecs
import os
import stat

import pytest

from declutter.config import Config
from declutter.errors import InputError
from declutter.files import examine
from tests.files.conftest import NEWS, STORY


def fixed(text, name="story.txt", config=None):
    return examine(text.encode(), name, config or Config()).cleaned.decode()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_noise_goes_with_its_blank_lines():
    assert fixed(NEWS) == STORY


def test_kept_lines_stay_as_they_are_to_the_byte():
    odd = NEWS.replace("The council paid", "  The \t council\u00a0paid").replace("Vik.", "Vik.  ")
    assert "  The \t council\u00a0paid four million" in fixed(odd)
    assert fixed(odd).endswith("Mona Vik.  \n")


def test_of_blank_lines_around_noise_the_longer_run_stays():
    text = NEWS.replace("\n\nRead more", "\nRead more").replace("feared\n\n", "feared\n\n\n")
    assert "piers.\n\n\nThe council" in fixed(text)


def test_text_without_a_newline_at_its_end_keeps_none():
    assert fixed(NEWS.rstrip("\n")) == STORY.rstrip("\n")


def test_paragraphs_by_single_newlines_stay_so():
    lines = "\n".join(line for line in NEWS.splitlines() if line) + "\n"
    assert fixed(lines) == STORY.replace("\n\n", "\n")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newline_style_stays(newline):
    assert fixed(NEWS.replace("\n", newline)) == STORY.replace("\n", newline)


def test_mixed_newlines_of_kept_lines_stay():
    mixed = NEWS.replace("piers.\n\n", "piers.\r\n\r\n")
    assert fixed(mixed) == STORY.replace("piers.\n\n", "piers.\r\n\r\n")


@pytest.mark.parametrize(
    "front", ["---\ntitle: Ferry\ntags: [a, b]\n---\n\n", "+++\ntitle = 'Ferry'\n+++\n"]
)
def test_front_matter_stays(front):
    assert fixed(front + NEWS, "story.md") == front + STORY


def test_markdown_stays_as_it_is_written():
    text = NEWS.replace("Mona Vik.", "*Mona Vik*, [here](https://example.com).").replace(
        "By Ada Lindqvist", "**By Ada Lindqvist**"
    )
    assert "*Mona Vik*, [here](https://example.com).\n" in fixed(text, "story.md")


def test_notes_that_are_no_news_are_left_alone():
    text = "Shopping\n\n- milk\n- bread\n\nShare the bill with Ann.\n"
    assert fixed(text) == text


def test_text_without_story_is_left_alone_and_told():
    text = "Advertisement\n\nSign up for our free newsletter\n\nShare this article\n"
    examined = examine(text.encode(), "story.txt", Config())
    assert examined.cleaned == text.encode()
    assert not examined.findings


def test_findings_say_where_things_are():
    found = examine(("\n  " + NEWS).encode(), "a/story.txt", Config()).findings
    places = {item.text: (item.line, item.column, item.end_line, item.end_column) for item in found}
    assert places["Island News"] == (2, 3, 2, 14)
    assert places["By Ada Lindqvist"] == (6, 1, 6, 17)
    assert {(item.path, item.kind) for item in found} >= {("a/story.txt", "byline")}
    assert all(item.rule for item in found)


def test_places_are_those_of_the_file_with_front_matter():
    found = examine(b"---\ntitle: Ferry\n---\n" + NEWS.encode(), "story.md", Config()).findings
    assert next(item.line for item in found if item.text == "By Ada Lindqvist") == 8


def test_ignored_kinds_stay():
    left = fixed(NEWS, config=Config(ignore=("byline", "headline")))
    assert "By Ada Lindqvist" in left
    assert "Ferry line reopens after" in left
    assert "Advertisement" not in left


def test_selected_kinds_alone_go():
    kinds = {
        f.kind for f in examine(NEWS.encode(), "a.txt", Config(select=("ad", "share"))).findings
    }
    assert kinds <= {"ad", "share"}
    assert "ad" in kinds


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("latin-1", b""),
        ("cp1252", b""),
    ],
)
def test_encoding_stays(encoding, mark):
    def written(text):
        return mark + text.replace("Vik", "Vikström på Öland").encode(encoding)

    assert examine(written(NEWS), "story.txt", Config()).cleaned == written(STORY)


def test_encoding_can_be_named():
    data = NEWS.replace("Vik", "Новак").encode("koi8-r")
    cleaned = examine(data, "story.txt", Config(), charset="koi8-r").cleaned
    assert cleaned == STORY.replace("Vik", "Новак").encode("koi8-r")


def test_stray_bytes_stay_as_they_are():
    data = NEWS.replace("Vik", "Vik 漢字かな Ж").encode().replace(b"crowns", b"cr\xffwns")
    cleaned = examine(data, "story.txt", Config(), charset="utf-8").cleaned
    assert b"cr\xffwns" in cleaned
    assert b"Advertisement" not in cleaned


def test_binary_data_is_refused():
    with pytest.raises(InputError, match="binary"):
        examine(b"\x89PNG\r\n\x1a\n\x00\x00", "story.txt", Config())


def test_large_files_are_refused():
    with pytest.raises(InputError, match="larger than 100 bytes"):
        examine(NEWS.encode(), "story.txt", Config(max_bytes=100))


def test_fix_writes_atomically_and_keeps_mode_and_links(run, tmp_path):
    real = tmp_path / "real.txt"
    real.write_text(NEWS)
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to("real.txt")
    before = real.stat().st_ino
    result = run("fix", "link.txt")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text() == STORY
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.stat().st_ino != before  # replaced as a whole, not written over
    assert names(tmp_path) == ["link.txt", "real.txt"]


def test_failed_write_leaves_the_file(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(NEWS)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    result = run("fix", "a.txt")
    assert result.exit_code == 3
    assert "No space left" in result.stderr
    assert (tmp_path / "a.txt").read_text() == NEWS
    assert names(tmp_path) == ["a.txt"]


def test_file_that_changes_meanwhile_is_left(tmp_path):
    from declutter.files import rewrite

    path = tmp_path / "a.txt"
    path.write_text("newer")
    with pytest.raises(InputError, match="changed"):
        rewrite(path, b"clean", b"older")
    assert path.read_text() == "newer"
    assert names(tmp_path) == ["a.txt"]

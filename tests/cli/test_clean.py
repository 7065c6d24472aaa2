import json
import stat

import jsonschema
import pytest
import yaml

from declutter import render

pytestmark = pytest.mark.usefixtures("cleaner")

STORY = "#Advertisment\nFirst.\n\nSecond: “é”.\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_file_goes_to_standard_output(run, story):
    result = run("story.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "First.\n\nSecond: “é”.\n", "")


@pytest.mark.parametrize("args", [(), ("-",), ("clean",), ("clean", "-"), ("-q",)])
def test_standard_input(run, args):
    assert run(*args, input=STORY.encode()).stdout == "First.\n\nSecond: “é”.\n"


def test_nothing_given_at_a_terminal_is_a_call_for_help(run, monkeypatch):
    monkeypatch.setattr("declutter.cli.inputs.is_terminal", lambda: True)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: declutter [OPTIONS] [FILES]...\n")
    assert result.stdout == ""
    assert run("explain").exit_code == 2


def test_several_texts_are_told_apart(run, tmp_path):
    (tmp_path / "a").write_text("A.\n")
    (tmp_path / "b").write_text("B.\n")
    assert run("a", "b").stdout == "==> a <==\nA.\n\n==> b <==\nB.\n"


def test_markdown_json_jsonl_and_html(run, story):
    markdown = run("story.txt", "-f", "markdown", "--url", "https://ex.test/1").stdout
    _, front, body = markdown.split("---\n")
    assert yaml.safe_load(front)["url"] == "https://ex.test/1"
    assert body == "\nFirst.\n\nSecond: “é”.\n"
    record = json.loads(run("story.txt", "--format=json").stdout)
    jsonschema.validate(record, render.schema())
    assert record["source"] == "story.txt"
    assert record["removed"][0]["rule"] == "ad.label"
    lines = run("story.txt", "story.txt", "-fjsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [record, record]
    html = run("story.txt", "-f", "html").stdout
    assert html.startswith("<!DOCTYPE html>")
    assert "<p>First.</p>" in html


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("o.md", "---\n"),
        ("o.jsonl", '{"schema"'),
        ("o.json", "{\n"),
        ("o.html", "<!DOC"),
        ("o", "F"),
    ],
)
def test_the_ending_of_the_output_names_its_format(run, story, tmp_path, name, start):
    result = run("story.txt", "-o", name)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert {path.name for path in tmp_path.iterdir()} == {name, "story.txt"}


def test_the_format_option_goes_before_the_ending(run, story, tmp_path):
    run("story.txt", "-o", "o.md", "-f", "text")
    assert (tmp_path / "o.md").read_text(encoding="utf-8").startswith("First.")


def test_a_replaced_file_keeps_its_permissions_and_a_link_stays(run, story, tmp_path):
    out, link = tmp_path / "out.txt", tmp_path / "link.txt"
    out.write_text("old")
    out.chmod(0o640)
    link.symlink_to(out)
    run("story.txt", "-o", "link.txt")
    assert link.is_symlink()
    assert out.read_text(encoding="utf-8").startswith("First.")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_a_new_file_gets_the_permissions_of_any_new_file(run, story, tmp_path):
    (tmp_path / "other").write_text("")
    run("story.txt", "-o", "out.txt")
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_can_be_cleaned_onto_itself(run, story):
    assert run("story.txt", "-o", "story.txt").exit_code == 0
    assert story.read_text(encoding="utf-8") == "First.\n\nSecond: “é”.\n"


def test_an_output_that_cannot_be_written_is_told_in_a_line(run, story):
    result = run("story.txt", "-o", "no/such/folder/out.txt")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "No such file or directory" in result.stderr


def test_when_all_inputs_fail_the_output_is_left_alone(run, tmp_path):
    (tmp_path / "out.txt").write_text("old")
    assert run("missing.txt", "-o", "out.txt").exit_code == 3
    assert (tmp_path / "out.txt").read_text() == "old"


def test_what_cannot_be_read_is_told_and_the_rest_is_done(run, story, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").write_bytes(b" \n")
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "fault").write_text("EXPLODE")
    result = run("missing", "folder", "empty", "picture", "fault", "story.txt")
    assert result.exit_code == 3
    assert result.stdout == "==> story.txt <==\nFirst.\n\nSecond: “é”.\n"
    assert result.stderr.splitlines() == [
        "declutter: missing: no such file",
        "declutter: folder: is a folder; `declutter batch` takes folders",
        "declutter: empty: is empty",
        "declutter: picture: is not a page and not a text",
        "declutter: fault: internal error: KeyError: 'fuse'",
    ]


def test_the_trace_of_a_fault_is_for_those_who_ask(run, tmp_path):
    (tmp_path / "fault").write_text("EXPLODE")
    assert "Traceback" in run("-v", "fault").stderr


def test_standard_input_that_is_empty(run):
    result = run(input=b"")
    assert (result.exit_code, result.stderr) == (3, "declutter: standard input: is empty\n")


def test_a_page_without_an_article_says_so(run, tmp_path):
    (tmp_path / "wall.txt").write_text("#Accept all\n")
    result = run("wall.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "declutter: wall.txt: no article found\n"
    assert run("-q", "wall.txt").stderr == ""


def test_verbose_counts(run, story):
    told = run("-v", "story.txt").stderr
    assert told.startswith(
        "declutter: story.txt: text, 2 blocks kept, 1 removed (ad 1), confidence"
    )


def test_too_large(run, story, tmp_path):
    (tmp_path / "declutter.toml").write_text("max-bytes = 10")
    result = run("story.txt")
    assert result.exit_code == 3
    assert "story.txt: is larger than 10 bytes" in result.stderr
    assert run("--isolated", "story.txt").exit_code == 0


def test_a_file_named_like_a_command(run, tmp_path):
    (tmp_path / "rules").write_text("In a file.\n")
    assert run("./rules").stdout == "In a file.\n"
    assert run("rules").stdout != "In a file.\n"


def test_a_command_in_the_wrong_place_or_misspelt_is_pointed_out(run):
    assert "the command `explain` goes before everything else" in run("-q", "explain").stderr
    assert "the command `explain` goes before" in run("explian").stderr


def test_settings_are_found_for_each_file_and_options_go_over_them(run, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a/declutter.toml").write_text(
        'select = ["ad"]\nignore = ["tags"]\n[per-path."x*"]\ninput = "text"\n'
    )
    for name in ("a/x.txt", "a/y.txt", "b/x.txt"):
        (tmp_path / name).write_text("S.\n")

    def titles(*args):
        result = run(*args, "-f", "jsonl", "a/x.txt", "a/y.txt", "b/x.txt")
        return [json.loads(line)["metadata"]["title"] for line in result.stdout.splitlines()]

    assert titles() == ["text ad tags", "auto ad tags", "auto"]
    assert titles("--ignore", "share,legal", "--ignore", "contact") == [
        "text ad tags,share,legal,contact",
        "auto ad tags,share,legal,contact",
        "auto  share,legal,contact",
    ]
    assert titles("--select", "byline", "--input", "html") == [
        "html byline tags",
        "html byline tags",
        "html byline",
    ]
    assert titles("--isolated") == ["auto", "auto", "auto"]
    assert titles("--config", "a/declutter.toml") == [
        "text ad tags",
        "auto ad tags",
        "auto ad tags",
    ]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--format", "pdf", "story.txt"), "'pdf'"),
        (("--url", "https://ex.test", "a", "b"), "one address cannot be that of several pages"),
        (("--format", "json", "a", "b"), "take jsonl"),
        (("--encoding", "klingon", "a"), "no encoding is called 'klingon'"),
        (("--encoding", "base64", "a"), "no encoding is called 'base64'"),
        (("--config", "x.toml", "--isolated", "a"), "exclude each other"),
        (("--config", "x.toml", "a"), "x.toml: cannot be read"),
        (("--nonsense", "a"), "--nonsense"),
        (
            ("--ignore", "captoin", "a"),
            "no rule or kind is called `captoin`; did you mean `caption`",
        ),
        (("--select", "ad.lable", "a"), "did you mean `ad.label`?"),
        (("--rules", "none.toml", "--select", "ad.label", "a"), "none.toml: cannot be read"),
    ],
)
def test_wrong_use(run, story, args, says):
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_wrong_settings_file_is_named(run, story, tmp_path):
    (tmp_path / "declutter.toml").write_text("selct = []")
    result = run("story.txt")
    assert result.exit_code == 2
    assert result.stderr == (
        f"declutter: {tmp_path / 'declutter.toml'}: unknown key `selct`; did you mean `select`?\n"
    )


def test_rules_can_be_named_by_id_and_by_its_beginning(run, story):
    assert run("--ignore", "ad.label,caption.f", "story.txt").exit_code == 0


def test_encoding(run, tmp_path):
    (tmp_path / "old.txt").write_bytes("Größe.\n".encode("cp850"))
    assert run("old.txt", "--encoding", "cp850").stdout == "Größe.\n"


def test_help_teaches(run):
    told = run("--help").stdout
    for needed in ("curl -s URL | declutter", "explain", "--format", "Exit codes", "./check"):
        assert needed in told
    assert run("-h").stdout == told
    assert "--format" in run("clean", "--help").stdout
    assert "--format" in run("story.txt", "--help").stdout

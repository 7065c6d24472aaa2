"""`check` and `fix` as they are called."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import declutter
from declutter.config import Config
from declutter.files.running import Job, Work
from declutter.files.running import run as run_jobs
from tests.files.conftest import NEWS, STORY


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news.txt").write_text(NEWS)
    (tmp_path / "clean.txt").write_text(STORY)
    return tmp_path


def test_check_prints_findings_and_their_number(run, news):
    result = run("check", "news.txt", "clean.txt")
    assert result.exit_code == 1
    *lines, count = result.output.splitlines()
    assert "news.txt:5:1: byline byline.by-name By Ada Lindqvist" in lines
    assert all(line.startswith("news.txt:") for line in lines)
    assert count == f"{len(lines)} blocks to remove in 1 of 2 files."
    assert (news / "news.txt").read_text() == NEWS


def test_check_of_clean_files_ends_with_0(run, news):
    result = run("check", "clean.txt")
    assert (result.exit_code, result.output) == (0, "Nothing to remove in 1 file.\n")


def test_fix_says_what_changed_and_check_agrees(run, news):
    before = run("check", "-q", ".").output.splitlines()
    result = run("fix", ".")
    assert result.exit_code == 0
    first, last = result.output.splitlines()
    assert first.startswith(f"news.txt: {len(before)} blocks removed (")
    assert "byline 1" in first
    assert last == f"1 file changed, 1 file left as they are; {len(before)} blocks removed."
    assert (news / "news.txt").read_text() == STORY
    assert run("check", ".").exit_code == 0
    assert (
        run("fix", ".").output == "0 files changed, 2 files left as they are; 0 blocks removed.\n"
    )


def test_diff_shows_what_fix_does(run, news):
    result = run("check", "--diff", "news.txt")
    assert result.exit_code == 1
    (news / "news.diff").write_text(result.stdout)
    done = subprocess.run(["patch", "-s", "news.txt", "news.diff"], cwd=news, check=False)
    assert done.returncode == 0
    assert (news / "news.txt").read_text() == STORY


def test_diff_of_a_file_without_a_last_newline(run, news):
    (news / "news.txt").write_text(NEWS.rstrip())
    assert "\\ No newline at end of file\n" in run("check", "--diff", "news.txt").stdout


def test_json(run, news):
    result = run("check", "-f", "json", "news.txt", "missing.txt")
    assert result.exit_code == 3
    record = json.loads(result.stdout)
    assert record["schema"] == "declutter-check/1"
    assert record["files"] == 1
    assert record["errors"] == [{"path": "missing.txt", "message": "no such file"}]
    assert {
        "path": "news.txt", "line": 5, "column": 1, "end_line": 5, "end_column": 17,
        "kind": "byline", "rule": "byline.by-name", "text": "By Ada Lindqvist",
    } in record["findings"]  # fmt: skip


def test_github(run, news):
    (news / "a,b.txt").write_text(NEWS.replace("feared", "feared: 100%"))
    lines = run("check", "-qf", "github", "a,b.txt").output.splitlines()
    assert (
        "::error title=declutter (byline.by-name),file=a%2Cb.txt,line=5,col=1,endLine=5,"
        "endColumn=17::byline: By Ada Lindqvist"
    ) in lines
    assert any("feared: 100%25" in line for line in lines)


def test_sarif(run, news):
    result = run("check", "-f", "sarif", "news.txt", "missing.txt")
    log = json.loads(result.stdout)
    (of_run,) = log["runs"]
    rules = [rule["id"] for rule in of_run["tool"]["driver"]["rules"]]
    found = next(each for each in of_run["results"] if each["ruleId"] == "byline.by-name")
    assert log["version"] == "2.1.0"
    assert rules[found["ruleIndex"]] == "byline.by-name"
    assert found["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "news.txt"},
        "region": {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 17},
    }
    assert not of_run["invocations"][0]["executionSuccessful"]


def test_folders_are_searched(run, tmp_path):
    for name in (
        "a/one.txt", "a/two.MD", "a/skip.py", "a/.hidden/no.txt", "b/ignored.txt", "b/kept.txt",
        "out/deep/no.txt", "c/excluded.txt", "node_modules/x.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NEWS)
    (tmp_path / ".gitignore").write_text("out/\nignored.txt\nkept.txt\n")
    (tmp_path / "b/.gitignore").write_text("!kept.txt\n")
    (tmp_path / "declutter.toml").write_text('exclude = ["c/"]\n')

    def files(*arguments):
        output = run("check", "-q", *arguments).output
        return sorted({line.partition(":")[0] for line in output.splitlines()})

    assert files(".") == ["a/one.txt", "a/two.MD", "b/kept.txt"]
    assert files("b", "b/ignored.txt", "b") == ["b/ignored.txt", "b/kept.txt"]
    assert files("c", "c/excluded.txt") == ["c/excluded.txt"]
    assert files("--force-exclude", "c/excluded.txt") == []
    assert "out/deep/no.txt" in files("--no-gitignore", ".")


def test_gitignore_above_holds_within_a_repository(run, tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("/sub/drafts\n")
    for name in ("sub/drafts/a.txt", "sub/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(NEWS)
    output = run("check", "-q", "sub").output
    assert "sub/b.txt" in output
    assert "drafts" not in output


def test_settings_for_paths(run, news):
    (news / "archive").mkdir()
    (news / "archive/old.txt").write_text(NEWS)
    (news / "declutter.toml").write_text('[per-path."archive/**"]\nignore = ["byline"]\n')
    output = run("check", "-q", ".").output
    assert "news.txt:5:1: byline" in output
    assert "old.txt:5:1: byline" not in output
    assert "archive/old.txt:7:1: ad" in output


def test_stdin(run):
    result = run("fix", "-", input=NEWS)
    assert result.stdout == STORY
    result = run("check", "-", "--stdin-filename", "desk/a.jsonl", input=json.dumps({"text": NEWS}))
    assert result.exit_code == 1
    assert result.stdout.startswith("desk/a.jsonl:1:")


@pytest.mark.parametrize(
    "arguments",
    [["-", "a.txt"], ["a.txt", "--stdin-filename", "b.txt"], ["--diff", "-f", "json", "-"]],
)
def test_contradictions_are_usage_errors(run, arguments):
    assert run("check", *arguments, input=NEWS).exit_code == 2


def test_files_that_fail_do_not_stop_the_others(run, news):
    (news / "bad.json").write_text("{")
    result = run("fix", "missing.txt", "bad.json", "news.txt")
    assert result.exit_code == 3
    assert "declutter: missing.txt: no such file" in result.stderr
    assert "declutter: bad.json: is not JSON" in result.stderr
    assert (news / "news.txt").read_text() == STORY


def test_wrong_settings_stop_everything(run, news):
    assert run("fix", "--ignore", "no-such-kind", "news.txt").exit_code == 2
    (news / "pack.toml").write_text("kind = 'ad'\n[[rule]]\nid = 'x'\n")
    assert run("fix", "--rules", "pack.toml", "news.txt").exit_code == 2
    assert (news / "news.txt").read_text() == NEWS


def test_field(run, tmp_path):
    (tmp_path / "a.csv").write_text(f'lede,text\n"{NEWS}",x\n')
    assert run("fix", "--field", "lede", "a.csv").exit_code == 0
    assert (tmp_path / "a.csv").read_text() == f'lede,text\n"{STORY}",x\n'


def test_several_processes_find_the_same_in_the_same_order(tmp_path):
    jobs = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_text(NEWS if number % 3 else STORY)
        jobs.append(Job(str(path), Config()))
    jobs.insert(5, Job(str(tmp_path / "missing.txt"), Config()))
    alone = list(run_jobs(jobs, Work("check"), processes=1))
    assert list(run_jobs(jobs, Work("check"), processes=2)) == alone
    assert [report.path for report in alone] == [job.path for job in jobs]
    assert alone[5].error == "no such file"


def test_encoding_of_output_does_not_depend_on_the_locale(news):
    (news / "news.txt").write_text(NEWS.replace("Ada", "Åda"), encoding="utf-8")
    sources = str(Path(declutter.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "declutter", "check", "news.txt"],
        env={"PYTHONPATH": sources, "LC_ALL": "C", "PYTHONUTF8": "0"},
        cwd=news, capture_output=True, check=False,
    )  # fmt: skip
    assert "By Åda Lindqvist" in done.stdout.decode("utf-8")

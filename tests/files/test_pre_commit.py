"""The hooks, run by pre-commit itself from a clone of this repository."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.files.conftest import NEWS, STORY

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_hooks_name_files_that_the_command_knows():
    from declutter.files.kinds import SUFFIXES

    assert [hook["id"] for hook in HOOKS] == ["declutter-check", "declutter-fix"]
    for hook in HOOKS:
        assert all(re.search(hook["files"], f"desk/story{suffix}") for suffix in SUFFIXES)
        assert not re.search(hook["files"], "src/story.py")


def git(folder, *arguments):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="needs pre-commit and git",
)
def test_hooks_in_pre_commit(tmp_path):
    """Installs the package into an environment of its own: takes a minute."""
    shipped = tmp_path / "declutter"
    shipped.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, shipped / name)
    shutil.copytree(
        ROOT / "src", shipped / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    desk = tmp_path / "desk"
    desk.mkdir()
    for folder in (shipped, desk):
        git(folder, "init", "-q")
    (desk / "news.txt").write_text(NEWS)
    (desk / "left.txt").write_text(NEWS)
    (desk / "clean.txt").write_text(STORY)
    (desk / "declutter.toml").write_text('exclude = ["left.txt"]\n')
    for folder in (shipped, desk):
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "first")

    def hook(name):
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
        environment.pop("PYTHONPATH", None)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(shipped), name, "--all-files"],
            cwd=desk, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    checked = hook("declutter-check")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "news.txt:5:1: byline byline.by-name By Ada Lindqvist" in checked.stdout
    assert "left.txt" not in checked.stdout
    assert (desk / "news.txt").read_text() == NEWS

    fixed = hook("declutter-fix")
    assert fixed.returncode == 1, fixed.stdout + fixed.stderr
    assert "files were modified by this hook" in fixed.stdout
    assert (desk / "news.txt").read_text() == STORY
    assert (desk / "left.txt").read_text() == NEWS

    for name in ("declutter-check", "declutter-fix"):
        again = hook(name)
        assert again.returncode == 0, again.stdout + again.stderr

"""The command as a process of its own: streams, signals, locale, start-up."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import declutter

COMMAND = [sys.executable, "-m", "declutter"]
SENTENCE = (
    "The harbour council of Osterhavn voted on Tuesday to close the old quay to lorries, "
    "a step that residents of the quarter had asked for since the spring. "
)
STORY = "\n\n".join(f"{SENTENCE}It was vote number {number} of the year." for number in range(8))


@pytest.fixture
def environment(tmp_path):
    """Nothing of the locale, and no settings above the working folder."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(declutter.__file__).parents[1]),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }


@pytest.fixture
def command(tmp_path, environment):
    def run(*args, **more):
        return subprocess.run(
            [*COMMAND, *args],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            timeout=60,
            **more,
        )

    return run


@pytest.fixture
def start(tmp_path, environment):
    """Start the command with pipes; it is killed when the test ends or takes too long."""
    started = []

    def start(*args):
        process = subprocess.Popen(
            [*COMMAND, *args],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A shell's background jobs ignore Ctrl-C, and so would what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        guard = threading.Timer(30, process.kill)
        guard.start()
        started.append((process, guard))
        return process

    yield start
    for process, guard in started:
        guard.cancel()
        with process:
            process.kill()


def test_a_pipe(command):
    result = command(input=STORY.encode())
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == STORY + "\n"


def test_output_is_utf8_in_any_locale(command, tmp_path):
    story = STORY.replace("Osterhavn", "Østerhavn — “東港”")
    (tmp_path / "søm.txt").write_text(story, encoding="utf-8")
    result = command("søm.txt", "søm.txt")
    assert result.stdout.decode("utf-8").startswith("==> s")
    assert "Østerhavn — “東港”" in result.stdout.decode("utf-8")


def test_what_parsers_log_is_not_shown(command):
    # Bytes that no encoding takes make the parser speak of replaced characters.
    mixed = STORY.encode() + "\n\nSøm og båt på øya.".encode("cp1252") + b" \x81\x8d\x8f\x90\x9d."
    result = command(input=mixed)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"The harbour council" in result.stdout


def test_a_missing_file(command):
    result = command("missing.html")
    assert result.returncode == 3
    assert result.stderr == b"declutter: missing.html: no such file\n"


@pytest.mark.parametrize("copies", [1, 60])
def test_a_reader_that_goes_away_is_no_error(tmp_path, start, copies):
    # One copy is lost when the process ends, sixty fill the pipe before.
    (tmp_path / "story.txt").write_text("\n\n".join([STORY] * 3), encoding="utf-8")
    process = start("-q", *["story.txt"] * copies)
    process.stdout.close()
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_ctrl_c_ends_with_130_and_what_is_done_is_out(tmp_path, start):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    process = start("story.txt", "-")
    assert process.stdout.readline() == b"==> story.txt <==\n"
    assert process.stdout.readline().startswith(b"The harbour council")
    time.sleep(0.2)  # now it waits for standard input
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr.read() == b""


def test_ctrl_c_leaves_no_half_file(tmp_path, start):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    process = start("-v", "story.txt", "-", "-o", "out.txt")
    assert b"story.txt: text" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert {path.name for path in tmp_path.iterdir()} == {"story.txt"}


PROBE = """
import sys
sys.argv = ["declutter", *sys.argv[1:]]
from declutter.cli import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
HEAVY = {"trafilatura", "lxml", "numpy", "bs4", "re2", "rich", "htmldate", "justext"}


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["check", "--help"], ["rules", "-h"]])
def test_version_and_help_import_nothing_heavy(tmp_path, environment, args):
    result = subprocess.run(
        [sys.executable, "-c", PROBE, *args],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0
    assert "declutter" in result.stdout
    loaded = set(result.stderr.split())
    assert "declutter" in loaded
    assert not loaded & HEAVY
    assert ("typer" in loaded) == (args != ["--version"])

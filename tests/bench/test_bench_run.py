import time
from dataclasses import replace
from pathlib import Path

import pytest

from bench import corpus, run
from bench.peers import Output, Peer, Source

CALLS: list[str] = []


def _plain(source: Source) -> Output:
    CALLS.append("plain")
    return Output(text="Officials in Port Larrow", title="Approved", authors=("Ines Tolland",))


def _crash(source: Source) -> Output:
    raise ValueError("no such element")


def _slow(source: Source) -> Output:
    try:
        time.sleep(5)
    except Exception:
        return Output("an extractor that catches everything")
    return Output("too late")


def _busy(source: Source) -> Output:
    end = time.process_time() + 0.03
    while time.process_time() < end:
        pass
    return Output("done")


def _describe(source: Source, output: Output) -> Output:
    return replace(output, title="Found")


@pytest.fixture(autouse=True)
def fake_peers(monkeypatch: pytest.MonkeyPatch):
    CALLS.clear()
    # pytest's distribution stands in for one that is installed, so that there is a version.
    fakes = {
        name: Peer(name, "pytest", frozenset({"title"}), text, describe)
        for name, text, describe in (
            ("trafilatura", _busy, _describe),
            ("plain", _plain, None),
            ("crash", _crash, None),
            ("slow", _slow, None),
        )
    }
    monkeypatch.setattr(run, "peers", lambda: fakes)


def _runs(folder: Path, tmp_path: Path, *tools: str, limit: int | None = 1, **plan):
    pages = list(corpus.pages(folder, limit))
    return list(run.run_pages(pages, run.Plan(tools, cache=tmp_path / "cache", **plan)))


def test_a_crash_counts_as_no_output_with_a_note(mini_corpus: Path, tmp_path: Path):
    [found] = _runs(mini_corpus, tmp_path, "crash")
    assert found["crash"].output.text == ""
    assert found["crash"].note == "ValueError: no such element"


def test_a_call_is_stopped_at_its_time_limit(mini_corpus: Path, tmp_path: Path):
    start = time.monotonic()
    [found] = _runs(mini_corpus, tmp_path, "slow", limit_seconds=0.2)
    assert time.monotonic() - start < 3
    assert found["slow"].output.text == ""
    assert "longer than 0.2 s" in (found["slow"].note or "")


def test_cpu_is_measured_for_the_tool_and_the_reference(mini_corpus: Path, tmp_path: Path):
    [found] = _runs(mini_corpus, tmp_path, "trafilatura", "plain")
    assert list(found) == ["trafilatura", "plain"]
    assert found["trafilatura"].ms >= 30
    assert found["plain"].ms < 30 <= (found["plain"].reference_ms or 0)
    assert found["trafilatura"].output.title == "Found"


def test_outputs_of_peers_are_kept_between_runs(mini_corpus: Path, tmp_path: Path):
    first = _runs(mini_corpus, tmp_path, "plain", limit=None)
    made = len(CALLS)
    assert made == 4  # one more than pages: the first call of a process is not timed
    again = _runs(mini_corpus, tmp_path, "plain", limit=None)
    assert again == first
    assert len(CALLS) == made
    _runs(mini_corpus, tmp_path, "plain", limit=None, fresh=True)
    assert len(CALLS) == made + 4

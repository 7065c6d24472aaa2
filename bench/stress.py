"""Put `declutter batch` under stress: broken pages, workers killed at random, an interruption.

python -m bench.stress [--pages 100000] [--kind jsonl|warc] [--workers 2]

Fails unless every page is in the output once and memory stays level.
"""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import psutil
import typer

from bench import invented
from bench.watch import MemoryWatch, Sample, workers

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
BROKEN_EVERY = 100
Kind = Literal["jsonl", "warc"]


@dataclass(slots=True)
class Report:
    """What came of it; `lost`, `doubled` and `strange` (ids that were not in the input) must be
    empty. `growth` is the memory of the last quarter of the longest run over that of its second
    quarter."""

    pages: int
    kills: int = 0
    resumed_at: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    blamed: int = 0
    peak_main: int = 0
    peak_family: int = 0
    growth: float = 1.0
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Every page once, no page blamed beyond the broken ones and one for each kill."""
        return not (self.lost or self.doubled or self.strange) and self.blamed <= self.kills


@app.command()
def main(
    pages: Annotated[int, typer.Option(help="How many pages.")] = 100_000,
    kind: Annotated[Kind, typer.Option(help="The input's format.")] = "jsonl",
    processes: Annotated[int, typer.Option("--workers")] = 2,
    kill_every: Annotated[float, typer.Option(help="Seconds between kills, on average.")] = 5.0,
) -> None:
    """Run it and print what came of it; exit 1 when a page was lost or doubled."""
    with tempfile.TemporaryDirectory() as directory:
        report = stress(
            Path(directory), pages=pages, kind=kind, processes=processes, kill_every=kill_every
        )
    typer.echo(told(report))
    if not report.sound:
        raise typer.Exit(1)


def stress(
    directory: Path, *, pages: int, kind: Kind, processes: int, kill_every: float, seed: int = 1
) -> Report:
    """Generate, run, kill, interrupt in the middle, resume, and account for every page."""
    warc = kind == "warc"
    source = directory / ("pages.warc.gz" if warc else "pages.jsonl.gz")
    write = invented.write_warc if warc else invented.write_jsonl
    write(source, range(pages), broken_every=BROKEN_EVERY)
    out = directory / "out.jsonl.gz"
    report, dice = Report(pages), random.Random(seed)
    samples: list[list[Sample]] = []
    began = time.monotonic()
    for until in (0.4, None):
        samples.append(_run(source, out, processes, kill_every, dice, report, until))
    report.seconds = time.monotonic() - began
    _account(report, source, out)
    longest = max(samples, key=len)
    report.peak_main = max(sample.main for sample in longest)
    report.peak_family = max(sample.family for sample in longest)
    report.growth = _growth(longest)
    return report


def _run(
    source: Path,
    out: Path,
    processes: int,
    kill_every: float,
    dice: random.Random,
    report: Report,
    until: float | None,
) -> list[Sample]:
    """One run of the command; interrupted when the share `until` of the pages is written."""
    command = [sys.executable, "-m", "declutter", "batch", str(source), "-o", str(out)]
    options = ["-j", str(processes), "--resume", "--isolated"]
    batch = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    watch = MemoryWatch(batch.pid).start()
    journal = out.with_name(out.name + ".unfinished") / "journal.jsonl"
    next_kill = time.monotonic() + dice.expovariate(1 / kill_every)
    while batch.poll() is None:
        time.sleep(0.02)
        if time.monotonic() >= next_kill:
            next_kill = time.monotonic() + dice.expovariate(1 / kill_every)
            report.kills += _kill_one(batch.pid, dice)
        if until is not None and _written(journal) >= until * report.pages:
            batch.send_signal(signal.SIGINT)
            batch.wait()
    said = batch.stderr.read() if batch.stderr else ""
    expected = 0 if until is None else 130
    if batch.returncode != expected:
        raise RuntimeError(f"the batch ended with {batch.returncode}: {said}")
    if until is not None:
        report.resumed_at = _written(journal)
    return watch.join()


def _kill_one(pid: int, dice: random.Random) -> int:
    running = workers(pid)
    if not running:
        return 0
    try:
        dice.choice(running).kill()
    except psutil.NoSuchProcess:
        return 0
    return 1


def _written(journal: Path) -> int:
    try:
        last = journal.read_text().rsplit("\n", 2)[-2]
        return sum(json.loads(last).get("counts", {}).values())
    except (OSError, IndexError, ValueError):
        return 0


def _account(report: Report, source: Path, out: Path) -> None:
    seen: Counter[str] = Counter()
    errors: dict[str, str] = {}
    with gzip.open(out, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            seen[row["id"]] += 1
            if row["error"] is not None:
                errors[row["id"]] = row["error"]
    expected = {_id(number, source) for number in range(report.pages)}
    broken = {_id(number, source) for number in range(0, report.pages, BROKEN_EVERY)}
    report.lost = sorted(expected - seen.keys())
    report.strange = sorted(seen.keys() - expected)
    report.doubled = sorted(id for id, count in seen.items() if count > 1)
    report.blamed = len(errors.keys() - broken)
    report.errors = Counter(error.split(":")[0] for error in errors.values())


def _id(number: int, source: Path) -> str:
    if ".warc" in source.name:
        return invented.warc_id(number)
    return invented.line_id(number, source, broken_every=BROKEN_EVERY)


def _growth(samples: list[Sample]) -> float:
    quarter = max(len(samples) // 4, 1)
    second = [sample.family for sample in samples[quarter : 2 * quarter]]
    last = [sample.family for sample in samples[-quarter:]]
    if not second or not last:
        return 1.0
    return sorted(last)[len(last) // 2] / sorted(second)[len(second) // 2]


def told(report: Report) -> str:
    """The report as lines."""
    return "\n".join(
        [
            f"pages {report.pages:,} in {report.seconds:,.0f} s, interrupted at {report.resumed_at:,}, "
            f"{report.kills} workers killed",
            f"lost {len(report.lost)}, doubled {len(report.doubled)}, strange {len(report.strange)}, "
            f"good pages with an error {report.blamed}",
            "errors: "
            + ", ".join(f"{kind} {count}" for kind, count in report.errors.most_common()),
            f"memory: main {report.peak_main >> 20} MiB, all {report.peak_family >> 20} MiB at most; "
            f"last quarter / second quarter {report.growth:.2f}",
        ]
    )


if __name__ == "__main__":
    app()

"""How fast and how large: pages a second on one process and two, memory while the input grows
tenfold, time to the first result, start-up.

python -m bench.throughput [--pages 2000] [--json FILE]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from bench import invented
from bench.watch import MemoryWatch, Sample
from declutter.batch.pages import Numbered, Outcome, Page
from declutter.batch.pool import Pool
from declutter.batch.work import Setup, default_cleaner
from declutter.config import Config
from declutter.integrations.arrow import clean_batch

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
MODULE = [sys.executable, "-m", "declutter"]
WARM_PAGES = 40
STARTS = 7
ROUNDS = 3
"""Rates of one process and of two are taken in turns, and the best of each counts: what else the
machine does must not pass for a lack of speed."""


@dataclass(slots=True)
class Figures:
    """What was measured. Rates in pages a second, `seconds_…` in seconds, `mib_…` in MiB."""

    loop_rate: float = 0.0
    arrow_rate: float = 0.0
    rate_1: float = 0.0
    rate_2: float = 0.0
    speedup: float = 0.0
    mib_main_small: float = 0.0
    mib_main_tenfold: float = 0.0
    mib_all_small: float = 0.0
    mib_all_tenfold: float = 0.0
    seconds_first_result: float = 0.0
    seconds_version: float = 0.0
    seconds_help: float = 0.0
    seconds_one_page: float = 0.0
    pages: int = 0


@app.command()
def main(
    pages: Annotated[int, typer.Option(help="Pages for the rates and the large input.")] = 2_000,
    out: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Measure and print."""
    figures = Figures(pages=pages)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        startup(figures, directory)
        rates(figures, pages)
        memory(figures, directory, pages)
        first_result(figures, directory, pages)
    for key, value in asdict(figures).items():
        typer.echo(f"{key:22} {value:.3f}" if isinstance(value, float) else f"{key:22} {value}")
    if out is not None:
        out.write_text(json.dumps(asdict(figures), indent=1) + "\n")


def startup(figures: Figures, directory: Path) -> None:
    """Time of a whole process, the median of several: `--version`, `--help`, one page piped."""
    page = invented.page(1).html.encode()
    figures.seconds_version = _timed([*MODULE, "--version"], b"")
    figures.seconds_help = _timed([*MODULE, "--help"], b"")
    figures.seconds_one_page = _timed([*MODULE, "--isolated"], page)


def rates(figures: Figures, pages: int) -> None:
    """Steady rates of a plain loop, of Arrow batches (what engines call) and of the pool: there
    from the first result after warming up to the last."""
    made = [_numbered(number) for number in range(pages)]
    work = Setup(default_cleaner, Config())()
    for numbered in made[:WARM_PAGES]:
        work(numbered)
    loop = made[: max(pages // 4, WARM_PAGES)]
    batch = pa.RecordBatch.from_pylist(
        [{"url": n.page.url, "html": n.page.data} for n in loop],
    )
    for _ in range(ROUNDS):
        figures.loop_rate = max(figures.loop_rate, _loop_rate(work, loop))
        began = time.perf_counter()
        clean_batch(batch)
        figures.arrow_rate = max(figures.arrow_rate, len(loop) / (time.perf_counter() - began))
        figures.rate_1 = max(figures.rate_1, _pool_rate(loop, 1))
        figures.rate_2 = max(figures.rate_2, _pool_rate(made[: 2 * len(loop)], 2))
    figures.speedup = figures.rate_2 / figures.rate_1


def memory(figures: Figures, directory: Path, pages: int) -> None:
    """Peak memory of the main process and of all together, for an input and for ten times it."""
    small, large = directory / "small.jsonl", directory / "large.jsonl"
    invented.write_jsonl(small, range(pages // 10))
    invented.write_jsonl(large, range(pages))
    first, second = _watched(small, directory), _watched(large, directory)
    figures.mib_main_small, figures.mib_all_small = _peaks(first)
    figures.mib_main_tenfold, figures.mib_all_tenfold = _peaks(second)


def first_result(figures: Figures, directory: Path, pages: int) -> None:
    """From the start of the command to the first article that is written into a directory."""
    source, out = directory / "first.jsonl", directory / "first"
    invented.write_jsonl(source, range(pages))
    began = time.perf_counter()
    command = [*MODULE, "batch", str(source), "-o", str(out), "-j", "2", "--isolated", "-q"]
    batch = subprocess.Popen(command)
    while batch.poll() is None and not any(out.glob("first/*.txt")):
        time.sleep(0.005)
    figures.seconds_first_result = time.perf_counter() - began
    batch.kill()
    batch.wait()


def _loop_rate(work: Callable[[Numbered], Outcome], made: list[Numbered]) -> float:
    began = time.perf_counter()
    for numbered in made:
        work(numbered)
    return len(made) / (time.perf_counter() - began)


def _pool_rate(made: list[Numbered], workers: int) -> float:
    pool: Pool[Numbered, Outcome] = Pool(
        Setup(default_cleaner, Config()),
        workers=workers,
        time_limit=60,
        preload=("declutter.batch.warm",),
    )
    times = [
        time.perf_counter() for _ in pool.run(iter(made), size=lambda numbered: numbered.held_bytes)
    ]
    counted = times[WARM_PAGES:]
    return (len(counted) - 1) / (counted[-1] - counted[0])


def _numbered(number: int) -> Numbered:
    page = invented.page(number)
    return Numbered(number, Page(f"p{number}", url=page.url, data=page.html.encode()))


def _timed(command: list[str], given: bytes) -> float:
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run(command, input=given, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _watched(source: Path, directory: Path) -> list[Sample]:
    out = directory / (source.stem + ".out.jsonl")
    command = [*MODULE, "batch", str(source), "-o", str(out), "-j", "2", "--isolated", "-q"]
    batch = subprocess.Popen(command)
    samples = MemoryWatch(batch.pid, every=0.1).start().join()
    if batch.wait():
        raise RuntimeError(f"the batch ended with {batch.returncode}")
    return samples


def _peaks(samples: list[Sample]) -> tuple[float, float]:
    main = max(sample.main for sample in samples) / 2**20
    return main, max(sample.family for sample in samples) / 2**20


if __name__ == "__main__":
    app()

"""Run extractors over pages: time limits, CPU time, and a cache of the peers' outputs.

declutter and the reference (trafilatura) run afresh every time, side by side on the same page, so
that their CPU times compare. The other peers do not change between runs: what they gave, and what
the reference cost on that page in the same run, is kept under `bench/out/peers/`, by the peer's
version and the page's id.
"""

from __future__ import annotations

import gc
import json
import logging
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

from bench.corpus import Page, fold_of
from bench.peers import REFERENCE, Output, Peer, Source, declutter_peer, peers
from bench.plain import corpus_name

CACHE = Path(__file__).parent / "out" / "peers"
LIMIT_SECONDS = 60.0


class OutOfTimeError(BaseException):
    """A call ran into its time limit.

    It derives from BaseException so that extractors that catch every Exception let it through.
    """


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor gave for one page.

    `ms` and `reference_ms` are milliseconds of CPU for this call and for the reference on the
    same page in the same run; `metadata_ms` is the CPU of the further call for metadata that the
    peer needs, if it does; `note` says what went wrong, if anything did.
    """

    output: Output
    ms: float
    reference_ms: float | None = None
    metadata_ms: float = 0.0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run on each page. `folds` as in `peers.declutter_peer`; `fresh` ignores the cache."""

    tools: tuple[str, ...]
    folds: Path | None = None
    fresh: bool = False
    cache: Path = CACHE
    limit_seconds: float = LIMIT_SECONDS


def run_pages(pages: Sequence[Page], plan: Plan, jobs: int = 1) -> Iterator[dict[str, Run]]:
    """Yield, page by page in the given order, each tool's run.

    `jobs` processes share the pages; CPU times are per process, so they hold for any number.
    """
    if jobs == 1:
        worker = _Worker(plan)
        for index, page in enumerate(pages):
            yield worker.run(page, index)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(plan,)) as pool:
        yield from pool.map(_run_in_worker, pages, range(len(pages)), chunksize=4)


class _Worker:
    """Runs a plan's tools on pages in this process."""

    def __init__(self, plan: Plan) -> None:
        # Peers warn and log about pages they dislike; the notes say what matters.
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        self.plan = plan
        self.tools = {"declutter": declutter_peer(plan.folds), **peers()}
        self.warm: set[str] = set()

    def run(self, page: Page, index: int) -> dict[str, Run]:
        """Every planned tool's run on a page; `index` alternates which tool goes first."""
        done: dict[str, Run] = {}
        for name in self.plan.tools:
            if (kept := self._cached(name, page)) is not None:
                done[name] = kept
        missing = [name for name in self.plan.tools if name not in done]
        if missing:
            done |= self._run_missing(missing, page, index)
        return {name: done[name] for name in self.plan.tools}

    def _run_missing(self, missing: list[str], page: Page, index: int) -> dict[str, Run]:
        source = Source(page.html, page.url, page.language, fold_of(page))
        order = list(dict.fromkeys([REFERENCE, *missing]))
        if index % 2:
            order.reverse()
        runs = {name: self._timed(self.tools[name], source) for name in order}
        reference_ms = runs[REFERENCE].ms
        runs = {name: replace(runs[name], reference_ms=reference_ms) for name in missing}
        for name in missing:
            if (describe := self.tools[name].describe) is not None:
                runs[name] = self._described(describe, source, runs[name])
            if name not in ("declutter", REFERENCE):
                self._keep(name, page, runs[name])
        return runs

    def _timed(self, peer: Peer, source: Source) -> Run:
        """One call with its CPU time; a crash or an overrun counts as no output, with a note."""
        if peer.name not in self.warm:
            # The first call of a process loads data and fills caches: it is run once untimed.
            self.warm.add(peer.name)
            self._timed(peer, source)
        gc.collect()
        start = time.process_time()
        output, note = self._guarded(lambda: peer.text(source))
        return Run(output or Output(), (time.process_time() - start) * 1000, note=note)

    def _described(
        self, describe: Callable[[Source, Output], Output], source: Source, run: Run
    ) -> Run:
        gc.collect()
        start = time.process_time()
        output, note = self._guarded(lambda: describe(source, run.output))
        ms = (time.process_time() - start) * 1000
        return replace(run, output=output or run.output, metadata_ms=ms, note=run.note or note)

    def _guarded(self, call: Callable[[], Output]) -> tuple[Output | None, str | None]:
        try:
            with time_limit(self.plan.limit_seconds):
                return call(), None
        except OutOfTimeError:
            return None, f"took longer than {self.plan.limit_seconds:g} s"
        except ModuleNotFoundError:
            raise
        except Exception as error:
            return None, f"{type(error).__name__}: {error}"[:200]

    def _path(self, name: str, page: Page) -> Path:
        folder = f"{name}-{self.tools[name].version}"
        corpus = corpus_name(page.corpus, page.plain)
        return self.plan.cache / folder / corpus / f"{page.id}.json"

    def _cached(self, name: str, page: Page) -> Run | None:
        if self.plan.fresh or name in ("declutter", REFERENCE):
            return None
        path = self._path(name, page)
        if not path.exists():
            return None
        record = json.loads(path.read_text(encoding="utf-8"))
        output = record.pop("output")
        output["authors"] = tuple(output["authors"])
        return Run(Output(**output), **record)

    def _keep(self, name: str, page: Page, run: Run) -> None:
        path = self._path(name, page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in the block when it runs longer than `seconds` of wall time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_worker: _Worker | None = None


def _start_worker(plan: Plan) -> None:
    global _worker
    _worker = _Worker(plan)


def _run_in_worker(page: Page, index: int) -> dict[str, Run]:
    assert _worker is not None
    return _worker.run(page, index)

"""Many files: in this process, or in several where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from declutter.config import Config
from declutter.errors import ConfigError, DeclutterError, InputError
from declutter.files.kinds import by_name

if TYPE_CHECKING:
    from declutter.files.findings import Finding

Mode = Literal["check", "diff", "fix"]

_FEW = 200
"""So many texts are done before other processes would have started."""
_TEXTS_A_PAGE = 10
"""Texts that are cleaned in the time of one page."""
_TIME_LIMIT = 900.0
"""Seconds for one file, which may be one of many records."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file and its settings; `searched` when a folder was searched for it."""

    path: str
    config: Config
    searched: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file: findings and, as asked for, the change as a diff, or made.

    `error` says why it could not be examined or written, `notes` what is odd about it. `fault`
    is set when settings or rules are wrong, which concerns all files.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    diff: str = ""
    changed: bool = False
    notes: tuple[str, ...] = ()
    error: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to each file: `fields` are the text fields of records, `charset` the encoding."""

    mode: Mode
    fields: tuple[str, ...] = ()
    charset: str | None = None

    def __call__(self) -> Callable[[Job], Report]:
        """Return what is called for each file, in this process or in another."""
        return self.report

    def report(self, job: Job) -> Report:
        """Examine a file, and clean it where that is asked for."""
        try:
            return self._report(job)
        except InputError as error:
            return Report(job.path, error=str(error))
        except DeclutterError as error:
            return Report(job.path, fault=str(error))
        except OSError as error:
            return Report(job.path, error=f"cannot be written: {error.strerror}")
        except Exception as error:
            # A fault of ours on one file must not cost the others.
            return Report(job.path, error=f"internal error: {type(error).__name__}: {error}")

    def _report(self, job: Job) -> Report:
        from declutter.files.examining import examine
        from declutter.files.rewriting import rewrite

        data = _read(job.path)
        examined = examine(data, job.path, job.config, fields=self.fields, charset=self.charset)
        changed = self.mode == "fix" and examined.cleaned != data
        if changed:
            rewrite(job.path, examined.cleaned, data)
        return Report(
            job.path,
            examined.findings,
            examined.diff(job.path) if self.mode == "diff" else "",
            changed,
            # A folder holds many files that are none of ours.
            () if job.searched else examined.notes,
        )


def run(jobs: Sequence[Job], work: Work, *, processes: int | None = None) -> Iterator[Report]:
    """Yield a report for each file, in the order given.

    `processes` is how many to use; without it, one for few files and all cores for many. Raises
    ConfigError when settings or rules are wrong.
    """
    if processes is None:
        processes = _cores() if _worth(jobs) else 1
    reports = map(work.report, jobs) if processes < 2 else _in_processes(jobs, work, processes)
    for report in reports:
        if report.fault is not None:
            raise ConfigError(report.fault)
        yield report


def _in_processes(jobs: Sequence[Job], work: Work, processes: int) -> Iterator[Report]:
    from declutter.batch.pool import Failure, Pool

    pool: Pool[tuple[int, Job], Report] = Pool(
        _Numbered(work),
        workers=min(processes, max(1, len(jobs))),
        time_limit=_TIME_LIMIT,
        preload=("declutter.files.warm", *(["declutter.batch.warm"] if _pages(jobs) else [])),
    )
    waiting: dict[int, Report] = {}
    following = 0
    for (number, job), result in pool.run(enumerate(jobs), size=_held):
        waiting[number] = (
            Report(job.path, error=result.message) if isinstance(result, Failure) else result
        )
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _worth(jobs: Sequence[Job]) -> bool:
    return len(jobs) + _pages(jobs) * (_TEXTS_A_PAGE - 1) >= _FEW


def _pages(jobs: Sequence[Job]) -> int:
    return sum(by_name(job.path) == "html" for job in jobs)


def _held(task: tuple[int, Job]) -> int:
    return 500


@dataclass(frozen=True, slots=True)
class _Numbered:
    work: Work

    def __call__(self) -> Callable[[tuple[int, Job]], Report]:
        work = self.work()
        return lambda task: work(task[1])


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}") from None


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

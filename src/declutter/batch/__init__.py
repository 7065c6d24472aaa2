"""Many pages: read from files, directories, JSONL, WARC and Parquet, cleaned on all cores, written
as files, JSONL or Parquet; an interrupted run can be taken up again.

`run` does it all; `pages` reads the same inputs for a pass of another kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from declutter.batch.pages import InputKind, Page
from declutter.batch.readers import Fields, Reading
from declutter.batch.run import Summary, Watcher, cores, run
from declutter.batch.sources import find
from declutter.batch.work import Clean, Form

__all__ = ["Clean", "Fields", "Form", "Page", "Summary", "Watcher", "cores", "pages", "run"]


def pages(
    inputs: Sequence[str],
    *,
    fields: Fields | None = None,
    input: InputKind = "auto",
    leave_out: Callable[[Path], bool] = lambda path: False,
) -> Iterator[Page]:
    """The pages that `run` would clean, one after the other, never held together in memory.

    What `leave_out` says of a path is passed over when directories are walked. Raises `InputError` for an input that does not exist, `MissingExtraError` for one whose extra
    is not installed.
    """
    return Reading(fields or Fields(), input).pages(find(inputs, leave_out=leave_out))

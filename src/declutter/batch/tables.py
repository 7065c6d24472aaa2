"""The Parquet output."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from declutter.batch import extras, rows
from declutter.batch.journal import State
from declutter.batch.pages import Outcome, Page

HELD_BYTES = 8 << 20
"""Bytes of articles in a part."""
GROUP_BYTES = 64 << 20
"""Bytes of articles in one row group: what is held at once when the parts are joined."""


class ParquetSink:
    """Rows in one Parquet file: parts as they come, joined at the end into row groups of a
    good size (a Parquet file cannot be added to)."""

    patience = 15.0

    def __init__(self, target: Path, directory: Path) -> None:
        self._arrow = extras.load("pyarrow", extra="parquet", what="writing Parquet")
        self._parquet = extras.load("pyarrow.parquet", extra="parquet", what="writing Parquet")
        self._target = target
        self._directory = directory
        self._joined = directory / "joined.parquet"
        self._held: list[rows.Row] = []
        self._held_bytes = 0
        self._parts = 0

    def open(self, state: State) -> None:
        """See `Sink.open`."""
        self._parts = state.get("parts", 0)

    def add(self, page: Page, outcome: Outcome) -> None:
        """See `Sink.add`."""
        self._held.append(cast(rows.Row, outcome.payload))
        self._held_bytes += outcome.held_bytes
        if self._held_bytes >= HELD_BYTES:
            self._write()

    def commit(self) -> State:
        """See `Sink.commit`."""
        self._write()
        return {"parts": self._parts}

    def _write(self) -> None:
        if self._held:
            table = self._arrow.Table.from_pylist(self._held, schema=rows.arrow_schema())
            # A part that no journal line knows is written over by the next of its number.
            with self._part(self._parts).open("wb") as file:
                self._parquet.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            self._parts += 1
        self._held.clear()
        self._held_bytes = 0

    def finish(self) -> None:
        """See `Sink.finish`."""
        with self._parquet.ParquetWriter(
            self._joined, rows.arrow_schema(), compression="zstd"
        ) as writer:
            group: list[Any] = []
            for number in range(self._parts):
                group.append(self._parquet.read_table(self._part(number)))
                if sum(table.nbytes for table in group) >= GROUP_BYTES:
                    writer.write_table(self._arrow.concat_tables(group))
                    group = []
            if group:
                writer.write_table(self._arrow.concat_tables(group))
        self._joined.replace(self._target)

    def close(self) -> None:
        """See `Sink.close`."""
        self._held.clear()

    def _part(self, number: int) -> Path:
        return self._directory / f"part-{number:06d}.parquet"

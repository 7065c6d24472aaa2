"""Boosted trees, evaluated for many rows at once.

A forest is arrays: node n of the flattened trees sends a row to `left[n]` if its value in column
`feature[n]` is at most `threshold[n]`, else to `right[n]`; a leaf sends to itself. The sum of the
leaves' values over all trees is a log-odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over feature columns; `roots` are the nodes that the trees start from."""

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    roots: Ints
    depth: int

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Forest:
        """The forest stored under `prefix` in an archive of arrays."""

        def ints(name: str) -> Ints:
            return np.ascontiguousarray(arrays[f"{prefix}.{name}"], dtype=np.int32)

        def floats(name: str) -> Floats:
            return np.ascontiguousarray(arrays[f"{prefix}.{name}"], dtype=np.float32)

        return cls(
            ints("feature"),
            floats("threshold"),
            ints("left"),
            ints("right"),
            floats("value"),
            ints("roots"),
            int(arrays[f"{prefix}.depth"].item()),
        )

    def log_odds(self, rows: Floats) -> Floats:
        """The log-odds of each row, in float32."""
        count, width = rows.shape
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        at = np.repeat(self.roots, count).reshape(len(self.roots), count)
        offsets = (np.arange(count, dtype=np.int32) * width)[None, :]
        for _ in range(self.depth):
            goes_left = flat[self.feature[at] + offsets] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        total: Floats = self.value[at].sum(axis=0, dtype=np.float32)
        return total

    def probability(self, rows: Floats) -> Floats:
        """The probability of each row, in 0…1."""
        odds = self.log_odds(rows)
        return (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)

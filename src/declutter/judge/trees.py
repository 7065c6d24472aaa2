"""Boosted oblivious trees, evaluated for many rows at once.

All nodes of one level of an oblivious tree ask the same question, so a tree of depth D is D
questions and a table of 2^D values: the answers, read as a binary number, are the row of the table.
A. V. Dorogush, V. Ershov, A. Gulin, "CatBoost: gradient boosting with categorical features
support", 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BITS = 8


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over feature columns.

    `columns` and `borders` have one entry a question, tree by tree: is the value in this column
    above this border? `values` is one row a tree, in log-odds; `bias` is added to their sum.
    """

    columns: npt.NDArray[np.int64]
    borders: Floats
    values: Floats
    bias: float

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Forest:
        """The forest stored under `prefix` in an archive of arrays."""
        return cls(
            arrays[f"{prefix}.columns"].astype(np.int64),
            arrays[f"{prefix}.borders"].astype(np.float32),
            np.ascontiguousarray(arrays[f"{prefix}.values"], dtype=np.float32),
            float(arrays[f"{prefix}.bias"]),
        )

    def log_odds(self, rows: Floats) -> Floats:
        """The log-odds of each row, in float32."""
        trees, size = self.values.shape
        depth = len(self.columns) // trees
        above = rows.take(self.columns, axis=1) > self.borders
        answers = np.zeros((len(rows), trees, _BITS), dtype=bool)
        answers[:, :, :depth] = above.reshape(len(rows), trees, depth)
        leaf = np.packbits(answers, axis=2, bitorder="little")[:, :, 0].astype(np.int64)
        leaf += np.arange(0, trees * size, size)
        odds: Floats = self.values.ravel().take(leaf).sum(axis=1, dtype=np.float32)
        return odds + np.float32(self.bias)

    def probability(self, rows: Floats) -> Floats:
        """The probability of each row, in 0…1."""
        return (1.0 / (1.0 + np.exp(-self.log_odds(rows)))).astype(np.float32)

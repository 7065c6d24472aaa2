"""Boosted oblivious trees, evaluated for many rows at once.

All nodes of one level of an oblivious tree ask the same question, so a tree of depth D is D
questions and a table of 2^D values: the answers, read as a binary number, are the row of the table.
A. V. Dorogush, V. Ershov, A. Gulin, "CatBoost: gradient boosting with categorical features
support", 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Forest:
    """Trees over feature columns.

    `columns` and `borders` have one entry a question, tree by tree: is the value in this column
    above this border? A tree asks at most eight. `values` is one row a tree, in log-odds; `bias`
    is added to their sum.
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

    @cached_property
    def _questions(self) -> tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.intp]]:
        """Each question once, as columns and borders; and for each level which one a tree asks.

        Trees ask many of their questions alike.
        """
        pairs = np.stack((self.columns, self.borders))
        once, which = np.unique(pairs, axis=1, return_inverse=True)
        levels = np.ascontiguousarray(which.reshape(len(self.values), -1).T)
        return once[0].astype(np.int64), once[1].astype(np.float32), levels

    def log_odds(self, rows: Floats) -> Floats:
        """The log-odds of each row, in float32."""
        trees, size = self.values.shape
        columns, borders, levels = self._questions
        # One row a column, so that a question is asked of all rows in one stretch of memory.
        by_column = np.ascontiguousarray(rows.T)
        answers = (by_column.take(columns, axis=0) > borders[:, None]).view(np.uint8)
        leaf = np.zeros((trees, len(rows)), dtype=np.uint8)
        for asked in reversed(levels):
            leaf += leaf
            leaf |= answers.take(asked, axis=0)
        leaves = leaf + np.arange(0, trees * size, size)[:, None]
        odds: Floats = self.values.ravel().take(leaves).sum(axis=0, dtype=np.float32)
        return odds + np.float32(self.bias)

    def probability(self, rows: Floats) -> Floats:
        """The probability of each row, in 0…1."""
        return probability(self.log_odds(rows))


def probability(log_odds: Floats) -> Floats:
    """The probabilities of log-odds."""
    return (1.0 / (1.0 + np.exp(-log_odds))).astype(np.float32)


def log_odds(p: Floats) -> Floats:
    """The log-odds of probabilities; those of 0 and 1 are finite."""
    near = np.clip(p.astype(np.float64), _SURE, 1.0 - _SURE)
    return np.log(near / (1.0 - near)).astype(np.float32)


_SURE = 1e-6

"""What stands beside each block: columns moved up or down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", np.float32, np.float64)


def shifted(values: npt.NDArray[Number], offset: int, fill: float) -> npt.NDArray[Number]:
    """For each row the one `offset` rows after it (before, if negative); `fill` past the ends."""
    result = np.full_like(values, fill)
    if abs(offset) < len(values):
        if offset < 0:
            result[-offset:] = values[:offset]
        else:
            result[:-offset] = values[offset:]
    return result


def previous(found: Sequence[bool] | npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each row the nearest one before it that `found` is true of; -1 where there is none."""
    last = np.full(len(found), -1, dtype=np.int64)
    np.maximum.accumulate(np.where(found, np.arange(len(found)), -1)[:-1], out=last[1:])
    return last

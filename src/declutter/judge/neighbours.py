"""What stands beside each block: columns moved up or down."""

from __future__ import annotations

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

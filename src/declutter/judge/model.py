"""The fitted weights: wording and forests, read once from one file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import cast

import numpy as np

from declutter.errors import ConfigError
from declutter.judge.layout import LAYOUT
from declutter.judge.trees import Forest
from declutter.judge.wording import Wording

SHIPPED = "weights.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that fitting gives.

    `sieve` lets through the blocks that may be story; `alone` judges each of them, `context`
    again among its neighbours, `voted` the same when trafilatura has voted. `trust` are the
    weights of `confidence.py`, `doubted` the rules whose veto counts little: they are known to hit
    story too.
    """

    wording: Wording
    sieve: Forest
    alone: Forest
    context: Forest
    voted: Forest
    trust: tuple[float, ...]
    threshold: float
    doubted: frozenset[str]


@lru_cache(maxsize=8)
def load(path: str | None = None) -> Model:
    """The model in a file, or the one that ships with the package.

    Raises ConfigError when the file cannot be read as one, or was fitted on other columns than
    this version of declutter looks at.
    """
    source = Path(path) if path else cast(Path, resources.files(__package__) / SHIPPED)
    try:
        with source.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays = dict(archive.items())
        words = json.loads(arrays["words"].tobytes())
        if words.get("layout") != LAYOUT:
            raise ConfigError(
                f"{source}: weights of another version of declutter: fit them anew with this one"
            )
        return Model(
            Wording(dict(zip(words["wording"], arrays["wording"].tolist(), strict=True))),
            Forest.from_arrays(arrays, "sieve"),
            Forest.from_arrays(arrays, "alone"),
            Forest.from_arrays(arrays, "context"),
            Forest.from_arrays(arrays, "voted"),
            tuple(words["trust"]),
            float(words["threshold"]),
            frozenset(words["doubted"]),
        )
    except (OSError, KeyError, ValueError) as error:
        raise ConfigError(f"{source}: not a file of weights: {error}") from error

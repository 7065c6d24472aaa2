"""Why the weights judged a block as they did: what each group of features adds to its log-odds.

A group's say is how the log-odds fall when the group's columns are those of the page's typical
block instead (occlusion: M. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional
Networks", 2014). What later looks add is told as they tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from declutter.judge import details, evidence, features, witness
from declutter.judge.layout import FIRST_LOOK
from declutter.judge.trees import Forest

Floats = npt.NDArray[np.float32]

_LEAST = 0.3
"""Log-odds under which a group is not worth a mention."""

_LINKS = frozenset(
    ("link_density", "code_link", "starts_link", "ends_link", "links", "anchors", "same_site")
)
_HEADLINE = frozenset(("headline", "headline_share"))
_DESCRIPTION = frozenset(("description", "description_share"))


@cache
def groups() -> dict[str, list[int]]:
    """The columns of the first look by what they tell, in words."""
    found: dict[str, list[int]] = {}
    for index, name in enumerate(FIRST_LOOK):
        found.setdefault(_group(name), []).append(index)
    return found


def _group(name: str) -> str:
    if name in _LINKS:
        return "links"
    if name in _HEADLINE:
        return "likeness to the headline"
    if name in _DESCRIPTION:
        return "likeness to the description"
    if name in features.OWN or name in details.TEXT:
        return "shape of the text"
    if name.startswith("in:") or name in ("tag", "standfirst_named"):
        return "markup"
    if name in features.CONTAINER:
        return "container"
    if name in features.PAGE or name in ("lead", "news"):
        return "place on the page"
    if name in witness.COLUMNS:
        return "the page's own story body"
    if name in evidence.COLUMNS:
        return "rules"
    return "blocks around" if "@" in name else name


def strongest(
    forest: Forest,
    rows: Floats,
    later: Mapping[str, Floats],
    most: int = 3,
) -> list[tuple[str, ...]]:
    """For each row the groups that say most, as `links -1.2` (log-odds; story is positive).

    `rows` are those of the first look, `forest` is what judged them; `later` is what further looks
    added, by what they went by.
    """
    typical = np.median(rows, axis=0)
    whole = forest.log_odds(rows)
    said: dict[str, Floats] = {}
    for group, columns in groups().items():
        without = rows.copy()
        without[:, columns] = typical[columns]
        said[group] = whole - forest.log_odds(without)
    for group, added in later.items():
        said[group] = said[group] + added if group in said else added
    result = []
    for index in range(len(rows)):
        order = sorted(said, key=lambda group: -abs(float(said[group][index])))
        result.append(
            tuple(
                f"{group} {said[group][index]:+.1f}"
                for group in order[:most]
                if abs(said[group][index]) >= _LEAST
            )
        )
    return result

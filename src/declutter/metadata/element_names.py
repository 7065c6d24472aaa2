"""What an element is called: the words of its class, id, role and the like."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=16_384)  # a site's pages share their classes
def words(attrs: str) -> frozenset[str]:
    """The words in an element's attributes, lower case, and the pairs that a hyphen joins.

    "readMore js_date2" gives read, more, read-more, js, date and js-date.
    """
    found: set[str] = set()
    for name in _JOINED.findall(_CAMEL.sub("-", attrs).replace("_", "-").lower()):
        parts = name.split("-")
        found.update(parts)
        if len(parts) > 1:
            found.update(map("-".join, pairwise(parts)))
    return frozenset(found)


def word_set(text: str) -> frozenset[str]:
    """A vocabulary for `words`; a pair in it stands for its run-together form too."""
    given = text.split()
    return frozenset((*given, *(name.replace("-", "") for name in given)))

"""Which columns the looks go by: a file of weights must agree with the code that asks it."""

from __future__ import annotations

import hashlib

from declutter.judge import confidence, context, details, evidence, features, vote, witness
from declutter.judge.markup import Vocabulary


def first_look(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of the first look's columns, in order."""
    own = (*features.COLUMNS, *details.columns(vocabulary))
    return (*own, *witness.COLUMNS, *evidence.COLUMNS, "wording")


def layout(vocabulary: Vocabulary) -> str:
    """A digest of the names of all columns, in order, that every look and the confidence go by."""
    later = (*context.COLUMNS, *vote.COLUMNS, *confidence.COLUMNS)
    names = "\n".join((*first_look(vocabulary), *later))
    return hashlib.sha256(names.encode()).hexdigest()[:16]

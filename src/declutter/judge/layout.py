"""Which columns the weights are fitted on: a file of weights must agree with the code that asks it."""

from __future__ import annotations

import hashlib

from declutter.judge import confidence, context, evidence, vote, witness
from declutter.judge.features import Columns
from declutter.judge.markup import Vocabulary


def layout(vocabulary: Vocabulary) -> str:
    """A digest of the names of all columns, in order, that every look and the confidence go by."""
    names = (
        *Columns.of(vocabulary).names,
        *witness.COLUMNS,
        *evidence.COLUMNS,
        *context.COLUMNS,
        *vote.COLUMNS,
        *confidence.COLUMNS,
    )
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]

"""Which columns the looks go by: a file of weights must agree with the code that asks it."""

from __future__ import annotations

import hashlib

from declutter.judge import confidence, context, details, evidence, features, vote, witness

FIRST_LOOK = (
    *features.COLUMNS, *details.COLUMNS, *witness.COLUMNS, *evidence.COLUMNS, "wording",
)  # fmt: skip
"""The names of the first look's columns, in order."""
_ALL = (*FIRST_LOOK, *context.COLUMNS, *vote.COLUMNS, *confidence.COLUMNS)
LAYOUT = hashlib.sha256("\n".join(_ALL).encode()).hexdigest()[:16]
"""A digest of the names of all columns, in order, that every look and the confidence go by."""

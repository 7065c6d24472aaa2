"""Imported by the server that workers are forked from, for what importing it does: the rules and
the model are loaded once, and all workers share their memory and start at once."""

from __future__ import annotations

import contextlib


def warm() -> None:
    """Load what every cleaner needs; clean a page, since some of it is loaded at the first use."""
    from declutter.cleaner import Cleaner

    Cleaner().clean("<html><body><p>Rain fell.</p></body></html>")


# An error would end the server; the workers will meet it again and say what it is.
with contextlib.suppress(Exception):
    warm()

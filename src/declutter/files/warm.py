"""Imported by the server that workers are forked from, so that they share what it loads: the rules,
and what cleaning a text loads at its first use."""

from __future__ import annotations

import contextlib


def warm() -> None:
    """Examine a text as any worker will."""
    from declutter.config import Config
    from declutter.files.examining import examine

    text = b"By Ann Lee\n\nAdvertisement\n\nThe council met on Monday to vote on the old bridge.\n"
    examine(text, "story.txt", Config())


# An error would end the server; the workers will meet it again and say what it is.
with contextlib.suppress(Exception):
    warm()

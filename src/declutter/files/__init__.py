"""Files cleaned as they lie: texts, pages, and the text fields of JSON, JSON lines and CSV.

>>> from declutter.config import Config
>>> from declutter.files import examine
>>> text = b"Harbour news\\n\\nRain fell.\\n"
>>> examine(text, "story.txt", Config()).cleaned == text
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.files.discovery import discover
    from declutter.files.examining import Examined, examine
    from declutter.files.findings import Finding
    from declutter.files.rewriting import rewrite
    from declutter.files.running import Job, Report, Work, run

__all__ = [
    "Examined",
    "Finding",
    "Job",
    "Report",
    "Work",
    "discover",
    "examine",
    "rewrite",
    "run",
]

# Only what examines needs the cleaner: not the process that hands files to others.
_HOMES = {
    "Examined": "examining",
    "Finding": "findings",
    "Job": "running",
    "Report": "running",
    "Work": "running",
    "discover": "discovery",
    "examine": "examining",
    "rewrite": "rewriting",
    "run": "running",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

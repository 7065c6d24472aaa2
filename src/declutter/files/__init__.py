"""Files cleaned as they lie: texts, pages, and the text fields of JSON, JSON lines and CSV.

>>> from declutter.config import Config
>>> from declutter.files import examine
>>> text = b"By Ann Lee\\n\\nRain fell.\\n"
>>> examine(text, "story.txt", Config()).cleaned == text
True
"""

from __future__ import annotations

from declutter.files.discover import discover
from declutter.files.examine import Examined, Finding, examine
from declutter.files.rewrite import rewrite
from declutter.files.run import Job, Report, Work, run

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

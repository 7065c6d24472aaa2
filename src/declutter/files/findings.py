"""What is found in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to remove, and where it is: lines and columns from 1, the end not included."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    rule: str
    text: str

"""What a page tells twice: its story once for wide screens and once for narrow ones, or in
paragraphs and, for readers who have not paid, in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from declutter.blocks import Page

_SENTENCE_ENDS = "!?…。！？"
"""What ends a sentence besides the full stop."""
_TOLD = 0.8
"""The share of a block's sentences that were told before it if it is part of a copy."""
_COPY, _COPIED = 900, 5
"""How many characters a copy has at least, and how many blocks it repeats."""


def without_copies(page: Page, held: Sequence[bool], kept: list[bool]) -> None:
    """Leave out, in place, long runs of `kept` blocks that tell what others told before them.

    What a rule keeps (`held`) stays.
    """
    told: dict[str, int] = {}
    run = _Run()
    for i in [i for i, keep in enumerate(kept) if keep]:
        sentences = _sentences(page.blocks[i].text)
        repeated = [sentence for sentence in sentences if sentence in told]
        length = sum(map(len, repeated))
        if length >= _TOLD * sum(map(len, sentences)):
            run.add(i, length, {told[sentence] for sentence in repeated})
        else:
            run.leave_out(held, kept)
            run = _Run()
            for sentence in sentences:
                told.setdefault(sentence, i)
    run.leave_out(held, kept)


def _sentences(text: str) -> list[str]:
    for mark in _SENTENCE_ENDS:
        text = text.replace(mark, ".")
    return [part for piece in text.split(".") if (part := piece.strip())]


@dataclass(slots=True)
class _Run:
    """Blocks in a row that repeat others: how many characters, and which blocks."""

    blocks: list[int] = field(default_factory=list)
    length: int = 0
    repeated: set[int] = field(default_factory=set)

    def add(self, block: int, length: int, repeated: set[int]) -> None:
        self.blocks.append(block)
        self.length += length
        self.repeated |= repeated

    def leave_out(self, held: Sequence[bool], kept: list[bool]) -> None:
        """Leave out the run if it is a copy."""
        if self.length >= _COPY and len(self.repeated) >= _COPIED:
            for block in self.blocks:
                kept[block] = held[block]

"""What passes between reading, cleaning and writing: a page in, an outcome out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

InputKind = Literal["auto", "html", "text"]
ErrorKind = Literal["error", "timeout", "died"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page or text on its way to a worker.

    `id` names it in the output: its path, its record's own id, or `source#number`. The source is
    `data`, or the file at `path`, which the worker reads. `charset` is what the server said, for
    bytes; `codings` what is still to be undone to them (`chunked`, `gzip`). `target` is the output path below an output directory, without its suffix. `size` is
    its share of the input in bytes. `error` is set when it could not be read: it will not be
    cleaned but is accounted for.
    """

    id: str
    url: str | None = None
    data: bytes | str | None = None
    path: str | None = None
    charset: str | None = None
    codings: tuple[str, ...] = ()
    input: InputKind = "auto"
    target: str = ""
    size: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page and its place in the input: 0, 1, 2 … in the order of reading, the same each time."""

    number: int
    page: Page

    @property
    def held_bytes(self) -> int:
        """What it takes in memory, nearly."""
        return 500 + len(self.page.data or b"")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page: `payload` is what the output takes, ready to be written.

    `kind` is `written`, `unsure` (confidence below what was asked for; nothing to write), or the
    kind of error: `error` (the page is bad), `timeout`, `died`.
    """

    kind: Literal["written", "unsure"] | ErrorKind
    payload: object = None

    @property
    def held_bytes(self) -> int:
        """What it takes in memory, nearly."""
        if isinstance(self.payload, dict):
            return 2_000 + len(self.payload["text"] or "")
        return 500 + (len(self.payload) if isinstance(self.payload, bytes) else 0)

    @property
    def failed(self) -> bool:
        """Whether the page brought an error instead of an article."""
        return self.kind in ("error", "timeout", "died")

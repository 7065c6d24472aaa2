"""What is done to one page in a worker: read, decode, clean, put into the form of the output."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from declutter.batch import rows
from declutter.batch.pages import ErrorKind, InputKind, Numbered, Outcome, Page
from declutter.batch.warc import undo
from declutter.errors import InputError

if TYPE_CHECKING:
    from declutter.article import Article
    from declutter.config import Config

_HEAD = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

Form = Literal["text", "markdown", "html", "json"]
"""What is written of an article: its text in one of three forms, or everything known of it."""

Shape = Literal["line", "row", "file"]
"""What the output takes: a line of JSON, a row for a table, or a file of its own."""


class Clean(Protocol):
    """What cleans a page: `Cleaner(config).clean`, or anything that is called as it is."""

    def __call__(
        self, source: bytes | str, *, url: str | None = None, input: InputKind = "auto"
    ) -> Article:
        """The article in `source`."""
        ...


def default_cleaner(config: Config) -> Clean:
    """`Cleaner(config).clean`. The cleaner is imported in the workers alone."""
    from declutter.cleaner import Cleaner

    return Cleaner(config).clean


@dataclass(frozen=True, slots=True)
class Setup:
    """Called in a worker, gives the function from page to outcome.

    `cleaner` makes a cleaner for settings; it is called once for `config`, and for what its
    `per_path` tables make of it. `min_confidence` stands above those of the settings.
    """

    cleaner: Callable[[Config], Clean]
    config: Config
    form: Form = "text"
    shape: Shape = "line"
    min_confidence: float | None = None

    def __call__(self) -> Callable[[Numbered], Outcome]:
        """Make the cleaner; returns what is called for each page."""
        cleaners = {self.config: self.cleaner(self.config)}
        return lambda numbered: self._outcome(numbered.page, cleaners)

    def _outcome(self, page: Page, cleaners: dict[Config, Clean]) -> Outcome:
        """The page cleaned; whatever is wrong with it becomes an outcome too."""
        if page.error is not None:
            return self.failure(page, "error", page.error)
        try:
            config = self._config(page)
            if config not in cleaners:
                cleaners[config] = self.cleaner(config)
            source = source_of(page, config.max_bytes)
            input = config.input if page.input == "auto" else page.input
            article = cleaners[config](source, url=page.url, input=input)
            if article.confidence < self._least(config):
                return Outcome("unsure")
            return Outcome("written", self._payload(article, page))
        except Exception as error:
            return self.failure(page, "error", f"{type(error).__name__}: {error}")

    def _config(self, page: Page) -> Config:
        if page.path is None or not self.config.per_path:
            return self.config
        return self.config.for_path(page.path)

    def _least(self, config: Config) -> float:
        return config.min_confidence if self.min_confidence is None else self.min_confidence

    def failure(self, page: Page, kind: ErrorKind, message: str) -> Outcome:
        """The outcome of a page that brought no article."""
        row = rows.from_error(message, id=page.id, url=page.url)
        return Outcome(kind, _sound(row) if self.shape == "row" else _json(row) + b"\n")

    def _payload(self, article: Article, page: Page) -> object:
        if self.form == "json":
            record: dict[str, Any] = {"id": page.id, "url": page.url}
            record |= article.to_dict()
            record["error"] = None
            return _json(record) + b"\n"
        if self.shape == "file":
            return rows.written(article, self.form).encode("utf-8", "replace") + b"\n"
        row = rows.from_article(article, id=page.id, url=page.url, form=self.form)
        return _sound(row) if self.shape == "row" else _json(row) + b"\n"


def source_of(page: Page, max_bytes: int) -> bytes | str:
    """What there is to clean of a page: its data or its file's, with what was done to it on its
    way undone, decoded where only the server knew how.

    Raises `InputError` for a file of more than `max_bytes` (0: no limit) and for damaged data,
    `OSError` for a file that cannot be read.
    """
    data = page.data if page.data is not None else _read(Path(page.path or ""), max_bytes)
    if not isinstance(data, bytes):
        return data
    data = undo(page.codings, data)
    # Left as bytes, it is the cleaner that decodes, or refuses what is not text at all.
    if not page.charset or _BINARY.search(data, 0, _HEAD) or _is_utf8(data):
        return data
    try:
        return data.decode(codecs.lookup(page.charset).name, "replace")
    except LookupError:
        return data


def _is_utf8(data: bytes) -> bool:
    """What the server says is wrong more often than valid UTF-8 is something else."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(path: Path, max_bytes: int) -> bytes:
    if max_bytes and path.stat().st_size > max_bytes:
        raise InputError(f"larger than {max_bytes} bytes")
    return path.read_bytes()


def _json(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def _sound(row: rows.Row) -> rows.Row:
    """The row, with what UTF-8 cannot hold (half of a surrogate pair) replaced as in JSON."""
    sound: rows.Row = json.loads(_json(row))
    return sound


@lru_cache(maxsize=4)
def made(setup: Setup) -> Callable[[Numbered], Outcome]:
    """`setup()`, once in a process: for engines, which call with a few pages at a time."""
    return setup()

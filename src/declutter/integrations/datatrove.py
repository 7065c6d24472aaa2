"""An extractor step for datatrove pipelines: pages in, their stories and metadata out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datatrove.pipeline.extractors.base import BaseExtractor, ExtractorSandbox
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from declutter.batch.pages import Numbered, Outcome, Page
from declutter.batch.rows import TextForm
from declutter.batch.work import Setup, default_cleaner, made
from declutter.config import Config

_NOT_METADATA = frozenset({"id", "url", "text", "error"})


@dataclass(frozen=True)
class _Request:
    text: str
    url: str | None


class DeclutterExtractor(BaseExtractor):  # type: ignore[misc, unused-ignore]
    """Replaces each document's page by its story, and adds what is known of the article to its
    metadata, where no step before has said it: title, authors, published, confidence …

    `timeout` in seconds is for a page, and for the start of the process that cleans them, which
    datatrove replaces when a page hangs or kills it. Documents without a story, with an error, or
    below `min_confidence` (default: the settings') are dropped and counted in the step's stats.
    """

    name = "📰 declutter"

    def __init__(
        self,
        config: Config | None = None,
        *,
        form: TextForm = "text",
        min_confidence: float | None = None,
        timeout: float = 30.0,
    ) -> None:
        super().__init__(timeout)
        self._setup = Setup(default_cleaner, config or Config(), form, "row", min_confidence)

    def extract(self, text: str) -> str:
        """The story of a page alone, without its metadata; empty when there is none."""
        payload = self._clean(_Request(text, None)).payload
        return (payload["text"] or "") if isinstance(payload, dict) else ""

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:
        """The documents of `data` that have a story, with it and its metadata."""
        with ExtractorSandbox(timeout=self.timeout, warmup_text="") as sandbox:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    kept = self._take_in(document, sandbox)
                if kept:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                else:
                    self.stat_update(StatHints.dropped)

    def _take_in(self, document: Any, sandbox: Any) -> bool:
        request = _Request(document.text, document.metadata.get("url"))
        try:
            outcome = sandbox.process_document(request, self._clean)
        except (TimeoutError, EOFError) as error:
            kind = "timeout" if isinstance(error, TimeoutError) else "died"
            self.stat_update(kind)
            logger.warning(f"declutter: {document.id}: {kind}")
            return False
        if outcome.kind != "written":
            self.stat_update(outcome.kind)
            return False
        row = outcome.payload
        document.text = row["text"]
        for name, value in row.items():
            if name not in _NOT_METADATA and value not in (None, []):
                document.metadata.setdefault(name, value)
        return bool(document.text)

    def _clean(self, request: _Request | str) -> Outcome:
        """Runs in datatrove's process; that asks for an empty string once, to warm up."""
        if isinstance(request, str):
            request = _Request(request, None)
        return made(self._setup)(Numbered(0, Page("", url=request.url, data=request.text)))

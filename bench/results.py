"""Scored runs: one row per page and tool, summaries over pages, and their JSON form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench import metadata_scores, scores
from bench.corpus import Page, fold_of
from bench.peers import REFERENCE
from bench.run import Run

BAD_WORD_F1 = 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """One tool on one page. `title`, `authors` and `date` are right, wrong, or None: not asked
    for or not given by this tool."""

    score: scores.PageScore
    title: bool | None = None
    authors: bool | None = None
    date: bool | None = None
    confidence: float | None = None
    ms: float = 0.0
    reference_ms: float | None = None
    metadata_ms: float = 0.0
    note: str | None = None

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Row:
        """A row from its JSON form."""
        score = dict(record["score"])
        shares = scores.Shares(**score.pop("shares"))
        return cls(
            score=scores.PageScore(shares=shares, **score),
            **{key: value for key, value in record.items() if key != "score"},
        )


@dataclass(frozen=True, slots=True)
class PageRows:
    """Every tool's row on one page."""

    id: str
    site: str
    language: str
    fold: int
    tools: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Column:
    """One tool over a set of pages: the figures of one line of the table.

    `ms` is CPU time a page, `metadata_ms` that of the further call for metadata where there is
    one. `ratio` is its CPU time over the reference's on the same pages; `auc` how well its
    confidence finds the pages whose word F1 is under 0.8; `failures` counts pages with a note.
    """

    text: scores.Summary
    title: float | None
    authors: float | None
    date: float | None
    ms: float | None
    metadata_ms: float
    ratio: float | None
    auc: float | None
    failures: int


@dataclass(frozen=True, slots=True)
class Results:
    """A run over one corpus."""

    corpus: str
    tools: tuple[str, ...]
    versions: Mapping[str, str]
    pages: tuple[PageRows, ...]
    folds: str | None = None
    skipped: tuple[str, ...] = field(default=())

    def rows(self, tool: str, language: str | None = None) -> list[Row]:
        """A tool's rows, of one language if given."""
        return [p.tools[tool] for p in self.pages if language in (None, p.language)]

    def columns(self, language: str | None = None) -> dict[str, Column]:
        """Each tool's figures, of one language if given."""
        return {tool: column(self.rows(tool, language)) for tool in self.tools}


def score_page(
    page: Page, runs: Mapping[str, Run], fields: Mapping[str, frozenset[str]]
) -> PageRows:
    """Score every tool's run on a page; `fields` says which metadata each tool gives."""
    return PageRows(
        id=page.id,
        site=page.site,
        language=page.language,
        fold=fold_of(page),
        tools={tool: _row(page, run, fields[tool]) for tool, run in runs.items()},
    )


def column(rows: Iterable[Row]) -> Column:
    """Put a tool's rows together."""
    rows = list(rows)
    timed = [row for row in rows if row.reference_ms]
    cost = sum(row.ms for row in timed)
    reference = sum(row.reference_ms or 0.0 for row in timed)
    sure = [row for row in rows if row.confidence is not None]
    return Column(
        text=scores.summarise(row.score for row in rows),
        title=_share(row.title for row in rows),
        authors=_share(row.authors for row in rows),
        date=_share(row.date for row in rows),
        ms=cost / len(timed) if timed else None,
        metadata_ms=sum(row.metadata_ms for row in timed) / len(timed) if timed else 0.0,
        ratio=cost / reference if reference else None,
        auc=scores.auc(
            [-(row.confidence or 0.0) for row in sure],
            [row.score.word_f1 < BAD_WORD_F1 for row in sure],
        ),
        failures=sum(row.note is not None for row in rows),
    )


def to_record(results: Results) -> dict[str, Any]:
    """A run as JSON-ready data: the figures of each tool, then every page's rows."""
    record = asdict(results)
    record["summary"] = {tool: asdict(figures) for tool, figures in results.columns().items()}
    return record


def write(path: Path, runs: Iterable[Results]) -> None:
    """Write runs over one or more corpora as one JSON file."""
    record = {"reference": REFERENCE, "corpora": [to_record(results) for results in runs]}
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, dict[str, dict[str, Row]]]:
    """Rows of a file that `write` made, by corpus, page and tool.

    Raises ValueError when it is not such a file.
    """
    try:
        corpora = json.loads(path.read_text(encoding="utf-8"))["corpora"]
        return {
            corpus["corpus"]: {
                page["id"]: {tool: Row.from_record(row) for tool, row in page["tools"].items()}
                for page in corpus["pages"]
            }
            for corpus in corpora
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path} is not a result of this benchmark") from error


def _row(page: Page, run: Run, fields: frozenset[str]) -> Row:
    truth, output = page.truth, run.output
    right = {
        "title": metadata_scores.title_right(output.title, truth.title),
        "authors": metadata_scores.authors_right(output.authors, truth.authors),
        "date": metadata_scores.date_right(output.published, truth.published),
    }
    return Row(
        score=scores.score(truth.text, output.text, truth.kept, truth.leaked),
        **{name: value if name in fields else None for name, value in right.items()},
        confidence=output.confidence,
        ms=run.ms,
        reference_ms=run.reference_ms,
        metadata_ms=run.metadata_ms,
        note=run.note,
    )


def _share(values: Iterable[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None

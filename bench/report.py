"""How results are shown: tables, worst pages, languages, regressions, Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.results import Column, Results, Row

COLUMNS = (
    "F1",
    "clean",
    "whole",
    "exact",
    "word F1",
    "kept",
    "leaked",
    "title",
    "authors",
    "date",
    "CPU",
)
_METADATA = ("title", "authors", "date")
# A page has changed when its F1 moved by more than this.
_MOVED = 0.005
_PLAIN_WIDTH = 140


@dataclass(frozen=True, slots=True)
class Change:
    """How one page differs between two runs: what was lost, what was won, and the step in F1."""

    page: str
    step: float
    lost: tuple[str, ...]
    won: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """Whether the page came out worse."""
        return bool(self.lost) or self.step < -_MOVED

    @property
    def better(self) -> bool:
        """Whether the page came out better, with nothing lost."""
        return not self.worse and (bool(self.won) or self.step > _MOVED)


def console() -> Console:
    """Where reports go: as wide as the terminal, and wide enough for the tables elsewhere."""
    out = Console()
    return out if out.is_terminal else Console(width=_PLAIN_WIDTH)


def figures(column: Column) -> list[str]:
    """A tool's figures as the table shows them, in the order of `COLUMNS`."""
    text = column.text
    shares = [
        text.f1,
        text.clean,
        text.whole,
        text.exact,
        text.word_f1,
        text.kept,
        text.leaked,
        column.title,
        column.authors,
        column.date,
    ]
    ratio = "–" if column.ratio is None else f"{column.ratio:.2f}×"
    return [_figure(share) for share in shares] + [ratio]


def show(console: Console, results: Results) -> None:
    """Print the table of one corpus, with what was skipped and what failed."""
    held_out = ", out of fold" if results.folds else ""
    table = Table(box=SIMPLE, title=f"{results.corpus}: {len(results.pages)} pages{held_out}")
    table.add_column("tool")
    for name in (*COLUMNS, "ms"):
        table.add_column(name, justify="right")
    columns = results.columns()
    for tool, column in columns.items():
        ms = "–" if column.ms is None else f"{column.ms:.1f}"
        table.add_row(tool, *figures(column), ms)
    console.print(table)
    for tool, column in columns.items():
        if column.auc is not None:
            console.print(
                f"{tool}: confidence finds pages with word F1 < 0.8 at AUC {column.auc:.3f}"
            )
        if column.failures:
            notes = Counter(row.note for row in results.rows(tool) if row.note)
            common = "; ".join(f"{count} × {note}" for note, count in notes.most_common(3))
            console.print(f"{tool}: {column.failures} pages failed: {common}", markup=False)
        if column.metadata_ms and column.ms:
            console.print(
                f"{tool}: {column.ms:.1f} ms is text alone, {column.ms + column.metadata_ms:.1f} ms"
                " with the call for metadata"
            )
    for note in results.skipped:
        console.print(note, markup=False)


def show_languages(console: Console, results: Results, tools: Iterable[str]) -> None:
    """Print the tools' text figures for each language of a corpus, the most frequent first."""
    counts = Counter(page.language for page in results.pages)
    table = Table(box=SIMPLE, title=f"{results.corpus}: languages")
    table.add_column("language")
    table.add_column("pages", justify="right")
    table.add_column("tool")
    for name in COLUMNS[:5]:
        table.add_column(name, justify="right")
    for language, count in counts.most_common():
        columns = results.columns(language)
        for index, tool in enumerate(tools):
            head = (language, str(count)) if index == 0 else ("", "")
            table.add_row(*head, tool, *figures(columns[tool])[:5])
    console.print(table)


def show_worst(console: Console, results: Results, tool: str, count: int) -> None:
    """Print the pages that a tool gets wrong most."""
    table = Table(box=SIMPLE, title=f"{results.corpus}: worst pages of {tool}")
    for name in ("page", "language", "F1", "foreign", "missed", "wrong", "confidence", "note"):
        table.add_column(name)
    for page in sorted(results.pages, key=lambda page: page.tools[tool].score.f1)[:count]:
        row = page.tools[tool]
        table.add_row(
            page.id,
            page.language,
            _figure(row.score.f1),
            _figure(row.score.shares.foreign),
            _figure(row.score.shares.missed),
            " ".join(name for name in _METADATA if getattr(row, name) is False),
            _figure(row.confidence),
            row.note or "",
        )
    console.print(table)


def changes(old: Mapping[str, Mapping[str, Row]], results: Results, tool: str) -> list[Change]:
    """What changed on the pages that both runs have, the worst first."""
    found = []
    for page in results.pages:
        before = old.get(page.id, {}).get(tool)
        if before is None:
            continue
        now = page.tools[tool]
        was, are = _merits(before), _merits(now)
        found.append(
            Change(
                page=page.id,
                step=now.score.f1 - before.score.f1,
                lost=tuple(name for name in was if was[name] and not are[name]),
                won=tuple(name for name in are if are[name] and not was[name]),
            )
        )
    return sorted(found, key=lambda change: (change.step, -len(change.lost), change.page))


def show_changes(
    console: Console, old: Mapping[str, Mapping[str, Row]], results: Results, tool: str, count: int
) -> int:
    """Print what got worse and better since an older run; return how many pages got worse."""
    found = changes(old, results, tool)
    worse = [change for change in found if change.worse]
    better = [change for change in found if change.better]
    console.print(
        f"{results.corpus}: {tool}, {len(worse)} pages worse, {len(better)} better,"
        f" of {len(found)} in both runs"
    )
    if not worse and not better:
        return 0
    table = Table(box=SIMPLE)
    for name in ("page", "F1 step", "lost", "won"):
        table.add_column(name)
    for change in [*worse[:count], *reversed(better[-count:])]:
        table.add_row(
            change.page,
            f"{change.step:+.3f}",
            " ".join(change.lost),
            " ".join(change.won),
            style="red" if change.worse else "green",
        )
    console.print(table)
    return len(worse)


def markdown(runs: Iterable[Results], command: str) -> str:
    """The README's table: every corpus and tool, with the command that makes it."""
    lines = ["| | " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * len(COLUMNS)]
    notes = []
    for results in runs:
        for tool, column in results.columns().items():
            name = f"**{tool}**" if tool == "declutter" else tool
            lines.append(f"| {results.corpus}: {name} | {' | '.join(figures(column))} |")
        versions = ", ".join(f"{tool} {version}" for tool, version in results.versions.items())
        notes.append(f"{results.corpus}: {len(results.pages)} pages; {versions}.")
    return "\n".join([*lines, "", f"    {command}", "", *notes]) + "\n"


def _merits(row: Row) -> dict[str, bool | None]:
    score = row.score
    return {
        "clean": score.clean,
        "whole": score.whole,
        "exact": score.exact,
        **{name: getattr(row, name) for name in _METADATA},
    }


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}".removeprefix("0")

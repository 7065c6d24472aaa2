"""Show where declutter's text of one page differs from the truth, and what decided it.

python -m bench.diff CORPUS PAGE [--folds DIR]
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.text import Text

from bench import report, scores
from bench.corpus import Page, fold_of, page
from bench.metadata_scores import authors_right, date_right, title_right
from bench.peers import cleaner

if TYPE_CHECKING:
    from declutter import Article
    from declutter.parts import Removal

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_WORD = re.compile(r"\w+")
# Words that a removed block must share with a lost piece to be named as its cause.
_SAME_PIECE = 0.6
_STYLES = {"lost": "red", "leaked": "yellow", "same": "dim"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that truth and output agree on (`same`) or not.

    `lost` text stands in the truth alone, `leaked` text in the output alone. `whole` says that it
    is all of its block. `cause` says in words which rule or block decided, `where` on which
    element, `reasons` why, best first.
    """

    kind: Literal["same", "lost", "leaked"]
    text: str
    whole: bool
    cause: str = ""
    where: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and where it stands: block number and characters from start to end."""

    text: str
    block: int
    start: int
    end: int


def pieces(truth: str, article: Article) -> list[Piece]:
    """Both texts in one reading order, cut where they begin or cease to agree and at blocks."""
    wanted = [unicodedata.normalize("NFC", line) for line in truth.splitlines() if line.strip()]
    given = [unicodedata.normalize("NFC", block.text) for block in article.blocks]
    want, have = list(_words(wanted)), list(_words(given))
    matcher = SequenceMatcher(None, [w.text for w in want], [w.text for w in have], autojunk=False)
    found: list[Piece] = []
    for step, want_from, want_to, have_from, have_to in matcher.get_opcodes():
        if step == "equal":
            for text, whole, _ in _stretches(given, have, have_from, have_to):
                found.append(Piece("same", text, whole))
            continue
        for text, whole, _ in _stretches(wanted, want, want_from, want_to):
            found.append(_lost(text, whole, article.removed))
        for text, whole, number in _stretches(given, have, have_from, have_to):
            block = article.blocks[number]
            found.append(
                Piece("leaked", text, whole, f"kept as {block.type}", block.where, block.reasons)
            )
    return found


def _lost(text: str, whole: bool, removed: Sequence[Removal]) -> Piece:
    """A lost stretch, with the removal that holds most of its words."""
    words = Counter(_WORD.findall(text))

    def shared(removal: Removal) -> float:
        other = Counter(_WORD.findall(unicodedata.normalize("NFC", removal.text)))
        return (words & other).total() / words.total()

    cause = max(removed, key=shared, default=None)
    if cause is None or shared(cause) < _SAME_PIECE:
        return Piece("lost", text, whole, "in no block that was judged")
    return Piece("lost", text, whole, f"{cause.kind}: {cause.rule}", cause.where, cause.reasons)


def _words(blocks: Sequence[str]) -> Iterator[_Word]:
    for number, block in enumerate(blocks):
        for match in _WORD.finditer(block):
            yield _Word(match[0], number, match.start(), match.end())


def _stretches(
    blocks: Sequence[str], words: Sequence[_Word], start: int, end: int
) -> Iterator[tuple[str, bool, int]]:
    """Words `start` to `end` cut at blocks: the text as written, if it is all of the block, and
    the block's number."""
    while start < end:
        first = words[start]
        stop = start
        while stop < end and words[stop].block == first.block:
            stop += 1
        opens = start == 0 or words[start - 1].block != first.block
        closes = stop == len(words) or words[stop].block != first.block
        block = blocks[first.block]
        text = block if opens and closes else block[first.start : words[stop - 1].end]
        yield text.strip(), opens and closes, first.block
        start = stop


@app.command()
def diff(
    corpus: Annotated[Path, typer.Argument(help="Folder with html/ and ground-truth/.")],
    page_id: Annotated[str, typer.Argument(metavar="PAGE", help="The page's id.")],
    folds: Annotated[
        Path | None, typer.Option(help="Judge by the fold's model that never saw the site.")
    ] = None,
    context: Annotated[bool, typer.Option(help="Show the text both agree on, too.")] = True,
    width: Annotated[int, typer.Option(help="Characters of each piece to show, 0 for all.")] = 300,
    removed: Annotated[bool, typer.Option(help="List everything that was removed.")] = False,
) -> None:
    """Show one page's lost and leaked text with what decided it."""
    try:
        chosen = page(corpus, page_id)
    except KeyError:
        raise typer.BadParameter(f"no page {page_id} in {corpus}") from None
    article = cleaner(folds, fold_of(chosen)).clean(chosen.html, url=chosen.url, input="html")
    console = report.console()
    _show_scores(console, chosen, article)
    for piece in pieces(chosen.truth.text, article):
        if context or piece.kind != "same":
            _show_piece(console, piece, width)
    if removed:
        for removal in article.removed:
            _show(console, "removed", "cyan", removal.text, width)
            _show_cause(console, f"{removal.kind}: {removal.rule}", removal.where, removal.reasons)


def _show_scores(console: Console, chosen: Page, article: Article) -> None:
    truth, metadata = chosen.truth, article.metadata
    score = scores.score(truth.text, article.text, truth.kept, truth.leaked)
    marks = [name for name in ("clean", "whole", "exact") if getattr(score, name)]
    console.print(f"{chosen.corpus}/{chosen.id}  {chosen.url or ''}", markup=False)
    console.print(
        f"F1 {score.f1:.3f}  foreign {score.shares.foreign:.3f}  missed {score.shares.missed:.3f}"
        f"  word F1 {score.word_f1:.3f}  confidence {article.confidence:.2f}"
        f"  {' '.join(marks) or 'neither clean nor whole'}"
        + (f"  note: {article.note}" if article.note else ""),
        markup=False,
    )
    checks = (
        (
            "title",
            metadata.title,
            truth.title,
            title_right(metadata.title, truth.title),
        ),
        (
            "authors",
            metadata.authors,
            truth.authors,
            authors_right(metadata.authors, truth.authors),
        ),
        (
            "published",
            metadata.published,
            truth.published,
            date_right(metadata.published, truth.published),
        ),
    )
    for name, found, wanted, right in checks:
        if right is False:
            source = metadata.sources.get(name, "nowhere")
            console.print(
                f"{name}: {found!r} (from {source}), should be {wanted!r}",
                style="magenta",
                markup=False,
            )
    text = scores.folded(article.text)
    for snippet in truth.kept:
        if not scores.contains(text, snippet):
            _show(console, "snippet lost", "red", snippet, 0)
    for snippet in truth.leaked:
        if scores.contains(text, snippet):
            _show(console, "snippet leaked", "yellow", snippet, 0)
    console.print()


def _show_piece(console: Console, piece: Piece, width: int) -> None:
    label = "" if piece.kind == "same" else piece.kind if piece.whole else f"{piece.kind} (part)"
    _show(console, label, _STYLES[piece.kind], piece.text, width)
    if piece.kind != "same":
        _show_cause(console, piece.cause, piece.where, piece.reasons)


def _show(console: Console, label: str, style: str, text: str, width: int) -> None:
    if width and len(text) > width:
        text = f"{text[: width // 2]} … {text[-width // 2 :]}"
    line = Text(f"{label}  ", style=f"bold {style}") if label else Text("  ")
    console.print(line + Text(text, style=style))


def _show_cause(console: Console, cause: str, where: str, reasons: Sequence[str]) -> None:
    console.print(f"    {cause}  {where}", style="cyan", markup=False, highlight=False)
    for reason in reasons:
        console.print(f"      {reason}", markup=False, highlight=False)


if __name__ == "__main__":
    app()

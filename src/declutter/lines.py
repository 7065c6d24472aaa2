"""Cut scraped text into blocks: paragraphs as a reader sees them, with their line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from declutter.blocks import Block, Page
from declutter.characters import INVISIBLE, UNSPACED
from declutter.parts import TextBlock

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BULLET = re.compile(r"(?:[-*+•●▪■◦‣·–—○►➤✔✓]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")
_MARKED = re.compile(r"^#{1,6}\s|\]\(|\*\*|__|(?<!\w)[*_](?=\S)")
_MARKED_HEADING = re.compile(r"^#{1,6}\s+|\s+#+$")
_MARKED_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<!\w)(?P<sign>\*\*|__|[*_])(?P<text>\S(?:.{0,200}?\S)?)(?P=sign)(?!\w)")
_PICTURE = re.compile(r"\[?!\[[^\[\]]*\]\([^()]*\)(?:\]\([^()]*\))?$")
_BULLET_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])?")
_TABLE_ROW = re.compile(r"\|.*\|$")
_TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+$")
_HEADING = re.compile(r"#{1,6}\s")
_SENTENCE_END = re.compile(r"[.!?。！？…।؟۔:;][\"'”’»›)\]」』】“]*$")

# Text is wrapped by hand or by mail programs at 50 to 120 columns.
_NARROWEST, _WIDEST = 50, 120
# Twice as many lines as breaks that prove wrapping would be chance.
_MIN_WRAPS = 3
_LONG = 120


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    verbatim: bool = False


def read(text: str) -> Page:
    """Return scraped text as blocks; every line is one, unless it is a line of a wrapped paragraph.

    White space is folded and invisible characters go; markup of Markdown stays as it is written,
    and a fenced code block is one block, verbatim. `joined` is true for the lines of one list,
    verse or table: those that a single newline parts and that are no paragraphs themselves.
    """
    groups = list(_groups(text))
    width = _wrap_width(groups)
    if width:
        groups = [list(_unwrapped(group, width)) for group in groups]
    by_line = _has_paragraph_per_line(groups)
    blocks: list[Block] = []
    last = ""
    for group in groups:
        listed = _after_colon(group, last)
        before: _Line | None = None
        for line in group:
            joined = before is not None and (
                line.number in listed or _belong_together(before, line, by_line)
            )
            blocks.append(Block(line.text, line=line.number, joined=joined))
            before = line
        last = group[-1].text
    return Page(blocks=blocks, input="text")


def story_blocks(page: Page, kept: Sequence[bool]) -> list[TextBlock]:
    """Return the kept blocks of a page that `read` made as blocks of an article.

    A block is joined to the one before only where the text had it so and that one was kept.
    """
    found: list[TextBlock] = []
    for number, block in enumerate(page.blocks):
        if kept[number]:
            joined = block.joined and number > 0 and kept[number - 1]
            found.append(TextBlock(block.text, joined=joined, where=f"line {block.line}"))
    return found


def plain(text: str) -> str:
    """Return a line without Markdown's signs for headings, links, pictures and emphasis."""
    if not _MARKED.search(text):
        return text
    text = _MARKED_HEADING.sub("", text)
    text = _MARKED_LINK.sub(lambda link: link["text"], text)
    return _EMPHASIS.sub(lambda run: run["text"], text).strip() or text


def link_share(text: str) -> float:
    """Return what share of a line's characters is inside links and pictures of Markdown."""
    if "](" not in text:
        return 0.0
    inside = sum(len(link[0]) for link in _MARKED_LINK.finditer(text))
    marks = len(_BULLET_MARK.match(text)[0])  # type: ignore[index]
    return min(1.0, (inside + marks) / max(1, len(text.replace(" ", ""))))


def is_picture(text: str) -> bool:
    """Whether a line is nothing but a picture of Markdown, linked or not."""
    return _PICTURE.match(text) is not None


def is_list_item(text: str) -> bool:
    """Whether a line opens with a bullet or a number, as the items of a list do."""
    return _BULLET.match(text) is not None


def table_rows(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are rows of Markdown's tables, as GitHub's flavour has them.

    A row and a line of dashes begin one, and it goes on for as long as there are rows.
    """
    found: set[int] = set()
    inside = False
    for number, (text, following) in enumerate(zip(texts, [*texts[1:], ""], strict=False)):
        row = _TABLE_ROW.match(text) is not None
        inside = row and (inside or _TABLE_RULE.match(following) is not None)
        if inside:
            found.add(number)
    return frozenset(found)


def _groups(text: str) -> Iterator[list[_Line]]:
    """The runs of lines without a blank one between; fenced code is a run of its own."""
    group: list[_Line] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        raw = lines[at]
        fence = _FENCE.match(raw)
        end = _fence_end(lines, at, fence[1]) if fence else None
        if end is not None:
            if group:
                yield group
            code = "\n".join(lines[at : end + 1])
            yield [_Line(at + 1, code.strip(), verbatim=True)]
            group = []
            at = end + 1
            continue
        clean = _clean(raw)
        if clean:
            group.append(_Line(at + 1, clean))
        elif group:
            yield group
            group = []
        at += 1
    if group:
        yield group


def _fence_end(lines: Sequence[str], start: int, fence: str) -> int | None:
    for at in range(start + 1, len(lines)):
        if lines[at].strip() == fence:
            return at
    return None


def _clean(line: str) -> str:
    if not line.isascii() or "\x00" in line:
        line = INVISIBLE.sub("", line)
    return " ".join(line.split())


def _wrap_width(groups: Sequence[Sequence[_Line]]) -> int:
    """The column that the text is wrapped at, 0 if it is not."""
    broken = [group for group in groups if len(group) > 1]
    longest = max((len(line.text) for group in broken for line in group), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    wraps = fits = 0
    for group in broken:
        for line, following in pairwise(group):
            if _starts_anew(following.text) or _SENTENCE_END.search(line.text):
                continue
            if _continues(following.text):
                full = _is_full(line.text, following.text, longest)
                wraps += full
                fits += not full
    return longest if wraps >= _MIN_WRAPS and fits * 4 <= wraps else 0


def _unwrapped(group: Sequence[_Line], width: int) -> Iterator[_Line]:
    """The lines of a group with those of one paragraph made one."""
    paragraph = group[0]
    last = group[0].text
    for line in group[1:]:
        if (
            not _starts_anew(line.text)
            and not _HEADING.match(paragraph.text)
            and _is_full(last, line.text, width)
        ):
            text = paragraph.text + _glue(last, line.text) + line.text
            paragraph = _Line(paragraph.number, text)
        else:
            yield paragraph
            paragraph = line
        last = line.text
    yield paragraph


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have overrun the width."""
    first = following[:1] if UNSPACED.match(following) else following.partition(" ")[0]
    return len(line) + len(_glue(line, following)) + len(first) > width - 4


def _continues(following: str) -> bool:
    """Whether a line starts as one that goes on within a sentence does."""
    return following[0].isalpha() and not following[0].isupper()


def _glue(line: str, following: str) -> str:
    return "" if UNSPACED.match(line[-1]) and UNSPACED.match(following) else " "


def _starts_anew(text: str) -> bool:
    return bool(_BULLET.match(text) or _HEADING.match(text) or _TABLE_ROW.match(text))


def _has_paragraph_per_line(groups: Sequence[Sequence[_Line]]) -> bool:
    """Whether the text parts its paragraphs by single newlines."""
    paragraphs = others = 0
    for group in groups:
        for before, line in pairwise(group):
            if _is_list_line(line.text):
                continue
            if _is_paragraph(before.text) or _is_paragraph(line.text):
                paragraphs += 1
            else:
                others += 1
    return paragraphs > others // 2


def _belong_together(before: _Line, line: _Line, by_line: bool) -> bool:
    """Whether a single newline between two lines is one of a list, a verse or a table."""
    if _HEADING.match(before.text) or _HEADING.match(line.text):
        return False
    if _is_list_line(line.text):
        return True
    return not (by_line or _is_paragraph(before.text) or _is_paragraph(line.text))


def _after_colon(group: Sequence[_Line], last: str) -> set[int]:
    """The numbers of the lines that go on a list without bullets, which a colon announces.

    `last` is the line before the group. The items end alike and are no long paragraphs.
    """
    found: set[int] = set()
    run: list[_Line] = []
    announced = last.endswith((":", "："))
    for line in (*group, None):
        if line and announced and _is_short(line.text) and (not run or _end_alike(run[0], line)):
            run.append(line)
            continue
        if len(run) > 1:
            found.update(item.number for item in run[1:])
        run = []
        announced = line is not None and line.text.endswith((":", "："))
    return found


def _is_short(text: str) -> bool:
    return len(text) < _LONG and not text.startswith(('"', "“", "„", "«", "「")) and text[-1] != ":"


def _end_alike(item: _Line, line: _Line) -> bool:
    return (item.text[-1] in ".。") == (line.text[-1] in ".。")


def _is_list_line(text: str) -> bool:
    return is_list_item(text) or _TABLE_ROW.match(text) is not None


def _is_paragraph(text: str) -> bool:
    length = len(text) + len(UNSPACED.findall(text))
    return length >= _LONG or (length >= _LONG // 2 and bool(_SENTENCE_END.search(text)))

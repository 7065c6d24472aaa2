"""Markdown (CommonMark with tables) under YAML front matter.

Whatever stands in the story reads as text: characters that would turn into markup are escaped,
and only those, so that the source stays as readable as a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from declutter.parts import TextBlock
from declutter.render.frontmatter import front_matter
from declutter.render.inline import BREAK, Run, runs
from declutter.render.protocol import ArticleLike
from declutter.render.text import cells, groups, printable

_INLINE = re.compile(r"[\\`*_~\[\]<&]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_LINE_START = re.compile(r"(#{1,6}(?:\s|$)|[-+*](?:\s|$)|>)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(\s|$)")
_RULE_LINE = re.compile(r"[-:|=+ \t]+")
_TRAILING_HASHES = re.compile(r"(^|[ \t])(#+)$")
_BACKTICKS = re.compile("`+")

HARD_BREAK = "  \n"


def to_markdown(article: ArticleLike) -> str:
    """Return the story as Markdown; what is known of it stands in the YAML front matter."""
    pieces = [front_matter(article)]
    bullet = ""
    number = 0
    for group in groups(article.blocks):
        if group[0].type == "list_item":
            # Two lists with the same marker would run together, so neighbours differ.
            bullet = "*" if bullet == "-" else "-"
            number = number if group[0].joined else 0
            pieces.append(_list(group, bullet, number))
            number += len([item for item in group if item.level <= 1])
        else:
            bullet = ""
            pieces.append(_group(group))
    return "\n\n".join(pieces)


def _group(group: list[TextBlock]) -> str:
    kind = group[0].type
    if kind == "heading":
        return _heading(group[0])
    if kind == "table_row":
        return _table(group)
    if kind == "code":
        return _fence("\n".join(printable(block.text) for block in group))
    if kind == "quote":
        return _quote(group)
    return HARD_BREAK.join(_lines(block) for block in group)


def _heading(block: TextBlock) -> str:
    # Level 1 is the headline's, which stands in the front matter.
    level = max(2, min(6, block.level or 2))
    text = _inline([Run(" ") if run is BREAK else run for run in runs(block)])
    return "#" * level + " " + _TRAILING_HASHES.sub(r"\1\\\2", text)


def _quote(group: list[TextBlock]) -> str:
    parts: list[str] = []
    for block in group:
        if parts:
            parts.append("  " if block.joined else "\n>")
        parts.append(("\n> " if parts else "> ") + _lines(block).replace("\n", "\n> "))
    return "".join(parts)


def _list(items: list[TextBlock], bullet: str, before: int) -> str:
    """One list; `before` items of it stood further up, before a paragraph that interrupts it."""
    lines: list[str] = []
    indents = [0]  # where the markers of each open depth stand
    counts: list[int] = []
    styles: list[bool] = []
    for item in items:
        depth = max(1, min(item.level, len(counts) + 1))
        del counts[depth:], styles[depth:], indents[depth + 1 :]
        if len(counts) < depth or styles[-1] != item.ordered:
            del counts[depth - 1 :], styles[depth - 1 :]
            counts.append(0 if lines else before)
            styles.append(item.ordered)
        counts[-1] += 1
        marker = f"{counts[-1]}{')' if bullet == '*' else '.'}" if item.ordered else bullet
        margin = " " * indents[depth - 1]
        del indents[depth:]
        indents.append(indents[-1] + len(marker) + 1)
        text = _lines(item).replace("\n", "\n" + " " * indents[-1])
        lines.append(f"{margin}{marker} {text}")
    return "\n".join(lines)


def _table(rows: list[TextBlock]) -> str:
    grid = [
        [_inline(runs(row))]
        if len(texts := cells(row)) == 1
        else [_inline([Run(printable(cell))]) for cell in texts]
        for row in rows
    ]
    width = max(map(len, grid))
    lines = []
    for number, texts in enumerate(grid):
        padded = texts + [""] * (width - len(texts))
        escaped = (cell.replace("|", "\\|").replace(HARD_BREAK, " ") for cell in padded)
        lines.append("| " + " | ".join(escaped) + " |")
        if number == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)


def _fence(text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _lines(block: TextBlock) -> str:
    """Return the block's lines with hard breaks between, none of them starting any markup."""
    lines = _inline(runs(block)).split(HARD_BREAK)
    return HARD_BREAK.join(_as_text(line) for line in lines)


def _as_text(line: str) -> str:
    if _LINE_START.match(line) or _RULE_LINE.fullmatch(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\\2\3", line, count=1) if _NUMBERED.match(line) else line


def _inline(pieces: Iterable[Run]) -> str:
    out = ""
    for href, group in groupby(pieces, key=lambda run: run.href):
        if href is None:
            out = _styled(out, list(group), ends="")
            continue
        text = _styled("[", list(group), ends="]", in_link=True)
        if out.endswith("!"):
            out = out[:-1] + "\\!"
        out += f"{text}]({_destination(href)})"
    return out


def _styled(out: str, pieces: list[Run], *, ends: str, in_link: bool = False) -> str:
    """Return `out` with the runs added; `ends` is what follows the last of them."""
    for number, run in enumerate(pieces):
        if run is BREAK:
            out += HARD_BREAK
            continue
        core = run.text.strip(" ")
        if not core:
            out += run.text
            continue
        space = run.text[: len(run.text) - len(run.text.lstrip(" "))]
        after = run.text[len(space) + len(core) :]
        following = after or (pieces[number + 1].text if number + 1 < len(pieces) else ends)
        before = (out + space)[-1:]
        marks = "*" * (("em" in run.styles) + 2 * ("strong" in run.styles))
        if not (marks and _can_mark(before, core, following[:1])):
            marks = ""
        if "code" in run.styles and not (in_link and "]" in core):
            text = _code(core)
        else:
            around = (marks[:1], marks[:1]) if marks else (before, following[:1])
            text = _escape(core, *around, in_link=in_link)
        out += f"{space}{marks}{text}{marks}{after}"
    return out


def _can_mark(before: str, core: str, after: str) -> bool:
    """Whether asterisks around `core` are emphasis to CommonMark rather than asterisks."""
    if before == "*" or after == "*":
        return False
    opens = not _is_punctuation(core[0]) or _parts(before)
    closes = not _is_punctuation(core[-1]) or _parts(after)
    return opens and closes and not core[0].isspace() and not core[-1].isspace()


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _parts(neighbour: str) -> bool:
    """Whether the neighbour is an end, white space or punctuation to every reader."""
    if not neighbour or neighbour.isspace():
        return True
    return unicodedata.category(neighbour)[0] == "P"


def _escape(text: str, before: str, after: str, *, in_link: bool) -> str:
    def escaped(found: re.Match[str]) -> str:
        character, at = found[0], found.start()
        left = text[at - 1] if at else before
        right = text[at + 1 : at + 2] or after
        if character == "*":
            plain = (not left or left.isspace()) and (not right or right.isspace())
        elif character == "_":
            plain = left.isalnum() and right.isalnum()
        elif character == "[":
            # At the start it may begin a task or the definition of a link.
            plain = not in_link and left != ""
        elif character == "]":
            plain = not in_link and right not in ("(", "[", ":")
        elif character == "<":
            plain = not (right.isalpha() or right in ("/", "!", "?"))
        elif character == "&":
            plain = not _ENTITY.match(text, at)
        else:
            plain = False
        return character if plain else "\\" + character

    return _INLINE.sub(escaped, text)


def _code(text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _destination(href: str) -> str:
    url = href.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    url = _ENTITY.sub(lambda found: "\\" + found[0], url)
    return f"<{url}>" if "(" in url or ")" in url else url

"""HTML: one `article` element, nothing in it but the story's own structure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from declutter.parts import Metadata, TextBlock
from declutter.render.inline import BREAK, Run, runs
from declutter.render.protocol import ArticleLike
from declutter.render.text import cells, groups, printable

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# Outer to inner, so that the same styles always nest the same way.
_NESTING = ("strong", "em", "s", "sub", "sup", "code")


def to_html(article: ArticleLike) -> str:
    """Return an `<article>` element: headline, authors, date, then the story.

    All text is escaped; of inline markup only links to pages, emphasis, code, sub- and
    superscript remain, with no attributes but `href`.
    """
    lines = [f"<article{_language(article.metadata)}>", *_header(article.metadata)]
    number = 0
    for group in groups(article.blocks):
        if group[0].type == "list_item":
            number = number if group[0].joined else 0
            lines.append(_list(group, number))
            number += len([item for item in group if item.level <= 1])
        else:
            lines.append(_group(group))
    lines.append("</article>")
    return "\n".join(lines)


def to_document(articles: Iterable[ArticleLike]) -> str:
    """Return a whole HTML page that holds the articles in turn."""
    held = list(articles)
    title = next((one.metadata.title for one in held if one.metadata.title), "")
    language = _language(held[0].metadata) if held else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f"<html{language}>",
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{_escape(title)}</title>",
            "</head>",
            "<body>",
            *map(to_html, held),
            "</body>",
            "</html>",
        ]
    )


def _language(metadata: Metadata) -> str:
    if not metadata.language:
        return ""
    code = metadata.language.replace("_", "-").split("-")[0].lower()
    direction = ' dir="rtl"' if code in _RIGHT_TO_LEFT else ""
    return f' lang="{_escape(metadata.language)}"{direction}'


def _header(metadata: Metadata) -> list[str]:
    inner = []
    if metadata.title:
        inner.append(f"<h1>{_escape(metadata.title)}</h1>")
    if metadata.authors:
        inner.append(f'<p class="byline">{_escape(", ".join(metadata.authors))}</p>')
    if metadata.published:
        date = _escape(metadata.published)
        inner.append(f'<p><time datetime="{date}">{date}</time></p>')
    return ["<header>", *inner, "</header>"] if inner else []


def _group(group: list[TextBlock]) -> str:
    kind = group[0].type
    if kind == "heading":
        level = max(2, min(6, group[0].level or 2))
        return f"<h{level}>{_inline(runs(group[0]))}</h{level}>"
    if kind == "table_row":
        return _table(group)
    if kind == "code":
        text = "\n".join(printable(block.text) for block in group)
        return f"<pre><code>{escape(text, quote=False)}</code></pre>"
    if kind == "quote":
        inner = "\n".join(f"<p>{_inline(runs(block))}</p>" for block in group)
        return f"<blockquote>\n{inner}\n</blockquote>"
    lines = "<br>\n".join(_inline(runs(block)) for block in group)
    opening = f'<p class="{kind}">' if kind in ("standfirst", "verse") else "<p>"
    return f"{opening}{lines}</p>"


def _list(items: list[TextBlock], before: int) -> str:
    """One list; `before` items of it stood further up, before a paragraph that interrupts it."""
    out: list[str] = []
    stack: list[str] = []  # the open lists' tags; each has one open <li>
    for item in items:
        depth = max(1, min(item.level, len(stack) + 1))
        tag = "ol" if item.ordered else "ul"
        while len(stack) > depth:
            out.append(f"</li></{stack.pop()}>")
        if len(stack) == depth and stack[-1] != tag:
            out.append(f"</li></{stack.pop()}>")
        if len(stack) == depth:
            out.append("</li>")
        else:
            start = f' start="{before + 1}"' if before and not out and tag == "ol" else ""
            out.append(f"<{tag}{start}>")
            stack.append(tag)
        out.append(f"<li>{_inline(runs(item))}")
    while stack:
        out.append(f"</li></{stack.pop()}>")
    return "\n".join(out).replace("\n</li>", "</li>")


def _table(rows: list[TextBlock]) -> str:
    lines = []
    for row in rows:
        texts = cells(row)
        if len(texts) == 1:
            lines.append(f"<tr><td>{_inline(runs(row))}</td></tr>")
        else:
            lines.append("<tr>" + "".join(f"<td>{_escape(cell)}</td>" for cell in texts) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _inline(pieces: list[Run]) -> str:
    out = []
    for href, linked in groupby(pieces, key=lambda run: run.href):
        inner = "".join("<br>\n" if run is BREAK else _styled(run) for run in linked)
        out.append(inner if href is None else f'<a href="{escape(href)}">{inner}</a>')
    return "".join(out)


def _styled(run: Run) -> str:
    text = escape(run.text, quote=False)
    for style in reversed(_NESTING):
        if style in run.styles:
            text = f"<{style}>{text}</{style}>"
    return text


def _escape(text: str) -> str:
    return escape(printable(text))

"""Invented news pages, as many as are asked for: templates of four outlets, stories from word
lists. The same number gives the same page."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

_WHO = (
    "The harbour authority", "A spokeswoman for the council", "The island's only baker",
    "Engineers at the pumping station", "The head of the music school", "Volunteers of the reef watch",
    "A retired lighthouse keeper", "The minister for inland waters", "Parents of the lower school",
    "The owners of the cable car", "Two shepherds from the upper valley", "The museum's night guard",
)  # fmt: skip
_DID = (
    "said on Monday that", "told reporters that", "confirmed in writing that", "denied that",
    "had warned as early as spring that", "announced at a crowded meeting that",
    "wrote in a letter to residents that", "argued before the court that",
)  # fmt: skip
_WHAT = (
    "the old swing bridge will stay closed to lorries", "the winter timetable has to be redrawn",
    "a second well is to be drilled behind the cemetery", "the orchestra must find a new hall",
    "nobody has been paid for the repairs", "the ferry's new engines use a third less fuel",
    "the tern colony has grown to four hundred pairs", "the vote was counted twice without error",
    "the market square needs lamps before the festival", "the tunnel leaks at more places than thought",
)  # fmt: skip
_WHY = (
    "because the budget was agreed before prices rose", "although two surveys had come to other results",
    "while neighbouring towns wait for an answer", "after months of talks behind closed doors",
    "since the storm took away most of the quay", "unless the province pays its share by autumn",
    "even if the contractor keeps to its promise", "as long as the weather allows work at night",
)  # fmt: skip
_MORE = (
    "The work is to begin in {month} and will cost about {number} million crowns.",
    "About {number} people signed the petition within a week.",
    "A first attempt had failed in {month} for want of {number} votes.",
    "“We have waited {number} years for this,” one of them said, “and we can wait until {month}.”",
    "The next meeting is planned for {month} {number}.",
)  # fmt: skip
_MONTHS = ("January", "March", "April", "June", "August", "October", "November")
_PLACES = ("Port Larrow", "Upper Sedge", "Tannery Quay", "Saint Orin", "Fellmouth", "Grey Ness")
_NAMES = ("Ines Tolland", "Bram Oakes", "Mirelle Dace", "Joss Varden", "Tilda Marsh", "Ewan Pryce")


@dataclass(frozen=True, slots=True)
class Invented:
    """A page: its number, address, markup, and the paragraphs of its story."""

    number: int
    url: str
    html: str
    paragraphs: tuple[str, ...]


def page(number: int) -> Invented:
    """The page of this number."""
    dice = random.Random(number)
    title = f"{dice.choice(_PLACES)}: {dice.choice(_WHAT)}"
    paragraphs = tuple(_paragraph(dice) for _ in range(dice.randint(5, 14)))
    outlet = dice.choice(_OUTLETS)
    host, html = outlet(dice, title, paragraphs)
    return Invented(number, f"https://{host}/news/{number}", html, paragraphs)


def broken(number: int) -> bytes:
    """What a crawl brings now and then instead of a page; no cleaner can make a story of it."""
    dice = random.Random(-number)
    kinds: tuple[Callable[[], bytes], ...] = (
        lambda: b"\x89PNG\r\n\x1a\n" + dice.randbytes(4_000),
        lambda: gzip.compress(page(number).html.encode())[:800],
        lambda: b"\x00" * 3_000,
        lambda: b"%PDF-1.7\n" + dice.randbytes(2_000),
    )
    return dice.choice(kinds)()


def write_jsonl(path: Path, numbers: Iterable[int], *, broken_every: int = 0) -> None:
    """A record for each number; each `broken_every`th line is not JSON or holds no page."""
    with _opened(path) as file:
        for number in numbers:
            if broken_every and number % broken_every == 0:
                line = f'{{"id": "p{number}", "html": '.encode() + (
                    b"7}" if _odd(number, broken_every) else b"\xff"
                )
            else:
                made = page(number)
                record = {"id": f"p{number}", "url": made.url, "html": made.html}
                line = json.dumps(record, ensure_ascii=False).encode()
            file.write(line + b"\n")


def write_warc(path: Path, numbers: Iterable[int], *, broken_every: int = 0) -> None:
    """A response for each number, compressed each by itself if the name says so; each
    `broken_every`th holds no page though it says so."""
    pack: Callable[[bytes], bytes] = bytes
    if path.suffix == ".gz":
        pack = partial(gzip.compress, compresslevel=1)
    with path.open("wb") as file:
        for number in numbers:
            if broken_every and number % broken_every == 0:
                record = _warc_record(number, f"https://broken.example/{number}", broken(number))
            else:
                made = page(number)
                record = _warc_record(number, made.url, made.html.encode())
            file.write(pack(record))


def write_pages(directory: Path, numbers: Iterable[int]) -> None:
    """A file for each number, a thousand in each folder."""
    for number in numbers:
        path = directory / f"{number // 1000:03d}" / f"p{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number).html, encoding="utf-8")


def line_id(number: int, path: Path, *, broken_every: int = 0) -> str:
    """The id that the record `number` of `write_jsonl` has: a line that is not JSON goes by its
    place in the file."""
    if broken_every and number % broken_every == 0 and not _odd(number, broken_every):
        return f"{path}#{number + 1}"
    return f"p{number}"


def _odd(number: int, broken_every: int) -> bool:
    return number // broken_every % 2 == 1


def warc_id(number: int) -> str:
    """The id of a record that `write_warc` writes."""
    return f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"


def _warc_record(number: int, url: str, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: {warc_id(number)}\r\n"
        f"WARC-Date: 2024-05-01T08:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "wb", 1) if path.suffix == ".gz" else path.open("wb")  # type: ignore[return-value]


def _paragraph(dice: random.Random) -> str:
    sentences = []
    for _ in range(dice.randint(1, 3)):
        who, did, what, why = (dice.choice(words) for words in (_WHO, _DID, _WHAT, _WHY))
        sentences.append(f"{who} {did} {what}, {why}.")
    if dice.random() < 0.6:
        more = dice.choice(_MORE)
        sentences.append(more.format(month=dice.choice(_MONTHS), number=dice.randint(2, 29)))
    return " ".join(sentences)


def _cards(dice: random.Random, host: str, count: int) -> str:
    return "".join(
        f'<li class="card"><a href="https://{host}/news/{dice.randint(1, 10**6)}">'
        f"{dice.choice(_PLACES)}: {dice.choice(_WHAT)}</a></li>"
        for _ in range(count)
    )


def _body(dice: random.Random, paragraphs: Iterable[str], between: str) -> str:
    parts: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        parts.append(f"<p>{paragraph}</p>")
        if at % 4 == 2:
            parts.append(between)
    return "\n".join(parts)


def _courier(dice: random.Random, title: str, paragraphs: tuple[str, ...]) -> tuple[str, str]:
    host, author = "larrow-courier.example", dice.choice(_NAMES)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": {"@type": "Person", "name": author},
        "datePublished": f"2024-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}T09:30:00+01:00",
    }
    body = _body(dice, paragraphs, '<div class="ad-slot"><span>Advertisement</span></div>')
    return host, (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Larrow '
        f'Courier</title><script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<header><nav><ul>{_cards(dice, host, 12)}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<p class="byline">By {author}</p>{body}</article><aside><h2>Most read</h2>'
        f"<ul>{_cards(dice, host, 10)}</ul></aside></main><footer><p>© 2024 The Larrow Courier. All "
        "rights reserved.</p></footer></body></html>"
    )


def _sedge(dice: random.Random, title: str, paragraphs: tuple[str, ...]) -> tuple[str, str]:
    host = "sedge-post.example"
    body = _body(
        dice, paragraphs, f'<p class="related"><b>Also read:</b> <a href="/x">{title}</a></p>'
    )
    return host, (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:title" '
        f'content="{title}"><meta property="og:site_name" content="Sedge Post"></head><body>'
        f'<div id="menu">{_cards(dice, host, 8)}</div><div class="content"><h1>{title}</h1>'
        f'<div class="meta">Updated {dice.randint(2, 50)} minutes ago</div><div class="story-body">'
        f'{body}</div><div class="newsletter"><p>Sign up for our morning newsletter.</p></div></div>'
        f'<div class="sidebar"><ul>{_cards(dice, host, 20)}</ul></div></body></html>'
    )


def _fell(dice: random.Random, title: str, paragraphs: tuple[str, ...]) -> tuple[str, str]:
    host = "fellmouth-today.example"
    figure = (
        '<figure><img src="/a.jpg" alt="The quay"><figcaption>A file photo of the quay. '
        f"Photo: {dice.choice(_NAMES)}</figcaption></figure>"
    )
    return host, (
        f'<html lang="en"><head><meta charset="utf-8"><title>{title} - Fellmouth Today</title></head>'
        f'<body><div class="share"><a href="#">Share</a> <a href="#">Print</a></div><section '
        f'itemprop="articleBody"><h2 class="headline">{title}</h2>{_body(dice, paragraphs, figure)}'
        f'</section><div class="tags"><a href="/t/quay">quay</a> <a href="/t/ferry">ferry</a></div>'
        f'<div class="comments"><h3>Comments</h3>{"".join(f"<p>{name}: Well said.</p>" for name in _NAMES)}'
        "</div></body></html>"
    )


def _ness(dice: random.Random, title: str, paragraphs: tuple[str, ...]) -> tuple[str, str]:
    host = "ness-radio.example"
    style = "<style>" + ".a{margin:0}" * 60 + "</style><script>" + "var x=1;" * 120 + "</script>"
    lines = "<br><br>".join(paragraphs)
    return host, (
        f'<html><head>{style}<title>{title}</title></head><body><table><tr><td class="nav"><ul>'
        f'{_cards(dice, host, 15)}</ul></td><td class="text"><h1>{title}</h1><div>{lines}</div>'
        f"<p>Listen to this story in our app.</p></td></tr></table></body></html>"
    )


_Outlet = Callable[[random.Random, str, tuple[str, ...]], tuple[str, str]]
_OUTLETS: tuple[_Outlet, ...] = (_courier, _sedge, _fell, _ness)

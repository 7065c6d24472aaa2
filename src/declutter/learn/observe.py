"""What one page has to say of its site: the blocks of its story and those near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from declutter.batch.pages import Page as Given
from declutter.batch.work import source_of
from declutter.blocks import Block, Page
from declutter.cleaner import Cleaner
from declutter.config import Config
from declutter.judge.verdict import Verdict
from declutter.rules import KINDS

_NEAR_BEFORE, _NEAR_AFTER = 3, 6
"""How many blocks before and after the story are looked at though they are dropped."""
_LEVELS = 3
_MAX_BLOCKS = 600
_SUBDOMAINS = ("www.", "m.", "mobile.", "amp.")
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "dt"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A block as it was seen on a page.

    `place` is its element and those around it, nearest first, as `p.promo`, with what they are
    called. `kept` says what the judge made of it, `heading` that its element heads other text (a
    heading, a table's cell), `linked` that most of it is links; `hint` is a kind of noise that a rule saw in it.
    """

    text: str
    place: tuple[str, ...] = ()
    kept: bool = True
    heading: bool = False
    linked: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A page's blocks, and whose page it is: `addressed` says that its address told."""

    site: str
    addressed: bool
    blocks: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Observer:
    """Called in a worker, gives the function from page to observation.

    Every page is taken as one of `site` if that is given. What goes wrong with a page becomes an
    observation without blocks.
    """

    config: Config
    site: str = ""

    def __call__(self) -> _Observing:
        """Make the cleaner; returns what is called for each page."""
        return _Observing(self.config, self.site)


class _Observing:
    def __init__(self, config: Config, site: str) -> None:
        self._config = config
        self._site = site
        self._cleaners: dict[Config, Cleaner] = {}

    def __call__(self, page: Given) -> Observation:
        config = self._config
        if page.path is not None and config.per_path:
            config = config.for_path(page.path)
        if config not in self._cleaners:
            self._cleaners[config] = Cleaner(config)
        try:
            source = source_of(page, config.max_bytes)
            input = config.input if page.input == "auto" else page.input
            seen, verdicts = self._cleaners[config].look(source, url=page.url, input=input)
        except Exception:  # batch records such pages; here they only cannot be learned from
            return Observation("", False, ())
        site = site_of(seen.url)
        return Observation(
            self._site or site or folder_of(page), bool(site), seen_blocks(seen, verdicts)
        )


def site_of(url: str | None) -> str:
    """Return the host of an address, without `www.` and the like; "" where there is none."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""
    for prefix in _SUBDOMAINS:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host


def folder_of(page: Given) -> str:
    """Return the folder, or the file of records, that a page without an address comes from."""
    return str(PurePosixPath(page.path or page.target).parent)


def seen_blocks(page: Page, verdicts: Sequence[Verdict]) -> tuple[Seen, ...]:
    """Return the kept blocks of a page, and the dropped ones among and next to them."""
    kept = [number for number, verdict in enumerate(verdicts) if verdict.keep]
    if not kept:
        return ()
    first, last = max(0, kept[0] - _NEAR_BEFORE), kept[-1] + 1 + _NEAR_AFTER
    return tuple(
        _seen(page, block, verdict)
        for block, verdict in zip(page.blocks[first:last], verdicts[first:last], strict=True)
    )[:_MAX_BLOCKS]


def _seen(page: Page, block: Block, verdict: Verdict) -> Seen:
    named = (verdict.kind, *(reason.partition(".")[0] for reason in verdict.reasons))
    hint = next((kind for kind in named if kind in KINDS and kind != "keep"), "")
    return Seen(
        block.text,
        _place(page, block),
        verdict.keep,
        block.tag in _HEADS or block.text.startswith("#"),
        block.link_chars * 2 > len(block.text),
        hint,
    )


def _place(page: Page, block: Block) -> tuple[str, ...]:
    steps: list[str] = []
    at = block.node
    while at >= 0 and len(steps) < _LEVELS:
        node = page.nodes[at]
        steps.append(".".join((node.tag, *sorted(node.attrs.split()))))
        at = node.parent
    return tuple(steps)

"""Whether a page writes 3/4/2024 for March 4 or for April 3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from declutter.metadata import addresses, dates
from declutter.metadata.context import Context

_DAY_FIRST_HOSTS = frozenset({"uk", "au", "nz", "ie", "in", "za", "sg", "my", "ng", "ke"})
_BRITISH = re.compile(r"^(?:en-(?:gb|au|nz|ie|in|za)|(?!en)[a-z]{2})", re.IGNORECASE)
_MAX_LENGTH = 60
_MAX_TIMES = 40


def parse(ctx: Context, text: str) -> str | None:
    """The date in `text`, its numbers in the page's order: see `dates.parse`."""
    found = dates.parse(text)
    both = dates.readings(text) if found else None
    if both is None or _month_first(ctx, *both):
        return found
    return dates.parse(text, month_first=False)


def _month_first(ctx: Context, month_first: str, day_first: str) -> bool:
    """Whether the first of two readings of a numeric date is meant.

    The page's address or a `time` element may tell; then other numeric dates on the page; then
    the page's language and country.
    """
    sure = {
        dates.from_url(ctx.given_url or ""),
        dates.from_url(ctx.address),
        *_machine_dates(ctx),
    }
    if (month_first in sure) != (day_first in sure):
        return month_first in sure
    short = (b.text for b in ctx.page.blocks if len(b.text) <= _MAX_LENGTH)
    orders = {order for order in map(dates.numeric_order, short) if order is not None}
    if len(orders) == 1:
        return orders.pop()
    language = ctx.structured.html_lang or "en"
    country = addresses.host(ctx.address).rsplit(".", 1)[-1]
    return _BRITISH.match(language) is None and country not in _DAY_FIRST_HOSTS


def _machine_dates(ctx: Context) -> Iterator[str]:
    """The days of `time` elements whose attribute can be read one way only."""
    for element, _ in ctx.structured.times[:_MAX_TIMES]:
        text = element.get("datetime") or ""
        if dates.readings(text) is None:
            yield (dates.parse(text) or "")[:10]

"""What holds for any text: nothing is invented, nothing raises, clean text stays clean."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declutter import lines
from tests.text.cases import CASES, PLAIN, clean, judge, read_case

_POOL = sorted(
    {
        line
        for path in (*CASES.glob("*.txt"), *PLAIN.glob("*.txt"))
        for line in (
            read_case(path).scraped if path.parent == CASES else path.read_text(encoding="utf-8")
        ).splitlines()
        if line
    }
)
_LINES = st.one_of(
    st.sampled_from(_POOL), st.sampled_from(_POOL), st.text(max_size=60), st.just("Advertisement")
)
_BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"])
_TEXTS = st.lists(st.tuples(_LINES, _BREAKS), max_size=30).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
_QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@_QUICK
@given(_TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@_QUICK
@given(_TEXTS)
def test_every_line_of_the_story_is_one_of_the_source(text: str) -> None:
    page, verdicts = judge(text)
    assert len(verdicts) == len(page.blocks)
    source = {block.text for block in page.blocks}
    assert {line for line in clean(text).split("\n") if line} <= {
        line for block in source for line in block.split("\n")
    }


@_QUICK
@given(st.text())
def test_reading_keeps_every_visible_character(text: str) -> None:
    blocks = lines.read(text).blocks
    got = "".join("".join(block.text.split()) for block in blocks)
    wanted = "".join("".join(line.split()) for line in text.splitlines())
    invisible = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\x00"
    strip = str.maketrans("", "", invisible)
    assert got.translate(strip) == wanted.translate(strip)

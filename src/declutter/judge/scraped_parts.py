"""Parts of scraped text that go as a whole: pictures' texts, lists of other stories, the end."""

from __future__ import annotations

from declutter.judge.scraped_text import SURE_WORDS, ScrapedText

_REACH = 2
_MAX_ALT, _MAX_CAPTION = 30, 45
_SHORT = 3
_TEASER = 45


def judge_alt_texts(text: ScrapedText) -> None:
    """Drop the alternative text of a picture that its caption repeats, cut or longer."""
    for number, line in enumerate(text.lines):
        if number in text.drops or not 2 <= line.words <= _MAX_ALT or line.item or line.is_quoted:
            continue
        for other in range(max(0, number - _REACH), min(len(text.lines), number + _REACH + 1)):
            if other == number or text.kind(other) in ("headline", "kicker"):
                continue
            if text.lines[other].words > _MAX_CAPTION or other in text.sure:
                continue
            if line.is_title and is_within(line.key, text.lines[other].key):
                text.drop(number, "caption", "text.alt-text", f"repeated in line {other + 1}")
                if not text.lines[other].stopped:
                    text.drop(other, "caption", "text.caption-of-alt-text")
                break


def is_within(part: str, whole: str) -> bool:
    """Whether nearly every word of `part` stands in `whole`, which may be cut within a word."""
    words, known = part.split(), whole.split()
    if not 2 <= len(words) <= len(known):
        return False
    last = known[-1]
    found = sum(word in known or (len(last) > 2 and word.startswith(last)) for word in words)
    return found * 5 >= len(words) * 4


def judge_sections(text: ScrapedText) -> None:
    """Drop the headlines that follow a label such as "Related stories"."""
    for number in range(text.first, len(text.lines)):
        if text.kind(number) != "related" or not text.lines[number].is_title:
            continue
        if _is_rest(text, number):
            for other in range(number + 1, len(text.lines)):
                text.drop(other, "related", "text.related-section")
            return
        for other in range(number + 1, len(text.lines)):
            line = text.lines[other]
            if other in text.drops:
                break
            if line.sentence and line.words >= SURE_WORDS or line.stopped or line.is_quoted:
                break
            text.drop(other, "related", "text.related-list")


def _is_rest(text: ScrapedText, label: int) -> bool:
    """Whether all after a label is headlines and teasers: no two paragraphs in a row."""
    if sum(number < label for number in text.sure) < 2:
        return False
    rest = range(label + 1, len(text.lines))
    titles = [number for number in rest if text.lines[number].is_title]
    prose = [number for number in rest if number in text.sure]
    if len(titles) < 2 or len(prose) > len(titles):
        return False
    return not any(
        number + 1 in text.sure or text.lines[number].words > _TEASER for number in prose
    )


def judge_tail(text: ScrapedText) -> None:
    """Drop what is left after the story: headlines and scraps among prompts and labels."""
    if not text.sure:
        return
    cues = [number for number in text.drops if number > text.last]
    if not cues:
        return
    for number in range(text.last + 1, len(text.lines)):
        line = text.lines[number]
        if number in text.drops or not line.is_title:
            continue
        after_cue = min(cues) < number
        if line.sentence and not after_cue:
            continue
        if line.words <= _SHORT:
            text.drop(number, "navigation", "text.scrap-after-story")
        elif after_cue:
            text.drop(number, "related", "text.headline-after-story")

"""Parts of scraped text that go as a whole: pictures' texts, lists of other stories, the end."""

from __future__ import annotations

import re

from declutter.judge.scraped_text import SURE_WORDS, ScrapedText

_REACH = 2
_MAX_ALT, _MAX_CAPTION = 30, 45
_MIN_CAPTION, _MAX_CREDIT = 7, 10
_SHORT = 3
_TEASER = 45
_MAX_LABEL = 7
_CUES_PER_COMMENTS = 4
# Kinds whose labels head a list of scraps, and whose prompts come in several lines.
_LISTING = frozenset(("tags", "contact", "share", "comments"))
_PROMPTING = frozenset(("contact", "subscribe", "comments", "ad"))
# Kinds after whose labels nothing of the story is left.
_OTHERS = frozenset(("related", "comments", "tags", "contact", "legal"))
_PROMPTS = frozenset(("subscribe", "share", "comments", "contact", "tags"))
_COUNTED = frozenset(("share", "comments"))
_PROMPT = 12
_LABEL_AND_MORE = re.compile(r"[:|：]\s?\w")


def judge_pictures(text: ScrapedText) -> None:
    """Drop what belongs to pictures: alternative texts and the captions above credits."""
    _drop_alt_texts(text)
    for number in list(text.drops):
        if text.kind(number) != "caption" or text.lines[number].words > _MAX_CREDIT:
            continue
        if number == 0 or number - 1 in text.drops:
            continue
        line = text.lines[number - 1]
        if line.words > _MAX_CAPTION or line.item or line.is_quoted:
            continue
        # Between byline and story a whole sentence may be a caption too, elsewhere it is story.
        under_byline = number < text.first and text.kind(number - 2) in ("byline", "share")
        if under_byline or (not line.sentence and line.words >= _MIN_CAPTION):
            text.drop(number - 1, "caption", "text.caption-above-credit")


def _drop_alt_texts(text: ScrapedText) -> None:
    """Drop the alternative text of a picture that its caption repeats, cut or longer."""
    for number, line in enumerate(text.lines):
        if number in text.drops or not line.is_title or not 2 <= line.words <= _MAX_ALT:
            continue
        for other in range(max(0, number - _REACH), min(len(text.lines), number + _REACH + 1)):
            caption = text.lines[other]
            if other == number or other in text.sure or text.kind(other) not in ("", "caption"):
                continue
            if caption.words <= _MAX_CAPTION and is_within(line.key, caption.key):
                text.drop(number, "caption", "text.alt-text", f"repeated in line {other + 1}")
                if not caption.stopped:
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
    """Drop the headlines under a label such as "Related stories", and readers' comments."""
    _drop_comments(text)
    for number in range(text.first, len(text.lines)):
        if text.kind(number) != "related" or not _is_label(text, number):
            continue
        if _is_all_teasers(text, number):
            for other in range(number + 1, len(text.lines)):
                text.drop(other, "related", "text.related-section")
            break
        _drop_list(text, number)
    text.settle()


def _is_label(text: ScrapedText, number: int) -> bool:
    """Whether a line announces what follows and does not say it itself."""
    line = text.lines[number]
    return line.words <= _MAX_LABEL and _LABEL_AND_MORE.search(line.text) is None


def _drop_list(text: ScrapedText, label: int) -> None:
    for number in range(label + 1, len(text.lines)):
        line = text.lines[number]
        if number in text.drops or line.stopped or line.is_quoted:
            break
        if line.sentence and line.words >= SURE_WORDS:
            break
        if line.words <= _SHORT and number + 1 in text.sure:
            break  # the story goes on under a subheading
        text.drop(number, "related", "text.related-list")


def _is_all_teasers(text: ScrapedText, label: int) -> bool:
    """Whether all after a label is headlines, each with a sentence or none."""
    if sum(number < label for number in text.sure) < 2:
        return False
    rest = [at for at in range(label + 1, len(text.lines)) if at not in text.drops]
    titles = sum(text.lines[at].is_title for at in rest)
    if titles < 2 or titles < len(rest) < 4:
        return False
    after_title = False
    for at in rest:
        line = text.lines[at]
        if not line.is_title and (line.is_quoted or not after_title or line.words > _TEASER):
            return False
        after_title = line.is_title
    return True


def _drop_comments(text: ScrapedText) -> None:
    """Drop all after a label of readers' comments if their dates and buttons stand there."""
    for label in range(text.first + 1, len(text.lines)):
        if text.kind(label) != "comments" or not _is_label(text, label):
            continue
        story = sum(number < label for number in text.sure)
        rest = range(label + 1, len(text.lines))
        cues = sum(text.kind(number) in ("comments", "byline", "share") for number in rest)
        kept = sum(number not in text.drops for number in rest)
        if story >= 2 and cues >= 2 and kept <= _CUES_PER_COMMENTS * cues:
            for number in rest:
                text.drop(number, "comments", "text.comments")
            return


def judge_between(text: ScrapedText) -> None:
    """Drop titles between two prompts of a kind, and the numbers on buttons."""
    for number in (*range(len(text.lines)), *reversed(range(len(text.lines)))):
        line = text.lines[number]
        around = {text.kind(number - 1), text.kind(number + 1)}
        if number in text.drops:
            continue
        if line.text.isdecimal() and around & _COUNTED:
            text.drop(number, "share", "text.counter")
        elif len(around) == 1 and around <= _PROMPTS and line.is_title and line.words <= _PROMPT:
            text.drop(number, around.pop(), "text.between-prompts")


def judge_tail(text: ScrapedText) -> None:
    """Drop what is left after the story: headlines and scraps among prompts and labels."""
    text.settle()
    cues = [number for number in text.drops if number > text.last]
    if not text.sure or not cues:
        return
    around = ""
    for number in range(text.last + 1, len(text.lines)):
        line = text.lines[number]
        if number in text.drops:
            around = text.kind(number)
        elif line.is_quoted or line.stopped or ((line.sentence or line.item) and not around):
            continue
        elif around not in _OTHERS and _heads_prose(text, number):
            around = ""
        elif line.words <= _SHORT and line.is_title:
            around = around if around in _LISTING else "navigation"
            text.drop(number, around, "text.scrap-after-story")
        elif around:
            kind = around if around in _PROMPTING else "related"
            text.drop(number, kind, "text.headline-after-story")


def _heads_prose(text: ScrapedText, number: int) -> bool:
    """Whether a line stands right above a sentence or a list that is kept."""
    following = number + 1
    if following >= len(text.lines) or following in text.drops:
        return False
    line = text.lines[following]
    return line.stopped or line.is_quoted or line.item

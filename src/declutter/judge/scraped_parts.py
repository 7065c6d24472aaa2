"""Parts of scraped text that go as a whole: pictures' texts, lists of other stories, the end."""

from __future__ import annotations

import re

from declutter.judge.scraped_text import SURE_WORDS, ScrapedText

_REACH = 2
_MAX_ALT, _MAX_CAPTION = 30, 45
_MIN_ALT_IN_BODY = 3
_MIN_CAPTION, _MAX_CREDIT = 7, 10
_SHORT = 3
_TEASER = 45
_MAX_LABEL = 7
_MAX_SECTION = 40
_CUES_PER_COMMENTS = 4
# Kinds whose labels head a list of scraps, and whose prompts come in several lines.
_LISTING = frozenset(("tags", "contact", "share", "comments"))
_PROMPTING = frozenset(("contact", "subscribe", "comments", "ad"))
# Kinds after whose labels nothing of the story is left.
_OTHERS = frozenset(("related", "comments", "tags", "contact", "legal"))
_PROMPTS = frozenset(("subscribe", "share", "comments", "contact", "tags"))
_COUNTED = frozenset(("share", "comments"))
_PROMPT = 25
_SIGNATURE, _SIGNATURES = 10, 20
_LABEL_AND_MORE = re.compile(r"[:|：]\s?\w")


def judge_pictures(text: ScrapedText) -> None:
    """Drop what belongs to pictures: alternative texts and the captions above credits."""
    _drop_alt_texts(text)
    headings = _headings(text)
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
        least = _MIN_CAPTION if headings - {number - 1} else _MIN_CAPTION // 2
        if under_byline or (not line.sentence and line.words >= least):
            text.drop(number - 1, "caption", "text.caption-above-credit")


def _headings(text: ScrapedText) -> set[int]:
    """The first two lines that stand over a paragraph of the story like a subheading."""
    found: set[int] = set()
    for at in range(text.first, min(text.last, len(text.lines))):
        if at + 1 in text.sure and at not in text.drops and text.lines[at].is_title:
            found.add(at)
            if len(found) == 2:
                break
    return found


def _drop_alt_texts(text: ScrapedText) -> None:
    """Drop the alternative text of a picture that its caption repeats, cut or longer."""
    for number, line in enumerate(text.lines):
        if number in text.drops or not line.is_title or not 2 <= line.words <= _MAX_ALT:
            continue
        for other in range(max(0, number - _REACH), min(len(text.lines), number + _REACH + 1)):
            caption = text.lines[other]
            if other == number or other in text.sure or text.kind(other) not in ("", "caption"):
                continue
            if caption.words > _MAX_CAPTION:
                continue
            if text.kind(other) == "caption" or number < text.first:
                share = 0.8 if text.kind(other) == "caption" else 1.0
                repeats = is_within(line.key, caption.key, share)
            else:
                repeats = _repeats_beside(text, number, other)
            if repeats:
                text.drop(number, "caption", "text.alt-text", f"repeated in line {other + 1}")
                if not caption.stopped:
                    text.drop(other, "caption", "text.caption-of-alt-text")
                break


def _repeats_beside(text: ScrapedText, number: int, caption: int) -> bool:
    """Whether a line among the story's is word for word in the next one, which is no prose.

    There the lines of a list may share words too, and a question may head its answer.
    """
    line, other = text.lines[number], text.lines[caption]
    around = (min(number, caption) - 1, max(number, caption) + 1)
    return (
        abs(number - caption) == 1
        and all(at in text.sure or at in text.drops for at in around)
        and line.words >= _MIN_ALT_IN_BODY
        and not line.sentence
        and not other.text.endswith((":", "：", "?"))
        and f" {line.key} " in f" {other.key} "
    )


def is_within(part: str, whole: str, share: float) -> bool:
    """Whether so many of the words of `part` stand in `whole`, which may be cut within a word."""
    words, known = part.split(), whole.split()
    if not 2 <= len(words) <= len(known):
        return False
    last = known[-1]
    found = sum(word in known or (len(last) > 2 and word.startswith(last)) for word in words)
    return found >= share * len(words)


def judge_sections(text: ScrapedText) -> None:
    """Drop the headlines under a label such as "Related stories", and readers' comments."""
    _drop_comments(text)
    for number in range(text.first, len(text.lines)):
        if text.kind(number) != "related" or not _is_label(text, number):
            continue
        if len(text.lines) - number <= _MAX_SECTION and _is_all_teasers(text, number):
            for other in range(number + 1, len(text.lines)):
                text.drop(other, "related", "text.related-section")
            break
        _drop_list(text, number)
    text.settle()


def _is_label(text: ScrapedText, number: int) -> bool:
    """Whether a line announces what follows and does not say it itself."""
    line = text.lines[number]
    if line.words > _MAX_LABEL or _LABEL_AND_MORE.search(line.text):
        return False
    if text.is_listed(number) or line.text.endswith((":", "：")):
        return True
    following = range(number + 1, min(number + 3, len(text.lines)))
    return (
        not line.stopped
        and len(following) == 2
        and all(text.lines[at].is_title for at in following)
    )


def _drop_list(text: ScrapedText, label: int) -> None:
    for number in range(label + 1, len(text.lines)):
        line = text.lines[number]
        if number in text.drops or line.stopped or line.is_quoted or line.words > _TEASER:
            break
        if text.lines[label + 1].item and not line.item:
            break
        if (line.sentence and line.words >= SURE_WORDS) or line.text.endswith((":", "：")):
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
    signatures = [
        text.lines[at].key
        for at, verdict in text.drops.items()
        if verdict.kind == "byline" and at < text.first
    ][:_SIGNATURES]
    around = ""
    for number in range(text.last + 1, len(text.lines)):
        line = text.lines[number]
        if number in text.drops:
            around = text.kind(number)
        elif line.is_title and line.words <= _SIGNATURE and _signs(line.key, signatures):
            text.drop(number, "byline", "text.byline-again")
        elif around == text.kind(number + 1) == "related" and line.words <= _PROMPT // 2:
            text.drop(number, "related", "text.between-labels")
        elif line.is_quoted or line.stopped or ((line.sentence or line.item) and not around):
            continue
        elif text.page.blocks[number].joined and number - 1 not in text.drops:
            continue  # the next line of a table or list of the story
        elif around not in _OTHERS and _heads_prose(text, number):
            around = ""
        elif line.words <= _SHORT and line.is_title:
            around = around if around in _LISTING else "navigation"
            text.drop(number, around, "text.scrap-after-story")
        elif around:
            kind = around if around in _PROMPTING else "related"
            text.drop(number, kind, "text.headline-after-story")


def _signs(key: str, signatures: list[str]) -> bool:
    """Whether a byline before the story has these words."""
    return bool(key) and any(key in signature for signature in signatures)


def _heads_prose(text: ScrapedText, number: int) -> bool:
    """Whether a line stands right above a sentence or a list that is kept."""
    following = number + 1
    if following >= len(text.lines) or following in text.drops:
        return False
    line = text.lines[following]
    return line.stopped or line.is_quoted or line.item

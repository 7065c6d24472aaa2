"""Rules for what was found, as a pack that a person can read, edit and commit."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePath
from typing import Any

from declutter.errors import RuleError
from declutter.learn import shapes
from declutter.learn.decide import Noise
from declutter.learn.evidence import SiteView
from declutter.learn.pattern import pattern_of
from declutter.rules import check_examples, read_pack
from declutter.rules.written import toml_value

_DEFAULT_MAX_WORDS = 40
_MORE_WORDS = 10
_EXAMPLES = 3
_MAX_ID_WORDS = 4
_CONTACT = re.compile(r"\S@\S+\.\S|\+\d[\d ()/-]{6,}")
_NO_EXAMPLE = ("<", ">> ", "# ")


@dataclass(frozen=True, slots=True)
class Learned:
    """The rules for one site as TOML tables, in `text`; `rules` is their number, `pages` that of
    the pages they come from.

    `folder` is where the pages were if no address told their site: then the rules name no site.
    """

    site: str
    pages: int
    rules: int
    text: str
    folder: str | None = None


def pack(learned: Iterable[Learned]) -> str:
    """Return the text of one rule pack with the rules for several sites."""
    return "\n".join((_HEAD, *(site.text for site in learned if site.rules))).rstrip("\n") + "\n"


def file_name(learned: Learned) -> str:
    """Return the name of a file for a site's rules."""
    return f"{_slug(learned.site) or 'site'}.toml"


def write_site(view: SiteView, noises: Sequence[Noise], taken: set[str]) -> Learned:
    """Return the rules for a site's noise; a rule that fails its own examples is left out.

    `taken` are the ids that other sites' rules have; those of this one are added.
    """
    site = view.site
    folder = None if site.addressed else site.name
    sites = [site.name] if site.addressed else []
    story = _stories(view)
    shown = site.name if site.addressed else PurePath(site.name).name
    tables: list[str] = []
    for noise in noises:
        rule = _rule(noise, sites, story)
        if rule is None:
            continue
        rule["id"] = _unique(f"{rule['kind']}.{_slug(shown) or 'site'}-{_name(noise)}", taken)
        table = _table(rule, _told(noise, len(view.traces)))
        if _holds(table):
            tables.append(table)
    head = f"# {shown or 'pages without an address'}: {len(view.traces)} pages looked at"
    text = "\n".join((_line_of(head), *tables))
    return Learned(site.name, len(view.traces), len(tables), text, folder)


_HEAD = """\
# Learned from pages by `declutter learn`: what recurs on a site and is not its stories.
# Read each rule before you rely on it. Delete what you do not agree with;
# `declutter rules test FILE` checks the file after changes.
"""


def _rule(noise: Noise, sites: list[str], story: Sequence[str]) -> dict[str, Any] | None:
    """The rule's keys in the order of writing; None when no example can be given."""
    rule: dict[str, Any] = {"id": "", "kind": _kind(noise), "says": "drop"}
    if sites:
        rule["sites"] = sites
    texts = [text for text in noise.texts if _can_be_example(text)][:_EXAMPLES]
    keeps = _near_misses(noise, story)
    if not texts or not keeps:
        return None
    rule |= _condition(noise)
    words = max(map(shapes.length_of, noise.texts))
    if noise.how in ("starts", "ends") or (noise.how != "place" and words > _DEFAULT_MAX_WORDS):
        rule["max_words"] = words + _MORE_WORDS
    if noise.how == "place":
        texts = [_element(text, noise.fixed) for text in texts]
        keeps = [_element(text) for text in keeps]
    elif noise.is_label and not noise.promotes:
        place = {"before the story": "lead", "after the story": "tail"}.get(noise.evidence.where)
        if place:
            rule["position"] = place
            texts, keeps = _placed(texts[0], place, keeps)
        elif noise.within:
            rule |= {"class": [_class(noise.within)], "within": 1}
            keeps = [_element(texts[0])]
            texts = [_element(texts[0], noise.within)]
    rule["drop"] = texts
    rule["keep"] = keeps
    return rule


def _condition(noise: Noise) -> Mapping[str, Any]:
    if noise.how == "place":
        return {"class": [_class(noise.fixed)], "within": 1}
    if noise.how == "line" or (noise.how != "shape" and not shapes.has_mask(noise.fixed)):
        return {noise.how: [noise.fixed]}
    pattern = pattern_of(noise.fixed, start=noise.how != "ends", end=noise.how != "starts")
    return {"pattern": [pattern]}


def _class(word: str) -> str:
    """A class word as a pattern."""
    return re.sub(r"([^\w-])", r"\\\1", word)


def _element(text: str, word: str = "") -> str:
    """A paragraph as an example, with a class if one is given."""
    attribute = f' class="{escape(word)}"' if word else ""
    return f"<p{attribute}>{escape(text, quote=False)}</p>"


def _placed(text: str, place: str, keeps: Sequence[str]) -> tuple[list[str], list[str]]:
    """Examples of a line that is noise at one end of the story alone."""
    story = keeps[0]
    drop = f">> {text}\n{story}" if place == "lead" else f"{story}\n>> {text}"
    return [drop], [f"{story}\n>> {text}\n{story}"]


def _kind(noise: Noise) -> str:
    if noise.hint:
        return noise.hint
    text, seen = noise.texts[0], noise.evidence
    if _CONTACT.search(text):
        return "contact"
    if seen.linked:
        return "related"
    signed = noise.how != "line" and noise.fixed.startswith(shapes.NAME)
    if signed or (noise.is_label and not seen.sentence and seen.lead > seen.tail):
        return "byline"
    return "ad"


def _near_misses(noise: Noise, story: Sequence[str]) -> list[str]:
    """The two paragraphs of the site's stories that have the most words in common with it."""
    words = set().union(*(_words(text) for text in noise.texts))
    ranked = sorted(story, key=lambda text: -len(words & _words(text)) / len(_words(text) | {""}))
    return ranked[:2]


def _words(text: str) -> set[str]:
    return set(text.casefold().split())


def _stories(view: SiteView) -> list[str]:
    return [
        text
        for key, text in sorted(view.site.samples, reverse=True)
        if view.pages_of(-key) == 1
        and view.pages_of(shapes.digest("open", shapes.opening_of(shapes.masked(text)))) == 1
        and _can_be_example(text)
    ]


def _can_be_example(text: str) -> bool:
    return "\n" not in text and not text.lstrip().startswith(_NO_EXAMPLE)


def _told(noise: Noise, pages: int) -> str:
    seen = noise.evidence
    told = f"on {seen.pages} of {pages} pages ({seen.share:.0%}), {seen.where}"
    if noise.how == "place":
        return f"{told}; elements called so hold no paragraphs of stories"
    if noise.how != "line":
        alike = {"shape": "but for names and numbers", "starts": "as they begin"}
        told += f", {seen.variants} texts alike {alike.get(noise.how, 'as they end')}"
    if seen.apart:
        told += ", in elements of its own"
    return told


def _name(noise: Noise) -> str:
    words = [word for word in _slug(noise.fixed).split("-") if word]
    return "-".join(words[:_MAX_ID_WORDS]) or format(shapes.digest("text", noise.fixed), "x")[:8]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _unique(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _holds(table: str) -> bool:
    """Whether a table reads as a rule and its examples come out as they should."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "learned.toml"
        path.write_text(table, encoding="utf-8")
        try:
            return not check_examples(tuple(read_pack(path)))
        except RuleError:
            return False


def _table(rule: Mapping[str, Any], told: str) -> str:
    lines = [f"\n[[rule]]\n# {_line_of(told)}"]
    lines += [f"{key} = {toml_value(value)}" for key, value in rule.items()]
    return "\n".join(lines)


def _line_of(text: str) -> str:
    return " ".join(text.split())

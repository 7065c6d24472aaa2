"""What a rule is: conditions on a block, what it says when they hold, and its own examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Says = Literal["drop", "keep"] | float
Position = Literal["lead", "body", "tail"]
Repeats = Literal["headline", "caption", "block", "piece"]

DEFAULT_MAX_WORDS = 40
"""A label or prompt is short: longer blocks that hold its words are prose about them."""

_ANY_LENGTH = 1 << 30

KINDS = frozenset(
    {
        "ad",
        "byline",
        "caption",
        "subscribe",
        "share",
        "related",
        "tags",
        "comments",
        "navigation",
        "legal",
        "contact",
        "headline",
        "kicker",
        "keep",
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class Rule:
    """One rule of a pack; docs/rules.md says what each condition means.

    Any one of `line`, `starts`, `ends`, `pattern` suffices; of the rest, all that are given must
    hold. `says` is "drop", "keep" or a weight in log-odds, negative for story and positive for
    noise. `source` is the file the rule was read from. `decides` says that the rule's "drop" or
    "keep" stands whatever the weights say: so it is with rules that are not the package's own.
    """

    id: str
    kind: str
    says: Says
    line: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    max_words: int | None = None
    min_words: int = 0
    tag: tuple[str, ...] = ()
    not_tag: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    within: int = 3
    input: Literal["html", "text"] | None = None
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    link_density: tuple[float, float] | None = None
    sentence: bool | None = None
    position: Position | None = None
    next_to: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    repeats: Repeats | None = None
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    source: str = ""
    decides: bool = False

    def __repr__(self) -> str:
        return f"<Rule {self.id}>"

    @property
    def on_text(self) -> bool:
        """Whether the rule looks at the block's words."""
        return bool(self.line or self.starts or self.ends or self.pattern)

    @property
    def on_nodes(self) -> bool:
        """Whether the rule looks at the elements the block stands in."""
        return bool(self.tag or self.classes)

    @property
    def in_context(self) -> bool:
        """Whether the rule looks at other blocks, so that it waits until those are judged."""
        return bool(self.position or self.next_to or self.after or self.repeats)

    @property
    def by_neighbours(self) -> bool:
        """Whether the rule looks at what was judged of blocks on either side."""
        return bool(self.next_to or self.repeats == "caption")

    @property
    def is_noise(self) -> bool:
        """Whether the rule speaks against the block."""
        return self.says == "drop" or (not isinstance(self.says, str) and self.says > 0)

    @property
    def most(self) -> int:
        """How many words a block may have for the rule to hold."""
        return _ANY_LENGTH if self.max_words is None else self.max_words

    def is_for(self, language: str | None) -> bool:
        """Whether the rule is for pages in a primary language, None if that is unknown."""
        return language is None or not self.languages or language in map(primary, self.languages)


def primary(language: str) -> str:
    """Return the language of a tag without region or script: "en" of "en-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()

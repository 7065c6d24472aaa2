"""What rendering needs of an article; `declutter.Article` is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from declutter.parts import Metadata, Removal, TextBlock


class ArticleLike(Protocol):
    """Anything with an article's fields."""

    @property
    def blocks(self) -> Sequence[TextBlock]:
        """The story's blocks in reading order."""

    @property
    def metadata(self) -> Metadata:
        """What is known of the story."""

    @property
    def removed(self) -> Sequence[Removal]:
        """What was taken out."""

    @property
    def confidence(self) -> float:
        """How likely the text is whole and clean, 0 to 1."""

    @property
    def input(self) -> Literal["html", "text"]:
        """What the source was read as."""

    @property
    def note(self) -> str | None:
        """What is odd about the result, in words."""

"""The public result: an article and the forms it can be written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from declutter import render
from declutter.parts import Metadata, Removal, TextBlock


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned page or text.

    `confidence` in 0…1 is how likely the text is whole and clean; `input` says what the source
    was read as; `note` says in words what is odd about the result (an empty page, no article).
    """

    blocks: tuple[TextBlock, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    removed: tuple[Removal, ...] = ()
    confidence: float = 0.0
    input: Literal["html", "text"] = "html"
    note: str | None = None

    @property
    def text(self) -> str:
        """The story: blocks joined by blank lines, joined blocks by single newlines."""
        return render.to_text(self)

    def to_text(self) -> str:
        """The same as `text`."""
        return self.text

    def to_markdown(self) -> str:
        """The story as Markdown under YAML front matter."""
        return render.to_markdown(self)

    def to_html(self) -> str:
        """The story as minimal, sanitised, semantic HTML."""
        return render.to_html(self)

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON-ready data under the documented schema."""
        return render.to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict` as a JSON string."""
        return render.to_json(self, indent=indent)

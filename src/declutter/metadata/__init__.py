"""What is known of a story: title, authors, dates and the rest, each with its source."""

from declutter.metadata import language
from declutter.metadata.from_text import from_text
from declutter.metadata.order import ORDER
from declutter.metadata.resolve import resolve, with_standfirst

__all__ = ["ORDER", "from_text", "language", "resolve", "with_standfirst"]

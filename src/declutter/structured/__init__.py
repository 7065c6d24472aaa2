"""What a page says of itself: JSON-LD, Open Graph, meta, microdata, application state."""

from declutter.structured.reader import Body, Heading, Structured, read

__all__ = ["Body", "Heading", "Structured", "read"]

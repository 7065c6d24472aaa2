import sys
from types import ModuleType

import pytest

from declutter.article import Article
from declutter.errors import InputError
from declutter.parts import Metadata, Removal, TextBlock


class StandIn:
    """A cleaner that keeps every line but those that begin with `#`."""

    def __init__(self, config):
        self.config = config

    def clean(self, source, *, url=None, input="auto"):
        if isinstance(source, bytes):
            if source.startswith(b"\x89PNG"):
                raise InputError("is not a page and not a text")
            source = source.decode()
        if "EXPLODE" in source:
            raise KeyError("fuse")
        kept, removed = [], []
        for number, line in enumerate(source.splitlines(), 1):
            if line.startswith("#"):
                removed.append(Removal("ad", "ad.label", line, f"line {number}", ("a label",)))
            elif line:
                kept.append(TextBlock(line, where=f"line {number}"))
        title = f"{input} {','.join(self.config.select)} {','.join(self.config.ignore)}".strip()
        return Article(
            blocks=tuple(kept),
            removed=tuple(removed),
            metadata=Metadata(title=title, url=url, sources={"title": "test", "url": "given"}),
            confidence=0.5,
            input="text",
            note=None if kept else "no article found",
        )


@pytest.fixture
def cleaner(monkeypatch):
    """Put the stand-in in the cleaner's place: what the command does, apart from cleaning."""
    module = ModuleType("declutter.cleaner")
    module.Cleaner = StandIn
    monkeypatch.setitem(sys.modules, "declutter.cleaner", module)

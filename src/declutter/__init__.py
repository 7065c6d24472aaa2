"""declutter: clean text and metadata from scraped news.

>>> import declutter
>>> scraped = "Advertisement\\n\\nThe bridge will open on Monday, she said.\\n\\nRead more: Ferry to stop"
>>> article = declutter.clean(scraped)
>>> article.text
'The bridge will open on Monday, she said.'
>>> [removal.kind for removal in article.removed]
['ad', 'related']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.errors import (
    ConfigError,
    DeclutterError,
    InputError,
    MissingExtraError,
    RuleError,
)

if TYPE_CHECKING:
    from declutter.article import Article
    from declutter.cleaner import Cleaner, clean
    from declutter.config import Config
    from declutter.parts import Metadata, Removal, TextBlock

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Cleaner",
    "Config",
    "ConfigError",
    "DeclutterError",
    "InputError",
    "Metadata",
    "MissingExtraError",
    "Removal",
    "RuleError",
    "TextBlock",
    "__version__",
    "clean",
]

# Cleaning needs lxml, NumPy and the rules; `declutter --version` needs none of them.
_HOMES = {
    "Article": "article",
    "Cleaner": "cleaner",
    "Config": "config",
    "Metadata": "parts",
    "Removal": "parts",
    "TextBlock": "parts",
    "clean": "cleaner",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

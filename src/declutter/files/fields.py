"""The names under which records usually hold their text."""

from __future__ import annotations

GUESSES = (
    "text",
    "content",
    "body",
    "article",
    "articleBody",
    "article_body",
    "article_text",
    "articleText",
    "full_text",
    "fulltext",
    "maintext",
    "main_text",
    "raw_text",
    "story",
    "html",
)

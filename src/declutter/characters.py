"""Characters that no reader sees."""

from __future__ import annotations

import re

# Joiners shape the letters of Persian, Hindi and others; elsewhere they are debris. The pattern
# begins with all the characters, which `re` is quick to find.
INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\x00\u200c\u200d]"
    "(?:(?<![\u200c\u200d])|(?<![^\x00-\x7f\\s].)|(?![^\x00-\x7f\\s]))",
    re.S,
)

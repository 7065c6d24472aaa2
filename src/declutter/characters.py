"""Characters that no reader sees, and those of scripts without spaces."""

from __future__ import annotations

import re

# Joiners shape the letters of Persian, Hindi and others; elsewhere they are debris. The pattern
# begins with all the characters, which `re` is quick to find.
INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\x00\u200c\u200d]"
    "(?:(?<![\u200c\u200d])|(?<![^\x00-\x7f\\s].)|(?![^\x00-\x7f\\s]))",
    re.S,
)

# Thai and Lao, Burmese, Khmer, kana, Han: from and to which character.
UNSPACED_RANGES = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
)
UNSPACED = re.compile("[" + "".join(f"{first}-{last}" for first, last in UNSPACED_RANGES) + "]")

"""Text on a terminal: how wide it is, and what must never get there."""

from __future__ import annotations

import re
import unicodedata

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
TAB = "→"
STAND_IN = "�"


def clean(text: str) -> str:
    """The text with one harmless character for each that a terminal would obey; a tab becomes an arrow."""
    return UNPRINTABLE.sub(lambda match: TAB if match.group() == "\t" else STAND_IN, text)


def width_of(text: str) -> int:
    """How many cells the text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(width_of_one(character) for character in text)


def width_of_one(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

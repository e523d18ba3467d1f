"""What a slot is called: on the page, where any name will do, and on disk, where few are safe."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MOST_LETTERS = 80
_SLUG_LETTERS = 32
_UNSHOWABLE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def showable(text: str) -> str:
    """The text without anything that could steer a terminal instead of being read."""
    return text if text.isprintable() else re.sub(_UNSHOWABLE, "", text)


def tidy(name: str) -> str:
    """A slot's name as it is shown: one line, of at most `MOST_LETTERS`; "" if nothing is left."""
    shown = showable(" ".join(name.encode("utf-8", "ignore").decode().split()))
    # Only now, since what has gone may have stood between two blanks, or a letter and its accent.
    return " ".join(unicodedata.normalize("NFC", shown).split())[:MOST_LETTERS].strip()


def file_of_named(story_id: str, name: str) -> str:
    """The file of a named slot. The number keeps names apart that would look the same as files."""
    return f"{_slug(name) or 'slot'}-{_digest(name)}.{_story(story_id)}.json"


def file_of_auto(story_id: str, number: int) -> str:
    return f"auto-{number}.{_story(story_id)}.json"


def is_file_of_auto(story_id: str, file: str) -> bool:
    return re.fullmatch(rf"auto-\d+\.{re.escape(_story(story_id))}\.json", file) is not None


def file_of_chapter(story_id: str, chapter: int) -> str:
    return f"chapter-{chapter}.{_story(story_id)}.json"


def _story(story_id: str) -> str:
    slug = _slug(story_id)
    return slug if slug == story_id else f"{slug or 'story'}-{_digest(story_id)}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain)[:_SLUG_LETTERS].strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]

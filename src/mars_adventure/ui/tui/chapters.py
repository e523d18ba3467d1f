"""Chapters by number and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mars_adventure.story import Story

NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chapter_line(story: Story, number: int) -> str:
    """The chapter as it is named above the page; "" where the story has none."""
    if number not in story.chapters:
        return ""
    title = story.chapters[number].title
    return f"{roman(number)}. {title}" if title else roman(number)


def roman(number: int) -> str:
    """A small number in Roman numerals; others as they are."""
    if not 0 < number < 40:
        return str(number)
    found = ""
    for value, letters in NUMERALS:
        while number >= value:
            found += letters
            number -= value
    return found

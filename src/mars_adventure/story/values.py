"""Values written as text, as in `--set oxygen=20`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.declarations import start_of
from mars_adventure.story.types import Number, Type, admits

if TYPE_CHECKING:
    from mars_adventure.story.types import Value


class Unfitting(ValueError):
    """A text that is no value of the type; says what would be."""


def read_value(kind: Type, text: str) -> Value:
    """The value, written as a variable's start is. Raises Unfitting."""
    value = start_of(kind, text) if text or not isinstance(kind, Number) else None
    if value is None or not admits(kind, value):
        raise Unfitting(f"is {kind}, and cannot be `{text}`")
    return value

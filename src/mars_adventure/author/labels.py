"""A label, title or reason as its author would know it again, whatever the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.model import Either, Shown, Span

if TYPE_CHECKING:
    from mars_adventure.story.model import Inline

VALUE = "…"
"""Stands for a value that only play knows."""


def plain_label(parts: Inline) -> str:
    """Of alternatives the first that has words, and `…` for values."""
    return "".join(
        part.text
        if isinstance(part, Span)
        else VALUE
        if isinstance(part, Shown)
        else first([part.yes, part.no] if isinstance(part, Either) else part.options)
        for part in parts
    ).strip()


def first(options: list[Inline] | tuple[Inline, ...]) -> str:
    return next((words for option in options if (words := plain_label(option))), "")

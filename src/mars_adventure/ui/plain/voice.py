"""What is said, line by line, to whoever listens, and the numbers that are typed in answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from mars_adventure.ui.lines import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable


class Voice:
    """Says lines on `out`. `width` is in characters; 0 leaves lines unbroken."""

    def __init__(self, out: TextIO, width: int) -> None:
        self.out, self.width = out, width

    def say(self, *lines: str) -> None:
        for line in lines:
            self.out.write(line + "\n")
        self.out.flush()

    def tell(self, texts: Iterable[str]) -> None:
        """Each text as a paragraph, with an empty line after it."""
        for text in texts:
            self.say(*paragraph(text, self.width), "")

    def prompt(self) -> None:
        self.out.write("> ")
        self.out.flush()


def number_of(typed: str) -> int:
    """The number typed; 0, which nothing has, for what is none or is absurdly long."""
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 0

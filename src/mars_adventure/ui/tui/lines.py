"""Paragraphs wrapped to a width: which line each stands on, and what each line says."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mars_adventure.ui.tui.wrapping import line_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from mars_adventure.ui.tui.paragraph import Paragraph


class Lines:
    """Made anew for every text and width; lines and paragraphs are counted from 0.

    `height` counts all lines and an empty one at the end. `airy` puts one empty line more
    wherever there is one between paragraphs.
    """

    __slots__ = ("_starts", "_tops", "airy", "height", "paragraphs", "width")

    def __init__(self, paragraphs: Sequence[Paragraph] = (), width: int = 1, airy: bool = False) -> None:
        self.paragraphs = paragraphs
        self.width = width
        self.airy = airy
        self._starts = [
            line_starts(
                one.content.plain,
                width - one.first.cell_length,
                one.rest.cell_length - one.first.cell_length if one.rest else 0,
            )
            for one in paragraphs
        ]
        self._tops: list[int] = []
        line = 0
        for paragraph, starts in zip(paragraphs, self._starts, strict=True):
            line += paragraph.gap + (airy and paragraph.gap > 0)
            self._tops.append(line)
            line += len(starts)
        self.height = line + 1

    def top_of(self, index: int) -> int:
        """The line on which a paragraph begins."""
        return self._tops[index]

    def end_of(self, index: int) -> int:
        """The line after its last."""
        return self._tops[index] + len(self._starts[index])

    def at(self, line: int) -> int:
        """The paragraph on this line, or the nearest above it; -1 if there is none."""
        return bisect_right(self._tops, line) - 1

    def find(self, line: int) -> tuple[int, int]:
        """The paragraph on this line and which of its own lines it is; -1 for either if none."""
        index = self.at(line)
        if index < 0 or line >= self.end_of(index):
            return index, -1
        return index, line - self._tops[index]

    def thumb(self, top: int, height: int) -> range:
        """For a view of `height` lines that begins at `top`: on which of its lines to show where in the text
        it is; none if all is in view.
        """
        if self.height <= height:
            return range(0)
        long = max(1, height * height // self.height)
        first = round(top * (height - long) / (self.height - height))
        return range(first, first + long)

    def words(self, index: int, number: int, content: Content) -> Content:
        """What a line says, cut from `content`, which is as long as that of the paragraph."""
        starts = self._starts[index]
        if len(starts) == 1:
            return content
        end = starts[number + 1] if number + 1 < len(starts) else len(content)
        return content[starts[number] : end].rstrip()

    def parted_by(self, index: int, number: int) -> str:
        """What stood where a line was cut from the one before: a blank, a line break, or nothing."""
        if not number:
            return ""
        before = self.paragraphs[index].content.plain[self._starts[index][number] - 1]
        return before if before.isspace() else ""

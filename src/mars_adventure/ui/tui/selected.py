"""Selected text: how it is drawn, and what of it is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from mars_adventure.ui.tui.paragraph import NOBODY

if TYPE_CHECKING:
    from rich.style import Style
    from textual.selection import Selection

    from mars_adventure.ui.tui.lines import Lines


def painted(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    """`strip` with the characters of `span` in another style; an end of -1 is the end of the line."""
    start, end = span
    painted, at = [], 0
    for text, own, _ in strip:
        low = min(max(start - at, 0), len(text))
        high = len(text) if end == -1 else min(max(end - at, 0), len(text))
        for piece, selected in ((text[:low], False), (text[low:high], True), (text[high:], False)):
            if piece:
                painted.append(Segment(piece, own + style if selected and own else own))
        at += len(text)
    return Strip(painted)


def copied(lines: Lines, left: int, selection: Selection) -> str:
    """The selected text of lines that begin at the column `left`, its paragraphs whole again and without
    what stands before their lines.
    """
    first = selection.start.y if selection.start is not None else 0
    last = selection.end.y if selection.end is not None else lines.height
    pieces: list[str] = []
    before = NOBODY
    for line in range(first, min(last, lines.height) + 1):
        index, number = lines.find(line)
        if number < 0:
            continue
        paragraph = lines.paragraphs[index]
        margin = left + (paragraph.rest if number else paragraph.first).cell_length
        start, end = selection.get_span(line) or (0, 0)
        text = lines.words(index, number, paragraph.content).plain
        shown = text[max(0, start - margin) : None if end == -1 else max(0, end - margin)]
        if shown.strip():
            parted = "\n\n" if paragraph.gap else "\n"
            pieces.append(lines.parted_by(index, number) if index == before else parted)
            pieces.append(shown)
            before = index
    return "".join(pieces[1:])

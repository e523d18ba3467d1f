"""How selected text is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style


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

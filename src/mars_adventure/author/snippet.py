"""One line of a story with carets under the place that is meant."""

from __future__ import annotations

from mars_adventure.author.cells import clean, width_of

WIDEST = 96
BEFORE = 40
CUT = "…"


def snippet(source: str, column: int, length: int) -> tuple[str, str]:
    """The line and, to stand below it, the carets: at least one, none beyond the line's end.

    `column` counts characters from 1. Long lines are cut around the place.
    """
    line = clean(source.rstrip())
    start = min(max(column - 1, 0), len(line))
    end = min(max(start + length, start + 1), max(len(line), start + 1))
    first, last = window(line, start)
    before, meant = line[first:start], line[start : min(end, last)]
    cut = (CUT if first else "", CUT if last < len(line) else "")
    indent = " " * (len(cut[0]) + width_of(before))
    return cut[0] + line[first:last] + cut[1], indent + "^" * max(width_of(meant), 1)


def window(line: str, start: int) -> tuple[int, int]:
    """The stretch of a line to show so that it fits and the place is in it."""
    if width_of(line) <= WIDEST:
        return 0, len(line)
    first = max(start - BEFORE, 0)
    last = first
    room = WIDEST
    while last < len(line) and room > 0:
        room -= width_of(line[last])
        last += 1
    return first, last

"""The table of figures: ours, the yardstick, their ratio, the aim, and whether it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLES = ("work", "ours", "yardstick", "ratio", "aim", "met")


class Line(NamedTuple):
    """One line of the table; `met` is None where there is no aim. `ratio` is ours over the yardstick's."""

    work: str
    ours: str
    yardstick: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        met = {True: "yes", False: "NO", None: ""}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.work, self.ours, self.yardstick, ratio, self.aim, met


def format_table(lines: Iterable[Line]) -> str:
    """A table that is readable as it is, and Markdown too."""
    rows = [TITLES, *[line.cells for line in lines]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(TITLES))]

    def spelt(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([spelt(rows[0]), rule, *[spelt(row) for row in rows[1:]]])


def milliseconds(seconds: float) -> str:
    value = seconds * 1000
    if value < 0.1:
        return f"{value * 1000:.1f} µs"
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def count(number: float) -> str:
    return f"{number:,.0f}"

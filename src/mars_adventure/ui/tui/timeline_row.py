"""How the timeline is drawn: a trunk with the turning points on it, and the lines that leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.reel_text import counted, joined
from mars_adventure.ui.tui.row_list import CARET
from mars_adventure.ui.tui.wrapping import hanging

if TYPE_CHECKING:
    from mars_adventure.engine import Play
    from mars_adventure.saves import Branch, Turning

MOST_UNTAKEN = 6
"""So many are shown as `?` each; more as a number."""


class ChapterRow(NamedTuple):
    """The chapter in which the turning points below it lie."""

    title: str
    first: bool
    heading: bool = True

    def draw(self, width: int, current: bool) -> Content:
        title = content_of_text(" ".join(self.title.split()), "bold $primary")
        line = Content("  ") + title.truncate(max(width - 3, 1), ellipsis=True)
        return line if self.first else Content.styled("  │\n", "$text-muted") + line


class TurningRow(NamedTuple):
    """What was chosen; where and when, and a `?` for each way that no line has tried."""

    turning: Turning
    heading: bool = False

    @property
    def opens(self) -> Play:
        """The moment at which the choice is still to be made."""
        return self.turning.moment.parent or self.turning.moment

    def draw(self, width: int, current: bool) -> Content:
        turning = self.turning
        sign = Content.styled("○ " if turning.ahead else "● ", "$accent")
        style = "bold" if current else "$text-muted" if turning.ahead else ""
        label = content_of_text(" ".join((turning.label or turning.moment.choice or "").split()), style)
        lines = hanging(caret(current) + sign, label, width - 1)
        trunk = Content.styled("  │ ", "$text-muted")
        lines = [lines[0], *[trunk + line[4:] for line in lines[1:]]]
        where = content_of_text(joined(turning.time, turning.place), "$text-muted")
        untaken = untaken_of(turning.untaken)
        room = width - 5 - (untaken.cell_length + 2 if untaken.plain else 0)
        told = where.truncate(max(room, 1), ellipsis=True)
        if untaken.plain:
            told = told + Content(" " * max(room - told.cell_length + 2, 2)) + untaken
        return Content("\n").join([*lines, trunk + told])


class BranchRow(NamedTuple):
    """A line that was left, how long it is and where it ended."""

    branch: Branch
    heading: bool = False

    @property
    def opens(self) -> Play:
        """Its end, from which it goes on."""
        return self.branch.tip

    def draw(self, width: int, current: bool) -> Content:
        branch = self.branch
        name = content_of_text(" ".join(branch.name.split()), "bold" if current else "$secondary")
        elbow = Content.styled("├─ ", "$secondary")
        lines = hanging(caret(current) + elbow, name, width - 1)
        turn = branch.tip.turn
        told = (
            f"left after {counted(branch.choices, 'choice')}: {joined(turn.place, turn.time) or turn.scene}"
        )
        stem = Content.styled("  │  ", "$text-muted")
        lines = [lines[0], *[stem + line[5:] for line in lines[1:]]]
        where = content_of_text(told, "$text-muted").truncate(max(width - 6, 1), ellipsis=True)
        return Content("\n").join([*lines, stem + where])


class StandRow(NamedTuple):
    """A moment that is no turning point: where the reader is, or the end of the line that lies ahead."""

    words: str
    opens: Play
    heading: bool = False

    def draw(self, width: int, current: bool) -> Content:
        turn = self.opens.turn
        first = caret(current) + Content.styled("◆ ", "bold $primary")
        where = joined(self.words, turn.place, turn.time)
        return Content("\n").join(hanging(first, content_of_text(where, "bold"), width - 1))


TimelineRow = TurningRow | BranchRow | StandRow


def caret(current: bool) -> Content:
    return Content.styled(f"{CARET} " if current else "  ", "bold $primary")


def untaken_of(number: int) -> Content:
    """`? ?`: the ways not taken; nothing if there are none."""
    marks = " ".join("?" * number) if number <= MOST_UNTAKEN else f"{number} ?"
    return Content.styled(marks, "$warning") if number else Content("")

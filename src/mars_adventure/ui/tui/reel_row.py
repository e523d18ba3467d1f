"""How a reel (a save slot) looks: its row in the list, and the preview beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from mars_adventure.saves import Slot
from mars_adventure.ui.tui.chapters import roman
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.reel_text import (
    ago,
    chapter_of,
    counted,
    dated,
    joined,
    local,
    spent,
)
from mars_adventure.ui.tui.row_list import CARET

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import RenderResult

    from mars_adventure.engine import Play

NARROW = 60
"""The columns below which a row has no room for the time."""


class ReelRow(NamedTuple):
    """One reel in two lines: its name and when it was kept; where it stands, or what ails it."""

    slot: Slot
    now: datetime

    @property
    def heading(self) -> bool:
        return False

    def draw(self, width: int, current: bool) -> Content:
        slot = self.slot
        ailment = slot.trouble
        sign = "!" if ailment else "◷" if slot.automatic else " "
        when = "" if width < NARROW else ago(slot.saved_at, self.now)
        room = max(width - 5 - (len(when) + 2 if when else 0) - 1, 1)
        style = "bold" if slot.opens else "$text-muted"
        name = line_of(slot.name or slot.path.name, room, style)
        first = Content.assemble(
            (f" {CARET if current else ' '} ", "bold $primary"),
            (sign, "bold $warning" if ailment else "$accent"),
            " ",
            name,
        )
        if when:
            gap = max(width - first.cell_length - len(when) - 1, 1)
            first = Content.assemble(first, " " * gap, (when, "$text-muted"))
        told = ailment or joined(chapter_of(slot), slot.place, counted(slot.choices, "choice"))
        second = line_of(told, width - 6, "$warning" if ailment else "$text-muted")
        return Content("\n").join([first, Content.assemble("     ", second)])


class NewRow(NamedTuple):
    """Where a new reel of this moment can be made."""

    play: Play

    @property
    def heading(self) -> bool:
        return False

    def draw(self, width: int, current: bool) -> Content:
        first = Content.assemble(
            (f" {CARET if current else ' '} ", "bold $primary"),
            ("+ ", "bold $accent"),
            ("A new reel", "bold"),
        )
        told = joined(moment_of(self.play), counted(self.play.length, "choice"))
        return Content("\n").join([first, Content("     ") + line_of(told, width - 6, "$text-muted")])


class ReelPreview(Widget):
    """The reel the cursor is on, or the play that a new one would keep, in the room there is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._shown: Slot | Play | None = None

    def show(self, shown: Slot | Play | None) -> None:
        """Show this."""
        self._shown = shown
        self.refresh()

    def render(self) -> RenderResult:
        match self._shown:
            case None:
                return ""
            case Slot() as slot:
                return preview_of(slot, *self.content_size)
            case play:
                return preview_of_play(play, *self.content_size)


def moment_of(play: Play) -> str:
    """`II · The window`: what a new reel is called if the reader has no better name."""
    turn = play.turn
    return joined(roman(turn.chapter) if turn.chapter else "", " ".join(turn.place.split()))


def line_of(text: str, width: int, style: str) -> Content:
    """The text on one line of that width, cut with an ellipsis if it must be."""
    return content_of_text(" ".join(text.split()), style).truncate(max(width, 1), ellipsis=True)


def preview_of(slot: Slot, width: int, height: int) -> Content:
    """The line of prose it stands at, and where and when that is; what ails it comes before all.

    However long each of these is, together they are no higher than `height`, which is 4 or more.
    """
    ailment = content_of_text(" ".join(slot.trouble.split()), "$warning")
    if not slot.opens:
        return ailment
    chapter = f"Chapter {roman(slot.chapter)}" if slot.chapter else ""
    read = f"{counted(slot.words, 'word')} read"
    played = f"{spent(slot.seconds)} played" if spent(slot.seconds) else ""
    kept = f"kept {dated(local(slot.saved_at))}"
    facts = [
        (joined(slot.place, slot.time), ""),
        (joined(chapter, slot.chapter_title), "$text-muted"),
        (joined(counted(slot.choices, "choice"), read), "$text-muted"),
        (joined(played, kept), "$text-muted"),
    ]
    if height < 5:
        del facts[1]  # the row says it too
    lines = [line_of(fact, width, style) for fact, style in facts if fact]
    if ailment.plain:
        return Content("\n").join([ailment, *lines])
    return Content("\n").join([*prose_of(slot.line, width, height - len(lines)), *lines])


def preview_of_play(play: Play, width: int, height: int) -> Content:
    """The same of the moment that a new reel would keep."""
    turn = play.turn
    where = line_of(joined(turn.place, turn.time), width, "")
    line = turn.blocks[-1].text if turn.blocks else ""
    return Content("\n").join([*prose_of(line, width, height - 1), where])


def prose_of(line: str, width: int, height: int) -> list[Content]:
    # it may wrap into what room there is, less what the wrapping wastes at the ends of lines
    prose = line_of(line, max((width - 8) * height, width), "italic")
    return [prose] if prose.plain else []

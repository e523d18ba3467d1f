"""The lines above the page: where and when, and whether the play is being saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from mars_adventure.ui.tui.content import content_of_text

if TYPE_CHECKING:
    from textual.app import RenderResult

    from mars_adventure.saves import SaveTrouble


class StatusLine(Widget):
    """Place, chapter and time. What does not fit is left out: first the chapter, then the time."""

    DEFAULT_CSS = """
    StatusLine {
        dock: top;
        height: 1;
        padding: 0 2;
        background: $surface;
        color: $text-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="status")
        self._parts = ("", "", "")

    def tell(self, place: str, chapter: str, time: str) -> None:
        """Show these; any of them may be empty."""
        if (place, chapter, time) != self._parts:
            self._parts = (place, chapter, time)
            self.refresh()

    def render(self) -> RenderResult:
        return set_status(*self._parts, self.content_size.width)


class TroubleLine(Widget):
    """Says for as long as it lasts that the play is not being saved, why, and what to do."""

    DEFAULT_CSS = """
    TroubleLine {
        display: none;
        dock: top;
        width: 100%;
        height: auto;
        max-height: 4;
        margin-top: 1;
        padding: 0 2;
        background: $panel;
        color: $error;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="trouble")
        self._words = ""

    def tell(self, trouble: SaveTrouble | None) -> None:
        """Show this trouble, or nothing."""
        words = "" if trouble is None else f"! This play is not being saved. {trouble.message}"
        if words != self._words:
            self._words = words
            self.display = bool(words)
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        return content_of_text(self._words) + Content.styled("  f another folder", "bold")

    def on_click(self) -> None:
        self.app.simulate_key("f")


def set_status(place: str, chapter: str, time: str, width: int) -> Content:
    """The line in `width` cells."""
    left = content_of_text(place.replace("\n", " "), "bold $primary")
    when = content_of_text(time.replace("\n", " "))
    part = content_of_text(chapter.replace("\n", " "))
    between = Content("   ") if part and when else Content("")
    for right in (part + between + when, when or part):
        gap = width - left.cell_length - right.cell_length
        if gap >= 2:
            return left.append(" " * gap).append(right)
    return left.truncate(width, ellipsis=True)

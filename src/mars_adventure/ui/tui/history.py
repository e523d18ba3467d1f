"""The history screen: everything read in this play, to be searched and gone back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from mars_adventure.engine import Play
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.status import StatusLine
from mars_adventure.ui.tui.transcript import Transcript

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from mars_adventure.saves import Settings
    from mars_adventure.story import Story


class HistoryScreen(Screen[Play | None]):
    """Gives back the moment that the reader wants to go back to, or None for none."""

    HELP = """
Everything you have read in this play, from the beginning to now.

↑ ↓   one moment back or on; while you search, one find back or on
← →   to the beginning of a chapter
space   further down; page up, page down, home and end also move
/   search; what you type is found at once
⏎   go back to this moment (redo brings what followed it back)
esc   leave the search, or go back to the page
"""

    DEFAULT_CSS = """
    HistoryScreen {
        #search {
            display: none;
            dock: bottom;
            width: 100%;
            margin-bottom: 1;
            height: 1;
            padding: 0 2;
            border: none;
            background: $panel;
        }
        &.-searching #search { display: block; }
    }
    """

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go back to here", key_display="⏎"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "back", show=False),
        Binding("left", "chapter(-1)", show=False),
        Binding("right", "chapter(1)", "Chapter", key_display="← →"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space", "page_down", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self, story: Story, play: Play, settings: Settings) -> None:
        super().__init__()
        self._story = story
        self._moments = play.moments()
        self._settings = settings
        chapters = [moment.turn.chapter for moment in self._moments]
        self._beginnings = [
            number for number, chapter in enumerate(chapters) if not number or chapter != chapters[number - 1]
        ]
        self._found: list[int] = []
        self._place = 0

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield Transcript(self._story, self._moments)
        yield Input(placeholder="search", id="search", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.transcript = self.query_one(Transcript)
        self.transcript.set_type(self._settings.width, self._settings.spacing == "airy")
        self._tell()

    @property
    def searching(self) -> bool:
        return self.has_class("-searching")

    def action_search(self) -> None:
        self.add_class("-searching")
        self.query_one(Input).focus()
        self._tell()

    def action_back(self) -> None:
        if self.searching:
            self.remove_class("-searching")
            self.set_focus(None)
            self.query_one(Input).value = ""
            self._tell()
        else:
            self.dismiss(None)

    def action_go(self) -> None:
        self.dismiss(self._moments[self.transcript.cursor])

    def on_input_changed(self, event: Input.Changed) -> None:
        self._found = self.transcript.search(event.value)
        # what was read last is what a reader most likely looks for
        self._place = len(self._found) - 1
        self._show_found()

    def on_input_submitted(self) -> None:
        self.action_go()

    def action_move(self, step: int) -> None:
        if self._found:
            self._place = (self._place + step) % len(self._found)
            self._show_found()
        else:
            self.transcript.point(self.transcript.cursor + step)
            self._tell()

    def on_transcript_picked(self, event: Transcript.Picked) -> None:
        self.transcript.point(event.moment)
        self._tell()

    def action_chapter(self, step: int) -> None:
        """Move the cursor to where a chapter begins, the next after it or the next before it."""
        here = self.transcript.cursor
        there = [number for number in self._beginnings if (number - here) * step > 0]
        if there:
            self.transcript.point(min(there) if step > 0 else max(there), to_top=True)
            self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "chapter":
            return len(self._beginnings) > 1 and not self.searching
        return True

    def action_first(self) -> None:
        self.transcript.point(0)
        self._tell()

    def action_last(self) -> None:
        self.transcript.point(len(self._moments) - 1)
        self._tell()

    def action_page_down(self) -> None:
        self.transcript.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.transcript.scroll_page_up(animate=False)

    def action_help(self) -> None:
        from mars_adventure.ui.tui.help import HelpScreen

        self.app.push_screen(HelpScreen("History", self.HELP))

    def _show_found(self) -> None:
        if self._found:
            self.transcript.show_found(self._found[self._place])
        self._tell()

    def _tell(self) -> None:
        moment = self._moments[self.transcript.cursor]
        if self.searching and self.query_one(Input).value:
            where = f"{self._place + 1} of {len(self._found)}" if self._found else "nothing found"
        else:
            where = (
                f"choice {moment.length} of {len(self._moments) - 1}" if moment.length else "the beginning"
            )
        self.query_one(StatusLine).tell("History", moment.turn.place, where)

"""The menu behind q and escape: the ways off the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.row_list import CARET, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult

WAYS = (
    ("back", "Back to the page"),
    ("save", "Save under a name"),
    ("load", "Load"),
    ("elsewhere", "Save in another folder"),
    ("timeline", "Timeline"),
    ("previously", "Previously"),
    ("settings", "Settings"),
    ("help", "Help"),
    ("endings", "Endings"),
    ("title", "Title page"),
    ("quit", "Quit"),
)


KEPT = "Every choice so far is kept."
NOT_KEPT = "This play is not being saved!"


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the menu."""

    name: str
    words: str
    heading: bool = False

    def draw(self, width: int, current: bool) -> Content:
        return Content.assemble((f"{CARET} " if current else "  ", "bold $primary"), self.words)


class MenuScreen(ModalScreen[str | None]):
    """Gives back the name of a way in WAYS, or None for none of them."""

    HELP = """
The ways off the page. Whatever you do here, the play is kept as it stands.

↑ ↓ ⏎   move and choose
q   quit
esc   back to the page
"""

    DEFAULT_CSS = """
    MenuScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 40;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            border-title-color: $primary;
            background: $surface;
        }
        RowList { max-height: 11; }
        Static { color: $text-muted; padding: 1 1 1 2; }
        Static.-warning { color: $error; text-style: bold; }
        KeyLine { dock: none; width: 100%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="⏎"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("q", "quit", "Quit"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
    ]

    def __init__(self, kept: bool) -> None:
        """`kept` tells whether the last choice is on the disk: it matters to a reader who leaves."""
        super().__init__()
        self._kept = kept

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Menu")
            yield RowList(id="ways")
            yield Static(Content(KEPT if self._kept else NOT_KEPT), classes="" if self._kept else "-warning")
            yield KeyLine()

    def on_mount(self) -> None:
        ways = self.query_one(RowList)
        rows = [Way(name, words) for name, words in WAYS if name != "elsewhere" or not self._kept]
        ways.styles.height = len(rows)
        ways.show(rows)
        ways.focus()

    def action_choose(self) -> None:
        row = self.query_one(RowList).current
        if isinstance(row, Way):
            self.dismiss(None if row.name == "back" else row.name)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.dismiss("quit")

"""The menu behind q and escape: the ways off the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.app import ComposeResult

WAYS = (
    ("back", "Back to the page"),
    ("save", "Save under a name"),
    ("load", "Load"),
    ("settings", "Settings"),
    ("help", "Help"),
    ("endings", "Endings"),
    ("title", "Title page"),
    ("quit", "Quit"),
)


KEPT = "Every choice so far is kept."
NOT_KEPT = "This play is not being saved!"


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
            width: 34;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            border-title-color: $primary;
            background: $surface;
        }
        OptionList {
            height: auto;
            max-height: 100%;
            padding: 0;
            border: none;
            background: transparent;
            &:focus { border: none; }
            & > .option-list--option-highlighted { color: $foreground; background: $primary 18%; text-style: bold; }
        }
        Static { color: $text-muted; padding: 1 1 0 1; }
        Static.-warning { color: $error; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
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
            yield OptionList(*(Option(Content(f" {words}"), id=way) for way, words in WAYS), compact=True)
            yield Static(Content(KEPT if self._kept else NOT_KEPT), classes="" if self._kept else "-warning")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(None if event.option_id == "back" else event.option_id)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.dismiss("quit")

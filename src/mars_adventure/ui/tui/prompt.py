"""Two small questions: yes or no, and a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from mars_adventure.ui.tui.content import clean, content_of_text
from mars_adventure.ui.tui.keyline import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App, ComposeResult

FRAME = """
    align: center middle;
    background: $background 60%;
    & > Vertical {
        width: 100%;
        max-width: 60;
        height: auto;
        max-height: 100%;
        padding: 1 2 0 2;
        border: round $primary;
        background: $surface;
    }
    #question { height: auto; max-height: 6; }
    KeyLine { dock: none; width: 100%; margin-top: 1; padding: 0; }
"""


class Confirm(ModalScreen[bool]):
    """A question answered with yes or no; escape is no.

    Enter answers nothing: a key held down on the screen before must not say yes here.
    """

    DEFAULT_CSS = f"Confirm {{ {FRAME} }}"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
        Binding("escape", "back", "Back", key_display="esc", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content_of_text(self.question), id="question")
            yield KeyLine()

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    def action_back(self) -> None:
        self.dismiss(False)


class AskText(ModalScreen[str | None]):
    """A question answered with a line of text, never an empty one; None if the reader goes back."""

    DEFAULT_CSS = f"""
    AskText {{
        {FRAME}
        Input, Input:focus {{ margin-top: 1; height: 1; border: none; padding: 0 1; background: $panel; }}
    }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # before the input's own enter, so that the line of keys can name it
        Binding("enter", "accept", "Accept", key_display="⏎", priority=True),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    def __init__(self, question: str, default: str = "") -> None:
        super().__init__()
        self.question = question
        self.default = default

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content_of_text(self.question), id="question")
            yield Input(" ".join(clean(self.default).split()))
            yield KeyLine()

    def action_accept(self) -> None:
        text = self.query_one(Input).value.strip()
        if text:
            self.dismiss(text)
        else:
            self.app.bell()

    def action_back(self) -> None:
        self.dismiss(None)


def ask(app: App[Any], question: str, then: Callable[[str], None], default: str = "") -> None:
    """Ask for a line of text and call `then` with it; nothing happens if the reader goes back."""

    def answered(text: str | None) -> None:
        if text is not None:
            then(text)

    app.push_screen(AskText(question, default), answered)


def confirm(app: App[Any], question: str, then: Callable[[], object]) -> None:
    """Ask yes or no and call `then` on yes; nothing happens on no."""

    def answered(yes: bool | None) -> None:
        if yes:
            then()

    app.push_screen(Confirm(question), answered)

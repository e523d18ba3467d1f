"""The help of a screen: a few sentences, then its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.keyline import KeyLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

HEIGHTS = [(0, "-short"), (20, "-tall")]

KEY_LINE = re.compile(r"(\S(?:.{0,14}?\S)?)(?:   +|\t)(\S.*)")


class HelpScreen(ModalScreen[None]):
    """Shows plain text. A line `KEY   what it does`, three spaces between, becomes a row of keys."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;
        & > VerticalScroll {
            width: 100%;
            max-width: 70;
            height: auto;
            max-height: 90%;
            padding: 1 2 0 2;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            background: $surface;
            scrollbar-size-vertical: 1;
        }
        &.-short > VerticalScroll { max-height: 100%; padding: 0 1; }
        .paragraph { height: auto; margin-bottom: 1; }
        .key-row { height: auto; }
        .key { width: 12; padding-right: 2; color: $primary; text-style: bold; }
        .deed { width: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", key_display="esc"),
        Binding("question_mark,q", "close", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as page:
            page.border_title = content_of_text(self.heading)
            for paragraph in re.split(r"\n\s*\n", self.text.strip("\n")):
                with Vertical(classes="paragraph"):
                    yield from self.compose_lines(paragraph.splitlines())
        yield KeyLine()

    def compose_lines(self, lines: list[str]) -> ComposeResult:
        prose: list[str] = []
        for line in lines:
            found = KEY_LINE.fullmatch(line.strip())
            if found is None:
                prose.append(line.strip())
                continue
            if prose:
                yield Static(content_of_text(" ".join(prose)))
                prose.clear()
            with Horizontal(classes="key-row"):
                yield Static(content_of_text(found[1]), classes="key")
                yield Static(content_of_text(found[2]), classes="deed")
        if prose:
            yield Static(content_of_text(" ".join(prose)))

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    def action_close(self) -> None:
        self.dismiss(None)

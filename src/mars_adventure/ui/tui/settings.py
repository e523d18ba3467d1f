"""The reader's settings, each with its values in a row, previewed as they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.row_list import CARET

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from mars_adventure.saves import Settings


HEIGHTS = [(0, "-short"), (20, "-tall")]


class Dial(NamedTuple):
    """A setting: its field in Settings, its label, and its values with the words for each."""

    field: str
    label: str
    values: tuple[tuple[object, str], ...]


DIALS = (
    Dial(
        "theme",
        "Colours",
        (
            ("mars-night", "Mars night"),
            ("mars-dawn", "Mars dawn"),
            ("blue-sunset", "Blue sunset"),
            ("terminal", "the terminal's own"),
        ),
    ),
    Dial("width", "Line width", ((54, "narrow, 54"), (66, "book, 66"), (78, "wide, 78"))),
    Dial("spacing", "Paragraphs", (("single", "one line apart"), ("airy", "two lines apart"))),
    Dial("motion", "Motion", ((True, "on"), (False, "off"))),
)

SAMPLE = Content("\n").join(
    [
        Content.assemble(("▌  ", "$accent"), ("You look up.", "$accent")),
        Content("The sunset here is blue, and small."),
        Content.assemble(("◆ ", "$secondary"), ("In the notebook: The colour of evening", "$secondary")),
        Content.assemble(("▸ ", "bold $primary"), ("1  Stay until it is gone.", "bold")),
        Content.assemble(
            ("·  ", ""), ("Call the others.", "$text-muted"), ("   ", ""), ("too late", "$warning")
        ),
    ]
)


class DialRow(Static, can_focus=True):
    """One setting and its present value."""

    DEFAULT_CSS = """
    DialRow {
        width: 100%;
        height: 1;
        text-wrap: nowrap;
        &:hover { background: $primary 10%; }
        &:focus { background: $primary 18%; }
        &:ansi:hover { background: ansi_default; }
        &:ansi:focus { background: ansi_default; text-style: bold; }
    }
    """

    class Turned(Message):
        """The reader turned this dial; `steps` is negative to the left."""

        def __init__(self, dial: Dial, steps: int) -> None:
            super().__init__()
            self.dial = dial
            self.steps = steps

    def __init__(self, dial: Dial, value: object) -> None:
        super().__init__()
        self.dial = dial
        self.value = value

    def render(self) -> Content:
        dial, current = self.dial, self.has_focus
        words = dict(dial.values).get(self.value, str(self.value))
        arrow = "$primary" if current else "$text-muted"
        return Content.assemble(
            (f" {CARET if current else ' '} ", "bold $primary"),
            (f"{dial.label:<12}", "bold" if current else ""),
            ("‹ ", arrow),
            (words, "bold" if current else ""),
            (" ›", arrow),
        )

    def show(self, value: object) -> None:
        self.value = value
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Turned(self.dial, 1))


class SettingsScreen(ModalScreen["Settings | None"]):
    """Gives back the settings as the reader left them, or None if they are to stay as they were.

    Every change is posted at once as `Changed`, for the app to show behind this window; going
    back with escape posts the first settings again.
    """

    class Changed(Message):
        """Show the reader these settings."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    HELP = """
What you change is shown at once, here and on the page behind.

↑ ↓   choose a setting
← →   change it
⏎   keep everything as it is now
esc   back to how it was
"""

    DEFAULT_CSS = """
    SettingsScreen {
        align: center middle;
        background: $background 40%;
        & > #settings {
            width: 100%;
            max-width: 52;
            height: auto;
            max-height: 100%;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            background: $surface;
        }
        #dials { height: auto; max-height: 100%; overflow-y: auto; padding: 1 0; }
        #sample { height: auto; padding: 0 3; border-top: solid $panel; }
        KeyLine { dock: none; width: 100%; }
        &.-short #sample { display: none; }
        &.-short #dials { padding: 0; }
    }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", "Change", key_display="← →"),
        Binding("space", "turn(1)", show=False),
        Binding("enter", "keep", "Keep", key_display="⏎"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.first = settings
        self.settings = settings

    def compose(self) -> ComposeResult:
        with Vertical(id="settings") as box:
            box.border_title = Content("Settings")
            with Vertical(id="dials"):
                for dial in DIALS:
                    yield DialRow(dial, getattr(self.settings, dial.field))
            yield Static(SAMPLE, id="sample")
            yield KeyLine()

    def on_dial_row_turned(self, event: DialRow.Turned) -> None:
        self.turn(event.dial, event.steps)

    def turn(self, dial: Dial, steps: int) -> None:
        values = [value for value, _ in dial.values]
        present = getattr(self.settings, dial.field)
        # a value from a damaged file is none of these: the first turn leads to the first of them
        place = values.index(present) + steps if present in values else 0
        value = values[place % len(values)]
        changes: dict[str, Any] = {dial.field: value}
        self.settings = self.settings._replace(**changes)
        for row in self.query(DialRow):
            if row.dial is dial:
                row.show(value)
        self.post_message(self.Changed(self.settings))

    def action_turn(self, steps: int) -> None:
        if isinstance(self.focused, DialRow):
            self.turn(self.focused.dial, steps)

    def action_move(self, steps: int) -> None:
        rows = list(self.query(DialRow))
        here = rows.index(self.focused) if isinstance(self.focused, DialRow) else 0
        rows[(here + steps) % len(rows)].focus()

    def action_keep(self) -> None:
        self.dismiss(self.settings)

    def action_back(self) -> None:
        if self.settings != self.first:
            self.post_message(self.Changed(self.first))
        self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen("Settings", self.HELP))

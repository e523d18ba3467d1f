"""The title screen: what the story is, and the ways in and out of it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.endings import tally
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.reel_text import ago, chapter_of, joined
from mars_adventure.ui.tui.row_list import CARET

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from mars_adventure.saves import Profile, Shelf, Slot
    from mars_adventure.story import Story

WIDTHS = [(0, "-narrow"), (76, "-wide")]
HEIGHTS = [(0, "-short"), (20, "-normal"), (32, "-tall")]

READING = ("continue", "new", "load")
"""The ways that lead into a play: who comes back from one is most likely to continue it."""

HORIZON = " ─ ─ · ─ ─ ─────"
"""How the line under the title ends: in the sun, going down."""


class Doors(Protocol):
    """What the title screen needs of its app."""

    def start_new(self) -> None: ...
    def resume(self, slot: Slot) -> None: ...
    def open_reels(self, mode: Literal["load", "save"]) -> None: ...
    def open_endings(self) -> None: ...
    def open_settings(self) -> None: ...
    def open_help(self) -> None: ...
    def exit(self) -> None: ...


class MenuItem(Vertical, can_focus=True):
    """One way on. `enter` or a click chooses it; the caret shows where the reader is."""

    DEFAULT_CSS = """
    MenuItem {
        width: 100%;
        height: auto;
        padding: 0 1;
        &:hover { background: $primary 10%; }
        &:focus { background: $primary 18%; }
        &:focus .label { text-style: bold; }
        &:ansi:hover { background: ansi_default; }
        &:ansi:focus { background: ansi_default; text-style: bold; }
        .about { padding-left: 4; color: $text-muted; }
    }
    """

    class Chosen(Message):
        """The reader took this way."""

        def __init__(self, way: str) -> None:
            super().__init__()
            self.way = way

    def __init__(self, way: str, label: str, *about: str, beside: str = "") -> None:
        super().__init__()
        self.way = way
        self.label = label
        self.about = about
        self.beside = beside
        self._label = Static(self.line(False), classes="label")

    def compose(self) -> ComposeResult:
        yield self._label
        for line in self.about:
            yield Static(content_of_text(line), classes="about")

    def on_focus(self) -> None:
        self._label.update(self.line(True))

    def on_blur(self) -> None:
        self._label.update(self.line(False))

    def on_click(self) -> None:
        self.post_message(self.Chosen(self.way))

    def line(self, current: bool) -> Content:
        caret = (f"{CARET if current else ' '} ", "bold $primary")
        beside = (f"   {self.beside}" if self.beside else "", "$text-muted not bold")
        return Content.assemble(caret, self.label, beside)


class Horizon(Widget):
    """The line under the title, as wide as the page."""

    def render(self) -> Content:
        width = self.content_size.width
        return Content(("─" * (width - len(HORIZON)) + HORIZON)[-width:])


class TitleScreen(Screen[None]):
    """The bottom of the app's stack of screens; everything else is pushed on top of it.

    Shelf and profile are read anew whenever the screen comes back, so `profile` may be replaced.
    """

    HELP = """
A story is read a page at a time; at the foot of each page you choose how it goes on. Nothing is
timed, everything can be taken back, and every choice is kept as soon as it is made.

↑ ↓   move
⏎   choose
space   further down
q   quit
"""

    DEFAULT_CSS = """
    TitleScreen {
        align-horizontal: center;
        #page {
            width: 100%;
            max-width: 94;
            height: 1fr;
            overflow-y: auto;
            padding: 1 3;
            scrollbar-size-vertical: 1;
        }
        #title { color: $primary; text-style: bold; padding-left: 1; }
        #author { color: $text-muted; padding-left: 1; }
        #horizon { color: $primary 60%; height: 1; padding: 0 1; margin-bottom: 1; }
        #ways { height: auto; layout: vertical; }
        #menu { height: auto; }
        #about { height: auto; padding: 1 1 0 1; }
        .paragraph { margin-bottom: 1; max-width: 66; }
        .note-head { color: $accent; }
        .note { color: $text-muted; max-width: 66; }
        &.-wide #ways { layout: horizontal; }
        &.-wide #menu { width: 32; }
        &.-wide #about { width: 1fr; padding: 0 1 0 3; }
        &.-tall #page { padding: 7 3 1 3; }
        &.-tall #horizon { margin: 1 0 2 0; }
        &.-short #page { padding: 0 1; }
        &.-short #horizon { margin: 0; padding: 0 1; }
    }
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="⏎"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-99)", show=False),
        Binding("end", "move(99)", show=False),
        Binding("space,pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(
        self,
        story: Story,
        shelf: Shelf | None,
        profile: Profile,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self.story = story
        self.shelf = shelf
        self.profile = profile
        self.clock = clock
        self.newest: Slot | None = None

    @property
    def doors(self) -> Doors:
        return cast("Doors", self.app)

    def compose(self) -> ComposeResult:
        story = self.story
        with Vertical(id="page"):
            yield Static(content_of_text(story.title), id="title")
            if story.author:
                yield Static(content_of_text(story.author), id="author")
            yield Horizon(id="horizon")
            with Vertical(id="ways"):
                yield Vertical(id="menu")
                with Vertical(id="about"):
                    for paragraph in paragraphs(story.about):
                        yield Static(paragraph, classes="paragraph")
                    if story.content_note:
                        yield Static("Before you begin", classes="note-head")
                        for paragraph in paragraphs(story.content_note):
                            yield Static(paragraph, classes="note")
        yield KeyLine()

    async def on_screen_resume(self) -> None:
        here = self.focused.way if isinstance(self.focused, MenuItem) else ""
        menu = self.query_one("#menu")
        await menu.remove_children()
        # kept by hand: where the app is left meanwhile, there is nothing in the menu to be found any more
        items = self.ways()
        await menu.mount(*items)
        kept = [item for item in items if item.way == here and here not in READING]
        (kept or items)[0].focus()

    def ways(self) -> list[MenuItem]:
        """The items of the menu as they stand now."""
        now = self.clock()
        slots = self.shelf.slots() if self.shelf else []
        self.newest = newest = next((slot for slot in slots if slot.opens), None)
        ways = [MenuItem("new", "New")]
        if newest is not None:
            about = (chapter_of(newest), joined(newest.place, newest.time))
            when = ago(newest.saved_at, now)
            ways.insert(0, MenuItem("continue", "Continue", *[line for line in about if line], beside=when))
        if slots:
            ways.append(MenuItem("load", "Load"))
        if self.story.endings:
            ways.append(MenuItem("endings", "Endings", beside=tally(self.story, self.profile)))
        ways.append(MenuItem("settings", "Settings"))
        ways.append(MenuItem("help", "Help"))
        ways.append(MenuItem("quit", "Quit"))
        return ways

    def on_menu_item_chosen(self, event: MenuItem.Chosen) -> None:
        doors = self.doors
        if event.way == "continue" and self.newest is not None:
            doors.resume(self.newest)
        elif event.way == "load":
            doors.open_reels("load")
        else:
            go = {
                "new": doors.start_new,
                "endings": doors.open_endings,
                "settings": doors.open_settings,
                "help": doors.open_help,
                "quit": doors.exit,
            }
            go[event.way]()

    def action_choose(self) -> None:
        if isinstance(self.focused, MenuItem):
            self.post_message(MenuItem.Chosen(self.focused.way))

    def action_move(self, steps: int) -> None:
        items = list(self.query(MenuItem))
        here = items.index(self.focused) if isinstance(self.focused, MenuItem) else 0
        there = min(max(here + steps, 0), len(items) - 1)
        items[there].focus()
        if there == 0:
            self.query_one("#page").scroll_home(animate=False)

    def action_page_down(self) -> None:
        self.query_one("#page").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.query_one("#page").scroll_page_up(animate=False)

    def action_help(self) -> None:
        self.doors.open_help()

    def action_quit(self) -> None:
        self.doors.exit()


def paragraphs(text: str) -> list[Content]:
    """Plain text as paragraphs, their lines joined."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [content_of_text(" ".join(part.split())) for part in parts if part]

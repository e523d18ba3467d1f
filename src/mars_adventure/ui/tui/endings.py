"""The gallery of endings: those reached by name, the others as silhouettes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.keyline import KeyLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from mars_adventure.saves import Profile
    from mars_adventure.story import Story
    from mars_adventure.story.model import Ending

HEIGHTS = [(0, "-short"), (20, "-tall")]

SILHOUETTE = "· · ·"


def tally(story: Story, profile: Profile) -> str:
    """`2 of 14`: the endings reached, of those that are endings of the story."""
    names = [name for name, ending in story.endings.items() if not ending.interim]
    return f"{sum(name in profile.endings for name in names)} of {len(names)}"


class EndingsScreen(Screen[None]):
    """Shows every ending in the order the story declares them.

    Hints for those not reached are shown only once some ending has been: a reader who has not
    been anywhere yet is not told where one can go. A stop on the way is listed once reached.
    """

    HELP = """
Endings you have reached are here by name. The others are silhouettes; once you have reached any
ending at all, each of them gives you a hint.

↑ ↓   up and down
space   a page down
esc   back
"""

    DEFAULT_CSS = """
    EndingsScreen {
        align-horizontal: center;
        #endings {
            width: 100%;
            max-width: 72;
            height: 1fr;
            padding: 2 3 1 3;
            scrollbar-size-vertical: 1;
        }
        #heading { margin-bottom: 1; }
        .title { text-style: bold; }
        .title.-unreached { color: $text-muted; text-style: none; }
        .hint { color: $text-muted; padding-left: 3; margin-bottom: 1; }
        .stops { color: $primary; margin: 1 0; }
        &.-short #endings { padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("q", "back", show=False),
        Binding("space", "page_down", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    def __init__(self, story: Story, profile: Profile) -> None:
        super().__init__()
        self.story = story
        self.profile = profile

    def compose(self) -> ComposeResult:
        reached = self.profile.endings
        endings = self.story.endings
        proper = {name: ending for name, ending in endings.items() if not ending.interim}
        stops = [ending for name, ending in endings.items() if ending.interim and name in reached]
        hints = any(name in reached for name in endings)
        with VerticalScroll(id="endings"):
            count = tally(self.story, self.profile)
            yield Static(
                Content.assemble(("Endings", "bold $primary"), (f"   {count}", "$text-muted")), id="heading"
            )
            if not hints:
                yield Static("None yet. They will be here, by name.", classes="hint")
            for name, ending in proper.items():
                yield from self.compose_ending(ending, name in reached, hints)
            if stops:
                yield Static("Stops on the way", classes="stops")
            for ending in stops:
                yield from self.compose_ending(ending, True, hints)
        yield KeyLine()

    def compose_ending(self, ending: Ending, reached: bool, hints: bool) -> ComposeResult:
        if reached:
            yield Static(content_of_text("◆  ", "$accent") + content_of_text(ending.title), classes="title")
        else:
            yield Static(f"   {SILHOUETTE}", classes="title -unreached")
        if hints and ending.hint:
            yield Static(content_of_text(ending.hint), classes="hint")

    def on_mount(self) -> None:
        self.query_one("#endings").focus()

    def action_page_down(self) -> None:
        self.query_one("#endings").scroll_page_down(animate=False)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen("Endings", self.HELP))

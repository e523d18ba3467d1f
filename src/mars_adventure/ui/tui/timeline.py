"""The timeline: what decided the play, what was not taken, and the lines that were left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList

from mars_adventure.engine import Play
from mars_adventure.saves import turnings
from mars_adventure.ui.tui.chapters import chapter_line
from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.prompt import ask
from mars_adventure.ui.tui.reel_text import counted, quoted
from mars_adventure.ui.tui.row_list import RowList
from mars_adventure.ui.tui.status import StatusLine
from mars_adventure.ui.tui.timeline_row import BranchRow, ChapterRow, StandRow, TimelineRow, TurningRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from mars_adventure.saves import Session

HEIGHTS = [(0, "-short"), (20, "-tall")]


class TimelineScreen(Screen[Play | None]):
    """Gives back the moment that the reader wants to stand at, or None for none."""

    HELP = """
The choices that decided something lasting, chapter by chapter, and the lines that you left.

●   a turning point; ○ one that you went back past, and that redo still brings
?   a way that was open there, and that you have never tried
├─   a line that you left: it is kept, and you can go on in it
◆   where you are, and the end of the line ahead of you

↑ ↓   one up or down; page up, page down, home and end also move
← →   to another chapter
⏎   go there; to a turning point means before its choice. Nothing is lost by it.
n   give a line that you left a name of your own
esc   back to the page
"""

    DEFAULT_CSS = """
    TimelineScreen {
        align-horizontal: center;
        #points { width: 100%; max-width: 78; height: 1fr; padding: 1 2 0 2; }
        &.-short #points { padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", key_display="⏎"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("n", "name", "Name"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("left", "chapter(-1)", show=False),
        Binding("right", "chapter(1)", "Chapter", key_display="← →"),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("q,t", "back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield RowList(id="points")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_points()
        self.query_one(RowList).focus()

    def show_points(self, opens: Play | None = None) -> None:
        """List them anew, the cursor on the row that leads to `opens`, or on where the reader is."""
        rows = rows_of(self.session)
        wanted = opens or self.session.play
        at = next(
            (row for row in reversed(rows) if not isinstance(row, ChapterRow) and row.opens is wanted), None
        )
        self.query_one(RowList).show(rows, at)

    @property
    def row(self) -> TimelineRow | None:
        """The row the cursor is on."""
        row = self.query_one(RowList).current
        return row if isinstance(row, TurningRow | BranchRow | StandRow) else None

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        rows = self.query_one(RowList).rows
        points = sum(isinstance(row, TurningRow) for row in rows)
        lines = sum(isinstance(row, BranchRow) for row in rows)
        left = f"{counted(lines, 'line')} left" if lines else ""
        self.query_one(StatusLine).tell("Timeline", left, counted(points, "turning point"))
        self.refresh_bindings()
        self.query_one(KeyLine).refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "name":
            return isinstance(self.row, BranchRow)
        if action == "chapter":
            return sum(isinstance(row, ChapterRow) for row in self.query_one(RowList).rows) > 1
        return True

    def action_go(self) -> None:
        self.dismiss(self.row.opens if self.row is not None else None)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_name(self) -> None:
        row = self.row
        if not isinstance(row, BranchRow):
            return
        tip, name = row.branch.tip, row.branch.name

        def named(words: str) -> None:
            self.session.name_branch(tip, words)
            self.show_points(tip)

        ask(self.app, f"A name for the line {quoted(name)}", named, name)

    def action_chapter(self, step: int) -> None:
        """Move the cursor to the first point of another chapter."""
        points = self.query_one(RowList)
        here = points.highlighted or 0
        firsts = [place + 1 for place, row in enumerate(points.rows) if isinstance(row, ChapterRow)]
        there = [place for place in firsts if (place - here) * step > 0]
        if there:
            points.highlighted = min(there) if step > 0 else max(there)

    def action_page(self, step: int) -> None:
        points = self.query_one(RowList)
        move = points.action_page_down if step > 0 else points.action_page_up
        move()  # type: ignore[no-untyped-call]  # Textual makes both, and gives them no types

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen("Timeline", self.HELP))


def rows_of(session: Session) -> list[ChapterRow | TimelineRow]:
    """The trunk from the beginning to the end of the present line, each line that was left where it leaves."""
    story, present, tip = session.story, session.play, session.timeline.tip
    rows: list[ChapterRow | TimelineRow] = []
    chapter, here = None, False
    listed: set[int] = set()

    def head(number: int) -> None:
        nonlocal chapter
        if number != chapter and (title := chapter_line(story, number)):
            rows.append(ChapterRow(title, first=not rows))
        chapter = number

    def stand() -> None:
        head(present.turn.chapter)
        rows.append(StandRow("You are here", present))

    for turning in turnings(story, session.timeline, present):
        if turning.ahead and not here:
            here = True
            stand()
        head(turning.chapter)
        rows.append(TurningRow(turning))
        rows += [BranchRow(branch) for branch in turning.branches]
        listed |= {id(branch.tip) for branch in turning.branches}
    if not here:
        stand()
    if tip is not present:
        head(tip.turn.chapter)
        rows.append(StandRow("The end of this line", tip))
    return rows + [BranchRow(one) for one in session.timeline.branches() if id(one.tip) not in listed]

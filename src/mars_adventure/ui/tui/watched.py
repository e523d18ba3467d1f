"""The app for an author at work: an edit of the story is read at once, and the play goes on in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from mars_adventure.saves import Session, Shelf
from mars_adventure.saves.reread import reread
from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.play import PlayScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult, RenderResult

    from mars_adventure.saves import Profile, Slot
    from mars_adventure.story import Problem, Story
    from mars_adventure.story.watch import Edit, Watch

EVERY = 0.5
"""Seconds between two looks at the files."""
MOST_SHOWN = 4


class ProblemPanel(Widget):
    """Looks at the story's files; while they hold errors, says which, below the page."""

    DEFAULT_CSS = """
    ProblemPanel {
        display: none;
        dock: bottom;
        height: auto;
        max-height: 50%;
        margin-bottom: 1;
        padding: 0 2;
        background: $panel;
        color: $foreground;
    }
    """

    class Edited(Message):
        """The files hold a story again, and another one than before."""

        def __init__(self, story: Story, warnings: int) -> None:
            super().__init__()
            self.story = story
            self.warnings = warnings

    def __init__(self, watch: Watch) -> None:
        super().__init__(id="problems")
        self._watch = watch
        self._looking = False
        self._words = Content("")

    def on_mount(self) -> None:
        self.set_interval(EVERY, self._begin_to_look)

    def _begin_to_look(self) -> None:
        # beside the page, which must go on turning while a long story is read
        if not self._looking:
            self._looking = True
            self.run_worker(self._look())

    async def _look(self) -> None:
        try:
            edit = await asyncio.to_thread(self._watch.look)
        finally:
            self._looking = False
        if edit is not None:
            self._tell(edit)

    def _tell(self, edit: Edit) -> None:
        self._words = set_problems(edit.problems) if edit.story is None else Content("")
        self.display = edit.story is None
        self.refresh(layout=True)
        if edit.story is None:
            self.app.clear_notifications()  # which would lie over the panel, and speak of an older edit
        else:
            self.post_message(self.Edited(edit.story, len(edit.problems)))

    def render(self) -> RenderResult:
        return self._words


def set_problems(problems: Sequence[Problem]) -> Content:
    """The first few errors with their places and ways out, and how many there are."""
    errors = [problem for problem in problems if problem.severity == "error"]
    number = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    lines = [content_of_text(f"! The edit has {number}: the page is as it was before.", "bold $error")]
    for problem in errors[:MOST_SHOWN]:
        at = problem.at
        place = content_of_text(f"{at.file}:{at.line}:{at.column} ", "bold")
        fix = f": {problem.fix}" if problem.fix else ""
        lines.append(place + content_of_text(f"{problem.message}{fix}".replace("\n", " ")))
    if len(errors) > MOST_SHOWN:
        lines.append(
            content_of_text(f"and {len(errors) - MOST_SHOWN} more: `mars-adventure check` tells all")
        )
    return Content("\n").join(lines)


class WatchedScreen(PlayScreen):
    """The page of a story that is being edited. An edit is taken in when nothing stands above the page."""

    def __init__(self, session: Session, watch: Watch) -> None:
        super().__init__(session)
        self._watch = watch
        self._edited: ProblemPanel.Edited | None = None

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield ProblemPanel(self._watch)

    def on_problem_panel_edited(self, event: ProblemPanel.Edited) -> None:
        self._edited = event
        self._take_in()

    def on_screen_resume(self) -> None:
        self._take_in()

    def _take_in(self) -> None:
        edited = self._edited
        if edited is None or self.app.screen is not self:
            return
        self._edited = None
        before, shown = self.session.play, len(self.page.paragraphs)
        place = self.page.place()
        self.session = reread(self.session, edited.story)
        app = self.mars
        app.story = edited.story
        app.shelf = Shelf(app.shelf.folder, edited.story) if app.shelf is not None else None
        self._told = 0
        self._show()
        if self.session.play.turn == before.turn and len(self.page.paragraphs) == shown:
            self.page.return_to(place)
        warned = f" It has {edited.warnings} warning{'s' * (edited.warnings > 1)}." if edited.warnings else ""
        app.say(f"The edit is read.{warned}")


class WatchedApp(MarsApp):
    """Plays are not saved by themselves; `s` saves one under a name."""

    def __init__(
        self, story: Story, shelf: Shelf | None, profile: Profile, session: Session, watch: Watch
    ) -> None:
        self._watched = WatchedScreen(session, watch)
        super().__init__(story, shelf, profile, session)

    def get_default_screen(self) -> WatchedScreen:
        return self._watched

    def start_new(self) -> None:
        super().start_new()
        self._watched.session.shelf = None

    def resume(self, slot: Slot) -> None:
        super().resume(slot)
        self._watched.session.shelf = None

"""From the opening of the app to what the terminal says after it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.leaving import last_words, words_of_fault

if TYPE_CHECKING:
    from mars_adventure.saves import Profile, Session, Shelf
    from mars_adventure.story import Story
    from mars_adventure.story.watch import Watch


def run_app(
    session: Session | None, story: Story, shelf: Shelf | None, profile: Profile, watch: Watch | None = None
) -> int:
    """Run the app to its end and give the exit code: 0, 1 after a fault of the program, or 128
    and the number of the signal that ended it.

    With a session it opens on its page, without one on the title screen; with `watch` too, edits are read
    while it is played. What is shown of a fault is one sentence: its details go to a file.
    """
    app = MarsApp(story, shelf, profile, session)
    if watch is not None and session is not None:
        from mars_adventure.ui.tui.watched import WatchedApp

        app = WatchedApp(story, shelf, profile, session, watch)
    fault = io.StringIO()
    app.error_console = Console(file=fault, markup=False, highlight=False, width=120)
    app.run()
    for line in last_words(app.session, shelf, app.shelf):
        print(line)
    if fault.getvalue():
        print(words_of_fault(fault.getvalue(), app.shelf), file=sys.stderr)
    return app.return_code or 0

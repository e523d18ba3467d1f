"""A story's files, looked at now and then for edits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.story.folder import stamp
from mars_adventure.story.library import Story, read_story
from mars_adventure.story.problems import StoryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mars_adventure.story.problems import Problem


class Edit(NamedTuple):
    """What the files hold since they were saved: a story, or None where it has errors."""

    story: Story | None
    problems: tuple[Problem, ...]


class Watch:
    """Looks at one folder. To look costs a call of the system for each file, until one has changed. `after`
    is called after each edit that holds a story.
    """

    def __init__(self, folder: Path, after: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self.after = after
        self._stamp = stamp(folder)
        self._digest: str | None = None

    def open(self) -> Story:
        """The story as it is now, wholly read, so that no later edit can touch it. Raises StoryError."""
        edit = self._read()
        if edit.story is None:
            raise StoryError(edit.problems)
        return edit.story

    def look(self) -> Edit | None:
        """What an edit has made of the story since the last look; None if it is the same."""
        now = stamp(self.folder)
        if now == self._stamp:
            return None
        before = self._digest
        with suppress(OSError):  # a file went away while it was being read: the next look will tell
            edit = self._read()
            self._stamp = now
            if edit.story is not None:
                self.after()
            return edit if edit.story is None or self._digest != before else None
        return None

    def _read(self) -> Edit:
        built, problems, digest = read_story(self.folder)
        if built is None or any(problem.severity == "error" for problem in problems):
            self._digest = None
            return Edit(None, problems)
        self._digest = digest
        return Edit(Story(built.head, digest, built.scenes), problems)

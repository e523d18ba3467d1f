"""One reading in progress: where it stands, the way back and forth, and its autosaves."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from mars_adventure.engine import begin, choose
from mars_adventure.saves.names import tidy
from mars_adventure.saves.timeline import Timeline
from mars_adventure.saves.trouble import SaveTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.engine.play import Play
    from mars_adventure.saves.shelf import Shelf
    from mars_adventure.story import Story

A_DAY = timedelta(hours=20)
"""From one evening to the next, also if that comes a little earlier: the reader has slept in between."""


class Session:
    """What the app and the plain reader hold. Every move is on the disk before it returns.

    `shelf` is None for a reading that is not saved, and may be changed at any time, as when
    the disk is full. `trouble` is why the last autosave failed, or None: play goes on without.
    `beginning` makes the first moment again in another edition of the story, or gives None where that
    has lost it; without it, that is the beginning of the story. `kept_at` is when the slot was saved
    that is read on from.
    """

    def __init__(
        self,
        story: Story,
        shelf: Shelf | None,
        play: Play,
        notices: Iterable[str] = (),
        beginning: Callable[[Story], Play | None] | None = None,
        kept_at: datetime | None = None,
    ) -> None:
        self.story = story
        self.shelf = shelf
        self.play = play
        self.notices: tuple[str, ...] = tuple(notices)
        self.beginning = beginning
        self.trouble: SaveTrouble | None = None
        self.timeline = self._timeline_of(play)
        self.after_a_day = kept_at is not None and datetime.now(UTC) - kept_at >= A_DAY
        self._taken: tuple[Play, frozenset[tuple[str, str]]] | None = None

    @classmethod
    def new(cls, story: Story, shelf: Shelf | None, seed: int | None = None) -> Session:
        """A reading from the beginning, with a seed of chance of its own where none is given."""
        return cls(story, shelf, begin(story, int.from_bytes(os.urandom(4)) if seed is None else seed))

    def choose(self, choice_id: str) -> Play:
        """Takes a choice; raises `Unavailable` as the engine does. Where it was made before, and
        leads to the same, play goes on along the line that it began; else what was undone is kept
        as a branch.
        """
        play = choose(self.story, self.play, choice_id)
        timeline = self.timeline
        for known in timeline.children(self.play):
            if known.choice == choice_id and known.state == play.state:
                if timeline.after(self.play, timeline.tip) is not known:
                    timeline.tip = self._tip_of(known)
                return self._move(known)
        timeline.add(play)
        timeline.tip = play
        return self._move(play)

    @property
    def can_undo(self) -> bool:
        return self.play.parent is not None

    @property
    def can_redo(self) -> bool:
        return self.timeline.tip is not self.play

    def undo(self) -> Play | None:
        """Goes back one choice; None at the beginning."""
        return self._move(self.play.parent) if self.play.parent is not None else None

    def redo(self) -> Play | None:
        """Takes back the last undo; None if there is none."""
        ahead = self.timeline.after(self.play, self.timeline.tip)
        return self._move(ahead) if ahead is not None else None

    def go_to(self, moment: Play) -> Play:
        """Goes to any moment, of any branch. The rest of its line is kept for redo."""
        if self.timeline.twig_of(moment) is None:
            self.timeline = self._timeline_of(moment)
        elif moment is not self.timeline.tip and self.timeline.after(moment, self.timeline.tip) is None:
            self.timeline.tip = self._tip_of(moment)
        return self._move(moment)

    def name_branch(self, tip: Play, name: str) -> None:
        """Gives a name to the line that ends at `tip`, and saves it."""
        self.timeline.rename(tip, tidy(name))
        self._move(self.play)

    def taken(self) -> frozenset[tuple[str, str]]:
        """The (scene, choice id) of every choice made on the way here."""
        if self._taken is None or self._taken[0] is not self.play:
            before = self._taken[1] if self._taken and self._taken[0] is self.play.parent else None
            if before is None:
                # The last scene has no choice yet.
                taken = frozenset(zip(self.play.scenes(), self.play.path(), strict=False))
            else:
                taken = before if _step(self.play) in before else before | {_step(self.play)}
            self._taken = (self.play, taken)
        return self._taken[1]

    def save_on(self, shelf: Shelf) -> None:
        """Saves this moment, and all from now on, on another shelf.

        Raises SaveTrouble if that shelf cannot be written to: then nothing has changed.
        """
        self.notices += shelf.autosave(self.play, self.timeline)
        self.shelf, self.trouble = shelf, None

    def _timeline_of(self, play: Play) -> Timeline:
        return self.shelf.timeline(play) if self.shelf is not None else Timeline(play)

    def _tip_of(self, moment: Play) -> Play:
        twig = self.timeline.twig_of(moment)
        assert twig is not None
        return twig.tip

    def _move(self, play: Play) -> Play:
        self.play = play
        if self.shelf is not None:
            try:
                self.notices += self.shelf.autosave(play, self.timeline)
                self.trouble = None
            except SaveTrouble as trouble:
                self.trouble = trouble
        return play


def _step(moment: Play) -> tuple[str, str]:
    before = moment.parent
    return (before.state.scene if before else "", moment.choice or "")

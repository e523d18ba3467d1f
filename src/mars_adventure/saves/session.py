"""One reading in progress: where it stands, the way back and forth, and its autosaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine import choose
from mars_adventure.saves.trouble import SaveTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.engine.play import Play
    from mars_adventure.saves.shelf import Shelf
    from mars_adventure.story import Story


class Session:
    """What the app and the plain reader hold. Every move is on the disk before it returns.

    `shelf` is None for a reading that is not saved, and may be changed at any time, as when
    the disk is full. `trouble` is why the last autosave failed, or None: play goes on without.
    `beginning` makes the first moment again in another edition of the story, or gives None where that
    has lost it; without it, that is the beginning of the story.
    """

    def __init__(
        self,
        story: Story,
        shelf: Shelf | None,
        play: Play,
        notices: Iterable[str] = (),
        beginning: Callable[[Story], Play | None] | None = None,
    ) -> None:
        self.story = story
        self.shelf = shelf
        self.play = play
        self.notices: tuple[str, ...] = tuple(notices)
        self.beginning = beginning
        self.trouble: SaveTrouble | None = None
        self._ahead: list[Play] = []
        self._taken: tuple[Play, frozenset[tuple[str, str]]] | None = None

    def choose(self, choice_id: str) -> Play:
        """Takes a choice; raises `Unavailable` as the engine does. What was undone stays ahead if
        this is the choice that was made then.
        """
        if self._ahead and self._ahead[-1].choice == choice_id:
            return self._move(self._ahead.pop())
        play = choose(self.story, self.play, choice_id)
        self._ahead.clear()
        return self._move(play)

    @property
    def can_undo(self) -> bool:
        return self.play.parent is not None

    @property
    def can_redo(self) -> bool:
        return bool(self._ahead)

    def undo(self) -> Play | None:
        """Goes back one choice; None at the beginning."""
        if self.play.parent is None:
            return None
        self._ahead.append(self.play)
        return self._move(self.play.parent)

    def redo(self) -> Play | None:
        """Takes back the last undo; None if there is none."""
        return self._move(self._ahead.pop()) if self._ahead else None

    def go_to(self, moment: Play) -> Play:
        """Goes to any moment. If it lies on the present line, the rest of the line is kept for redo."""
        ahead: list[Play] = []
        for later in (self._ahead[0] if self._ahead else self.play).backwards():
            if later is moment:
                self._ahead = ahead
                break
            ahead.append(later)
        else:
            self._ahead = []
        return self._move(moment)

    def taken(self) -> frozenset[tuple[str, str]]:
        """The (scene, choice id) of every choice made on the way here."""
        if self._taken is None or self._taken[0] is not self.play:
            before = self._taken[1] if self._taken and self._taken[0] is self.play.parent else None
            if before is None:
                taken = frozenset([_step(moment) for moment in self.play.backwards() if moment.parent])
            else:
                taken = before if _step(self.play) in before else before | {_step(self.play)}
            self._taken = (self.play, taken)
        return self._taken[1]

    def _move(self, play: Play) -> Play:
        self.play = play
        if self.shelf is not None:
            try:
                self.notices += self.shelf.autosave(play)
                self.trouble = None
            except SaveTrouble as trouble:
                self.trouble = trouble
        return play


def _step(moment: Play) -> tuple[str, str]:
    before = moment.parent
    return (before.state.scene if before else "", moment.choice or "")

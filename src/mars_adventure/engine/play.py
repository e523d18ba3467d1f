"""A play as a value: a state, what it shows, and the play it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.engine.state import State
    from mars_adventure.engine.turn import Turn


class Play:
    """One moment of a play, never changed once made.

    `parent` is the moment before and `choice` the id of the choice that led here (both None
    at the beginning); `length` counts the choices made. Undo is `parent`; to keep a play is
    to keep a reference. `entered` are the scenes that were entered on the way from the moment
    before to this one, also those that play only passed through; None where nobody knows.
    """

    __slots__ = ("choice", "entered", "length", "parent", "state", "turn")

    def __init__(
        self,
        parent: Play | None,
        choice: str | None,
        state: State,
        turn: Turn,
        entered: tuple[str, ...] | None = None,
    ) -> None:
        self.parent = parent
        self.choice = choice
        self.state = state
        self.turn = turn
        self.entered = entered
        self.length: int = parent.length + 1 if parent is not None else 0

    def moments(self) -> list[Play]:
        """Every moment from the beginning to this one."""
        found = list(self.backwards())
        found.reverse()
        return found

    def backwards(self) -> Iterator[Play]:
        """Every moment from this one back to the beginning."""
        moment: Play | None = self
        while moment is not None:
            yield moment
            moment = moment.parent

    def path(self) -> tuple[str, ...]:
        """The ids of all choices made."""
        return tuple([moment.choice for moment in self.moments() if moment.choice is not None])

    @property
    def label(self) -> str:
        """The label of the choice that led here, as it was shown; "" at the beginning."""
        if self.parent is None:
            return ""
        return next((offer.text for offer in self.parent.turn.offers if offer.id == self.choice), "")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Play):
            return NotImplemented
        return self.state == other.state and self.turn == other.turn and self.path() == other.path()

    def __hash__(self) -> int:
        return hash((self.state, self.length))

    def __repr__(self) -> str:
        return f"<Play {self.length} choices, at {self.state.scene}>"

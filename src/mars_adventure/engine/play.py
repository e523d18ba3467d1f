"""A play as a value: a state, what it shows, and the play it came from."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

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
        parent: "Play | None",
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

    def moments(self) -> "list[Play]":
        """Every moment from the beginning to this one."""
        found = list(self.backwards())
        found.reverse()
        return found

    def backwards(self) -> "Iterator[Play]":
        """Every moment from this one back to the beginning."""
        moment: Play | None = self
        while moment is not None:
            yield moment
            moment = moment.parent

    def at(self, length: int) -> "Play":
        """The moment on the way here after so many choices, which are not more than were made."""
        moment = self
        while moment.length > length:
            moment = moment.back(length)
        return moment

    def back(self, length: int) -> "Play":
        """A moment before this one, which has one, on the way from `length`: the farthest that is at hand."""
        assert self.parent is not None
        return self.parent

    def runs(self) -> "Iterator[Run]":
        """The way here in pieces, the last first."""
        moment: Play | None = self
        while moment is not None:
            run = moment.run()
            yield run
            moment = run.before

    def run(self) -> "Run":
        """The moments up to this one that are kept together; here this one alone."""
        return Run(self.parent, (self.state.scene,), (self.choice,))

    def scenes(self) -> tuple[str, ...]:
        """Where play stood at every moment on the way here, from the beginning to this one."""
        return tuple(chain.from_iterable(reversed([run.scenes for run in self.runs()])))

    def path(self) -> tuple[str, ...]:
        """The ids of all choices made."""
        choices = chain.from_iterable(reversed([run.choices for run in self.runs()]))
        return tuple([choice for choice in choices if choice is not None])

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


class Run(NamedTuple):
    """Moments one after another, by columns: the scene of each, and the choice that led to it (None
    at the beginning). `before` is the moment that they follow. What is asked of a whole past is
    asked of these, since the moments of a play that came from a file are not there yet.
    """

    before: Play | None
    scenes: Sequence[str]
    choices: Sequence[str | None]

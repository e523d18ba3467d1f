"""How far a proof is, for whoever waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[str, int, int, int, str], None]
    """Told what is being done, how much of it is done, how much there is, how many states are known, and
    the frontier in words: how many of these are still to be gone on from, or what a question has drawn so far."""


class News:
    """Hands on to `progress` what it is told. `states` and `waiting` count those that are known, and those of
    them still to be gone on from.
    """

    def __init__(self, progress: Progress, states: Callable[[], int], waiting: Callable[[], int]) -> None:
        self.progress, self.states, self.waiting = progress, states, waiting
        self.told = "", 0, 0

    def tell(self, what: str, done: int, total: int) -> None:
        waiting = self.waiting()
        self.told = what, done, total
        self.progress(*self.told, self.states(), f"{waiting:,} to go on from" if waiting else "")

    def tell_drawn(self, nodes: int) -> None:
        """That a question is still being looked into."""
        if nodes:
            self.progress(*self.told, self.states(), f"{nodes:,} nodes drawn")

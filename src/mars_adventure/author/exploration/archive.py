"""Moments worth going back to: those with an untaken choice, and some of every place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

    from mars_adventure.engine import Offer, Play

    Trail = tuple["Trail", str] | None
    """The last choice and the trail before it."""

    Key = tuple[str, str]
    """A choice: its scene and its id."""
    Cell = tuple[str, tuple[str, ...]]
    """A place: a scene, and the nested choices one is in."""

KEPT, FEWEST_KEPT, MOST_MOMENTS = 12, 2, 30_000
"""Moments kept of each untaken choice, and of each place: fewer in a story of very many."""
COMPARED = 4
"""So many places are drawn, and the one gone back to least is taken."""
MOST_STATES = 1_000_000
"""States that are told apart. Beyond, every state counts as new."""


class Moment(NamedTuple):
    """A play without its past, of which only the choices are kept: pages and states are large, and a search
    comes through many.
    """

    play: Play
    trail: Trail
    length: int

    def path(self) -> tuple[str, ...]:
        """The ids of all choices made."""
        found = []
        trail = self.trail
        while trail is not None:
            trail, choice = trail
            found.append(choice)
        return tuple(reversed(found))


class Archive:
    """Deterministic for one `random`. States are told apart by their hashes: a place is missed once in
    a very long while, and no memory is filled. `places` is how many choices and scenes the story has.
    """

    def __init__(self, random: Random, places: int) -> None:
        self.random = random
        self.kept = max(FEWEST_KEPT, min(KEPT, MOST_MOMENTS // max(places, 1)))
        self.states: set[int] = set()
        self.untaken: dict[Key, list[Moment]] = {}
        self.cells: list[Cell] = []
        self.moments: dict[Cell, list[Moment]] = {}
        self.met: dict[Cell, int] = {}
        self.returns: dict[Cell, int] = {}

    def keep(self, moment: Moment, offers: list[Offer], taken: dict[Key, int]) -> bool:
        """Whether the state is a new one."""
        state = hash(moment.play.state)
        if state in self.states:
            return False
        if len(self.states) < MOST_STATES:
            self.states.add(state)
        scene = moment.play.turn.scene
        for offer in offers:
            if (scene, offer.id) not in taken:
                kept = self.untaken.setdefault((scene, offer.id), [])
                if len(kept) < self.kept:
                    kept.append(moment)
        self.keep_in_cell(moment)
        return True

    def keep_in_cell(self, moment: Moment) -> None:
        """By reservoir sampling: each moment met in a place is as likely to be among those kept."""
        cell = (moment.play.turn.scene, moment.play.state.within)
        if cell not in self.moments:
            self.cells.append(cell)
            self.moments[cell], self.met[cell], self.returns[cell] = [], 0, 0
        self.met[cell] += 1
        kept = self.moments[cell]
        if len(kept) < self.kept:
            kept.append(moment)
        else:
            at = int(self.random.random() * self.met[cell])
            if at < self.kept:
                kept[at] = moment

    def next_untaken(self) -> tuple[Moment, str] | None:
        """A moment and a choice that has not been taken anywhere; those found first come first."""
        for (_, choice), kept in self.untaken.items():
            return kept[int(self.random.random() * len(kept))], choice
        return None

    def forget(self, key: Key) -> None:
        """The choice has been taken."""
        self.untaken.pop(key, None)

    def somewhere(self) -> Moment:
        """A moment of a place that has been gone back to less than others."""
        random, cells = self.random, self.cells
        drawn = [cells[int(random.random() * len(cells))] for _ in range(COMPARED)]
        cell = min(drawn, key=self.returns.__getitem__)
        self.returns[cell] += 1
        kept = self.moments[cell]
        return kept[int(random.random() * len(kept))]

"""Plays changed little by little until they come to a goal.

A play that comes to the goal's place without meeting its condition is known more often than not. A choice
of it is changed, the rest is chosen as before as far as it is offered, and the new play is kept if it
comes no less near. (Hill climbing on branch distances, as in search-based testing: Korel, 1990; with
choices that are gone passed over, as in delta debugging.)
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from mars_adventure.author.proof.guards import AtLeast, Every, In, Some, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.ground import Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Places

FEW_TURNS, MANY_TURNS = 240, 1500
"""Changed plays for one goal, since the last that came nearer."""
MOST_STRAYS = 40
"""Ways of a changed play that do not follow the old one: at random, or past choices that are gone."""
CAREFUL = 0.6
"""How often a choice is changed that can change what the goal asks."""


class Climb:
    """Towards a condition at a point, from the kept state there that comes nearest to it."""

    def __init__(self, corpus: Corpus, at: int, guard: Guard) -> None:
        self.corpus, self.at, self.guard = corpus, at, guard
        self.runner, self.ways = corpus.runner, corpus.ground.ways
        self.random = random.Random(0)
        self.inside = corpus.ground.cone([at])
        nearest = min(corpus.states[at].values(), key=lambda moment: distance(guard, moment.values))
        self.follow(corpus.path(nearest), distance(guard, nearest.values))
        self.asked = variables_of(guard)

    def follow(self, path: list[Way], come: float) -> None:
        """Takes a play as the one that is changed from now on."""
        self.path, self.distance = path, come
        self.places: dict[int, list[int]] = {}
        """By point, where the play takes a way from it."""
        for one, way in enumerate(path):
            self.places.setdefault(way.edge.source, []).append(one)

    def arrive(self, check: Callable[[int], None], turns: int) -> None:
        """Until the condition holds at the point, or so many turns brought it no nearer."""
        turn = 0
        while self.distance and turn < turns and self.path:
            check(0)
            turn += 1
            path, come = self.changed()
            if path is not None and come <= self.distance:
                if come < self.distance:
                    turn = 0
                self.follow(path, come)

    def changed(self) -> tuple[list[Way] | None, float]:
        """The play with another choice somewhere, as far as where it comes nearest, and how near that is."""
        place = self.place()
        at, values = self.corpus.start.at, list(self.corpus.start.values)
        for taken in self.path[:place]:
            self.runner.change[taken.number](values)
            at = taken.target
        found, best, nearest = self.path[:place], 0, float("inf")
        avoided, strays = self.path[place].number, 0
        place += 1
        while at in self.inside:
            way = self.next_way(at, place, values) if avoided < 0 else None
            if way is not None:
                place += 1
            elif strays > MOST_STRAYS:
                break
            else:
                strays += 1
                row = self.ways[at]
                open_ways = [row[one] for one in self.runner.open_ways[at](values)]
                if avoided < 0:
                    way, place = self.onwards(open_ways, at, place)
                if way is None:
                    others = [one for one in open_ways if one.number != avoided and one.target in self.inside]
                    if not others:
                        break
                    way = others[int(self.random.random() * len(others))]
            avoided = -1
            self.runner.change[way.number](values)
            found.append(way)
            at = way.target
            if at == self.at and (come := distance(self.guard, values)) < nearest:
                best, nearest = len(found), come
        return (found[:best], nearest) if best else (None, nearest)

    def next_way(self, at: int, place: int, values: Sequence[int]) -> Way | None:
        """The way at a `place` of the play, if it can be taken from a point."""
        if place < len(self.path):
            way = self.path[place]
            if way.edge.source == at and self.runner.is_open(way, values):
                return way
        return None

    def onwards(self, open_ways: Sequence[Way], at: int, place: int) -> tuple[Way | None, int]:
        """The next way of the play, from its `place` on, that is open at a point, and the place after it.

        If there is none, a way that leads to where the play comes later, the soonest.
        """
        path = self.path
        for one in self.places.get(at, ()):
            if one >= place and path[one] in open_ways:
                return path[one], one + 1
        best: Way | None = None
        nearest = len(path)
        for way in open_ways:
            one = next((one for one in self.places.get(way.target, ()) if one >= place), nearest)
            if one < nearest:
                best, nearest = way, one
        return best, nearest if best is not None else place

    def place(self) -> int:
        """Which choice is changed."""
        count = len(self.path)
        place = int(self.random.random() * count)
        if self.random.random() < CAREFUL:
            for step in range(count):
                one = (place + step) % count
                if any(
                    not self.asked.isdisjoint(way.edge.tables)
                    for way in self.ways[self.path[one].edge.source]
                ):
                    return one
        return place


def climb(corpus: Corpus, goals: Places, check: Callable[[int], None], turns: int) -> None:
    """Adds a play that comes to a goal, or to where play may go on to one, if one is found in so many turns.

    What comes nearer than any play before is kept in any case, for others to go on from.
    """
    for at, guard in fronts(corpus, goals).items():
        attempt = Climb(corpus, at, guard)
        before = attempt.distance
        try:
            attempt.arrive(check, turns)
        finally:
            if attempt.distance < before:
                corpus.add(attempt.path)
        if not attempt.distance:
            return


def fronts(corpus: Corpus, goals: Places) -> Places:
    """For goals to which no play has come: the last places before them to which one has, and what stops it there."""
    found: dict[int, Guard] = {}
    seen, waiting = set(goals), list(goals.items())
    while waiting:
        at, guard = waiting.pop()
        if corpus.states.get(at):
            found.setdefault(at, guard)
            continue
        for way in corpus.ground.inward[at]:
            source = way.edge.source
            if source not in seen:
                seen.add(source)
                waiting.append((source, way.guard))
    return found


def distance(guard: Guard, values: Sequence[int]) -> float:
    """How far values are from meeting a condition; 0 if they do."""
    match guard:
        case In(variable, mask, full):
            value = values[variable]
            if mask >> value & 1:
                return 0
            return min(abs(value - other) for other in range(full.bit_length()) if mask >> other & 1)
        case AtLeast(terms, least):
            return max(0, least - sum(table[values[variable]] for variable, table in terms))
        case Every(items, _):
            return sum(distance(item, values) for item in items)
        case Some(items, _):
            return min((distance(item, values) for item in items), default=float("inf"))

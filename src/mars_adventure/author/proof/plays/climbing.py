"""Plays changed little by little until they come to a goal.

Plays that come to the goal's place without meeting its condition are known more often than not. First they
are crossed: from a state on the way that has what the goal asks, the rest of a play is chosen as that play does,
as far as it is offered. Then a choice is changed, and the rest chosen as before. A new play is kept if it
comes no less near, and a few plays are kept that are as near as each other, since one alone may be
stuck. (Hill climbing on branch distances, as in search-based testing: Korel, 1990; with choices that are
gone passed over, as in delta debugging; crossing as in genetic algorithms: Holland, 1975.)
"""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import AtLeast, Every, In, Some, variables_of
from mars_adventure.author.proof.machine.running import projection
from mars_adventure.author.proof.plays.courses import course

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.running import Values
    from mars_adventure.author.proof.plays.corpus import Corpus, Moment
    from mars_adventure.author.proof.plays.courses import Course

MOST_PLAYS = 8
"""Plays that are changed in turn."""
MOST_FRONTS = 4
"""Places at which a goal is looked for, the nearest."""
MOST_CROSSED = 40
"""Plays crossed for one goal, since the last that came nearer."""
MOST_STATES, MOST_POINTS = 2, 80
"""Kept states at a point from which a play is gone on with, and points of a play that are looked at for them."""
MARK_EVERY = 16
"""Ways, after which a play's values are kept, so that it need not be played again from its beginning."""
MOST_STRAYS = 40
"""Ways of a changed play that do not follow the old one: at random, or past choices that are gone."""
CAREFUL = 0.6
"""How often a choice is changed that can change what the goal asks, or what is asked where that is changed."""
CAUSES = 3
"""How far back causes are looked for: what changes what the goal asks, what changes what is asked there, and so on."""


class Climb:
    """Towards a condition at a point, from the kept states there that come nearest to it."""

    def __init__(self, corpus: Corpus, at: int, guard: Guard) -> None:
        self.corpus, self.at, self.guard = corpus, at, guard
        self.runner, self.ways = corpus.runner, corpus.ground.ways
        self.random = random.Random(0)
        self.inside = corpus.ground.cone([at])
        asked = variables_of(guard)
        self.causes = causes(corpus.ground, asked, self.inside)
        self.look = projection(sorted(asked))
        self.known: dict[tuple[int, ...], float] = {}
        moments = list(corpus.states[at].values())
        self.distance = min([self.far(moment.values) for moment in moments])
        nearest = [moment for moment in moments if self.far(moment.values) == self.distance]
        self.random.shuffle(nearest)
        self.plays = [course(corpus.path(moment), {}) for moment in nearest[:MOST_PLAYS]]

    def far(self, values: Values | list[int]) -> float:
        """How far values are from meeting the condition."""
        seen = self.look(values)
        found = self.known.get(seen)
        if found is None:
            found = self.known[seen] = distance(self.guard, values)
        return found

    def keep(self, play: Course, come: float, one: int) -> bool:
        """Whether a play comes nearer than any before. One that is as near takes the place of number `one`, or joins it."""
        if come < self.distance:
            self.distance, self.plays = come, [play]
            return True
        if come == self.distance:
            if len(self.plays) < MOST_PLAYS:
                self.plays.append(play)
            else:
                self.plays[one] = play
        return False

    def cross(self, check: Callable[[int], None]) -> None:
        """Until the condition holds at the point, or nothing that was crossed came nearer."""
        nearer = True
        while self.distance and nearer:
            nearer = False
            for turn, (moment, play, place) in enumerate(self.crossings()):
                check(0)
                ways, come = self.walk(play, [], moment.at, list(moment.values), place)
                if ways and come <= self.distance:
                    crossed = course([*self.corpus.path(moment), *ways], {})
                    nearer = self.keep(crossed, come, turn % len(self.plays))
                if nearer or turn >= MOST_CROSSED:
                    break

    def crossings(self) -> Iterator[tuple[Moment, Course, int]]:
        """Kept states that are nearer than the plays are at the end, with the play and its place there."""
        kept, seen = self.corpus.states, set[int]()
        for play in tuple(self.plays):
            for place in range(len(play.ways) - 1, -1, -1):
                at = play.points[place]
                if at in seen:
                    continue
                if len(seen) >= MOST_POINTS:
                    return
                seen.add(at)
                nearer = [one for one in kept.get(at, {}).values() if self.far(one.values) < self.distance]
                for moment in nearer[:MOST_STATES]:
                    yield moment, play, place

    def arrive(self, check: Callable[[int], None], turns: int) -> None:
        """Until the condition holds at the point, or so many turns brought it no nearer."""
        turn = 0
        while self.distance and turn < turns:
            check(0)
            turn += 1
            one = int(self.random.random() * len(self.plays))
            play = self.plays[one]
            if not play.ways:
                return
            place = self.place(play)
            ways, come = self.changed(play, place)
            if ways and come <= self.distance:
                marks = {mark: values for mark, values in play.marks.items() if mark <= place}
                if self.keep(course(ways, marks), come, one):
                    turn = 0

    def changed(self, play: Course, place: int) -> tuple[list[Way], float]:
        """The play with another choice at a place, as far as where it comes nearest, and how near that is."""
        mark = place - place % MARK_EVERY
        while mark and mark not in play.marks:
            mark -= MARK_EVERY
        values = list(play.marks[mark] if mark else self.corpus.start.values)
        for number in range(mark, place):
            if number % MARK_EVERY == 0:
                play.marks[number] = tuple(values)
            self.runner.change[play.ways[number].number](values)
        at, avoided = play.points[place], play.ways[place].number
        return self.walk(play, play.ways[:place], at, values, place + 1, avoided)

    def walk(
        self, play: Course, begun: list[Way], at: int, values: list[int], place: int, avoided: int = -1
    ) -> tuple[list[Way], float]:
        """From a state on as a play does from a `place`, after one way that is not the one to be `avoided`. No ways if
        it does not come to the point at all."""
        found, best, nearest, strays = begun, 0, float("inf"), 0
        ways, points, last = play.ways, play.points, len(play.ways)
        change, tests, inside, goal = self.runner.change, self.runner.tests, self.inside, self.at
        while at in inside:
            if avoided < 0:
                # Nearly every way is one of the old play's, so that nothing else is done for these.
                while place < last and points[place] == at:
                    way = ways[place]
                    number = way.number
                    if not tests[number](values):
                        break
                    place += 1
                    change[number](values)
                    found.append(way)
                    at = way.target
                    if at == goal and (come := self.far(values)) < nearest:
                        best, nearest = len(found), come
                if at not in inside:
                    break
            if strays > MOST_STRAYS:
                break
            strays += 1
            row = self.ways[at]
            open_ways = [row[one] for one in self.runner.open_ways[at](values)]
            onward: Way | None = None
            if avoided < 0:
                onward, place = play.onwards(open_ways, at, place)
            if onward is None:
                others = [one for one in open_ways if one.number != avoided and one.target in inside]
                if not others:
                    break
                onward = others[int(self.random.random() * len(others))]
            avoided = -1
            change[onward.number](values)
            found.append(onward)
            at = onward.target
            if at == goal and (come := self.far(values)) < nearest:
                best, nearest = len(found), come
        return found[:best], nearest

    def place(self, play: Course) -> int:
        """Which choice is changed."""
        count = len(play.ways)
        place = int(self.random.random() * count)
        if self.random.random() < CAREFUL:
            causes = self.causes[int(self.random.random() * CAUSES)]
            for step in range(count):
                one = (place + step) % count
                if play.points[one] in causes:
                    return one
        return place


def causes(ground: Ground, asked: set[int], inside: set[int]) -> list[set[int]]:
    """Points at which something is done to what is asked, and then those at which something is done to what is asked
    at these, so many times: a play is more often wrong about the cause of a thing than about the thing.
    """
    found: list[set[int]] = []
    seen, now = set(asked), set(asked)
    for _ in range(CAUSES):
        points = inside.intersection(chain.from_iterable([ground.changing[variable] for variable in now]))
        found.append(points)
        asked_there = set().union(*[way.asks for at in points for way in ground.ways[at]])
        now = asked_there - seen
        seen |= now
    return found


def climb(corpus: Corpus, goals: Places, check: Callable[[int], None], turns: int) -> None:
    """Adds a play that comes to a goal, or to where play may go on to one, if one is found in so many turns.

    What comes nearer than any play before is kept in any case, for others to go on from.
    """
    attempts = [Climb(corpus, at, guard) for at, guard in fronts(corpus, goals).items()]
    for attempt in sorted(attempts, key=lambda attempt: attempt.distance)[:MOST_FRONTS]:
        before = attempt.distance
        try:
            attempt.cross(check)
            attempt.arrive(check, turns)
        finally:
            if attempt.distance < before:
                corpus.add(attempt.plays[0].ways)
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

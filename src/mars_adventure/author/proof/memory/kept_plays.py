"""Plays that earlier proofs found, taken again: what they come to is believed when they have come to it.

Where the way that a play took is no more, or is closed now, the play is led around: by a few other ways to where it
came next, as far as that can be.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from mars_adventure.author.proof.machine.ground import is_plain
from mars_adventure.author.proof.plays.corpus import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.machine.ground import Way
    from mars_adventure.author.proof.machine.machine import Point
    from mars_adventure.author.proof.machine.running import Changing
    from mars_adventure.author.proof.plays.corpus import Corpus

    Taken = tuple[int, Callable[[Any], bool] | None, Callable[[Any], None], int, Way]
    """A way with what to look at first: its source, its test, what it changes, its target."""
    Step = tuple[list[Taken], int]
    """The ways that may be the one that a play took, and by what its target is known."""

MOST_AROUND = 40
"""States that are looked at to lead a play around one way."""


class Plays(NamedTuple):
    """`ways` are by what each way and its target are known. A moment is the place of the moment before it, 0 for the
    beginning, and the places of the ways that lead on from there.
    """

    ways: list[tuple[int, int]]
    moments: list[tuple[int, list[int]]]


def known_by(corpus: Corpus) -> list[tuple[int, int]]:
    """Of each way, and its target; few have the same, and which of these is open decides."""
    names = [known_as(point) for point in corpus.ground.machine.points]
    marks = [crc32(name.encode()) for name in names]
    found = []
    for at, row in enumerate(corpus.ground.ways):
        for way in row:
            told = f"{names[at]} {names[way.target]} {way.edge.choice} {way.edge.drawn}"
            found.append((crc32(told.encode()), marks[way.target]))
    return found


def known_as(point: Point) -> str:
    """Whether a scene is only being entered, or asks already, depends on how many ways lead there."""
    return repr(tuple(point)[1:])


def write_plays(corpus: Corpus, wanted: Iterable[Moment]) -> Plays:
    """These moments, and all on the way to them."""
    places = {id(corpus.start): 0}
    plays = Plays(known_by(corpus), [])
    for moment in wanted:
        line = []
        here: Moment | None = moment
        while here is not None and id(here) not in places:
            line.append(here)
            here = here.before
        for one in reversed(line):
            plays.moments.append((places[id(one.before)], [way.number for way in one.ways]))
            places[id(one)] = len(plays.moments)
    return plays


class Retaken:
    """Kept plays, taken again as far as they can be: what they come to is recalled.

    `exactly` is whether all of them came to where they did, by the same ways.
    """

    def __init__(self, corpus: Corpus, plays: Plays, is_over: Callable[[], bool]) -> None:
        self.corpus, self.exactly = corpus, True
        if plays.moments:
            self.take(plays, is_over)

    def take(self, plays: Plays, is_over: Callable[[], bool]) -> None:
        corpus, runner = self.corpus, self.corpus.runner
        taken: defaultdict[int, list[Taken]] = defaultdict(list)
        self.marks: dict[int, int] = {}
        """By point."""
        new: dict[int, None] = {}
        """Points with ways that were not there."""
        there = {mark for mark, _ in plays.ways}
        ways = (way for row in corpus.ground.ways for way in row)
        for way, (mark, self.marks[way.target]) in zip(ways, known_by(corpus), strict=True):
            source = way.edge.source
            test = None if is_plain(way.guard) else runner.tests[way.number]
            taken[mark].append((source, test, runner.change[way.number], way.target, way))
            if mark not in there:
                new[source] = None
        steps: list[Step] = [(taken.get(mark, []), target) for mark, target in plays.ways]
        found: list[Moment | None] = [corpus.start]
        for before, numbers in plays.moments:
            begun = found[before]
            if is_over():
                self.exactly = False
                return
            moment = self.follow(begun, [steps[number] for number in numbers]) if begun is not None else None
            found.append(moment)
            if moment is None:
                self.exactly = False
            else:
                corpus.recall(moment)
        for at in new:
            for moment in corpus.states[at].values():
                corpus.go_on_from(moment)

    def follow(self, begun: Moment, steps: Sequence[Step]) -> Moment | None:
        """Where play comes by some steps; None if it does not come there."""
        at, values = begun.at, self.corpus.fluid(begun.values)
        taken: list[Way] = []
        place = 0
        while place < len(steps):
            for source, test, change, target, way in steps[place][0]:
                if source == at and (test is None or test(values)):
                    change(values)
                    at = target
                    taken.append(way)
                    place += 1
                    break
            else:
                self.exactly = False
                around = self.around(at, values, [target for _, target in steps[place:]])
                if around is None:
                    return None
                ways, values, passed = around
                taken += ways
                at = ways[-1].target
                place += passed
        return Moment(at, self.corpus.solid(values), 0, begun, tuple(taken))

    def around(
        self, at: int, values: Changing, targets: Sequence[int]
    ) -> tuple[list[Way], Changing, int] | None:
        """The fewest open ways to one of some targets, the values there, and how many steps that is instead of; None
        if it would be many.
        """
        tests, change = self.corpus.runner.tests, self.corpus.runner.change
        waiting: list[tuple[int, Changing, list[Way]]] = [(at, values, [])]
        for here, now, ways in waiting:
            for way in self.corpus.ground.ways[here]:
                arrives = self.marks[way.target] in targets
                if len(waiting) >= MOST_AROUND and not arrives:
                    continue
                if not is_plain(way.guard) and not tests[way.number](now):
                    continue
                after = self.corpus.fluid(now)
                change[way.number](after)
                if arrives:
                    return [*ways, way], after, targets.index(self.marks[way.target]) + 1
                waiting.append((way.target, after, [*ways, way]))
        return None

"""Plays that earlier proofs found, taken again: what they come to is believed when they have come to it.

Where the way that a play took is no more, or is closed now, the play is led around: by a few other ways to where it
came next, as far as that can be.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from mars_adventure.author.proof.corpus import Moment
from mars_adventure.author.proof.ground import is_plain
from mars_adventure.author.proof.keys import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.ground import Way

    Step = tuple[int, Callable[[Any], bool] | None, Callable[[Any], None], int, Way]
    """A way with what to look at first: its source, its test, what it changes, its target."""

MOST_AROUND = 40
"""States that are looked at to lead a play around one way."""


class Plays(NamedTuple):
    """`ways` are what each way is known by, and its target. A moment is the place of the moment before it, 0 for the
    beginning, and the places of the ways that lead on from there.
    """

    ways: list[tuple[int, int]]
    moments: list[tuple[int, list[int]]]


def known_by(corpus: Corpus) -> list[tuple[int, int]]:
    """Of each way; few have the same, and which of these is open decides."""
    names = [named(point) for point in corpus.ground.machine.points]
    marks = [crc32(name.encode()) for name in names]
    return [
        (
            crc32(f"{names[at]} {names[way.target]} {way.edge.choice} {way.edge.drawn}".encode()),
            marks[way.target],
        )
        for at, row in enumerate(corpus.ground.ways)
        for way in row
    ]


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


def take_plays(corpus: Corpus, plays: Plays, is_over: Callable[[], bool]) -> bool:
    """Recalls the moments to which these plays still come, and has play go on where there are new ways.

    Whether none was found to which they do not.
    """
    if not plays.moments:
        return True
    known: defaultdict[int, list[Step]] = defaultdict(list)
    points: dict[int, int] = {}
    fresh: dict[int, None] = {}
    before_now = {way for way, _ in plays.ways}
    runner, ways = corpus.runner, (way for row in corpus.ground.ways for way in row)
    for way, (mark, target) in zip(ways, known_by(corpus), strict=True):
        test = None if is_plain(way.guard) else runner.tests[way.number]
        known[mark].append((way.edge.source, test, runner.change[way.number], way.target, way))
        points[target] = way.target
        if mark not in before_now:
            fresh[way.edge.source] = None
    steps = [(known.get(mark, []), points.get(target, -1)) for mark, target in plays.ways]
    found: list[Moment | None] = [corpus.start]
    all_taken = True
    for before, numbers in plays.moments:
        begun = found[before]
        if is_over():
            return False
        taken = followed(corpus, begun, [steps[number] for number in numbers]) if begun is not None else None
        if taken is None:
            found.append(None)
            all_taken = False
            continue
        at, values, ways_taken, around = taken
        moment = Moment(at, corpus.solid(values), 0, begun, tuple(ways_taken))
        corpus.recall(moment)
        found.append(moment)
        all_taken = all_taken and not around
    for at in fresh:
        for moment in corpus.states[at].values():
            corpus.go_on_from(moment)
    return all_taken


def followed(
    corpus: Corpus, begun: Moment, steps: Sequence[tuple[list[Step], int]]
) -> tuple[int, list[int], list[Way], bool] | None:
    """Where play comes by some steps, by which ways, and whether it was led around; None if it does not come there."""
    at, values = begun.at, list(begun.values)
    taken: list[Way] = []
    led, place = False, 0
    while place < len(steps):
        for source, test, change, target, way in steps[place][0]:
            if source == at and (test is None or test(values)):
                change(values)
                at = target
                taken.append(way)
                place += 1
                break
        else:
            led = True
            targets = [target for _, target in steps[place:]]
            around = led_around(corpus, at, values, targets)
            if not around:
                return None
            for way in around:
                corpus.runner.change[way.number](values)
            taken += around
            at = around[-1].target
            place += targets.index(at) + 1
    return at, values, taken, led


def led_around(corpus: Corpus, at: int, values: Sequence[int], targets: Sequence[int]) -> list[Way]:
    """The fewest open ways to one of some points; none if these would be many."""
    tests, change = corpus.runner.tests, corpus.runner.change
    waiting: list[tuple[int, Sequence[int], list[Way]]] = [(at, values, [])]
    for here, now, ways in waiting:
        for way in corpus.ground.ways[here]:
            if not is_plain(way.guard) and not tests[way.number](now):
                continue
            if way.target in targets:
                return [*ways, way]
            if len(waiting) < MOST_AROUND:
                after = list(now)
                change[way.number](after)
                waiting.append((way.target, after, [*ways, way]))
    return []

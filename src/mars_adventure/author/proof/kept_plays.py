"""Plays that earlier proofs found, taken again: what they come to is believed when they have come to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from mars_adventure.author.proof.corpus import Moment
from mars_adventure.author.proof.ground import is_plain
from mars_adventure.author.proof.keys import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.ground import Way

    Step = tuple[int, Callable[[Any], bool] | None, Callable[[Any], None], int, Way]
    """A way with what to look at first: its source, its test, what it changes, its target."""


class Plays(NamedTuple):
    """`ways` are what each way taken is known by. A moment is the place of the moment before it, 0 for the
    beginning, and the places of the ways that lead on from there.
    """

    ways: list[int]
    moments: list[tuple[int, list[int]]]


def known_by(way: Way, corpus: Corpus) -> int:
    """Few ways have the same; which of them is open decides."""
    points, edge = corpus.ground.machine.points, way.edge
    return crc32(
        f"{named(points[edge.source])} {named(points[edge.target])} {edge.choice} {edge.drawn}".encode()
    )


def write_plays(corpus: Corpus, wanted: Iterable[Moment]) -> Plays:
    """These moments, and all on the way to them."""
    places, numbers = {id(corpus.start): 0}, dict[int, int]()
    plays = Plays([], [])
    for moment in wanted:
        line = []
        here: Moment | None = moment
        while here is not None and id(here) not in places:
            line.append(here)
            here = here.before
        for one in reversed(line):
            steps = []
            for way in one.ways:
                if way.number not in numbers:
                    numbers[way.number] = len(plays.ways)
                    plays.ways.append(known_by(way, corpus))
                steps.append(numbers[way.number])
            plays.moments.append((places[id(one.before)], steps))
            places[id(one)] = len(plays.moments)
    return plays


def take_plays(corpus: Corpus, plays: Plays, is_over: Callable[[], bool]) -> bool:
    """Recalls the moments to which these plays still come. Whether none was found to which they do not."""
    runner = corpus.runner
    known: defaultdict[int, list[Step]] = defaultdict(list)
    for row in corpus.ground.ways:
        for way in row:
            test = None if is_plain(way.guard) else runner.tests[way.number]
            step = way.edge.source, test, runner.change[way.number], way.target, way
            known[known_by(way, corpus)].append(step)
    ways = [known.get(one, []) for one in plays.ways]
    found: list[Moment | None] = [corpus.start]
    for before, numbers in plays.moments:
        begun = found[before]
        if is_over():
            break
        if begun is None:
            found.append(None)
            continue
        at, values = begun.at, list(begun.values)
        taken: list[Way] = []
        for number in numbers:
            for source, test, change, target, way in ways[number]:
                if source == at and (test is None or test(values)):
                    change(values)
                    at = target
                    taken.append(way)
                    break
            else:
                break
        moment = None
        if len(taken) == len(numbers):
            moment = Moment(at, corpus.solid(values), 0, begun, tuple(taken))
            corpus.recall(moment)
        found.append(moment)
    return None not in found

"""Real plays steered towards a goal by an abstraction, and what stops them."""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.machine.guards import conjuncts, holds
from mars_adventure.author.proof.machine.running import projection
from mars_adventure.author.proof.tracking.abstraction import MOST_RANKS_APART

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mars_adventure.author.proof.machine.ground import Way
    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.running import Values
    from mars_adventure.author.proof.plays.corpus import Corpus, Moment
    from mars_adventure.author.proof.tracking.abstraction import Abstraction, Layer

    Blame = dict[Guard, float]
    """Guards that stopped plays, with how much depends on them."""

BEGINS = 16
"""States from which plays are steered: so many that look near, and so many from all over."""
ENOUGH = 16
"""Kept states, after which nothing is looked for that is further from the goals: what is near most often
tells what stops a play."""
PLENTY = 800
"""Layers of ranked states that are as much as that, once `MANY` variables are tracked: a play may then have to be
changed far back. To look for kept states in each of them would take as long as to rank them."""
MANY = 14
MOST_ALIKE = 3
FEWEST_STEPS = 400
"""After so many nothing is blamed any more: what stops plays that strayed further says little."""
MORE_STEPS = 3
"""For each pair of variables that are tracked: the more is known, the more a play is worth."""


class Step(NamedTuple):
    """A state on the way to a goal: from a moment of the corpus, or by a way from the step before."""

    distance: int
    turn: int
    at: int
    values: Values
    begun: Moment | None
    before: Step | None
    way: Way | None


def steer(
    corpus: Corpus, abstraction: Abstraction, goals: Places, blame: Blame, check: Callable[[int], None]
) -> Iterator[list[Way]]:
    """Real states, the one that looks nearest to the goals first; blames what stops it. Gives the plays that arrive.

    Whoever takes a play may take away goals that need no other: the ranks still serve for the rest. Of the states
    that the abstraction does not tell apart only the first few are gone on from; where it
    hides nothing they are as good as each other, so that it arrives. It may look at more states the
    larger the abstraction is, so that neither takes much longer than the other.
    """
    runner = corpus.runner
    heap: list[Step] = []
    alike: defaultdict[tuple[int, tuple[int, ...]], int] = defaultdict(int)
    seen: set[tuple[int, Values]] = set()
    for distance, moment in Begins(corpus, abstraction).look_near(goals):
        heap.append(Step(distance, len(heap), moment.at, moment.values, moment, None, None))
    heapify(heap)
    count, turn = len(heap), -1
    while heap and turn < FEWEST_STEPS + MORE_STEPS * len(abstraction.visible) ** 2:
        turn += 1
        check(len(abstraction.diagrams))
        step = heappop(heap)
        at, values = step.at, step.values
        goal = goals.get(at)
        if goal is not None:
            if holds(goal, values):
                yield path_to(corpus, step)
                turn = 0
            elif step.distance == 0 and turn < FEWEST_STEPS:
                accuse(goal, values, 1.0, blame)
        open_ways = {corpus.ground.ways[at][place].number for place in runner.open_ways[at](values)}
        nearest = step.distance + 1 + MOST_RANKS_APART
        closed: list[tuple[int, Way]] = []
        for move in abstraction.moves[at]:
            way = move.way
            if turn >= FEWEST_STEPS and way.number not in open_ways:
                continue
            after = list(values)
            runner.change[way.number](after)
            row = abstraction.row(way.target, after)
            ahead = abstraction.distance_of(way.target, row)
            if ahead is None:
                continue
            if way.number not in open_ways:
                closed.append((ahead, way))
                continue
            nearest = min(nearest, ahead)
            if alike[way.target, row] >= MOST_ALIKE:
                continue
            kept = corpus.solid(after)
            if (way.target, kept) in seen:
                continue
            alike[way.target, row] += 1
            seen.add((way.target, kept))
            count += 1
            heappush(heap, Step(ahead, count, way.target, kept, None, step, way))
        for distance, way in closed:
            if distance <= nearest:
                accuse(way.guard, values, 1 / (1 + distance), blame)


def path_to(corpus: Corpus, step: Step) -> list[Way]:
    ways: list[Way] = []
    while step.before is not None and step.way is not None:
        ways.append(step.way)
        step = step.before
    assert step.begun is not None
    return corpus.path(step.begun) + ways[::-1]


class Begins:
    """The kept states, as far as one abstraction tells them apart."""

    def __init__(self, corpus: Corpus, abstraction: Abstraction) -> None:
        self.corpus, self.abstraction = corpus, abstraction
        self.alike: dict[int, dict[tuple[int, ...], list[Moment]]] = {}
        """By point, the kept states that the abstraction does not tell apart, without those of a known layer."""
        self.known: dict[Layer, list[Moment]] = {}
        self.searched: set[Layer] = set()
        """The layers of which all kept states are known."""

    def inside(self, layers: Iterable[Layer], most: int) -> Iterator[tuple[int, Moment]]:
        """With the distance; so many of each layer."""
        for layer in layers:
            known = self.known.setdefault(layer, [])
            if len(known) < most and layer not in self.searched:
                self.look_into(layer, known, most)
            yield from [(layer.distance, moment) for moment in known[:most]]

    def look_into(self, layer: Layer, known: list[Moment], most: int) -> None:
        """Until so many are known. No state is in two layers."""
        _, at, rows = layer
        alike, found = self.alike_at(at), []
        for row in alike:
            if self.abstraction.has(rows, at, row):
                found.append(row)
                known += alike[row]
                if len(known) >= most:
                    break
        else:
            self.searched.add(layer)
        for row in found:
            del alike[row]

    def alike_at(self, at: int) -> dict[tuple[int, ...], list[Moment]]:
        found = self.alike.get(at)
        if found is None:
            found = self.alike[at] = {}
            seen = projection([one.variable for one in self.abstraction.told.get(at, ())])
            same: dict[tuple[int, ...], list[Moment]] = {}
            for values, moment in self.corpus.states.get(at, {}).items():
                same.setdefault(seen(values), []).append(moment)
            for moments in same.values():
                found.setdefault(self.abstraction.row(at, moments[0].values), []).extend(moments)
        return found

    def look_near(self, goals: Places) -> Iterator[tuple[int, Moment]]:
        """Ranks states by their distance from the goals, no further than it takes to find enough kept ones;
        gives those that look nearest, and then as many from all over.
        """
        looked = found = 0
        many = len(self.abstraction.visible) >= MANY

        def is_enough(ranked: Sequence[Layer]) -> bool:
            nonlocal looked, found
            if many:
                return len(ranked) >= PLENTY
            found += sum(1 for _ in islice(self.inside(ranked[looked:], MOST_ALIKE), ENOUGH))
            looked = len(ranked)
            return found >= ENOUGH

        self.abstraction.rank_backwards(goals, is_enough)
        layers = sorted(layer for layer in self.abstraction.ranked if self.corpus.states.get(layer.at))
        near = islice(self.inside(layers, MOST_ALIKE), BEGINS)
        far = islice(self.inside(layers[:: max(1, len(layers) // BEGINS)], 1), BEGINS)
        yield from chain(near, far)


def accuse(guard: Guard, values: Sequence[int], weight: float, blame: Blame) -> None:
    for part in conjuncts(guard):
        if not holds(part, values):
            blame[part] += weight

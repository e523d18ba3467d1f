"""What play can reach as far as some variables can tell: the others may have any value they ever have there."""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.tracking.diagrams import EMPTY, Diagrams
from mars_adventure.author.proof.tracking.effects import IDLE
from mars_adventure.author.proof.tracking.kernel import Hop, Kernel, Move
from mars_adventure.author.proof.tracking.sieves import YES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.machine.guards import Table
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.plays.corpus import Moment
    from mars_adventure.author.proof.tracking.effects import Operation
    from mars_adventure.author.proof.tracking.view import View

MOST_RANKS_APART = 20
"""Taking a way whose guard is hidden counts as so many steps more."""
RANKS_OF_A_RETURN = 4
"""So does each time that play goes back to where it was."""


class Layer(NamedTuple):
    """Abstract states at a point, and how far they are from the goals."""

    distance: int
    at: int
    rows: int


class Told(NamedTuple):
    """A variable that matters at a point, and the class of each of its values."""

    level: int
    variable: int
    classes: Table


class Abstraction:
    """The abstract states that can be reached from the first, point by point.

    A `coarser` abstraction, which tracks fewer variables, lends it what has not changed.
    With each state there is whatever can do no more than it, as far as is known (see `orders`).
    `check` is called often and may raise OutOfBounds.
    """

    def __init__(
        self,
        view: View,
        start: Moment,
        visible: Iterable[int],
        check: Callable[[int], None],
        coarser: Abstraction | None = None,
    ) -> None:
        self.view, self.inside, self.check = view, view.inside, check
        # Where nothing new is told apart, what was worked out for the coarser serves again.
        self.diagrams: Diagrams = Diagrams() if coarser is None else coarser.diagrams
        levels = view.ground.levels
        self.visible = sorted(visible, key=levels.__getitem__)
        self.tracked = frozenset(self.visible)
        self.new = [one for one in self.visible if coarser is None or one not in coarser.tracked]
        self.told: dict[int, list[Told]] = {} if coarser is None else dict(coarser.told)
        """By point, the variables that matter there, with the classes of their values."""
        self.told_levels: dict[int, list[int]] = {} if coarser is None else dict(coarser.told_levels)
        self.tell_apart()
        self.moves = self.find_moves(coarser)
        kept = {start.at, *chain.from_iterable(view.goals)}
        self.kernel = Kernel(self.moves, view.ground.rank, kept, self.is_alike)
        self.reached: defaultdict[int, int] = defaultdict(int)
        self.layers: defaultdict[int, list[Layer]] = defaultdict(list)
        self.ranked: list[Layer] = []
        """The layers of all points, in the order in which they were found."""
        self.distances: dict[tuple[int, tuple[int, ...]], int | None] = {}
        self.spread(start)

    def reaches(self, goals: Places) -> dict[int, int]:
        """What of some goals was reached, by point."""
        return {
            at: rows
            for at, guard in goals.items()
            if (rows := self.sifted(self.reached[at], self.view.sieve(guard, at, self.tracked)))
        }

    def is_alike(self, at: int, other: int) -> bool:
        """Whether the same is told apart at two points."""
        return self.told.get(at) == self.told.get(other)

    def tell_apart(self) -> None:
        levels = self.view.ground.levels
        more: defaultdict[int, list[Told]] = defaultdict(list)
        for variable in self.new:
            for at, classes in self.view.partition(variable).items():
                more[at].append(Told(levels[variable], variable, classes))
        for at, new in more.items():
            self.told[at] = sorted([*self.told.get(at, ()), *new])
            self.told_levels[at] = [one.level for one in self.told[at]]

    # -- states and moves ---------------------------------------------------------------------

    def row(self, at: int, values: Sequence[int]) -> tuple[int, ...]:
        """The abstract state of real values: the classes of what matters at the point."""
        return tuple([classes[values[variable]] for _, variable, classes in self.told.get(at, ())])

    def has(self, rows: int, at: int, row: Sequence[int]) -> bool:
        return self.diagrams.holds(rows, self.told_levels.get(at, ()), row)

    def sifted(self, rows: int, sieve: int) -> int:
        return self.diagrams.sift(rows, sieve, self.view.sieves)

    def find_moves(self, coarser: Abstraction | None) -> dict[int, list[Move]]:
        """Those of the coarser abstraction that are still of use, with what is told apart now besides."""
        view, new = self.view, frozenset(self.new)
        if coarser is not None:
            moves = coarser.moves
        else:
            moves = {
                at: [Move(way, YES, IDLE, bool(way.asks)) for way in row] for at, row in view.ways.items()
            }
        operations: defaultdict[int, list[Operation]] = defaultdict(list)
        touched: set[int] = set()
        for variable in self.new:
            touched.update(view.inside.intersection(view.ground.asking[variable]))
            for way, operation in view.actions(variable):
                operations[way.number].append(operation)
                touched.add(way.edge.source)

        def again(move: Move) -> Move:
            way, more = move.way, operations.get(move.way.number)
            if more is None and way.asks.isdisjoint(new):
                return move
            effect = view.effects.joined(move.effect, more) if more else move.effect
            return Move(way, view.sieve_of(way, self.tracked), effect, not way.asks <= self.tracked)

        return moves | {at: [again(move) for move in moves[at]] for at in touched}

    # -- forwards -----------------------------------------------------------------------------

    def spread(self, start: Moment) -> None:
        """The fixpoint, sources before targets as far as there are no circles."""
        diagrams, reached, rank = self.diagrams, self.reached, self.view.ground.rank
        effects = self.view.effects
        if start.at not in self.inside:
            return
        told = self.told.get(start.at, ())
        alone = diagrams.row(self.told_levels.get(start.at, ()), self.row(start.at, start.values))
        filling = [self.view.filling(one.variable, start.at) for one in told]
        reached[start.at] = diagrams.image(alone, effects.joined(IDLE, filling), effects)
        queued = {start.at}
        waiting = [(rank[start.at], start.at)]
        while waiting:
            at = heapq.heappop(waiting)[1]
            queued.discard(at)
            rows = reached[at]
            self.check(len(diagrams))
            diagrams.forget()
            for target, sieve, effect, _ in self.kernel.hops[at]:
                passing = self.sifted(rows, sieve)
                if passing == EMPTY:
                    continue
                before = reached[target]
                after = reached[target] = diagrams.union(before, diagrams.image(passing, effect, effects))
                if after != before and target not in queued:
                    queued.add(target)
                    heapq.heappush(waiting, (rank[target], target))
        for at in self.kernel.next:
            reached[at] = reached[self.kernel.standing(at)]

    # -- backwards ----------------------------------------------------------------------------

    def rank_backwards(self, goals: Places, is_enough: Callable[[Sequence[Layer]], bool]) -> None:
        """Layers of abstract states by how far they are from some goals.

        Against the order of play, again and again: once for each hidden guard on the way, and for each way that goes back.
        `is_enough` is told the layers after each round, and ends it.
        """
        diagrams, reached, rank, steps = self.diagrams, self.reached, self.view.ground.rank, self.view.steps
        effects = self.view.effects
        self.layers.clear()
        self.ranked.clear()
        self.distances.clear()
        inward: defaultdict[int, list[tuple[int, Hop]]] = defaultdict(list)
        for at, hops in self.kernel.hops.items():
            if reached[at]:
                for hop in hops:
                    inward[hop.target].append((at, hop))
        left = dict(reached)
        now = self.reaches(goals)
        later: defaultdict[int, int] = defaultdict(int)
        distance = 0
        while (now or later) and not is_enough(self.ranked):
            if not now:
                now, later = dict(later), defaultdict(int)
                distance += MOST_RANKS_APART
            again: defaultdict[int, int] = defaultdict(int)
            waiting = [(-rank[at], at) for at in now]
            heapq.heapify(waiting)
            while waiting:
                target = heapq.heappop(waiting)[1]
                rows = diagrams.meet(now.pop(target, EMPTY), left[target])
                if rows == EMPTY:
                    continue
                self.check(len(diagrams))
                diagrams.forget()
                left[target] = diagrams.difference(left[target], rows)
                layer = Layer(distance + steps[target], target, rows)
                self.layers[target].append(layer)
                self.ranked.append(layer)
                for at, hop in inward[target]:
                    rest = self.sifted(left[at], hop.sieve)
                    origin = diagrams.origin(rest, rows, hop.effect, effects) if rest else EMPTY
                    if origin == EMPTY:
                        continue
                    if hop.hidden:
                        later[at] = diagrams.union(later[at], origin)
                    elif rank[at] >= rank[target]:
                        again[at] = diagrams.union(again[at], origin)
                    elif at in now:
                        now[at] = diagrams.union(now[at], origin)
                    else:
                        now[at] = origin
                        heapq.heappush(waiting, (-rank[at], at))
            now = dict(again)
            distance += RANKS_OF_A_RETURN

    def distance_of(self, at: int, row: tuple[int, ...]) -> int | None:
        """How far a state is from the goals, as far as the abstraction can tell."""
        key = (at, row)
        if key not in self.distances:
            there = self.kernel.standing(at)
            between = self.view.steps[at] - self.view.steps[there]
            self.distances[key] = next(
                (
                    layer.distance + between
                    for layer in self.layers.get(there, ())
                    if self.has(layer.rows, there, row)
                ),
                None,
            )
        return self.distances[key]

"""What play can reach as far as some variables can tell: the others may have any value they ever have there."""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.diagrams import EMPTY, Diagrams
from mars_adventure.author.proof.ground import is_plain
from mars_adventure.author.proof.guards import before, judge, variables_of
from mars_adventure.author.proof.slices import partition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.diagrams import Operation, Sieve
    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.slices import Partition

MOST_BEGINS = 12
"""States of the corpus at each point with which the fixpoint begins."""
MOST_RANKS_APART = 20
"""Taking a way whose guard is hidden counts as so many steps more."""


class OutOfBounds(Exception):
    """The budget of time or memory is used up."""


class Move(NamedTuple):
    """A way between abstract states. `hidden`: its guard reads something that is not tracked."""

    way: Way
    sieve: Sieve
    operations: tuple[Operation, ...]
    hidden: bool


class Layer(NamedTuple):
    distance: int
    rows: int


class View:
    """What is looked at on the way to some goals: their cone, and what can be told apart there."""

    def __init__(self, ground: Ground, goals: Places) -> None:
        self.ground, self.goals = ground, goals
        self.inside = ground.cone(goals)
        self.known: dict[int, Partition] = {}

    def partition(self, variable: int) -> Partition:
        found = self.known.get(variable)
        if found is None:
            found = self.known[variable] = partition(self.ground, variable, self.inside, self.goals)
        return found


class Abstraction:
    """The abstract states that can be reached from a corpus of real ones, point by point.

    `check` is called often and may raise OutOfBounds.
    """

    def __init__(
        self, view: View, corpus: Corpus, visible: Sequence[int], check: Callable[[int], None]
    ) -> None:
        self.ground, self.goals, self.inside, self.check = view.ground, view.goals, view.inside, check
        self.visible = sorted(visible, key=lambda at: (-self.ground.alive.get(at, 0), at))
        self.level = {variable: level for level, variable in enumerate(self.visible)}
        self.diagrams = Diagrams()
        self.partitions = {variable: view.partition(variable) for variable in self.visible}
        self.sieves: list[dict[tuple[int, tuple[int, ...]], Sieve]] = []
        self.moves = {at: self.moves_of(at) for at in self.inside}
        self.reached: defaultdict[int, int] = defaultdict(int)
        self.layers: defaultdict[int, list[Layer]] = defaultdict(list)
        self.distances: dict[tuple[int, tuple[int, ...]], int | None] = {}
        self.spread(corpus)
        self.found = self.reaches(self.goals)

    def reaches(self, goals: Places) -> dict[int, int]:
        """What of some goals was reached, by point."""
        return {
            at: rows
            for at, guard in goals.items()
            if (rows := self.diagrams.sift(self.reached[at], self.sieve(guard, at)))
        }

    # -- states and moves ---------------------------------------------------------------------

    def row(self, at: int, values: Sequence[int]) -> list[int]:
        """The abstract state of real values."""
        found = []
        for variable in self.visible:
            classes = self.partitions[variable].get(at)
            found.append(classes[values[variable]] if classes is not None else 0)
        return found

    def moves_of(self, at: int) -> list[Move]:
        found = []
        for way in self.ground.ways[at]:
            if way.target not in self.inside:
                continue
            hidden = any(variable not in self.level for variable in (*way.tests, *way.read))
            sieve = self.sieve(way.rest, at) if way.read & self.level.keys() else True
            operations = [
                operation
                for variable in self.visible
                if (operation := self.operation(at, way, variable)) is not None
            ]
            found.append(Move(way, sieve, tuple(operations), hidden))
        return found

    def operation(self, at: int, way: Way, variable: int) -> Operation | None:
        """What the way does to the variable's classes; None for nothing."""
        before, after = self.partitions[variable].get(at), self.partitions[variable].get(way.target)
        table, mask = way.edge.tables.get(variable), way.tests.get(variable)
        if before is after and table is None and mask is None:
            return None
        found, same = [], True
        for value in range(len(before)) if before is not None else (0,):
            new = table[value] if table is not None else value
            new = after[new] if after is not None else 0
            if mask is not None and not mask >> value & 1:
                new = -1
            if new != value and (before is None or before[value] == value):
                same = False
            found.append(new)
        return None if same else (self.level[variable], tuple(found))

    def sieve(self, guard: Guard, at: int) -> Sieve:
        """Where the guard may hold, hidden variables having any value they have at the point."""
        if is_plain(guard):
            return True
        ground = self.ground
        read = sorted((v for v in variables_of(guard) if v in self.level), key=self.level.__getitem__)
        possible = ground.possible(at)
        nodes: dict[tuple[int, tuple[int, ...]], Sieve] = {}
        known: dict[tuple[int, Guard], Sieve] = {}
        self.sieves.append(nodes)  # sieves are told apart by identity, so they must stay alive

        def follow(turn: int, left: Guard) -> Sieve:
            """`left` is what the guard still asks once the variables before this turn have their values."""
            found = known.get((turn, left))
            if found is not None:
                return found
            judged = judge(left, possible)
            if judged is not None or turn == len(read):
                return judged is not False
            variable = read[turn]
            size = len(ground.variables.all[variable].values)
            below = [follow(turn + 1, before(left, {variable: (value,) * size})) for value in range(size)]
            found = below[0]
            if not all(one is found for one in below):
                level = self.level[variable]
                found = nodes.setdefault((level, tuple(map(id, below))), (level, tuple(below)))
            known[turn, left] = found
            return found

        return follow(0, guard)

    # -- forwards -----------------------------------------------------------------------------

    def spread(self, corpus: Corpus) -> None:
        """The fixpoint, sources before targets as far as there are no circles."""
        diagrams, reached, rank = self.diagrams, self.reached, self.ground.rank
        new: dict[int, int] = {}
        for at, states in corpus.states.items():
            if at in self.inside:
                for row in {tuple(self.row(at, values)) for values in islice(states, MOST_BEGINS)}:
                    reached[at] = diagrams.union(reached[at], diagrams.row(row))
                new[at] = reached[at]
        waiting = [(rank[at], at) for at in new]
        heapq.heapify(waiting)
        while waiting:
            at = heapq.heappop(waiting)[1]
            rows = new.pop(at, EMPTY)
            if rows == EMPTY:
                continue
            self.check(len(diagrams))
            diagrams.forget()
            for move in self.moves[at]:
                passing = rows if move.sieve is True else diagrams.sift(rows, move.sieve)
                if passing == EMPTY:
                    continue
                target = move.way.target
                more = diagrams.difference(diagrams.image(passing, move.operations), reached[target])
                if more:
                    reached[target] = diagrams.union(reached[target], more)
                    if target in new:
                        new[target] = diagrams.union(new[target], more)
                    else:
                        new[target] = more
                        heapq.heappush(waiting, (rank[target], target))

    # -- backwards ----------------------------------------------------------------------------

    def rank_backwards(self) -> None:
        """Layers of abstract states by how far they are from the goals, fewest hidden guards first."""
        diagrams, reached = self.diagrams, self.reached
        self.layers.clear()
        self.distances.clear()
        inward: defaultdict[int, list[tuple[int, Move]]] = defaultdict(list)
        for at in self.inside:
            if reached[at]:
                for move in self.moves[at]:
                    inward[move.way.target].append((at, move))
        done: defaultdict[int, int] = defaultdict(int)
        now: dict[int, int] = dict(self.found)
        later: defaultdict[int, int] = defaultdict(int)
        rank = hidden = 0
        while now or later:
            if not now:
                now, later = later, defaultdict(int)
                hidden += 1
            current = []
            for at, found in now.items():
                rows = diagrams.difference(found, done[at])
                if rows:
                    done[at] = diagrams.union(done[at], rows)
                    self.layers[at].append(Layer(rank + MOST_RANKS_APART * hidden, rows))
                    current.append((at, rows))
            following: defaultdict[int, int] = defaultdict(int)
            rank += 1
            self.check(len(diagrams))
            diagrams.forget()
            for target, rows in current:
                for at, move in inward[target]:
                    rest = diagrams.difference(reached[at], done[at])
                    if rest and move.sieve is not True:
                        rest = diagrams.sift(rest, move.sieve)
                    origin = diagrams.origin(rest, rows, move.operations) if rest else EMPTY
                    if origin:
                        queue = later if move.hidden else following
                        queue[at] = diagrams.union(queue[at], origin)
            now = dict(following)

    def distance_of(self, at: int, row: tuple[int, ...]) -> int | None:
        """How far a state is from the goals, as far as the abstraction can tell."""
        key = (at, row)
        if key not in self.distances:
            self.distances[key] = next(
                (layer.distance for layer in self.layers.get(at, ()) if self.diagrams.holds(layer.rows, row)),
                None,
            )
        return self.distances[key]

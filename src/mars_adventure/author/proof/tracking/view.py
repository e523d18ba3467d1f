"""What is looked at on the way to some goals, while more and more variables are tracked."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import variables_of
from mars_adventure.author.proof.machine.slices import observed
from mars_adventure.author.proof.tracking.effects import Effects
from mars_adventure.author.proof.tracking.orders import classes, orders
from mars_adventure.author.proof.tracking.sieves import YES, Sieves

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.guards import Guard, Table
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.slices import Partition
    from mars_adventure.author.proof.tracking.effects import Operation
    from mars_adventure.author.proof.tracking.orders import Order


class View:
    """The cone of some goals, what can be told apart there, and what ways and conditions make of it.

    All of that is found when it is first asked for, and serves every abstraction over the same goals.
    """

    def __init__(self, ground: Ground, goals: Sequence[Places]) -> None:
        self.ground, self.goals = ground, goals
        self.steps = ground.steps(chain.from_iterable(goals))
        self.inside = set(self.steps)
        self.ways = {
            at: [way for way in ground.ways[at] if way.target in self.inside] for at in sorted(self.inside)
        }
        self.sieves = Sieves(ground.levels)
        self.partitions: dict[int, Partition] = {}
        self.orders: dict[int, dict[int, Order]] = {}
        self.lowers: dict[tuple[int, int], dict[int, tuple[int, ...]]] = {}
        self.belows: dict[tuple[Order, Table], dict[int, tuple[int, ...]]] = {}
        self.effects = Effects()
        self.acts: dict[int, list[tuple[Way, Operation]]] = {}
        self.known: dict[tuple[int, Guard, frozenset[int]], int] = {}

    def partition(self, variable: int) -> Partition:
        found = self.partitions.get(variable)
        if found is None:
            asked = observed(self.ground, variable, self.inside, self.goals)
            order = self.orders[variable] = orders(self.ground, variable, self.inside, asked)
            told = {one: classes(one) for one in set(order.values())}
            found = self.partitions[variable] = {at: told[one] for at, one in order.items()}
        return found

    def lower(self, variable: int, at: int) -> dict[int, tuple[int, ...]]:
        """For each class at a point, the classes that can do no more than it; itself as well."""
        found = self.lowers.get((variable, at))
        if found is None:
            classes = self.partition(variable).get(at)
            order = self.orders[variable][at] if classes is not None else (1,)
            found = self.lowers[variable, at] = self.below(order, classes or (0,))
        return found

    def below(self, order: Order, classes: Table) -> dict[int, tuple[int, ...]]:
        """Each once, since most points tell the same apart as their neighbours."""
        found = self.belows.get((order, classes))
        if found is None:
            each = sorted(set(classes))
            found = {one: tuple([low for low in each if order[one] >> low & 1]) for one in each}
            self.belows[order, classes] = found
        return found

    def filling(self, variable: int, at: int) -> Operation:
        """Fills up a set of rows with what can do no more."""
        lower = self.lower(variable, at)
        classes = self.partition(variable).get(at, (0,))
        return self.ground.levels[variable], classes, tuple([lower[one] for one in classes])

    def sieve(self, guard: Guard, at: int, visible: Collection[int]) -> int:
        """Where the guard may hold, hidden variables having any value they have at the point."""
        tracked = frozenset(variables_of(guard).intersection(visible))
        found = self.known.get((at, guard, tracked))
        if found is None:
            found = self.known[at, guard, tracked] = self.sieves.may(guard, tracked, self.ground.possible(at))
        return found

    def sieve_of(self, way: Way, visible: Collection[int]) -> int:
        """What a way asks beside single values, which its operations ask."""
        return self.sieve(way.rest, way.edge.source, visible) if way.read else YES

    def actions(self, variable: int) -> list[tuple[Way, Operation]]:
        """What ways do to the variable's classes; without those that do nothing."""
        found = self.acts.get(variable)
        if found is None:
            found = self.acts[variable] = []
            self.partition(variable)
            order, touching = self.orders[variable], self.ground.touching[variable]
            near = [
                way
                for at, here in order.items()
                for way in self.ways[at]
                if order.get(way.target) != here or way.number in touching
            ]
            near += [
                way
                for at in order
                for way in self.ground.inward[at]
                if way.edge.source not in order and way.edge.source in self.inside
            ]
            for way in near:
                operation = self.operation(way, variable)
                if operation is not None:
                    found.append((way, operation))
        return found

    def operation(self, way: Way, variable: int) -> Operation | None:
        """None if it leaves every set of rows as it is that has been filled up."""
        classes = self.partitions[variable]
        before, after = classes.get(way.edge.source), classes.get(way.target)
        table, mask = way.edge.tables.get(variable), way.tests.get(variable)
        if before is None and after is None:
            return None
        lower = self.lower(variable, way.target)
        # What is sifted by a condition that reads the variable may have to be filled up again.
        same = lower == self.lower(variable, way.edge.source) and (
            variable not in way.read or all([len(low) == 1 for low in lower.values()])
        )
        if same and table is None and mask is None and before == after:
            return None
        found: list[int] = []
        for value in range(len(before)) if before is not None else (0,):
            new = table[value] if table is not None else value
            new = after[new] if after is not None else 0
            if mask is not None and not mask >> value & 1:
                new = -1
            if new != value and (before is None or before[value] == value):
                same = False
            found.append(new)
        if same:
            return None
        return (
            self.ground.levels[variable],
            tuple(found),
            tuple([lower[new] if new >= 0 else () for new in found]),
        )

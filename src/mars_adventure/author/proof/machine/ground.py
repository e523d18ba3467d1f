"""What every method of proof stands on: the machine with what is known of it before any search."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from heapq import heapify, heappop, heappush
from operator import or_
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import (
    AtLeast,
    Every,
    Guard,
    In,
    conjuncts,
    every,
    judge,
    variables_of,
)
from mars_adventure.author.proof.machine.values import passed, restricted, value_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.machine.guards import Table
    from mars_adventure.author.proof.machine.machine import Edge, Machine, Places


class Way:
    """An edge as the searches read it: `tests` are memberships by variable, `rest` what else its guard asks.

    What the value sets settle is left out; `guard` is what remains, and says the same in every state
    that can be reached.
    """

    __slots__ = ("asks", "edge", "guard", "number", "read", "rest", "target", "tests")

    def __init__(self, edge: Edge, number: int, packed: int, machine: Machine) -> None:
        self.edge, self.number, self.target = edge, number, edge.target
        self.tests: dict[int, int] = {}
        others: list[Guard] = []
        members: list[Guard] = []
        for part in conjuncts(edge.guard):
            if not isinstance(part, In):
                others.append(part)
            elif machine.variables.possible(packed, part.variable) & ~part.mask:
                self.tests[part.variable] = part.mask
                members.append(part)
        self.rest: Guard = every(*others)
        self.guard = every(*members, self.rest)
        self.read = variables_of(self.rest)
        self.asks = frozenset(self.tests) | self.read


class Ground:
    """The machine, the value sets of its points, and its edges without those that can never be taken.

    `ways` are by source and `inward` by target, `following` and `preceding` the points at their other ends,
    each once; `onward` are those of `following`, with None for what is done to a variable on the way there.
    By variable, `asking` are the points whose ways ask it, `changing` those whose ways change it, each with where
    its ways lead and what they do to the variable, and `touching` are the ways that do either. `rank` is an order in which
    sources come before targets as far as there are no circles, and `by_rank` the point of each;
    `component` numbers the strongly connected components.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine, self.variables = machine, machine.variables
        self.sets = value_sets(machine)
        self.ways: list[list[Way]] = []
        self.inward: list[list[Way]] = [[] for _ in machine.points]
        number = 0
        for at, row in enumerate(machine.edges):
            self.ways.append([])
            for edge in row:
                if self.sets[at] and passed(edge, self.sets[at], self.variables):
                    way = Way(edge, number, self.sets[at], machine)
                    self.ways[at].append(way)
                    self.inward[edge.target].append(way)
                    number += 1
        self.following = [sorted({way.target for way in row}) for row in self.ways]
        self.preceding = [sorted({way.edge.source for way in row}) for row in self.inward]
        self.asking: defaultdict[int, list[int]] = defaultdict(list)
        self.onward: list[list[tuple[int, Table | None]]] = [
            [(target, None) for target in row] for row in self.following
        ]
        self.changing: defaultdict[int, dict[int, list[tuple[int, Table | None]]]] = defaultdict(dict)
        self.touching: defaultdict[int, set[int]] = defaultdict(set)
        for at, ways in enumerate(self.ways):
            for variable in set().union(*[way.asks for way in ways]):
                self.asking[variable].append(at)
            for variable in set().union(*[way.edge.tables for way in ways]):
                steps = [(way.target, way.edge.tables.get(variable)) for way in ways]
                self.changing[variable][at] = list(dict.fromkeys(steps))
            for way in ways:
                for variable in way.asks.union(way.edge.tables):
                    self.touching[variable].add(way.number)
        self.component = components(self.following, machine.start)
        order = depth_first(self.following, machine.start)
        last = max(self.component.values(), default=0)
        self.rank = {at: ((last - self.component[at]) << 32) + order[at] for at in order}
        self.by_rank = {rank: at for at, rank in self.rank.items()}
        self.alive: dict[int, int] = {}
        """At how many points each variable may matter later and is not settled: what it costs to track it."""
        self.relevant = [0] * len(machine.points)
        """By point, all values of the variables that may matter later, packed."""
        self.find_alive()
        widest = sorted(self.alive, key=lambda at: (-self.alive[at], at))
        self.levels = [0] * len(widest)
        """By variable, its place in the order of diagrams: those that matter at most points come first."""
        for level, variable in enumerate(widest):
            self.levels[variable] = level

    def goals(self, places: Places) -> Places:
        """The places that the value sets do not exclude."""
        return {
            at: guard
            for at, guard in places.items()
            if self.sets[at] and restricted(guard, self.sets[at], self.variables)
        }

    def read_by(self, places: Places) -> frozenset[int]:
        """The variables on which it depends whether a condition at its place holds."""
        found: set[int] = set()
        for at, guard in places.items():
            possible = self.possible(at)
            for part in conjuncts(guard):
                if judge(part, possible) is None:
                    found |= {one for one in variables_of(part) if possible(one) & possible(one) - 1}
        return frozenset(found)

    def possible(self, at: int) -> Callable[[int], int]:
        """The mask of each variable at a point."""
        packed, variables = self.sets[at], self.variables
        return lambda variable: variables.possible(packed, variable)

    def cone(self, targets: Iterable[int]) -> set[int]:
        """The points from which one of these can be reached, as far as edges tell."""
        return set(self.steps(targets))

    def steps(self, targets: Iterable[int]) -> dict[int, int]:
        """The same, with how many edges away they are at least."""
        found = dict.fromkeys(targets, 0)
        order = list(found)
        for at in order:
            for source in self.preceding[at]:
                if source not in found:
                    found[source] = found[at] + 1
                    order.append(source)
        return found

    def find_alive(self) -> None:
        """All variables at once, backwards from where they are read to where they are set."""
        variables, relevant, rank = self.variables, self.relevant, self.rank
        fields = [one.full << shift for one, shift in zip(variables.all, variables.shifts, strict=True)]
        passing: list[list[tuple[int, int]]] = [[] for _ in relevant]
        """By target, the source of each way there, and what it leaves as it is or makes depend on what it was."""
        for at, row in enumerate(self.ways):
            for way in row:
                left = -1
                for variable, table in way.edge.tables.items():
                    if table.count(table[0]) == len(table):
                        left &= ~fields[variable]
                passing[way.target].append((at, left))
                for variable in way.asks:
                    relevant[at] |= fields[variable]
        for question in self.machine.questions.values():
            for (at, _), guard in question.cases.items():
                relevant[at] |= read_in(guard, fields)
        waiting = [-rank[at] for at, packed in enumerate(relevant) if packed and at in rank]
        heapify(waiting)
        queued = set(waiting)
        while waiting:
            place = heappop(waiting)
            queued.discard(place)
            target = self.by_rank[-place]
            wanted = relevant[target]
            for source, left in passing[target]:
                if wanted & left & ~relevant[source]:
                    relevant[source] |= wanted & left
                    if -rank[source] not in queued:
                        queued.add(-rank[source])
                        heappush(waiting, -rank[source])
        self.alive = dict.fromkeys(range(len(fields)), 0)
        for at, packed in enumerate(self.sets):
            for variable in variables.unsettled(packed & relevant[at]):
                self.alive[variable] += 1

    def cost(self, variables: Iterable[int]) -> int:
        return sum(self.alive.get(at, 0) * (len(self.variables.all[at].values) - 1) for at in variables)


def read_in(guard: Guard, fields: Sequence[int]) -> int:
    """The fields of the variables that a guard reads."""
    match guard:
        case In(variable, _, _):
            return fields[variable]
        case AtLeast(terms, _):
            return reduce(or_, [fields[variable] for variable, _ in terms], 0)
    return reduce(or_, [read_in(item, fields) for item in guard.items], 0)


def is_plain(guard: Guard) -> bool:
    """Whether nothing is asked."""
    return isinstance(guard, Every) and not guard.items


def depth_first(following: Sequence[Sequence[int]], start: int) -> dict[int, int]:
    """The reverse postorder of what can be reached."""
    seen, finished = {start}, []
    work = [(start, iter(following[start]))]
    while work:
        at, rest = work[-1]
        for target in rest:
            if target not in seen:
                seen.add(target)
                work.append((target, iter(following[target])))
                break
        else:
            finished.append(at)
            work.pop()
    return {at: place for place, at in enumerate(reversed(finished))}


def components(following: Sequence[Sequence[int]], start: int) -> dict[int, int]:
    """The strongly connected component of each point that can be reached, later ones first.

    Tarjan's algorithm (1972), without recursion.
    """
    index, low = {start: 0}, {start: 0}
    stack, on_stack = [start], {start}
    found: dict[int, int] = {}
    count = 0
    work = [(start, iter(following[start]))]
    while work:
        at, rest = work[-1]
        for target in rest:
            if target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(following[target])))
                break
            if target in on_stack:
                low[at] = min(low[at], index[target])
        else:
            work.pop()
            if work:
                above = work[-1][0]
                low[above] = min(low[above], low[at])
            if low[at] == index[at]:
                while True:
                    member = stack.pop()
                    on_stack.discard(member)
                    found[member] = count
                    if member == at:
                        break
                count += 1
    return found

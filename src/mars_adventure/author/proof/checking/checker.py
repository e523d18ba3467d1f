"""Checks proofs that something cannot be reached, without any of the code that finds them.

All it trusts is the machine and the few functions here: how a guard narrows the values that variables
may have, and what an edge then makes of them. A proof is a set of states for each point, drawn as a
decision diagram over the values of some variables, that holds the beginning, that no edge leaves, and
in which no goal holds. Edge by edge, both ends are gone through together, value by value, and no pair of
nodes twice (as in Bryant's "apply", 1986); no state is ever written out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import and_, invert, or_
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import AtLeast, Every, Guard, In, Some

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mars_adventure.author.proof.machine.machine import Edge, Machine, Places

    Masks = list[int]
    """For each variable, the set of values it may have, as bits."""

    Node = tuple[int, tuple[int, ...]]
    """A variable's place in the order, and for each of its values the number of the node that follows."""

NOTHING, EVERYTHING = 0, 1
"""The nodes with which every path ends: no states, and all that there are."""
TRUE, FALSE = Every(()), Some(())


@dataclass(frozen=True)
class Certificate:
    """`states` are by point the number of the node that holds them. `order` are the variables that the
    `nodes` look at, in the order in which they do; the first two nodes are NOTHING and EVERYTHING.
    """

    goals: Places
    order: tuple[int, ...]
    nodes: Sequence[Node]
    states: Mapping[int, int]

    @cached_property
    def places(self) -> dict[int, int]:
        """By variable, its place in the order."""
        return {variable: place for place, variable in enumerate(self.order)}


class Refused(Exception):
    """What is claimed does not follow. This is never the story's fault."""


def narrowed(guard: Guard, masks: Masks) -> Masks | None:
    """The values that may remain where the guard holds; None if it cannot."""
    match guard:
        case In(variable, mask, _):
            left = masks[variable] & mask
            if not left:
                return None
            return [*masks[:variable], left, *masks[variable + 1 :]] if left != masks[variable] else masks
        case AtLeast(terms, least):
            bests = [
                max(worth for value, worth in enumerate(table) if masks[variable] >> value & 1)
                for variable, table in terms
            ]
            spare = sum(bests) - least
            if spare < 0:
                return None
            narrow = list(masks)
            for best, (variable, table) in zip(bests, terms, strict=True):
                narrow[variable] &= sum(1 << at for at, worth in enumerate(table) if worth >= best - spare)
            return narrow
        case Every(items, _):
            found: Masks | None = masks
            for item in items:
                if found is None:
                    return None
                found = narrowed(item, found)
            return found
    parts = [part for item in guard.items if (part := narrowed(item, masks)) is not None]
    if not parts:
        return None
    joined = parts[0]
    for part in parts[1:]:
        joined = list(map(or_, joined, part))
    return joined


def moved(edge: Edge, masks: Masks) -> Masks:
    found = list(masks)
    for variable, table in edge.tables.items():
        found[variable] = 0
        for value, new in enumerate(table):
            if masks[variable] >> value & 1:
                found[variable] |= 1 << new
    return found


def check_values(machine: Machine, values: Sequence[Masks | None]) -> None:
    """That the value sets hold the beginning and are closed under every edge. None: never reached.

    Raises Refused.
    """
    start = values[machine.start]
    if start is None or not all(
        mask >> value & 1 for mask, value in zip(start, machine.variables.start(), strict=True)
    ):
        raise Refused("the value sets leave out the beginning")
    if any(masks is not None and len(masks) != len(machine.variables) for masks in values):
        raise Refused("a value set leaves out a variable")
    others = [list(map(invert, masks)) if masks is not None else None for masks in values]
    for at, row in enumerate(machine.edges):
        masks = values[at]
        if masks is None:
            continue
        for edge in row:
            passing = narrowed(edge.guard, masks)
            if passing is None:
                continue
            outside = others[edge.target]
            if outside is None or any(map(and_, moved(edge, passing), outside)):
                raise Refused(f"the value sets are not closed at point {at}")


def check_excluded(places: Places, values: Sequence[Masks | None]) -> None:
    """That the value sets, once checked, leave no place where its guard can hold. Raises Refused."""
    for at, guard in places.items():
        masks = values[at]
        if masks is not None and narrowed(guard, masks) is not None:
            raise Refused(f"the value sets do not exclude the goal at point {at}")


def check(
    machine: Machine,
    values: Sequence[Masks | None],
    certificate: Certificate,
    is_over: Callable[[], bool] = lambda: False,
) -> bool:
    """That no goal of the certificate can be reached, given checked value sets.

    Raises Refused. False if `is_over` came true before the end: then nothing was found out.
    """
    check_form(machine, certificate)
    states = certificate.states
    if machine.start in states and not holds(certificate, machine.start, machine.variables.start()):
        raise Refused("the proof leaves out the beginning")
    for at, row in enumerate(machine.edges):
        masks = values[at]
        if is_over():
            return False
        if masks is None:
            continue
        if at not in states:
            if any(edge.target in states and narrowed(edge.guard, masks) is not None for edge in row):
                raise Refused(f"an edge leads into the proof from point {at}, outside of it")
            continue
        goal = certificate.goals.get(at)
        if goal is not None and Passing(certificate, masks, goal, {}).any(states[at], NOTHING):
            raise Refused(f"the goal may hold at point {at}")
        for edge in row:
            if edge.target in states and Passing(certificate, masks, edge.guard, edge.tables).any(
                states[at], states[edge.target]
            ):
                raise Refused(f"an edge leaves the proof at point {at}")
    if not all(at in states or values[at] is None for at in certificate.goals):
        raise Refused("a goal lies outside of the proof")
    return True


def check_form(machine: Machine, certificate: Certificate) -> None:
    """That the nodes are diagrams: every path in order, each node with a child for every value. Raises Refused."""
    order, nodes = certificate.order, certificate.nodes
    if len(set(order)) != len(order) or len(nodes) < 2 or any(node[0] != len(order) for node in nodes[:2]):
        raise Refused("the nodes have no order")
    for place, children in nodes[2:]:
        if not 0 <= place < len(order) or len(children) != len(machine.variables.all[order[place]].values):
            raise Refused("a node leaves out a value")
        if not all(0 <= child < len(nodes) and nodes[child][0] > place for child in children):
            raise Refused("a node leads out of the order")
    if not all(0 <= node < len(nodes) for node in certificate.states.values()):
        raise Refused("a point has no node")


def holds(certificate: Certificate, at: int, values: Sequence[int]) -> bool:
    """Whether a state is in the proof."""
    node = certificate.states[at]
    while node not in (NOTHING, EVERYTHING):
        place, children = certificate.nodes[node]
        node = children[values[certificate.order[place]]]
    return node == EVERYTHING


class Passing:
    """States with values of some masks in which a guard may hold, and the tables with which they go on."""

    def __init__(
        self, certificate: Certificate, masks: Masks, guard: Guard, tables: Mapping[int, Sequence[int]]
    ) -> None:
        self.order, self.nodes, self.places = certificate.order, certificate.nodes, certificate.places
        self.masks, self.asked, self.tables = masks, guard, tables
        self.changed = max([self.places.get(variable, -1) for variable in tables], default=-1)
        self.known: dict[tuple[int, int, Guard], bool] = {}
        self.reads: dict[Guard, set[int]] = {TRUE: set()}

    def any(self, here: int, there: int) -> bool:
        """Whether one of them is in the set `here` and comes out of the set `there`."""
        if self.is_inside(here, there):
            return False
        passing = narrowed(self.asked, self.masks)
        if passing is None:
            return False
        self.masks = passing
        parts = self.asked.items if isinstance(self.asked, Every) else (self.asked,)
        # The masks have seen to the rest.
        return self.follow(here, there, Every(tuple([part for part in parts if not isinstance(part, In)])))

    def is_inside(self, here: int, there: int) -> bool:
        """Whether no state of one set comes out of the other, whatever is asked on the way."""
        return (
            here == NOTHING or there == EVERYTHING or (here == there and self.nodes[here][0] > self.changed)
        )

    def follow(self, here: int, there: int, guard: Guard) -> bool:
        if guard == FALSE or self.is_inside(here, there):
            return False
        key = (here, there, guard)
        found = self.known.get(key)
        if found is None:
            reads = self.reads.get(guard)
            if reads is None:
                reads = self.reads[guard] = read_by(guard)
            place = min(self.nodes[here][0], self.nodes[there][0])
            for one in reads:
                place = min(place, self.places.get(one, place))
            found = self.known[key] = (
                any(self.follow(*after) for after in self.by_value(here, there, guard, place))
                if place < len(self.order)
                else narrowed(guard, self.masks) is not None
            )
        return found

    def by_value(self, here: int, there: int, guard: Guard, place: int) -> set[tuple[int, int, Guard]]:
        """Both ends and what is left of the guard, for each value of the variable at a place in the order."""
        variable = self.order[place]
        is_asked = variable in self.reads[guard]
        mask, table = self.masks[variable], self.tables.get(variable)
        found = set()
        for value in range(mask.bit_length()):
            if mask >> value & 1:
                new = value if table is None else table[value]
                left = given(guard, variable, value) if is_asked else guard
                found.add((self.child(here, place, value), self.child(there, place, new), left))
        return found

    def child(self, node: int, place: int, value: int) -> int:
        looked_at, children = self.nodes[node]
        return children[value] if looked_at == place else node


def read_by(guard: Guard) -> set[int]:
    match guard:
        case In(variable, _, _):
            return {variable}
        case AtLeast(terms, _):
            return {variable for variable, _ in terms}
    return set().union(*[read_by(item) for item in guard.items])


def given(guard: Guard, variable: int, value: int) -> Guard:
    """What is left to be asked once a variable's value is known."""
    match guard:
        case In(tested, mask, _):
            return guard if tested != variable else TRUE if mask >> value & 1 else FALSE
        case AtLeast(terms, least):
            left = tuple([term for term in terms if term[0] != variable])
            if len(left) == len(terms):
                return guard
            least -= sum(table[value] for tested, table in terms if tested == variable)
            return AtLeast(left, least) if left else TRUE if least <= 0 else FALSE
    items = [given(item, variable, value) for item in guard.items]
    settled, idle = (FALSE, TRUE) if isinstance(guard, Every) else (TRUE, FALSE)
    if settled in items:
        return settled
    return guard._replace(items=tuple([item for item in items if item != idle]))

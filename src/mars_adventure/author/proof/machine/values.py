"""The values that each variable can have at each point, independently of each other.

A forward fixpoint over packed sets (see `Variables`): an over-approximation, so what is impossible in
it is impossible. (Cousot and Cousot's non-relational abstract interpretation, with finite sets as domains.)
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import AtLeast, Every, In, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.machine.machine import Edge, Machine
    from mars_adventure.author.proof.machine.variables import Variables


def value_sets(machine: Machine, draw: Callable[[int], None] | None = None) -> list[int]:
    """The packed set at each point, 0 where play cannot come. `draw` is called before a point's edges are read.

    Points that were met first are gone on from first: these are mostly those that come first in the story, so
    that hardly any point is gone through again for each of the ways on which something new may come to it.
    """
    variables = machine.variables
    found = [0] * len(machine.points)
    found[machine.start] = variables.packed(variables.start())
    waiting, queued = [machine.start], {machine.start}
    while waiting:
        at = heappop(waiting)
        queued.discard(at)
        if draw is not None:
            draw(at)
            found.extend([0] * (len(machine.points) - len(found)))
        for edge in machine.edges[at]:
            after = passed(edge, found[at], variables)
            old = found[edge.target]
            if after | old != old:
                found[edge.target] = old | after
                if edge.target not in queued:
                    queued.add(edge.target)
                    heappush(waiting, edge.target)
    return found


def passed(edge: Edge, packed: int, variables: Variables) -> int:
    """The set behind an edge; 0 if it cannot be taken."""
    packed = restricted(edge.guard, packed, variables)
    if packed:
        for at, table in edge.tables.items():
            now = variables.possible(packed, at)
            mask = 0
            for old, new in enumerate(table):
                if now >> old & 1:
                    mask |= 1 << new
            packed = variables.narrowed(packed, at, mask)
    return packed


def restricted(guard: Guard, packed: int, variables: Variables) -> int:
    """The set where a guard may hold; 0 if it cannot."""
    match guard:
        case In(at, mask, _):
            now = variables.possible(packed, at) & mask
            return variables.narrowed(packed, at, now) if now else 0
        case Every(items, _):
            for item in items:
                packed = restricted(item, packed, variables)
                if not packed:
                    return 0
            return packed
        case AtLeast():
            return 0 if judge(guard, lambda at: variables.possible(packed, at)) is False else packed
    found = 0
    for item in guard.items:
        found |= restricted(item, packed, variables)
    return found

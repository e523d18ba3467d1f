"""Checks proofs that something cannot be reached, without any of the code that finds them.

All it trusts is the machine and the few functions here: how a guard narrows the values that variables
may have, and what an edge then makes of them. A proof is a set of abstract states for each point that
holds the beginning, that no edge leaves, and in which no goal holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import or_
from typing import TYPE_CHECKING

from mars_adventure.author.proof.guards import AtLeast, Every, Guard, In

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mars_adventure.author.proof.machine import Edge, Machine, Places

    Masks = list[int]
    """For each variable, the set of values it may have, as bits."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`told` are the variables that are told apart at a point, each with the values of every class, as bits;
    `states` are rows of such classes, by point, in the same order.
    """

    goals: Places
    told: Mapping[int, tuple[tuple[int, Mapping[int, int]], ...]]
    states: Mapping[int, frozenset[tuple[int, ...]]]


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
    for at, row in enumerate(machine.edges):
        masks = values[at]
        if masks is None:
            continue
        for edge in row:
            passing = narrowed(edge.guard, masks)
            if passing is None:
                continue
            there = values[edge.target]
            if there is None or any(new & ~old for new, old in zip(moved(edge, passing), there, strict=True)):
                raise Refused(f"the value sets are not closed at point {at}")


def check_excluded(places: Places, values: Sequence[Masks | None]) -> None:
    """That the value sets, once checked, leave no place where its guard can hold. Raises Refused."""
    for at, guard in places.items():
        masks = values[at]
        if masks is not None and narrowed(guard, masks) is not None:
            raise Refused(f"the value sets do not exclude the goal at point {at}")


def check(machine: Machine, values: Sequence[Masks | None], certificate: Certificate) -> int:
    """That no goal of the certificate can be reached, given checked value sets; how many states it took.

    Raises Refused.
    """
    states, inside = certificate.states, certificate.states.keys()
    for at, told in certificate.told.items():
        for variable, classes in told:
            if reduce(or_, classes.values(), 0) != machine.variables.fulls[variable]:
                raise Refused(f"the classes leave out a value at point {at}")
    if machine.start in inside:
        begun = [1 << value for value in machine.variables.start()]
        if not rows(certificate, machine.start, begun) <= states[machine.start]:
            raise Refused("the proof leaves out the beginning")
    count = 0
    for at, row in enumerate(machine.edges):
        masks = values[at]
        if masks is None:
            continue
        if at not in inside:
            if any(edge.target in inside and narrowed(edge.guard, masks) is not None for edge in row):
                raise Refused(f"an edge leads into the proof from point {at}, outside of it")
            continue
        edges = [edge for edge in row if edge.target in inside]
        goal = certificate.goals.get(at)
        for state in states[at]:
            count += 1
            now = within(certificate, at, state, masks)
            if now is None:
                continue
            if goal is not None and narrowed(goal, now) is not None:
                raise Refused(f"the goal may hold at point {at}")
            for edge in edges:
                passing = narrowed(edge.guard, now)
                if (
                    passing is not None
                    and not rows(certificate, edge.target, moved(edge, passing)) <= states[edge.target]
                ):
                    raise Refused(f"an edge leaves the proof at point {at}")
    if not all(at in inside or values[at] is None for at in certificate.goals):
        raise Refused("a goal lies outside of the proof")
    return count


def within(certificate: Certificate, at: int, state: tuple[int, ...], masks: Masks) -> Masks | None:
    """The values that an abstract state stands for; None if there are none."""
    found = list(masks)
    for (variable, classes), wanted in zip(certificate.told.get(at, ()), state, strict=True):
        found[variable] &= classes[wanted]
        if not found[variable]:
            return None
    return found


def rows(certificate: Certificate, at: int, masks: Masks) -> set[tuple[int, ...]]:
    """Every abstract state that some of these values belong to."""
    domains = [
        [one for one, mask in classes.items() if masks[variable] & mask]
        for variable, classes in certificate.told.get(at, ())
    ]
    return set(product(*domains))

"""Plays of the machine with real values, fast: each point's edges compiled to Python."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mars_adventure.author.proof.guards import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Edge

    Values = tuple[int, ...] | bytes


class Runner:
    """`open_ways[point](values)` gives the ways that can be taken, `change[way.number](values)` takes one,
    and `pack[way.number](values, packed)` gives the packed set of the values after it, for that before it.

    `tests[way.number](values)` tells of one way whether it can be taken.

    Each kind is made when it is first needed. Sources hold nothing but numbers, so no text of a story ever becomes code.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.start = ground.machine.start
        self.values: Values = ground.variables.start()
        self.tests = Tests(ground)

    @cached_property
    def open_ways(self) -> list[Callable[[Any], Iterable[int]]]:
        return functions(
            "v",
            [
                [" found = []", *[f" {opened(way, place)}" for place, way in enumerate(row)], " return found"]
                for row in self.ground.ways
            ],
        )

    @cached_property
    def change(self) -> list[Callable[[Any], None]]:
        return functions(
            "v",
            [
                [f" {changed(at, table)}" for at, table in way.edge.tables.items()] or [" pass"]
                for row in self.ground.ways
                for way in row
            ],
        )

    @cached_property
    def pack(self) -> list[Callable[[Any, int], int]]:
        return functions(
            "v, p", [[f" return {repacked(way, self.ground)}"] for row in self.ground.ways for way in row]
        )

    def after(self, edge_ways: Iterable[Way]) -> tuple[int, Values]:
        """Where ways lead from the start, one after the other. Their guards are not looked at."""
        at, values = self.start, list(self.values)
        for way in edge_ways:
            self.change[way.number](values)
            at = way.target
        return at, tuple(values)


class Tests(dict[int, "Callable[[Any], bool]"]):
    """Each is made when it is first asked for."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ways = [way for row in ground.ways for way in row]

    def __missing__(self, number: int) -> Callable[[Any], bool]:
        test = self[number] = tested(self.ways[number].guard)
        return test


def functions(arguments: str, bodies: list[list[str]]) -> list[Callable[..., Any]]:
    """Each body's lines as a function, in order."""
    lines = [line for number, body in enumerate(bodies) for line in (f"def f{number}({arguments}):", *body)]
    scope: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<machine>", "exec"), {"__builtins__": {}}, scope)
    return [scope[f"f{number}"] for number in range(len(bodies))]


def opened(way: Way, place: int) -> str:
    source = source_of(way.guard)
    return f"found.append({place})" if source == "True" else f"if {source}: found.append({place})"


def changed(at: int, table: tuple[int, ...]) -> str:
    return f"v[{at}] = {table[0]}" if len(set(table)) == 1 else f"v[{at}] = {table}[v[{at}]]"


def repacked(way: Way, ground: Ground) -> str:
    cleared, fixed, parts = 0, 0, ["p"]
    for at, table in way.edge.tables.items():
        shift = ground.variables.shifts[at]
        cleared |= ground.variables.all[at].full << shift
        if len(set(table)) == 1:
            fixed |= 1 << shift + table[0]
        else:
            parts.append(f"1 << {tuple(shift + new for new in table)}[v[{at}]]")
    if cleared:
        parts[0] = f"p & ~{hex(cleared)}"
    return " | ".join([*parts, hex(fixed)] if fixed else parts)


def projection(variables: Sequence[int]) -> Callable[[Any], tuple[int, ...]]:
    """The values of some variables, and perhaps one of them twice; only good for telling states apart."""
    if not variables:
        return lambda values: ()
    return itemgetter(*variables, variables[0])


def tested(guard: Guard) -> Callable[[Any], bool]:
    """The guard as a function of values."""
    made: Callable[[Any], bool] = eval(f"lambda v: {source_of(guard)}", {"__builtins__": {}})
    return made


def choices_of(path: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(edge.choice for edge in path if edge.choice)

"""Plays of the machine with real values, fast: each point's edges compiled to Python."""

from __future__ import annotations

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

    Sources hold nothing but numbers, so no text of a story ever becomes code.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.start = ground.machine.start
        self.values: Values = ground.variables.start()
        lines = []
        for at, row in enumerate(ground.ways):
            lines.append(f"def open{at}(v):")
            lines += [
                " found = []",
                *[f" {opened(way, place)}" for place, way in enumerate(row)],
                " return found",
            ]
            for way in row:
                lines.append(f"def change{way.number}(v):")
                lines += [f" {changed(at, table)}" for at, table in way.edge.tables.items()] or [" pass"]
                lines += [f"def pack{way.number}(v, p):", f" return {repacked(way, ground)}"]
        scope: dict[str, Any] = {}
        exec(compile("\n".join(lines), "<machine>", "exec"), {"__builtins__": {}}, scope)
        self.open_ways: list[Callable[[Any], Iterable[int]]] = [
            scope[f"open{at}"] for at in range(len(ground.ways))
        ]
        self.change: list[Callable[[list[int]], None]] = [
            scope[f"change{way.number}"] for row in ground.ways for way in row
        ]
        self.pack: list[Callable[[Any, int], int]] = [
            scope[f"pack{way.number}"] for row in ground.ways for way in row
        ]
        self.tests: dict[int, Callable[[Any], bool]] = {}

    def is_open(self, way: Way, values: Any) -> bool:
        """Whether one way can be taken; its test is made when it is first asked for."""
        test = self.tests.get(way.number)
        if test is None:
            test = self.tests[way.number] = tested(way.guard)
        return test(values)

    def after(self, edge_ways: Iterable[Way]) -> tuple[int, Values]:
        """Where ways lead from the start, one after the other. Their guards are not looked at."""
        at, values = self.start, list(self.values)
        for way in edge_ways:
            self.change[way.number](values)
            at = way.target
        return at, tuple(values)


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

"""Plays of the machine with real values, fast: each point's edges compiled to Python."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mars_adventure.author.proof.machine.guards import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.machine.machine import Edge

    Values = tuple[int, ...] | bytes
    Changing = list[int] | bytearray

Part = TypeVar("Part")

MADE_AT_ONCE = 32
"""Functions: what is near in the story is asked for together."""
MOST_TESTS = 20_000
"""Conditions kept as functions."""


class Runner:
    """`open_ways[point](values)` gives the ways that can be taken, `change[way.number](values)` takes one,
    and `pack[way.number](values, packed)` gives the packed set of the values after it, for that before it.

    `tests[way.number](values)` tells of one way whether it can be taken.
    """

    def __init__(self, ground: Ground) -> None:
        self.start = ground.machine.start
        self.values: Values = ground.variables.start()
        ways = [way for row in ground.ways for way in row]
        self.open_ways = Made("v", ground.ways, choosing)
        self.tests = Made("v", ways, lambda way: [f" return {source_of(way.guard)}"])
        self.change = Made("v", ways, changing)
        self.pack = Made("v, p", ways, lambda way: [f" return {repacked(way, ground)}"])

    def after(self, edge_ways: Iterable[Way]) -> tuple[int, Values]:
        """Where ways lead from the start, one after the other. Their guards are not looked at."""
        at, values = self.start, list(self.values)
        for way in edge_ways:
            self.change[way.number](values)
            at = way.target
        return at, tuple(values)


class Made(dict[int, "Callable[..., Any]"], Generic[Part]):
    """Functions by number, made from lines of Python when one of them or of its neighbours is first asked for.

    Sources hold nothing but numbers, so no text of a story ever becomes code.
    """

    def __init__(self, arguments: str, parts: Sequence[Part], written: Callable[[Part], list[str]]) -> None:
        super().__init__()
        self.arguments, self.parts, self.written = arguments, parts, written

    def __missing__(self, number: int) -> Callable[..., Any]:
        first = number - number % MADE_AT_ONCE
        bodies = [self.written(part) for part in self.parts[first : first + MADE_AT_ONCE]]
        self.update(enumerate(functions(self.arguments, bodies), first))
        return self[number]


def functions(arguments: str, bodies: list[list[str]]) -> list[Callable[..., Any]]:
    """Each body's lines as a function, in order."""
    lines = [line for number, body in enumerate(bodies) for line in (f"def f{number}({arguments}):", *body)]
    scope: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<machine>", "exec"), {"__builtins__": {}}, scope)
    return [scope[f"f{number}"] for number in range(len(bodies))]


def choosing(row: Sequence[Way]) -> list[str]:
    return [" found = []", *[f" {opened(way, place)}" for place, way in enumerate(row)], " return found"]


def opened(way: Way, place: int) -> str:
    source = source_of(way.guard)
    return f"found.append({place})" if source == "True" else f"if {source}: found.append({place})"


def changing(way: Way) -> list[str]:
    return [f" {changed(at, table)}" for at, table in way.edge.tables.items()] or [" pass"]


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
    """The guard as a function of values. Half of all that is asked of a story is asked in several places."""
    return compiled(source_of(guard))


@lru_cache(maxsize=MOST_TESTS)
def compiled(source: str) -> Callable[[Any], bool]:
    made: Callable[[Any], bool] = eval(f"lambda v: {source}", {"__builtins__": {}})
    return made


def choices_of(path: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(edge.choice for edge in path if edge.choice)

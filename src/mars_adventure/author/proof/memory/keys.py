"""Digests of what answers rest on: where they are as they were, so is the answer.

A proof that something cannot be tracks a few variables. Seen through these, every play is a walk from point
to point in which each way asks something of them and does something to them; and the proof says that no such
walk comes to the goal. So it holds of every machine with the same walks: as far as there are ways to the
goal, the same points behind one another, and on each way the same of the tracked variables. What else the
story asks and does may change as it will.

Points are known by their place in the story, and variables by name, for numbers shift when something is added.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.ground import Way
from mars_adventure.author.proof.machine.guards import TRUE, AtLeast, Every, In, Some
from mars_adventure.author.proof.machine.machine import Edge
from mars_adventure.author.proof.machine.values import passed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mars_adventure.author.proof.drawing.drawing import Drawing
    from mars_adventure.author.proof.machine.ground import Ground
    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.machine.machine import Places, Point

    Pair = tuple[int, int]
    Masks = dict[int, int]


def digest_of(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def digest_of_all(drawing: Drawing) -> str:
    """Of everything that findings depend on: not of words, nor of where they stand in their files."""
    machine = drawing.machine
    questions = [
        (question.topic, question.wanted, question.weight, list(question.cases.items()))
        for question in machine.questions.values()
    ]
    undecided = sorted(drawing.watches.undecided.items())
    whole = machine.variables.all, machine.points, machine.edges, machine.start, questions, undecided
    return digest_of(json.dumps(whole))


class Keys:
    """Digests of what answers over one machine rest on."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.names = [f"{one.name}:{len(one.values)}" for one in ground.variables.all]
        self.begun = [
            f"{name}:{one.start}" for name, one in zip(self.names, ground.variables.all, strict=True)
        ]
        """The same, with the values that they have at first."""
        self.points = [named(point) for point in ground.machine.points]
        self.between: defaultdict[Pair, list[Way]] = defaultdict(list)
        self.touching: defaultdict[int, dict[Pair, None]] = defaultdict(dict)
        """By variable, between which points there are ways that ask it or change it."""
        self.doubtful: dict[Pair, None] = {}
        """Between which points there is a way of which it is not plain that anything lets it be taken."""
        for row in ground.ways:
            for way in row:
                pair = way.edge.source, way.target
                self.between[pair].append(way)
                for variable in way.asks.union(way.edge.tables):
                    self.touching[variable][pair] = None
                if way.read and self.hidden(way, ()) is None:
                    self.doubtful[pair] = None
        self.cones = self.fold()
        self.known: dict[tuple[int, frozenset[int]], str] = {}

    def fold(self) -> dict[int, str]:
        """By component, which points there are on ways to it, and which of them follow which."""
        ground = self.ground
        members: defaultdict[int, list[int]] = defaultdict(list)
        for at, component in ground.component.items():
            members[component].append(at)
        found: dict[int, str] = {}
        for component in sorted(members, reverse=True):
            found[component] = digest_of(
                sorted(
                    (
                        self.points[at],
                        sorted(
                            (self.points[source], found.get(ground.component[source], ""))
                            for source in ground.preceding[at]
                            if source != at
                        ),
                    )
                    for at in members[component]
                )
            )
        return found

    # -- questions ----------------------------------------------------------------------------

    def of_goals(self, goals: Places) -> str:
        """What is asked, whatever the answer depends on."""
        return digest_of(sorted((self.points[at], self.worded(guard)) for at, guard in goals.items()))

    def of_proof(self, goals: Places, variables: Iterable[int]) -> str:
        """What a proof rests on that the goals cannot be reached, and that tracks these variables."""
        ground, inside, tracked = self.ground, self.ground.cone(goals), frozenset(variables)
        wanted = [
            Way(Edge(at, at, guard, {}), -1, ground.sets[at], ground.machine) for at, guard in goals.items()
        ]
        pairs = dict.fromkeys(pair for one in tracked for pair in self.touching[one]) | self.doubtful
        return digest_of(
            self.points[ground.machine.start],
            sorted(self.begun[one] for one in tracked),
            sorted(
                (self.points[way.target], self.cones[ground.component[way.target]], self.seen(way, tracked))
                for way in wanted
            ),
            sorted(
                (
                    self.points[source],
                    self.points[target],
                    sorted({self.seen_at(way, tracked) for way in self.between[source, target]}),
                )
                for source, target in pairs
                if target in inside
            ),
        )

    def of_attempt(self, goals: Places) -> str:
        """What the work rests on that was spent without an answer: all that there is on ways to the goals."""
        return self.of_proof(goals, range(len(self.names)))

    def seen_at(self, way: Way, tracked: frozenset[int]) -> str:
        """The same as `seen`, of a way of the machine: many proofs see as much of it."""
        key = way.number, tracked.intersection(way.asks.union(way.edge.tables))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.seen(way, key[1])
        return found

    def seen(self, way: Way, tracked: Collection[int]) -> str:
        """What a way asks of the tracked variables, and what it does to them."""
        tests = sorted((self.names[one], mask) for one, mask in way.tests.items() if one in tracked)
        tables = sorted((self.names[one], table) for one, table in way.edge.tables.items() if one in tracked)
        if not way.read:
            return f"{tests} {tables}"
        hidden = self.hidden(way, tracked)
        if hidden is None:
            masks = sorted((self.names[one], mask) for one, mask in self.masks(way, tracked).items())
            return f"{tests} {tables} {self.worded(way.rest)} {masks}"
        return f"{tests} {tables}"

    def masks(self, way: Way, tracked: Collection[int]) -> Masks:
        """The values that may let a way be taken, of the variables that are not tracked and asked together."""
        possible, full = self.ground.possible(way.edge.source), self.ground.variables.fulls
        return {one: possible(one) & way.tests.get(one, full[one]) for one in way.read if one not in tracked}

    def hidden(self, way: Way, tracked: Collection[int]) -> Masks | None:
        """Values of variables that are not tracked with which nothing more is asked of the others than
        what is asked of each by itself; None if none were found.
        """
        return granted(way.rest, self.masks(way, tracked))

    # -- circles ------------------------------------------------------------------------------

    def of_points(self, points: Iterable[int]) -> str:
        return digest_of(sorted(self.points[at] for at in points))

    def of_circle(self, points: Collection[int], tracked: Collection[int]) -> str:
        """What it rests on in which states of a circle, seen through these variables, play is not sure to be able
        to leave it: what may come in, and all that happens inside.
        """
        ground, variables, inside = self.ground, self.ground.variables, set(points)
        coming = [
            (at, passed(way.edge, ground.sets[way.edge.source], variables))
            for at in points
            for way in ground.inward[at]
            if way.edge.source not in inside
        ]
        return digest_of(
            sorted(self.begun[one] for one in tracked),
            self.points[ground.machine.start] if ground.machine.start in inside else "",
            sorted({(self.points[at], self.told(packed, tracked)) for at, packed in coming}),
            sorted(
                (
                    self.points[at],
                    self.told(ground.sets[at], set().union(*[way.asks for way in ground.ways[at]])),
                    [
                        (
                            self.points[way.target] if way.target in inside else "",
                            self.worded(way.guard),
                            sorted(
                                (self.names[one], to) for one, to in way.edge.tables.items() if one in tracked
                            ),
                        )
                        for way in ground.ways[at]
                    ],
                )
                for at in points
            ),
        )

    def of_lock(self, points: Collection[int], tracked: Collection[int]) -> str:
        """The same, and what it rests on that proofs tracking no more found play never to come to those states."""
        return digest_of(self.of_circle(points, tracked), self.of_proof(dict.fromkeys(points, TRUE), tracked))

    def told(self, packed: int, variables: Iterable[int]) -> str:
        possible = self.ground.variables.possible
        return str(sorted((self.names[one], possible(packed, one)) for one in variables))

    def worded(self, guard: Guard) -> str:
        match guard:
            case In(variable, mask, _):
                return f"{self.names[variable]} in {mask}"
            case AtLeast(terms, least):
                return f"{[(self.names[variable], table) for variable, table in terms]} >= {least}"
            case Every(items, word) | Some(items, word):
                return f"{word}({', '.join([self.worded(item) for item in items])})"


def named(point: Point) -> str:
    return repr(tuple(point))


def granted(guard: Guard, masks: Masks) -> Masks | None:
    """Masks narrowed until any of their values let the guard hold; None if that was not found, or if the
    guard asks other variables.
    """
    match guard:
        case In(variable, mask, _):
            left = masks.get(variable, 0) & mask
            return {**masks, variable: left} if left else None
        case AtLeast(terms, least):
            narrow = dict(masks)
            for variable, table in terms:
                mask = masks.get(variable, 0)
                values = [value for value in range(len(table)) if mask >> value & 1]
                if not values:
                    return None
                value = max(values, key=table.__getitem__)
                narrow[variable] = 1 << value
                least -= table[value]
            return narrow if least <= 0 else None
        case Every(items, _):
            found: Masks | None = masks
            for item in items:
                if found is None:
                    return None
                found = granted(item, found)
            return found
    return next((found for item in guard.items if (found := granted(item, masks)) is not None), None)

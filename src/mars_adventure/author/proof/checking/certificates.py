"""Proofs written out for the checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.checking.checker import (
    EVERYTHING,
    NOTHING,
    Certificate,
    check,
    check_excluded,
    check_values,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.checking.checker import Masks, Node
    from mars_adventure.author.proof.machine.ground import Ground
    from mars_adventure.author.proof.machine.guards import Table
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.tracking.abstraction import Abstraction


def certificate_of(abstraction: Abstraction, goals: Places) -> Certificate:
    """The sets of the abstraction over real values, each standing for all of its class."""
    written = Written(abstraction)
    return Certificate(
        {at: guard for at, guard in goals.items() if at in abstraction.inside},
        tuple(abstraction.visible),
        written.nodes,
        {at: written.node_at(at) for at in sorted(abstraction.inside)},
    )


class Written:
    """Nodes for the checker, each once. What is told apart at a point are tails of one another where
    points are alike, so that what they share is written once.
    """

    def __init__(self, abstraction: Abstraction) -> None:
        self.abstraction, self.diagrams = abstraction, abstraction.diagrams
        order = abstraction.visible
        self.places = {variable: place for place, variable in enumerate(order)}
        self.nodes: list[Node] = [(len(order), ()), (len(order), ())]
        self.numbers: dict[Node, int] = {}
        self.tails: dict[tuple[int, Table, int], int] = {}
        """By variable, its classes, and the number of the tail behind."""
        self.known: dict[tuple[int, int], int] = {}
        """By a node of the abstraction and the number of what is told apart from there on."""

    def node_at(self, at: int) -> int:
        told = [(variable, classes, 0) for _, variable, classes in self.abstraction.told.get(at, ())]
        number = 0
        for place in range(len(told) - 1, -1, -1):
            variable, classes, _ = told[place]
            told[place] = variable, classes, number
            number = self.tails.setdefault(told[place], len(self.tails) + 1)
        return self.follow(self.abstraction.reached[at], told, 0, number)

    def follow(self, rows: int, told: list[tuple[int, Table, int]], turn: int, number: int) -> int:
        if rows == NOTHING or turn == len(told):
            return EVERYTHING if rows else NOTHING
        found = self.known.get((rows, number))
        if found is None:
            variable, classes, behind = told[turn]
            level = self.abstraction.view.ground.levels[variable]
            below = self.diagrams.children[rows] if self.diagrams.levels[rows] == level else (rows,)
            inner = [self.follow(child, told, turn + 1, behind) for child in below]
            inner += [NOTHING] * (len(classes) - len(inner))
            found = self.node(self.places[variable], tuple([inner[one] for one in classes]))
            self.known[rows, number] = found
        return found

    def node(self, place: int, children: tuple[int, ...]) -> int:
        if children.count(children[0]) == len(children):
            return children[0]
        node = place, children
        found = self.numbers.get(node)
        if found is None:
            found = self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return found


class Desk:
    """Has proofs over one ground checked; the value sets, which all of them use, are checked first."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        variables = ground.variables
        self.values: list[Masks | None] = [
            variables.masks(packed) if packed else None for packed in ground.sets
        ]
        check_values(ground.machine, self.values)

    def checks(
        self,
        places: Places,
        abstraction: Abstraction | None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Whether the proof was checked: False if the time ended before that. Raises Refused if it is wrong."""
        if abstraction is None:
            check_excluded(places, self.values)
            return True
        certificate = certificate_of(abstraction, places)
        outside = {at: guard for at, guard in places.items() if at not in certificate.goals}
        check_excluded(outside, self.values)
        return check(self.ground.machine, self.values, certificate, is_over)

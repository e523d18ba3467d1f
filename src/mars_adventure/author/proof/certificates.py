"""Proofs written out for the checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.checker import Certificate, check, check_excluded, check_values

if TYPE_CHECKING:
    from mars_adventure.author.proof.abstraction import Abstraction
    from mars_adventure.author.proof.checker import Masks
    from mars_adventure.author.proof.ground import Ground
    from mars_adventure.author.proof.guards import Table
    from mars_adventure.author.proof.machine import Places

MOST_ROWS = 20_000


def certificate_of(abstraction: Abstraction, goals: Places) -> Certificate | None:
    """None where it would be too large to be written out."""
    diagrams = abstraction.diagrams
    if sum(diagrams.count(abstraction.reached[at]) for at in abstraction.inside) > MOST_ROWS:
        return None
    return Certificate(
        {at: guard for at, guard in goals.items() if at in abstraction.inside},
        {
            at: tuple([(variable, masks_of(classes)) for variable, classes in told])
            for at, told in abstraction.told.items()
        },
        {
            at: frozenset(diagrams.rows(abstraction.reached[at], abstraction.told_levels[at]))
            for at in abstraction.inside
        },
    )


def masks_of(classes: Table) -> dict[int, int]:
    """The values of each class, as bits."""
    found: dict[int, int] = {}
    for value, one in enumerate(classes):
        found[one] = found.get(one, 0) | 1 << value
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

    def checks(self, places: Places, abstraction: Abstraction | None) -> bool:
        """Whether the proof was checked: False if it is too large. Raises Refused if it is wrong."""
        if abstraction is None:
            check_excluded(places, self.values)
            return True
        certificate = certificate_of(abstraction, places)
        if certificate is None:
            return False
        outside = {at: guard for at, guard in places.items() if at not in certificate.goals}
        check_excluded(outside, self.values)
        check(self.ground.machine, self.values, certificate)
        return True

"""Which values of a variable can do no more than others on the way to a goal.

Guards are positive in what they ask of single values (see `guards`: negations are driven inwards), and ways
change each variable by itself. So where every test that lets a lower value pass lets a higher one pass as
well, from there on to the goal, whoever has the higher value can do whatever he could with the lower one. A
set of states may then be filled up with all that can do no more than one of its own, and comes to no goal to
which it did not come before; but it is told in far fewer words. (The simulation preorder of Milner, 1971, of
one variable at a time; sets closed downwards under it as in the well-structured systems of Abdulla and
others, 1996.)
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.slices import asked_from

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from mars_adventure.author.proof.machine.ground import Ground
    from mars_adventure.author.proof.machine.guards import Table

    Order = tuple[int, ...]
    """For each value, the mask of the values that can do no more."""


def orders(
    ground: Ground, variable: int, inside: Container[int], asked: Mapping[int, Sequence[Table]]
) -> dict[int, Order]:
    """The order of a variable's values at each point where they are not all alike, of which so much is `asked`.

    The greatest fixpoint, against the order of play.
    """
    size = len(ground.variables.all[variable].values)
    alike: Order = ((1 << size) - 1,) * size
    worth = {table: by_worth(table) for tables in asked.values() for table in tables}
    own = {at: reduce(both, [worth[table] for table in tables]) for at, tables in asked.items()}
    return asked_from(ground, variable, inside, own, alike, pulled_back, both)


def classes(order: Order) -> Table:
    """The values that can do as much as each other, by the first of them: what `slices.partition` finds."""
    return tuple(
        [
            next(low for low in range(value + 1) if less >> low & 1 and order[low] >> value & 1)
            for value, less in enumerate(order)
        ]
    )


def by_worth(worths: Table) -> Order:
    """A value can do no more than another if it is worth no more."""
    return tuple([sum([1 << low for low, less in enumerate(worths) if less <= more]) for more in worths])


def pulled_back(order: Order, table: Table) -> Order:
    """The order of the values before a change, given that of those after it."""
    return tuple(
        [sum([1 << low for low, less in enumerate(table) if order[more] >> less & 1]) for more in table]
    )


def both(one: Order, other: Order) -> Order:
    """What holds in either order."""
    return tuple([mine & theirs for mine, theirs in zip(one, other, strict=True)])

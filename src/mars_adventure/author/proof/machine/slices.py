"""Which values of a variable need not be told apart on the way to a goal."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.machine.guards import holds, observations, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from mars_adventure.author.proof.machine.ground import Ground
    from mars_adventure.author.proof.machine.guards import Table
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.running import Values

    Partition = dict[int, Table]
    """For each point, each value's class; points where all values are one class are left out."""


def partitions(
    ground: Ground, visible: Iterable[int], inside: set[int], goals: Sequence[Places], exits: bool = False
) -> dict[int, Partition]:
    """The coarsest congruence of each variable's values, point by point.

    Two values are one class where nothing inside `inside`, and no goal, can tell them apart from there on (partition refinement backwards along the edges, as in Paige and Tarjan, point by point).
    With `exits`, ways that lead out of `inside` are looked at too.
    """
    return {
        variable: partition(ground, variable, inside, observed(ground, variable, inside, goals, exits))
        for variable in visible
    }


def partition(
    ground: Ground,
    variable: int,
    inside: Container[int],
    asked: Mapping[int, Sequence[Table]],
    check: Callable[[], None] = lambda: None,
) -> Partition:
    """The classes of one variable, of which so much is `asked`. `check` is called often and may raise OutOfBounds."""
    own = {at: numbered(list(zip(*tables, strict=True))) for at, tables in asked.items()}
    return asked_from(
        ground,
        variable,
        inside,
        own,
        (0,) * len(ground.variables.all[variable].values),
        lambda after, table: numbered([after[value] for value in table]),
        lambda one, other: numbered(list(zip(one, other, strict=True))),
        check,
    )


def asked_from(
    ground: Ground,
    variable: int,
    inside: Container[int],
    own: Mapping[int, Table],
    nothing: Table,
    pulled: Callable[[Table, Table], Table],
    joined: Callable[[Table, Table], Table],
    check: Callable[[], None] = lambda: None,
) -> dict[int, Table]:
    """What is asked of a variable at each point and from there on: `own` at the point, joined with what is asked
    behind each way, pulled back through what the way does to the variable. Points where that is `nothing` are left out.

    It goes against the order of play, so that most points are looked at once, and until nothing changes.
    """
    rank, by_rank, preceding, onward = ground.rank, ground.by_rank, ground.preceding, ground.onward
    changing = ground.changing[variable]
    pulls: dict[tuple[Table, Table], Table] = {}
    joints: dict[tuple[Table, Table], Table] = {}
    found: dict[int, Table] = {}
    # a point without a rank cannot be reached: nothing is asked there
    queued = {at for at in own if at in rank}
    waiting = [-rank[at] for at in queued]
    heapq.heapify(waiting)
    while waiting:
        check()
        at = by_rank[-heapq.heappop(waiting)]
        queued.discard(at)
        now = own.get(at, nothing)
        for target, table in changing.get(at) or onward[at]:
            after = found.get(target)
            if after is None:
                continue
            if table is not None:
                key = after, table
                if key not in pulls:
                    pulls[key] = pulled(after, table)
                after = pulls[key]
            if after != now:
                key = now, after
                if key not in joints:
                    joints[key] = joined(now, after)
                now = joints[key]
        if now == found.get(at, nothing):
            continue
        found[at] = now
        for source in preceding[at]:
            if source in inside and source not in queued:
                queued.add(source)
                heapq.heappush(waiting, -rank[source])
    return found


def observed(
    ground: Ground, variable: int, inside: set[int], goals: Sequence[Places], exits: bool = False
) -> dict[int, list[Table]]:
    """What goals and guards ask of the variable, by point: by value, what it is worth to each of them.

    Points where nobody asks are left out.
    """
    size = len(ground.variables.all[variable].values)
    found: dict[int, list[Table]] = {}
    for places in goals:
        for at, guard in places.items():
            if at in inside and (seen := list(observations(guard, variable))):
                found.setdefault(at, []).extend(seen)
    for at in ground.asking[variable]:
        if at not in inside:
            continue
        for way in ground.ways[at]:
            if variable not in way.asks or not (exits or way.target in inside):
                continue
            mask = way.tests.get(variable)
            if mask is not None:
                found.setdefault(at, []).append(tuple([mask >> value & 1 for value in range(size)]))
            if variable in way.read:
                found.setdefault(at, []).extend(observations(way.rest, variable))
    return found


def numbered(keys: Sequence[object]) -> Table:
    """Each key by the place of the first that is equal to it."""
    first: dict[object, int] = {}
    return tuple([first.setdefault(key, place) for place, key in enumerate(keys)])


class Slice:
    """States told apart only by what can matter on the way to a goal.

    Every variable is tracked, by the coarsest congruence of its values, so nothing is lost: each value
    stands for all of its class, and a search over such states is exact.

    Raises OutOfBounds if `is_over` comes true before the classes are found.
    """

    def __init__(self, ground: Ground, goals: Places, is_over: Callable[[], bool] = lambda: False) -> None:
        self.goals, self.inside = goals, ground.cone(goals)
        read: set[int] = set().union(*[variables_of(guard) for guard in goals.values()])
        for at in self.inside:
            for way in ground.ways[at]:
                if way.target in self.inside:
                    read |= way.asks
        self.classes: dict[int, list[tuple[int, tuple[int, ...]]]] = {at: [] for at in self.inside}

        def check() -> None:
            if is_over():
                raise OutOfBounds

        for variable in sorted(read):
            asked = observed(ground, variable, self.inside, [goals])
            for at, table in partition(ground, variable, self.inside, asked, check).items():
                self.classes[at].append((variable, table))
        self.blank = [0] * len(ground.variables)

    def standing(self, at: int, values: Sequence[int]) -> list[int]:
        """The values that stand for these."""
        found = self.blank.copy()
        for variable, table in self.classes[at]:
            found[variable] = table[values[variable]]
        return found

    def is_goal(self, at: int, values: Values) -> bool:
        guard = self.goals.get(at)
        return guard is not None and holds(guard, values)

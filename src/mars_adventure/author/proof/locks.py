"""From every state that can be reached, can some ending still be?

Yes, if no dead end can be reached and every state inside a circle of points can leave it (by induction
over the strongly connected components, of which there are finitely many). So each component with a
circle is looked at by itself, tracking only the variables that decide about leaving it: a state *may*
leave if some way that is perhaps open leads out, and *must* be able to if for all values of what is not
tracked some open way leads out or to a state that must. (A three-valued abstraction, as in Shoham and
Grumberg's game-based refinement.) What may not leave is then looked for by a query.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.guards import (
    FALSE,
    Guard,
    before,
    every,
    judge,
    member,
    negation,
    some,
    variables_of,
)
from mars_adventure.author.proof.sieves import NO, Sieves
from mars_adventure.author.proof.slices import partitions
from mars_adventure.author.proof.values import passed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.query import Answer, Query
    from mars_adventure.author.proof.slices import Partition

    Row = tuple[int, ...]

MOST_STATES = 400_000


class Local(NamedTuple):
    """A state inside a component: a point, and the classes of the tracked variables."""

    at: int
    row: tuple[int, ...]


class Exit(NamedTuple):
    """A way from a local state: to another, or out of the component (None). `sure`: its guard holds
    whatever is not tracked.
    """

    way: Way
    target: Local | None
    sure: bool


@dataclass(slots=True)
class Lock:
    """One component. `free` is True if every state in it can leave, False if `answers` has a play
    into one that cannot, None if that was not decided. `answers` are to the questions whether play can
    come to each of the `places` that cannot be left.
    """

    points: list[int]
    free: bool | None
    visible: tuple[int, ...] = ()
    states: int = 0
    answers: list[Answer] = field(default_factory=list)
    places: list[Places] = field(default_factory=list)


def circles(ground: Ground) -> list[list[int]]:
    """The components in which play can come back to where it was."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, component in ground.component.items():
        found[component].append(at)
    return [
        sorted(points)
        for _, points in sorted(found.items())
        if len(points) > 1 or points[0] in ground.following[points[0]]
    ]


def find_locks(
    ground: Ground,
    query: Query,
    points: list[int],
    check: Callable[[int], None],
    begun: Collection[int] = (),
    tracked: Collection[int] = (),
) -> Lock:
    """Decides one component.

    What an earlier proof tracked inside is `begun` with, and `tracked` is what it did to prove that play never comes
    to where it is caught.
    """
    visible = list(begun)
    try:
        while True:
            room = Room(ground, points, visible, check)
            unsure = [state for state in room.may if state not in room.must]
            if not unsure:
                break
            more = room.deciding(unsure)
            assert more, "with everything tracked, may and must are the same"
            visible += more
    except (OutOfBounds, MemoryError):
        return find_locks(ground, query, points, check) if begun else Lock(points, None, tuple(visible))
    lock = Lock(points, True, tuple(visible), len(room.exits))
    lock.places = [{at: guard} for at, guard in room.locked().items()]
    found: dict[int, Answer] = {}
    for answered, answer in query.answers(dict(enumerate(lock.places)), check, found.__contains__, tracked):
        found |= dict.fromkeys(answered, answer)
    lock.answers = [found[number] for number in range(len(lock.places))]
    if any(answer.reachable for answer in lock.answers):
        lock.free = False
    elif any(answer.reachable is None for answer in lock.answers):
        lock.free = None
    return lock


class Room:
    """A component as far as the visible variables can tell."""

    def __init__(
        self, ground: Ground, points: Sequence[int], visible: Sequence[int], check: Callable[[int], None]
    ) -> None:
        self.ground, self.points, self.visible = ground, points, list(visible)
        self.inside = set(points)
        self.partitions: dict[int, Partition] = partitions(ground, visible, self.inside, (), exits=True)
        self.exits: dict[Local, list[Exit]] = {}
        self.follow(check)
        self.inward: defaultdict[Local, list[Local]] = defaultdict(list)
        for state, exits in self.exits.items():
            for exit_ in exits:
                if exit_.target is not None:
                    self.inward[exit_.target].append(state)
        self.may = self.closed(lambda state: any(exit_.target is None for exit_ in self.exits[state]))
        self.must: set[Local] = set()
        self.sure: dict[tuple[int, Guard], bool] = {}
        """Whether some conditions hold whatever is not tracked, by point."""
        self.sieves = Sieves(ground.levels)
        self.find_must()

    # -- states -------------------------------------------------------------------------------

    def local(self, at: int, values: Sequence[int]) -> Local:
        """`values` are those of the visible variables, in order."""
        row = []
        for variable, value in zip(self.visible, values, strict=True):
            classes = self.partitions[variable].get(at)
            row.append(classes[value] if classes is not None else 0)
        return Local(at, tuple(row))

    def entries(self) -> Iterator[Local]:
        """Every state in which play may come in, as far as the value sets tell."""
        ground, variables = self.ground, self.ground.variables
        packed = []
        if ground.machine.start in self.inside:
            packed.append((ground.machine.start, variables.packed(variables.start())))
        for at in self.points:
            for way in ground.inward[at]:
                source = way.edge.source
                if source not in self.inside:
                    packed.append((at, passed(way.edge, ground.sets[source], variables)))
        for at, sets in packed:
            domains = []
            for variable in self.visible:
                mask, classes = variables.possible(sets, variable), self.partitions[variable].get(at)
                values = [value for value in range(mask.bit_length()) if mask >> value & 1]
                domains.append(sorted({classes[value] for value in values}) if classes else [0])
            for row in product(*domains):
                yield Local(at, row)

    def follow(self, check: Callable[[int], None]) -> None:
        """All states inside, with what leads on from each."""
        waiting: list[Local] = []
        for state in self.entries():
            if state not in self.exits:
                self.exits[state] = []
                waiting.append(state)
            if len(self.exits) > MOST_STATES:
                raise OutOfBounds
        while waiting:
            state = waiting.pop()
            exits = self.exits[state]
            for way in self.ground.ways[state.at]:
                judged = judge(way.guard, self.look(state))
                if judged is False:
                    continue
                if way.target not in self.inside:
                    exits.append(Exit(way, None, judged is True))
                    continue
                tables = way.edge.tables
                after = [
                    tables[variable][value] if variable in tables else value
                    for variable, value in zip(self.visible, state.row, strict=True)
                ]
                target = self.local(way.target, after)
                if target not in self.exits:
                    self.exits[target] = []
                    waiting.append(target)
                exits.append(Exit(way, target, judged is True))
            if len(self.exits) > MOST_STATES:
                raise OutOfBounds
            check(len(self.exits))

    def look(self, state: Local) -> Callable[[int], int]:
        given = {variable: 1 << value for variable, value in zip(self.visible, state.row, strict=True)}
        possible = self.ground.possible(state.at)
        return lambda variable: given.get(variable) or possible(variable)

    # -- leaving ------------------------------------------------------------------------------

    def closed(self, begins: Callable[[Local], bool]) -> set[Local]:
        """The states from which one of these may be reached."""
        found = {state for state in self.exits if begins(state)}
        waiting = list(found)
        while waiting:
            for state in self.inward[waiting.pop()]:
                if state not in found:
                    found.add(state)
                    waiting.append(state)
        return found

    def find_must(self) -> None:
        waiting = list(self.may)
        while waiting:
            state = waiting.pop()
            if state not in self.must and self.leaves(state):
                self.must.add(state)
                waiting += [before for before in self.inward[state] if before not in self.must]

    def leaves(self, state: Local) -> bool:
        """Whether some way out, or to a state that must leave, is open whatever the hidden values."""
        leading = [exit_ for exit_ in self.exits[state] if exit_.target is None or exit_.target in self.must]
        if any(exit_.sure for exit_ in leading):
            return True
        variables = self.ground.variables.all
        given = {
            variable: (value,) * len(variables[variable].values)
            for variable, value in zip(self.visible, state.row, strict=True)
        }
        guard = before(some(*[exit_.way.guard for exit_ in leading]), given)
        found = self.sure.get((state.at, guard))
        if found is None:
            found = self.sure[state.at, guard] = self.always(guard, state.at)
        return found

    def always(self, guard: Guard, at: int) -> bool:
        """Whether it holds for each combination of values that variables may have at the point."""
        possible, read = self.ground.possible(at), variables_of(guard)
        there = [member(one, possible(one), self.ground.variables.all[one].full) for one in read]
        return self.sieves.may(every(*there, negation(guard)), read, possible) == NO

    def deciding(self, unsure: Sequence[Local]) -> list[int]:
        """The cheapest hidden variables that stand between may and must."""
        found: dict[frozenset[int], None] = {}
        for promising in (True, False):
            for state in unsure:
                for exit_ in self.exits[state]:
                    leads = exit_.target is None or exit_.target in self.must
                    if not exit_.sure and (leads or not promising):
                        hidden = frozenset(variables_of(exit_.way.guard) - set(self.visible))
                        if hidden:
                            found[hidden] = None
            if found:
                return sorted(min(found, key=lambda hidden: (self.ground.cost(hidden), sorted(hidden))))
        return []

    def locked(self) -> dict[int, Guard]:
        """By point, the values with which play may not leave."""
        found: dict[int, list[Guard]] = defaultdict(list)
        for state in self.exits:
            if state in self.may:
                continue
            tests = []
            for variable, value in zip(self.visible, state.row, strict=True):
                classes = self.partitions[variable].get(state.at)
                if classes is not None:
                    mask = sum(1 << old for old, one in enumerate(classes) if one == value)
                    tests.append(member(variable, mask, self.ground.variables.all[variable].full))
            found[state.at].append(every(*tests))
        return {at: some(*guards) for at, guards in found.items() if some(*guards) != FALSE}

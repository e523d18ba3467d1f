"""The inside of a component, as far as some variables can tell: which states may leave it, and which must be able to."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.machine.guards import (
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
from mars_adventure.author.proof.machine.slices import partitions
from mars_adventure.author.proof.machine.values import passed
from mars_adventure.author.proof.tracking.sieves import NO, Sieves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.slices import Partition

    Seen = tuple[int, ...]
    """A way by its number, and the values that it asks."""

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


class Room:
    """A component as far as the visible variables can tell."""

    def __init__(
        self, ground: Ground, points: Sequence[int], visible: Sequence[int], check: Callable[[int], None]
    ) -> None:
        self.ground, self.points, self.visible = ground, points, list(visible)
        self.inside = set(points)
        self.partitions: dict[int, Partition] = partitions(ground, visible, self.inside, (), exits=True)
        self.exits: dict[Local, list[Exit]] = {}
        self.asked: dict[int, list[int]] = {}
        """By way, the places in rows of the visible variables that it asks."""
        self.judged: dict[Seen, bool | None] = {}
        self.follow(check)
        self.inward: defaultdict[Local, list[Local]] = defaultdict(list)
        for state, exits in self.exits.items():
            for exit_ in exits:
                if exit_.target is not None:
                    self.inward[exit_.target].append(state)
        self.may = self.closed(lambda state: any(exit_.target is None for exit_ in self.exits[state]))
        self.must: set[Local] = set()
        self.sure: dict[tuple[Seen, ...], bool] = {}
        """Whether one of some ways is open whatever is not tracked."""
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
                judged = self.judge(way, state)
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

    def judge(self, way: Way, state: Local) -> bool | None:
        """Whether a way is open; None for perhaps."""
        seen = self.seen(way, state)
        if seen not in self.judged:
            given = {variable: 1 << value for variable, value in zip(self.visible, state.row, strict=True)}
            possible = self.ground.possible(state.at)
            self.judged[seen] = judge(way.guard, lambda one: given.get(one) or possible(one))
        return self.judged[seen]

    def seen(self, way: Way, state: Local) -> Seen:
        """The way, and all that it can see of a state: what is found of it holds of other states as well."""
        asked = self.asked.get(way.number)
        if asked is None:
            asked = [place for place, one in enumerate(self.visible) if one in way.asks]
            self.asked[way.number] = asked
        return way.number, *[state.row[place] for place in asked]

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
        seen = tuple([self.seen(exit_.way, state) for exit_ in leading])
        if seen not in self.sure:
            variables = self.ground.variables.all
            given = {
                variable: (value,) * len(variables[variable].values)
                for variable, value in zip(self.visible, state.row, strict=True)
            }
            guard = before(some(*[exit_.way.guard for exit_ in leading]), given)
            self.sure[seen] = self.always(guard, state.at)
        return self.sure[seen]

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

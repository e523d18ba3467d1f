"""Every state that can be reached, one by one: exact, and enough for small stories.

It is also what the other methods are tested against.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.machine.guards import holds
from mars_adventure.author.proof.machine.running import Runner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.running import Values
    from mars_adventure.author.proof.machine.slices import Slice

LOOK_EVERY = 1024
"""States, after which it is asked whether to go on."""
HOPELESS = 3.0
"""How many times the most there may seem to be, by those met so far at each point, before the search gives up."""


class Standing(NamedTuple):
    """A state: a point, and every variable's value."""

    at: int
    values: Values


class Search:
    """Breadth first by the number of choices, so that each path found is a shortest play.

    `complete` is False where there are more states than `most`, or seem to be many more, or `is_over()` came true; then
    only what was found can be relied on. With a `slice_`, states stand for all that it does not tell apart,
    and the search ends at its goal.
    """

    def __init__(
        self,
        ground: Ground,
        most: int,
        is_over: Callable[[], bool] = lambda: False,
        runner: Runner | None = None,
        slice_: Slice | None = None,
    ) -> None:
        self.ground, self.slice = ground, slice_
        self.runner = runner or Runner(ground)
        self.small = all(len(variable.values) <= 256 for variable in ground.variables.all)
        self.complete = True
        self.goal: Standing | None = None
        self.come_by: dict[Standing, tuple[Standing, Way] | None] = {}
        self.by_point: defaultdict[int, list[Standing]] = defaultdict(list)
        self.run(most, is_over)

    def run(self, most: int, is_over: Callable[[], bool]) -> None:
        start = self.standing(self.runner.start, self.runner.values)
        seen: dict[Standing, tuple[Standing, Way] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            state = waiting.popleft()
            if state in self.come_by:
                continue
            self.come_by[state] = seen[state]
            self.by_point[state.at].append(state)
            if self.slice is not None and self.slice.is_goal(*state):
                self.goal = state
                return
            found = len(self.come_by)
            if found > most or (not found % LOOK_EVERY and (is_over() or self.is_hopeless(most))):
                self.complete = False
                return
            for way, target in self.following(state):
                if target in self.come_by:
                    continue
                if not way.edge.choice:
                    seen[target] = (state, way)
                    waiting.appendleft(target)
                elif target not in seen:
                    seen[target] = (state, way)
                    waiting.append(target)

    def is_hopeless(self, most: int) -> bool:
        """Whether there would be far too many states if those points that are left had as many as those met so far."""
        points = sum(1 for packed in self.ground.sets if packed)
        return self.slice is None and len(self.come_by) / len(self.by_point) * points > HOPELESS * most

    def following(self, state: Standing) -> list[tuple[Way, Standing]]:
        ways = self.ground.ways[state.at]
        found = []
        inside = self.slice.inside if self.slice is not None else None
        for place in self.runner.open_ways[state.at](state.values):
            way = ways[place]
            if inside is None or way.target in inside:
                values = list(state.values)
                self.runner.change[way.number](values)
                found.append((way, self.standing(way.target, values)))
        return found

    def standing(self, at: int, values: Sequence[int]) -> Standing:
        if self.slice is not None:
            values = self.slice.standing(at, values)
        return Standing(at, bytes(values) if self.small else tuple(values))

    def first(self, places: Places) -> Standing | None:
        """A state with the fewest choices before it at one of the places."""
        found = [
            state
            for at, guard in places.items()
            for state in self.by_point.get(at, ())
            if holds(guard, state.values)
        ]
        return min(found, key=lambda state: len(self.choices(state)), default=None)

    def path(self, state: Standing) -> list[Way]:
        found = []
        come = self.come_by[state]
        while come is not None:
            state, way = come
            found.append(way)
            come = self.come_by[state]
        found.reverse()
        return found

    def choices(self, state: Standing) -> tuple[str, ...]:
        return tuple(way.edge.choice for way in self.path(state) if way.edge.choice)

    def locked(self) -> list[Standing]:
        """The states from which no ending can be reached, in the order in which they were found."""
        inward: defaultdict[Standing, list[Standing]] = defaultdict(list)
        ends = set(self.ground.machine.endings())
        for state in self.come_by:
            for _, target in self.following(state):
                inward[target].append(state)
        free = {state for at in ends for state in self.by_point.get(at, ())}
        waiting = list(free)
        while waiting:
            for state in inward[waiting.pop()]:
                if state not in free:
                    free.add(state)
                    waiting.append(state)
        return [state for state in self.come_by if state not in free]

"""States that real plays have come to, and how.

They are gathered breadth by breadth: from each state kept, every way is taken, and what comes of it is kept
where it shows a value of some variable that no state kept at that point has shown yet. It is the value
sets over again, with states that exist: each possible value of each variable, at each point where it may
still matter, unless only plays that differ in several at once come to it. (An archive of states resumed
for what is new in them, as in Ecoffet and others' Go-Explore, 2019.)
"""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import holds
from mars_adventure.author.proof.machine.running import Runner, tested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.machine.running import Changing, Values

    Waiting = tuple[int, Callable[..., bool]]
    """A question's number, and whether some values answer it."""
    Choosing = Callable[[int, Changing], Way | None]
    """Which way is taken from a point with some values; None ends the play."""

KEPT_AT_LEAST = 4
"""States kept at a point whatever they show."""
LONGEST_PLAY = 3000
LOOK_EVERY = 256


class Moment:
    """A state kept: `ways` lead there from the moment before; None is before the beginning."""

    __slots__ = ("at", "before", "depth", "packed", "values", "ways")

    def __init__(
        self, at: int, values: Values, packed: int, before: Moment | None, ways: tuple[Way, ...]
    ) -> None:
        """`packed` may be 0 for one that is only recalled."""
        self.at, self.values, self.packed, self.before, self.ways = at, values, packed, before, ways
        self.depth: int = before.depth + len(ways) if before is not None else 0


class Corpus:
    """Kept states by point. `found` are the questions that they answer, each with the moment that does."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.runner = ground, Runner(ground)
        self.random = random.Random(0).random
        small = all(len(one.values) <= 256 for one in ground.variables.all)
        self.solid: Callable[[Iterable[int]], Values] = bytes if small else tuple
        self.fluid: Callable[[Iterable[int]], Changing] = bytearray if small else list
        """Values that are kept, and values that are changed: one is quickly made from the other."""
        self.fresh = self.find_fresh()
        """By point, the values that no state has shown there."""
        self.waiting: defaultdict[int, list[Waiting]] = defaultdict(list)
        self.found: dict[int, Moment] = {}
        self.states: defaultdict[int, dict[Values, Moment]] = defaultdict(dict)
        self.new: list[tuple[int, int, int, Moment]] = []
        """What was not gone on from yet, the earliest in the story and the shortest plays first."""
        self.recalled: list[Moment] = []
        """Moments that questions were held against, and that play has not gone on from."""
        self.count = self.turns = 0
        """How many states are kept, and how many have been looked at since."""
        start, values = self.runner.start, self.runner.values
        self.start = Moment(start, self.solid(values), ground.variables.packed(values), None, ())
        self.keep(self.start)
        self.turns = 0

    def __len__(self) -> int:
        return self.count

    def path(self, moment: Moment) -> list[Way]:
        found: list[Way] = []
        here: Moment | None = moment
        while here is not None:
            found += reversed(here.ways)
            here = here.before
        found.reverse()
        return found

    def ask(self, number: int, places: Places) -> bool:
        """Whether a kept state answers a question. If none does, states to come are held against it."""
        for at, guard in places.items():
            for moment in self.states[at].values() if at in self.states else ():
                if holds(guard, moment.values):
                    self.found[number] = moment
                    return True
        for at, guard in self.ground.goals(places).items():
            self.waiting[at].append((number, tested(guard)))
        return False

    # -- keeping ------------------------------------------------------------------------------

    def keep(self, moment: Moment) -> None:
        kept = self.states[moment.at]
        if moment.values not in kept:
            kept[moment.values] = moment
            self.count += 1
            self.look_at(moment)

    def look_at(self, moment: Moment) -> None:
        """What it shows is not fresh any more, and it is to be gone on from."""
        self.fresh[moment.at] &= ~moment.packed
        self.turns += 1
        heapq.heappush(self.new, (self.ground.rank[moment.at] >> 32, moment.depth, self.turns, moment))

    def find_fresh(self) -> list[int]:
        """Every value that may matter later."""
        ground = self.ground
        return [packed & wanted for packed, wanted in zip(ground.sets, ground.relevant, strict=True)]

    def recall(self, moment: Moment) -> None:
        """Holds a moment ready to answer questions. Until play goes on from all of them, no value counts as fresh."""
        if not self.recalled:
            self.fresh = [0] * len(self.fresh)
        self.recalled.append(moment)
        kept = self.states[moment.at]
        if moment.values not in kept:
            kept[moment.values] = moment
            self.count += 1

    def go_on_from(self, moment: Moment) -> None:
        """Has play go on from a recalled moment."""
        moment.packed = self.ground.variables.packed(moment.values)
        self.look_at(moment)

    def go_on_from_all(self) -> None:
        """What is spared where recalled moments answer nearly everything."""
        recalled, self.recalled = self.recalled, []
        if recalled:
            self.fresh = self.find_fresh()
        for moment in recalled:
            assert moment.before is not None
            values, packed = self.fluid(moment.before.values), moment.before.packed
            for way in moment.ways:
                packed = self.runner.pack[way.number](values, packed)
                self.runner.change[way.number](values)
            moment.packed = packed
            if self.states[moment.at][moment.values] is moment:
                self.look_at(moment)

    def is_wanted(self, at: int, packed: int, values: Sequence[int]) -> list[int] | None:
        """The questions that a state answers, if it is to be kept; None if it is not."""
        answered = [
            number for number, test in self.waiting.get(at, ()) if number not in self.found and test(values)
        ]
        if answered or packed & self.fresh[at] or len(self.states[at]) < KEPT_AT_LEAST:
            return answered
        return None

    def note(self, moment: Moment, answered: Iterable[int]) -> None:
        self.keep(moment)
        for number in answered:
            self.found[number] = moment
        if answered:
            self.waiting[moment.at] = [one for one in self.waiting[moment.at] if one[0] not in self.found]

    def add(self, path: Sequence[Way]) -> None:
        """Keeps what is new along a play, and where it ends."""
        steps = iter(path)
        self.go_on(lambda at, values: next(steps, None), len(path), keep_last=True)

    def go_on(self, choose: Choosing, most: int, *, keep_last: bool = False) -> None:
        """Takes ways from the beginning, one after the other, for as long as one is chosen, and keeps what is wanted."""
        pack, change, fresh, waiting = self.runner.pack, self.runner.change, self.fresh, self.waiting
        at, values, before = self.start.at, self.fluid(self.start.values), self.start
        packed = self.start.packed
        ways: list[Way] = []
        for step in range(1, most + 1):
            way = choose(at, values)
            if way is None:
                return
            number, at = way.number, way.target
            packed = pack[number](values, packed)
            change[number](values)
            ways.append(way)
            last = keep_last and step == most
            if packed & fresh[at] or waiting.get(at) or len(self.states[at]) < KEPT_AT_LEAST or last:
                answered = self.is_wanted(at, packed, values)
                if answered is not None or last:
                    before = Moment(at, self.solid(values), packed, before, tuple(ways))
                    self.note(before, answered or ())
                    ways = []

    # -- growing ------------------------------------------------------------------------------

    def grow(self, is_over: Callable[[], bool]) -> None:
        """Takes every way from every state that was not looked at yet, until nothing new comes of it."""
        runner, states, waiting = self.runner, self.states, self.waiting
        turn = 0
        while self.new:
            turn += 1
            if turn % LOOK_EVERY == 0 and is_over():
                return
            moment = heapq.heappop(self.new)[-1]
            ways, values = self.ground.ways[moment.at], moment.values
            for place in runner.open_ways[moment.at](values):
                way = ways[place]
                target = way.target
                packed = runner.pack[way.number](values, moment.packed)
                if (
                    not packed & self.fresh[target]
                    and not waiting.get(target)
                    and len(states[target]) >= KEPT_AT_LEAST
                ):
                    continue
                after = self.fluid(values)
                runner.change[way.number](after)
                answered = self.is_wanted(target, packed, after)
                if answered is not None:
                    self.note(Moment(target, self.solid(after), packed, moment, (way,)), answered)

    def play(self, plays: int, is_over: Callable[[], bool]) -> None:
        """Plays from the beginning at random, half of them preferring ways less taken."""
        for at, waiting in self.waiting.items():
            self.waiting[at] = [one for one in waiting if one[0] not in self.found]
        taken: defaultdict[int, int] = defaultdict(int)
        for turn in range(plays):
            if is_over():
                return
            self.go_on(self.wandering(taken, prefer_new=bool(turn % 2)), LONGEST_PLAY)

    def wandering(self, taken: dict[int, int], prefer_new: bool) -> Choosing:
        rows, open_ways, draw = self.ground.ways, self.runner.open_ways, self.random

        def choose(at: int, values: Changing) -> Way | None:
            ways = rows[at]
            choices: list[Way] = [ways[place] for place in open_ways[at](values)]
            if not choices:
                return None
            if prefer_new and len(choices) > 1 and draw() < 0.7:
                fewest = min([taken[way.number] for way in choices])
                choices = [way for way in choices if taken[way.number] == fewest]
            way = choices[int(draw() * len(choices))] if len(choices) > 1 else choices[0]
            taken[way.number] += 1
            return way

        return choose

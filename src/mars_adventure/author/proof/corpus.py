"""States that real plays have come to, and how."""

from __future__ import annotations

import random
from collections import defaultdict
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.running import Runner, tested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.running import Values

KEPT_AT_A_POINT = 8
MOST_KEPT_AT_A_POINT = 32
LONGEST_PLAY = 3000
DULL_PLAYS = 300
"""So many plays without anything new end the coverage."""


class Moment(NamedTuple):
    """A place in one of the plays: after so many of its ways."""

    play: int
    step: int


class Corpus:
    """A handful of states at each point, with the plays that led there."""

    def __init__(self, ground: Ground, seed: int = 0) -> None:
        self.ground, self.runner = ground, Runner(ground)
        self.random = random.Random(seed).random
        self.plays: list[list[Way]] = [[]]
        self.states: defaultdict[int, dict[Values, Moment]] = defaultdict(dict)
        self.states[self.runner.start][self.runner.values] = Moment(0, 0)

    def path(self, moment: Moment) -> list[Way]:
        return self.plays[moment.play][: moment.step]

    def add(self, path: Sequence[Way]) -> None:
        """Keeps the states of one more play."""
        self.plays.append(list(path))
        values = list(self.runner.values)
        for step, way in enumerate(path, 1):
            self.runner.change[way.number](values)
            kept = self.states[way.target]
            if len(kept) < MOST_KEPT_AT_A_POINT:
                kept.setdefault(tuple(values), Moment(len(self.plays) - 1, step))

    def cover(
        self, questions: Iterable[tuple[int, Places]], plays: int, is_over: Callable[[], bool]
    ) -> dict[int, Moment]:
        """Plays at random, half of them preferring ways less taken; gives the questions they answer.

        Each question is a number and its places. These are no proofs of anything but that a play exists.
        """
        waiting: defaultdict[int, list[tuple[int, Callable[..., bool]]]] = defaultdict(list)
        for number, places in questions:
            for at, guard in places.items():
                waiting[at].append((number, tested(guard)))
        found: dict[int, Moment] = {}
        taken: defaultdict[int, int] = defaultdict(int)
        dull = 0
        for turn in range(plays):
            news = self.play_once(waiting, found, taken, prefer_new=bool(turn % 2))
            dull = 0 if news else dull + 1
            if dull > DULL_PLAYS or is_over():
                break
        return found

    def play_once(
        self,
        waiting: dict[int, list[tuple[int, Callable[..., bool]]]],
        found: dict[int, Moment],
        taken: dict[int, int],
        prefer_new: bool,
    ) -> bool:
        """Whether it answered anything."""
        path: list[Way] = []
        self.plays.append(path)
        number = len(self.plays) - 1
        at, values = self.runner.start, list(self.runner.values)
        answered = False
        while True:
            kept = self.states[at]
            if len(kept) < KEPT_AT_A_POINT:
                kept.setdefault(tuple(values), Moment(number, len(path)))
            if waiting.get(at):
                rest = []
                for question, holds in waiting[at]:
                    if question in found:
                        continue
                    if holds(values):
                        found[question] = Moment(number, len(path))
                        answered = True
                    else:
                        rest.append((question, holds))
                waiting[at] = rest
            ways = self.ground.ways[at]
            choices = [ways[place] for place in self.runner.open_ways[at](values)]
            if not choices or len(path) >= LONGEST_PLAY:
                return answered
            if prefer_new and self.random() < 0.7:
                fewest = min([taken[way.number] for way in choices])
                choices = [way for way in choices if taken[way.number] == fewest]
            way = choices[int(self.random() * len(choices))]
            taken[way.number] += 1
            self.runner.change[way.number](values)
            at = way.target
            path.append(way)


def deadline(seconds: float) -> Callable[[], bool]:
    end = monotonic() + seconds
    return lambda: monotonic() > end

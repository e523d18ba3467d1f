"""Contenders measured in turn, so that whatever else the machine does falls on all of them alike.

The ratio of two contenders is the median of their ratios round by round, which is steadier than
the ratio of their medians when the machine is busy.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from bench.probe import Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bench.task import Task


class Race:
    """What each contender's figures were in each round."""

    def __init__(self, rounds: list[dict[str, dict[str, Any]]]) -> None:
        self.rounds = rounds

    def has(self, name: str) -> bool:
        return any(name in one for one in self.rounds)

    def all_of(self, name: str, key: str) -> list[float]:
        return [one[name][key] for one in self.rounds if name in one]

    def typical(self, name: str, key: str) -> float:
        """The median of a figure over the rounds. Raises Failed where there is none."""
        if found := self.all_of(name, key):
            return median(found)
        raise Failed(f"there are no figures of {name}")

    def ratio(self, name: str, other: str, key: str) -> float:
        """How many times the other's figure this one's is."""
        both = [one for one in self.rounds if name in one and other in one]
        if not both:
            raise Failed(f"{name} and {other} were in no round together")
        return median([one[name][key] / one[other][key] for one in both])


def race(task: Task, contenders: Mapping[str, Callable[[], dict[str, Any]]], rounds: int) -> Race:
    """Runs every contender once a round; one that fails is skipped from then on, with a word.

    Raises Failed where it is ours that fails.
    """
    running = dict(contenders)
    done: list[dict[str, dict[str, Any]]] = []
    for number in range(rounds):
        task.say(f"round {number + 1} of {rounds}: {', '.join(running)}")
        done.append({})
        for name, measure in list(running.items()):
            try:
                done[-1][name] = measure()
            except Failed as failure:
                if name == "ours":
                    raise
                task.say(f"skipped {name}: {failure}")
                del running[name]
    return Race(done)

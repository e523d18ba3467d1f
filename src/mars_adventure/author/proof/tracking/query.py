"""One question at a time: can play come to any of these places?

Counterexample-guided localisation (Kurshan; Clarke, Grumberg, Jha, Lu and Veith, 2000): no variable is
tracked at first. While the goal looks reachable, real plays are steered towards it; where one is stopped
by a guard over variables that are not tracked, these are tracked too. The question is answered when a
play arrives, or when the goal cannot be reached even with the hidden guards taken for "maybe".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.machine.guards import holds, some, variables_of
from mars_adventure.author.proof.tracking.abstraction import Abstraction
from mars_adventure.author.proof.tracking.steering import steer
from mars_adventure.author.proof.tracking.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.plays.corpus import Corpus
    from mars_adventure.author.proof.tracking.steering import Blame

FEW_VARIABLES = 6
MANY_VALUES = 16
"""Of one variable: with so many it costs more than all that is asked beside it."""
MOST_AT_ONCE, SHARE = 4, 0.5
"""Variables that come to be tracked at once, if guards that are blamed nearly as much read them: so many, or such a
share of those that are tracked already, for the more there are the more an attempt costs.
"""
NEARLY = 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`reachable` is None where it was not decided. A play shows that it is; where it is not,
    `abstraction` is the proof, or None where the value sets were enough.
    """

    reachable: bool | None
    path: list[Way] | None = None
    abstraction: Abstraction | None = None
    visible: tuple[int, ...] = ()


class Settled(NamedTuple):
    """A question's answer, with a path where there is one, and whether the checker went through its proof."""

    answer: Answer
    path: list[Way] | None = None
    shortest: bool = False
    checked: bool = False


class Query:
    """Answers questions over one machine. Each play that is found joins the corpus."""

    def __init__(self, ground: Ground, corpus: Corpus) -> None:
        self.ground, self.corpus = ground, corpus
        self.companions: dict[int | frozenset[int], tuple[int, ...]] = {}
        """By subject, what the last proof about it tracked."""

    def answer(self, places: Places, check: Callable[[int], None]) -> Answer:
        """One question by itself."""
        ((_, answer),) = self.answers({0: places}, check)
        return answer

    def answers(
        self,
        asked: dict[int, Places],
        check: Callable[[int], None],
        is_settled: Callable[[int], bool] = lambda number: False,
        tracked: Iterable[int] = (),
    ) -> Iterator[tuple[list[int], Answer]]:
        """Questions that are best asked together, by number, as they are answered; several may have one proof.

        `check` is told the size of the diagrams, and may raise OutOfBounds, which is "not decided".
        What `is_settled` meanwhile is asked no more. `tracked` are the variables to begin with, if it is
        known from an earlier attempt that fewer do not answer it.
        """
        goals = {number: self.ground.goals(places) for number, places in asked.items()}
        excluded = [number for number in asked if not goals[number]]
        if excluded:
            yield excluded, Answer(False)
        left = [number for number in asked if goals[number]]
        if not left:
            return
        aims = together([goals[number] for number in left])
        visible = list(tracked) or self.told_apart_by(aims)
        try:
            view = View(self.ground, [goals[number] for number in left])
            if not tracked:
                # A proof about the same most often needs the same (precision reuse: Beyer and others, 2013).
                subjects = {self.subject(goals[number]) for number in left}
                near: set[int] = set().union(*[self.companions.get(one, ()) for one in subjects])
                visible += [one for one in sorted(near.difference(visible)) if view.partition(one)]
            abstraction: Abstraction | None = None
            while True:
                abstraction = Abstraction(view, self.corpus.start, visible, check, abstraction)
                done = [number for number in left if not abstraction.reaches(goals[number])]
                if done:
                    subjects = {self.subject(goals[number]) for number in done}
                    self.companions |= dict.fromkeys(subjects, tuple(visible))
                    yield done, Answer(False, None, abstraction, tuple(visible))
                left = [number for number in left if number not in done and not is_settled(number)]
                blame: Blame = defaultdict(float)
                arrived = True
                while left and arrived:
                    arrived = False
                    blame.clear()
                    aims = together([goals[number] for number in left])
                    for path in steer(self.corpus, abstraction, aims, blame, check):
                        arrived = True
                        self.corpus.add(path)
                        at, values = self.corpus.runner.after(path)
                        done = [one for one in left if at in goals[one] and holds(goals[one][at], values)]
                        yield done, Answer(True, path, None, tuple(visible))
                        left = [number for number in left if number not in done and not is_settled(number)]
                        aims.clear()
                        aims.update(together([goals[number] for number in left]))
                        if not left:
                            break
                if not left:
                    return
                more = self.worst(blame, set(visible)) or self.nearest(abstraction, set(visible))
                assert more, "with every variable tracked, the abstraction is exact"
                visible += more
        except (OutOfBounds, MemoryError, RecursionError):
            yield left, Answer(None, visible=tuple(visible))

    def subject(self, goals: Places) -> int | frozenset[int]:
        """What a question is about: the variable that costs more to track than all others that the goals read, or
        else all that they read.
        """
        read = self.ground.read_by(goals)
        dearest = max(read, key=lambda one: (self.ground.cost([one]), one), default=-1)
        return dearest if 2 * self.ground.cost([dearest]) > self.ground.cost(read) else read

    def common(self, goals: Places) -> frozenset[int]:
        """What questions have in common that are best asked together: all that they read, or those of it that have so
        many values that to track them again is what costs most.
        """
        read = self.ground.read_by(goals)
        return (
            frozenset(one for one in read if len(self.ground.variables.all[one].values) >= MANY_VALUES)
            or read
        )

    def told_apart_by(self, goals: Places) -> list[int]:
        """What to begin with: the variables that the goals read, if these are few."""
        found = self.ground.read_by(goals)
        return sorted(found) if len(found) <= FEW_VARIABLES else []

    def worst(self, blame: Blame, visible: set[int]) -> list[int]:
        """The variables of the most blamed guards, a few; those of a guard share its blame."""
        found: list[tuple[float, int, list[int]]] = []
        for guard, weight in blame.items():
            hidden = sorted(variables_of(guard) - visible)
            if hidden:
                found.append((weight / len(hidden), -self.ground.cost(hidden), hidden))
        found.sort(reverse=True)
        more: dict[int, None] = {}
        most = self.most_at_once(visible)
        for weight, _, hidden in found:
            if more and (weight * NEARLY < found[0][0] or len(more) + len(hidden) > most):
                break
            more |= dict.fromkeys(hidden)
        return list(more)

    def nearest(self, abstraction: Abstraction, visible: set[int]) -> list[int]:
        """Hidden variables that are asked as near to the goals as any: where plays run in circles, nothing is blamed."""
        view = abstraction.view
        read = set().union(*[variables_of(guard) for places in view.goals for guard in places.values()])
        found = dict.fromkeys(read, -1)
        for at in sorted(abstraction.moves, key=view.steps.__getitem__):
            for move in abstraction.moves[at]:
                for variable in move.way.asks:
                    found.setdefault(variable, view.steps[at])
        hidden = sorted(found.keys() - visible, key=lambda one: (found[one], self.ground.cost([one]), one))
        return hidden[: self.most_at_once(visible)]

    def most_at_once(self, visible: set[int]) -> int:
        return max(MOST_AT_ONCE, int(SHARE * len(visible)))


def together(goals: Iterable[Places]) -> Places:
    found: Places = {}
    for places in goals:
        for at, guard in places.items():
            found[at] = some(found[at], guard) if at in found else guard
    return found

"""One question at a time: can play come to any of these places?

Counterexample-guided localisation (Kurshan; Clarke, Grumberg, Jha, Lu and Veith, 2000): no variable is
tracked at first. While the goal looks reachable, real plays are steered towards it; where one is stopped
by a guard over variables that are not tracked, these are tracked too. The question is answered when a
play arrives, or when the goal cannot be reached even with the hidden guards taken for "maybe".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mars_adventure.author.proof.abstraction import Abstraction, OutOfBounds
from mars_adventure.author.proof.guards import conjuncts, holds, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.author.proof.corpus import Corpus, Moment
    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.running import Values

    Blame = dict[Guard, float]
    """Guards that stopped plays, with how much depends on them."""

RUNS = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """`reachable` is None where it was not decided. A play shows that it is; where it is not,
    `abstraction` is the proof, or None where the value sets were enough.
    """

    reachable: bool | None
    path: list[Way] | None = None
    abstraction: Abstraction | None = None
    visible: tuple[int, ...] = ()
    nodes: int = 0


class Query:
    """Answers questions over one machine. Each play that is found joins the corpus."""

    def __init__(self, ground: Ground, corpus: Corpus) -> None:
        self.ground, self.corpus = ground, corpus

    def answer(self, places: Places, check: Callable[[int], None], begun: Sequence[int] = ()) -> Answer:
        """`check` is told the size of the diagrams, and may raise OutOfBounds, which is "not decided".

        `begun` are the variables that an earlier attempt came to track.
        """
        goals = self.ground.goals(places)
        if not goals:
            return Answer(False)
        visible = list(begun)
        nodes = 0
        try:
            while True:
                abstraction = Abstraction(self.ground, self.corpus, visible, goals, check)
                if not abstraction.found:
                    nodes = max(nodes, len(abstraction.diagrams))
                    return Answer(False, None, abstraction, tuple(visible), nodes)
                abstraction.rank_backwards()
                nodes = max(nodes, len(abstraction.diagrams))
                path, blame = self.steer(abstraction, goals)
                if path is not None:
                    self.corpus.add(path)
                    return Answer(True, path, None, tuple(visible), nodes)
                more = self.worst(blame, set(visible)) or self.anything(abstraction, set(visible))
                assert more, "with every variable tracked, the abstraction is exact"
                visible += more
        except (OutOfBounds, MemoryError, RecursionError):
            return Answer(None, visible=tuple(visible), nodes=nodes)

    def worst(self, blame: Blame, visible: set[int]) -> list[int]:
        """The variables of the most blamed guard, the cheaper of two."""
        found = [
            (weight, -self.ground.cost(variables_of(guard)), sorted(variables_of(guard) - visible))
            for guard, weight in blame.items()
            if variables_of(guard) - visible
        ]
        return max(found)[2] if found else []

    def anything(self, abstraction: Abstraction, visible: set[int]) -> list[int]:
        """The cheapest hidden variable of the cone: where plays run in circles, nothing is blamed."""
        found: set[int] = set()
        for guard in abstraction.goals.values():
            found |= variables_of(guard)
        for moves in abstraction.moves.values():
            for move in moves:
                found |= move.way.tests.keys() | move.way.read
        found -= visible
        return [min(found, key=lambda variable: (self.ground.cost([variable]), variable))] if found else []

    # -- plays --------------------------------------------------------------------------------

    def steer(self, abstraction: Abstraction, goals: Places) -> tuple[list[Way] | None, Blame]:
        """Real plays that follow the abstract distance, from the nearest states and some others."""
        blame: Blame = defaultdict(float)
        begun = sorted(
            (
                (distance, at, values, moment)
                for at in abstraction.layers
                for values, moment in self.corpus.states.get(at, {}).items()
                if (distance := abstraction.distance(at, values)) is not None
            ),
        )
        half = RUNS // 2
        rest = begun[half:]
        chosen = begun[:half] + rest[:: max(1, len(rest) // half)][:half]
        for turn, (distance, at, values, moment) in enumerate(chosen):
            tail = self.run(abstraction, goals, (distance, at, values, moment), turn, blame)
            if tail is not None:
                return self.corpus.path(moment) + tail, blame
        return None, blame

    def run(
        self,
        abstraction: Abstraction,
        goals: Places,
        begun: tuple[int, int, Values, Moment],
        turn: int,
        blame: Blame,
    ) -> list[Way] | None:
        """One play from one state; blames what stops it.

        Ways grow worn by being taken, so that plays do not run in circles; in the first turn only where
        they are taken in the same abstract state, so that it arrives wherever nothing is hidden.
        """
        noise = 25.0 if turn % 2 else 1.0
        runner, chance = self.corpus.runner, self.corpus.random
        first, at, start, _ = begun
        values = list(start)
        path: list[Way] = []
        worn: defaultdict[tuple[int, ...], int] = defaultdict(int)
        for _ in range(300 + 4 * first):
            goal = goals.get(at)
            if goal is not None:
                if holds(goal, values):
                    return path
                if abstraction.distance(at, values) == 0:
                    accuse(goal, values, 1.0, blame)
            ways = self.ground.ways[at]
            open_ways = {ways[place].number for place in runner.open_ways[at](values)}
            here = tuple(abstraction.row(at, values)) if turn == 0 else ()
            best: tuple[float, int, Way] | None = None
            closed: list[tuple[int, Way]] = []
            for move in abstraction.moves[at]:
                after = list(values)
                runner.change[move.way.number](after)
                distance = abstraction.distance(move.way.target, after)
                if distance is None:
                    continue
                if move.way.number not in open_ways:
                    closed.append((distance, move.way))
                    continue
                worth = distance + 15 * worn[move.way.number, *here] + chance() * noise
                if best is None or worth < best[0]:
                    best = (worth, distance, move.way)
            for distance, way in closed:
                if best is None or distance < best[1]:
                    accuse(way.guard, values, (1.0 if best is None else 0.01) / (1 + distance), blame)
            if best is None:
                return None
            worn[best[2].number, *here] += 1
            runner.change[best[2].number](values)
            at = best[2].target
            path.append(best[2])
        return None


def accuse(guard: Guard, values: Sequence[int], weight: float, blame: Blame) -> None:
    for part in conjuncts(guard):
        if not holds(part, values):
            blame[part] += weight

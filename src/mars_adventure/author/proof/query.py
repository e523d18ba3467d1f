"""One question at a time: can play come to any of these places?

Counterexample-guided localisation (Kurshan; Clarke, Grumberg, Jha, Lu and Veith, 2000): no variable is
tracked at first. While the goal looks reachable, real plays are steered towards it; where one is stopped
by a guard over variables that are not tracked, these are tracked too. The question is answered when a
play arrives, or when the goal cannot be reached even with the hidden guards taken for "maybe".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.abstraction import MOST_RANKS_APART, Abstraction, OutOfBounds
from mars_adventure.author.proof.guards import conjuncts, holds, some, variables_of
from mars_adventure.author.proof.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mars_adventure.author.proof.corpus import Corpus, Moment
    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.running import Values

    Blame = dict[Guard, float]
    """Guards that stopped plays, with how much depends on them."""

BEGINS = 16
"""States from which plays are steered: so many that look near, and so many from all over."""
MOST_ALIKE = 3
FEWEST_STEPS = 400
FEW_VARIABLES = 6
MOST_AT_ONCE = 3
"""Variables that come to be tracked at once, if guards that are blamed nearly as much read them."""
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
    nodes: int = 0


class Step(NamedTuple):
    """A state on the way to a goal: from a moment of the corpus, or by a way from the step before."""

    distance: int
    turn: int
    at: int
    values: Values
    begun: Moment | None
    before: Step | None
    way: Way | None


class Together(NamedTuple):
    """Questions asked at once: those that play cannot come to by one proof, which is `abstraction`."""

    never: list[int]
    abstraction: Abstraction


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
        visible = list(begun) or told_apart_by(goals)
        view = View(self.ground, goals)
        nodes = 0
        try:
            while True:
                abstraction = Abstraction(view, self.corpus.start, visible, check)
                if not abstraction.found:
                    nodes = max(nodes, len(abstraction.diagrams))
                    return Answer(False, None, abstraction, tuple(visible), nodes)
                abstraction.rank_backwards()
                nodes = max(nodes, len(abstraction.diagrams))
                path, blame = self.steer(abstraction, goals, check)
                if path is not None:
                    self.corpus.add(path)
                    return Answer(True, path, None, tuple(visible), nodes)
                more = self.worst(blame, set(visible)) or self.anything(abstraction, set(visible))
                assert more, "with every variable tracked, the abstraction is exact"
                visible += more
        except (OutOfBounds, MemoryError, RecursionError):
            return Answer(None, visible=tuple(visible), nodes=nodes)

    def never(
        self, asked: dict[int, Places], visible: Sequence[int], check: Callable[[int], None]
    ) -> Together:
        """Those of some questions that a proof by these variables answers with no, all by the same one.

        Raises OutOfBounds.
        """
        goals = {number: self.ground.goals(places) for number, places in asked.items()}
        abstraction = Abstraction(
            View(self.ground, together(goals.values())), self.corpus.start, visible, check
        )
        never = [number for number in asked if not abstraction.reaches(goals[number])]
        abstraction.goals = together([goals[number] for number in never])
        return Together(never, abstraction)

    def worst(self, blame: Blame, visible: set[int]) -> list[int]:
        """The variables of the most blamed guards, a few; those of a guard share its blame."""
        found: list[tuple[float, int, list[int]]] = []
        for guard, weight in blame.items():
            hidden = sorted(variables_of(guard) - visible)
            if hidden:
                found.append((weight / len(hidden), -self.ground.cost(hidden), hidden))
        found.sort(reverse=True)
        more: dict[int, None] = {}
        for weight, _, hidden in found:
            if more and (weight * NEARLY < found[0][0] or len(more) + len(hidden) > MOST_AT_ONCE):
                break
            more |= dict.fromkeys(hidden)
        return list(more)

    def anything(self, abstraction: Abstraction, visible: set[int]) -> list[int]:
        """The cheapest hidden variable of the cone: where plays run in circles, nothing is blamed."""
        found: set[int] = set()
        for guard in abstraction.goals.values():
            found |= variables_of(guard)
        for moves in abstraction.moves.values():
            for move in moves:
                found |= move.way.asks
        found -= visible
        return [min(found, key=lambda variable: (self.ground.cost([variable]), variable))] if found else []

    # -- plays --------------------------------------------------------------------------------

    def steer(
        self, abstraction: Abstraction, goals: Places, check: Callable[[int], None]
    ) -> tuple[list[Way] | None, Blame]:
        """Real states, the one that looks nearest to the goals first; blames what stops it.

        Of those that the abstraction does not tell apart only the first few are gone on from; where it
        hides nothing they are as good as each other, so that it arrives. It may look at more states the
        larger the abstraction is, so that neither takes much longer than the other.
        """
        runner = self.corpus.runner
        blame: Blame = defaultdict(float)
        heap: list[Step] = []
        alike: defaultdict[tuple[int, tuple[int, ...]], int] = defaultdict(int)
        seen: set[tuple[int, Values]] = set()
        for distance, moment in self.begins(abstraction):
            heap.append(Step(distance, len(heap), moment.at, moment.values, moment, None, None))
        heapify(heap)
        count = len(heap)
        for _ in range(FEWEST_STEPS + abstraction.size // 4):
            if not heap:
                break
            check(len(abstraction.diagrams))
            step = heappop(heap)
            at, values = step.at, step.values
            goal = goals.get(at)
            if goal is not None:
                if holds(goal, values):
                    return self.path(step), blame
                if step.distance == 0:
                    accuse(goal, values, 1.0, blame)
            open_ways = {self.ground.ways[at][place].number for place in runner.open_ways[at](values)}
            nearest = step.distance + 1 + MOST_RANKS_APART
            closed: list[tuple[int, Way]] = []
            for move in abstraction.moves[at]:
                way = move.way
                after = list(values)
                runner.change[way.number](after)
                row = abstraction.row(way.target, after)
                ahead = abstraction.distance_of(way.target, row)
                if ahead is None:
                    continue
                if way.number not in open_ways:
                    closed.append((ahead, way))
                    continue
                nearest = min(nearest, ahead)
                kept = self.corpus.solid(after)
                if alike[way.target, row] >= MOST_ALIKE or (way.target, kept) in seen:
                    continue
                alike[way.target, row] += 1
                seen.add((way.target, kept))
                count += 1
                heappush(heap, Step(ahead, count, way.target, kept, None, step, way))
            for distance, way in closed:
                if distance <= nearest:
                    accuse(way.guard, values, 1 / (1 + distance), blame)
        return None, blame

    def path(self, step: Step) -> list[Way]:
        ways: list[Way] = []
        while step.before is not None and step.way is not None:
            ways.append(step.way)
            step = step.before
        assert step.begun is not None
        return self.corpus.path(step.begun) + ways[::-1]

    def begins(self, abstraction: Abstraction) -> Iterator[tuple[int, Moment]]:
        """Kept states from which the goal looks near, and then as many from all over, with the distance."""
        layers = sorted(
            (layer.distance, at, layer.rows)
            for at, layers in abstraction.layers.items()
            for layer in layers
            if self.corpus.states.get(at)
        )
        alike: dict[int, dict[tuple[int, ...], list[Moment]]] = {}
        """By point, the kept states that the abstraction does not tell apart."""

        def inside(layers: Iterable[tuple[int, int, int]], most: int) -> Iterator[tuple[int, Moment]]:
            for distance, at, rows in layers:
                found = 0
                if at not in alike:
                    alike[at] = {}
                    for moment in self.corpus.states[at].values():
                        alike[at].setdefault(abstraction.row(at, moment.values), []).append(moment)
                for row, moments in alike[at].items():
                    if found < most and abstraction.has(rows, at, row):
                        yield from [(distance, moment) for moment in moments[: most - found]]
                        found += len(moments)

        near = islice(inside(layers, MOST_ALIKE), BEGINS)
        far = islice(inside(layers[:: max(1, len(layers) // BEGINS)], 1), BEGINS)
        yield from chain(near, far)


def together(goals: Iterable[Places]) -> Places:
    found: Places = {}
    for places in goals:
        for at, guard in places.items():
            found[at] = some(found[at], guard) if at in found else guard
    return found


def told_apart_by(goals: Places) -> list[int]:
    """What to begin with: the variables that the goals read, if these are few."""
    found: set[int] = set().union(*[variables_of(guard) for guard in goals.values()])
    return sorted(found) if len(found) <= FEW_VARIABLES else []


def accuse(guard: Guard, values: Sequence[int], weight: float, blame: Blame) -> None:
    for part in conjuncts(guard):
        if not holds(part, values):
            blame[part] += weight

"""A story as a finite machine: points that play passes, and edges between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.machine.guards import FALSE, TRUE, Guard, Table, before, every, some, then

if TYPE_CHECKING:
    from mars_adventure.author.proof.machine.variables import Variables
    from mars_adventure.engine.state import Return
    from mars_adventure.story.problems import Position

    Places = dict[int, Guard]
    """Points, with what must hold there."""


class Point(NamedTuple):
    """Where control stands, beside the values. With `visits`, a scene that is visited from several
    places has points of its own for each, so that the stack of visits is no part of the values.

    `kind` is enter (before a scene's effects), menu (play asks), step (between two effects, counted by
    `step`), end (an ending), stuck (a return without a visit) or deep (visits nested beyond what is followed).
    """

    kind: str
    scene: str
    within: tuple[str, ...] = ()
    visits: tuple[Return, ...] = ()
    step: int = 0


class Edge(NamedTuple):
    """A step of play: possible while `guard` holds, it maps old values to new ones by `tables`.

    `choice` is the id of the choice taken, "" for what happens by itself; `drawn` what chance gave to slots.
    """

    source: int
    target: int
    guard: Guard
    tables: dict[int, Table]
    choice: str = ""
    drawn: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Question:
    """Whether play can come to one of `places`. `wanted` is the answer that is as it should be.

    `weight` is error (the story does not hold) or notice (worth knowing). `topic` sorts questions
    for people; `subject` says what is wrong if the answer is not as wanted, `at` where it stands in the
    story's files. `cases` are by point and, where a choice has then to be taken to see it, that choice.
    """

    topic: str
    subject: str
    at: Position | None
    wanted: bool
    weight: str = "error"
    cases: dict[tuple[int, str], Guard] = field(default_factory=dict)

    @property
    def places(self) -> Places:
        found: Places = {}
        for (at, _), guard in self.cases.items():
            found[at] = some(found[at], guard) if at in found else guard
        return found

    def add(self, at: int, choice: str, guard: Guard) -> None:
        known = self.cases.get((at, choice))
        self.cases[at, choice] = some(known, guard) if known is not None else guard


@dataclass(slots=True)
class Machine:
    """`edges` are by source. `inward` are the same by target, made anew by `link`."""

    variables: Variables
    points: list[Point] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    inward: list[list[Edge]] = field(default_factory=list)
    start: int = 0
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)

    def link(self) -> None:
        self.inward = [[] for _ in self.points]
        for row in self.edges:
            for edge in row:
                self.inward[edge.target].append(edge)

    def endings(self) -> list[int]:
        return [at for at, point in enumerate(self.points) if point.kind == "end"]


def merge_single(machine: Machine) -> Machine:
    """The same machine without the points into which only one edge leads and which can be passed over.

    The edges out of such a point are put behind the one that leads into it, and so are the places
    of questions. Points where play asks are kept apart from what chance decides.
    """
    machine.link()
    edges, inward = machine.edges, machine.inward
    moved: dict[int, Edge] = {}
    for at in range(len(machine.points)):
        if at == machine.start or not edges[at] or len(inward[at]) != 1:
            continue
        (into,) = inward[at]
        source = into.source
        if source == at or (into.choice and any(edge.choice for edge in edges[at])):
            continue
        if any(edge.choice for edge in edges[at]) and (
            len(edges[source]) > 1 or into.guard != TRUE or into.drawn
        ):
            continue
        edges[source].remove(into)
        for edge in edges[at]:
            guard = every(into.guard, before(edge.guard, into.tables))
            inward[edge.target].remove(edge)
            if guard == FALSE:
                continue
            made = Edge(
                source,
                edge.target,
                guard,
                then(into.tables, edge.tables),
                into.choice or edge.choice,
                into.drawn + edge.drawn,
            )
            edges[source].append(made)
            inward[edge.target].append(made)
        edges[at], inward[at] = [], []
        moved[at] = into
    return renumbered(machine, moved)


def renumbered(machine: Machine, moved: dict[int, Edge]) -> Machine:
    """Without the points that were moved away."""
    numbers: dict[int, int] = {}
    for at in range(len(machine.points)):
        if at not in moved:
            numbers[at] = len(numbers)
    made = Machine(machine.variables, [machine.points[at] for at in numbers], start=numbers[machine.start])
    made.edges = [
        [edge._replace(source=numbers[at], target=numbers[edge.target]) for edge in machine.edges[at]]
        for at in numbers
    ]
    for key, question in machine.questions.items():
        copy = made.questions[key] = replace(question, cases={})
        for (at, choice), guard in question.cases.items():
            while at in moved:
                into = moved[at]
                at, guard = into.source, every(into.guard, before(guard, into.tables))
                choice = into.choice or choice
            if guard != FALSE:
                copy.add(numbers[at], choice, guard)
    made.link()
    return made

"""One thread of play while the machine is drawn: what has been changed since the last point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import FALSE, TRUE, Guard, Table, before, every, then
from mars_adventure.author.proof.machine.machine import Edge, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.author.proof.drawing.changes import Case, Drawn
    from mars_adventure.author.proof.drawing.sketch import Sketch
    from mars_adventure.story.problems import Position


@dataclass(slots=True)
class Strand:
    """Begins at `point` under `guard`; `tables` are the changes since. Each ends in `go`."""

    sketch: Sketch
    point: int
    guard: Guard = TRUE
    tables: dict[int, Table] = field(default_factory=dict)
    choice: str = ""

    def when(self, guard: Guard) -> Strand:
        """The same thread, on condition."""
        return Strand(
            self.sketch,
            self.point,
            every(self.guard, before(guard, self.tables)),
            dict(self.tables),
            self.choice,
        )

    def go(self, target: int, drawn: Drawn | None = None) -> None:
        if self.guard != FALSE:
            edge = Edge(self.point, target, self.guard, self.tables, self.choice, (drawn,) if drawn else ())
            self.sketch.machine.edges[self.point].append(edge)

    def change(self, tables: dict[int, Table]) -> None:
        self.tables = then(self.tables, tables)

    def split(self, cases: Iterable[Case]) -> None:
        """Goes on with whatever case applies."""
        cases = list(cases)
        if len(cases) == 1 and cases[0].guard == TRUE and not cases[0].drawn:
            self.change(cases[0].tables)
            return
        joint = self.sketch.joint(self.point)
        for case in cases:
            branch = self.when(case.guard)
            branch.change(case.tables)
            branch.go(joint, case.drawn)
        self.point, self.guard, self.tables, self.choice = joint, TRUE, {}, ""

    def ask(
        self,
        topic: str,
        key: str,
        guard: Guard,
        subject: str,
        at: Position | None,
        wanted: bool,
        weight: str = "error",
    ) -> None:
        """Adds a place to a question; the first to ask decides how it is worded."""
        questions = self.sketch.machine.questions
        question = questions.setdefault((topic, key), Question(topic, subject, at, wanted, weight))
        here = every(self.guard, before(guard, self.tables))
        if here != FALSE:
            question.add(self.point, self.choice, here)

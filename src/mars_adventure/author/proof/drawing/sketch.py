"""What the drawing of a machine has so far, as all who draw or ask need it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.reading import Reader
from mars_adventure.author.proof.machine.guards import TRUE, Guard
from mars_adventure.author.proof.machine.machine import Machine, Point
from mars_adventure.author.proof.machine.variables import Variable, Variables

if TYPE_CHECKING:
    from mars_adventure.story import Story
    from mars_adventure.story.model import Choice, Scene

BEEN, OFFERED = "been ", "offered "
"""Begin the names of the variables that only the proof has: whether a scene has been entered, and whether
a note has been there to be learnt."""


class Sketch:
    """A story, its variables, and the points that there are already."""

    def __init__(self, story: Story) -> None:
        self.story, self.head = story, story.head
        variables = Variables(story.variables)
        self.been = {
            promise.subject: variables.add(Variable(BEEN + promise.subject, "", (False, True), 0))
            for promise in story.head.promises
            if promise.kind == "eventually"
        }
        self.offered = {
            note: variables.add(Variable(OFFERED + note, "", (False, True), 0))
            for note in dict.fromkeys(
                note for theory in story.head.theories.values() if theory.test for note in theory.speaks_for
            )
        }
        self.machine = Machine(variables)
        self.reader = Reader(variables)
        self.sizes = {at: len(variable.values) for at, variable in enumerate(variables.all)}
        self.numbers: dict[Point, int] = {}
        self.joints: Counter[Point] = Counter()

    def point(self, point: Point) -> int:
        found = self.numbers.get(point)
        if found is None:
            found = self.numbers[point] = len(self.machine.points)
            self.machine.points.append(point)
            self.machine.edges.append([])
        return found

    def joint(self, at: int) -> int:
        """A new point between two effects, known by what it is drawn from rather than by when."""
        _, scene, within, visits, _ = self.machine.points[at]
        owner = Point("step", scene, within, visits)
        self.joints[owner] += 1
        return self.point(owner._replace(step=self.joints[owner]))

    def slot(self, name: str) -> int | None:
        return self.machine.variables.at.get((name, ""))

    def left(self, scene: Scene, way: Choice) -> Guard:
        """Whether a choice that can be taken once has not been."""
        if not way.once:
            return TRUE
        at = self.slot(f"chose.{scene.name}.{way.id}")
        assert at is not None
        return self.reader.test(at, 0b01, {})

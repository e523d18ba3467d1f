"""Whether the truth could be known by its test: what was offered on the way, learnt or not.

A note counts as offered once the reader has stood before a text that teaches it, or had a choice that would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.changes import Case
from mars_adventure.author.proof.machine.guards import Guard, at_least, every, negation
from mars_adventure.author.proof.machine.machine import Question
from mars_adventure.story.logic import Mark
from mars_adventure.story.types import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.author.proof.drawing.sketch import Sketch
    from mars_adventure.author.proof.drawing.strand import Strand
    from mars_adventure.story.logic import Effect
    from mars_adventure.story.model import Choice, Scene


class Clues:
    """Remembers offers as the drawing passes them, in flags that only the proof has."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch, self.offered = sketch, sketch.offered
        self.theories = [theory for theory in sketch.head.theories.values() if theory.test]
        for theory in self.theories:
            subject = f"`{theory.test}` tests the theory `{theory.name}`, and fewer than {theory.clues} of its clues may have been offered"
            question = Question("clues", theory.name, theory.at, False)
            question.subject = subject
            sketch.machine.questions["clues", theory.name] = question

    def at_test(self, strand: Strand, scene: Scene) -> None:
        """A scene is entered, and has taught nothing yet."""
        for theory in self.theories:
            if theory.test == scene.name:
                flags = {self.offered[note]: (0, 1) for note in theory.speaks_for}
                few = negation(at_least(flags, theory.clues))
                strand.ask("clues", theory.name, few, "", theory.at, False)

    def at_effect(self, strand: Strand, effect: Effect) -> None:
        """A text that teaches is read."""
        self.offer(strand, [(flag, guard) for flag, guard in self.taught((effect,))])

    def at_menu(self, strand: Strand, ways: tuple[Choice, ...], offered: dict[str, Guard]) -> None:
        """Choices are offered; what each would teach as things stand is an offer, taken or not."""
        found = [
            (flag, every(offered[way.id], guard)) for way in ways for flag, guard in self.taught(way.effects)
        ]
        self.offer(strand, found)
        if strand.tables:
            joint = self.sketch.joint(strand.point)
            strand.go(joint)
            strand.point, strand.tables = joint, {}

    def taught(self, effects: Iterable[Effect]) -> Iterable[tuple[int, Guard]]:
        for effect in effects:
            if isinstance(effect, Mark) and effect.status == KNOWN:
                flag = self.offered.get(effect.note.removeprefix("note."))
                if flag is not None:
                    yield flag, self.sketch.reader.guard(effect.condition)

    def offer(self, strand: Strand, flags: list[tuple[int, Guard]]) -> None:
        for flag, guard in flags:
            strand.split([Case(guard, {flag: (1, 1)}), Case(negation(guard), {})])

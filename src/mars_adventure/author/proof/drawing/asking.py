"""What is asked of each effect: whether it does anything, is swallowed, reaches the ends of a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.changes import alters, beyond
from mars_adventure.author.proof.drawing.wording import worded
from mars_adventure.author.proof.machine.guards import FALSE, Guard, every, some
from mars_adventure.story.logic import Assign, Draw, Mark
from mars_adventure.story.types import KNOWN, Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.author.proof.drawing.changes import Case
    from mars_adventure.author.proof.drawing.sketch import Sketch
    from mars_adventure.author.proof.drawing.strand import Strand
    from mars_adventure.story.logic import Effect
    from mars_adventure.story.problems import Position


def ask_of_effect(
    strand: Strand, effect: Effect, cases: list[Case], owner: str, number: int, at: Position
) -> None:
    """`owner` is the scene or choice in words, `number` the effect's place in it."""
    sketch = strand.sketch
    words, key = f"`{worded(effect)}` in {owner}", f"{owner} effect {number}"
    doing = some(*[every(case.guard, alters(case, sketch.sizes)) for case in cases])
    strand.ask("change", key, doing, f"{words} never changes anything", at, True, "notice")
    over = beyond(effect, sketch.reader)
    if over != FALSE:
        subject = f"{words} can go beyond the range, which swallows it"
        strand.ask("swallowed", key, over, subject, at, False, "notice")
    for slot, value, guard in outcomes(sketch, effect, cases):
        strand.ask("value", f"{slot} {value}", guard, f"`{slot}` is never {value}", None, True, "notice")
    if isinstance(effect, Mark) and effect.status == KNOWN:
        note = effect.note.removeprefix("note.")
        held = sketch.reader.guard(effect.condition)
        strand.ask(
            "note", note, held, f"the note `{note}` can never be learnt", sketch.head.notes[note].at, True
        )


def outcomes(sketch: Sketch, effect: Effect, cases: list[Case]) -> Iterator[tuple[str, object, Guard]]:
    """The ends of a number's range, with when this effect would bring it there."""
    if not isinstance(effect, Assign | Draw):
        return
    kind, at = sketch.story.variables[effect.slot].type, sketch.slot(effect.slot)
    if not isinstance(kind, Number) or at is None:
        return
    variable = sketch.machine.variables.all[at]
    for end in {0, len(variable.values) - 1} - {variable.start}:
        guards = []
        for case in cases:
            table = case.tables.get(at)
            if table is not None:
                mask = sum(1 << old for old, new in enumerate(table) if new == end)
                guards.append(every(case.guard, sketch.reader.test(at, mask, {})))
        yield effect.slot, variable.values[end], some(*guards)

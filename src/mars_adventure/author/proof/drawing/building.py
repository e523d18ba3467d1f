"""From a story to the machine that is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.drawing import Drawing
from mars_adventure.author.proof.machine.guards import TRUE
from mars_adventure.author.proof.machine.machine import Machine, Question, merge_single
from mars_adventure.author.proof.machine.values import value_sets

if TYPE_CHECKING:
    from mars_adventure.story import Story


def draw_whole(story: Story) -> Drawing:
    """Every point that can be reached as far as single variables can tell. Raises TooManyCases.

    What must not happen whatever the story says is asked as well: a return without a visit, and visits
    nested deeper than they are followed.
    """
    drawing = Drawing(story)
    drawing.sets = value_sets(drawing.machine, drawing.draw)
    for at, point in enumerate(drawing.machine.points):
        if point.kind in ("stuck", "deep"):
            subject = {
                "stuck": f"`{point.scene}` may return although nothing was visited",
                "deep": f"visits around `{point.scene}` may be nested without end",
            }[point.kind]
            question = Question(point.kind, subject, story.scene(point.scene).at, False)
            drawing.machine.questions.setdefault((point.kind, point.scene), question).add(at, "", TRUE)
    return drawing


def build(drawing: Drawing) -> Machine:
    """The machine with fewer points, to be searched. The drawing's own edges are used up."""
    return merge_single(drawing.machine)

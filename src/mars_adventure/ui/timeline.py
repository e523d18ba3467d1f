"""The timeline as plain lines: turning points, and the lines that were left, under one numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.saves import turnings

if TYPE_CHECKING:
    from mars_adventure.engine import Play
    from mars_adventure.saves import Session


class Stop(NamedTuple):
    """Somewhere to go: what the list says of it, and the moment."""

    words: str
    moment: Play


def stops(session: Session) -> list[Stop]:
    """The turning points of the present line, in order, and then the ends of the others."""
    found = []
    for turning in turnings(session.story, session.timeline, session.play):
        where = ", ".join(filter(None, (turning.place, turning.time)))
        words = [f"{where}: {turning.label or turning.moment.choice}"]
        if turning.untaken:
            words.append(f"{turning.untaken} other {'way' if turning.untaken == 1 else 'ways'} not tried")
        if turning.branches:
            words.append("left here: " + ", ".join(branch.name for branch in turning.branches))
        if turning.ahead:
            words.append("ahead of you")
        # To go to a turning point is to stand before it, where the choice is still to be made.
        found.append(Stop(". ".join(words) + ".", turning.moment.parent or turning.moment))
    for branch in session.timeline.branches():
        choices = "1 choice" if branch.choices == 1 else f"{branch.choices} choices"
        turn = branch.tip.turn
        where = ", ".join(filter(None, (turn.place, turn.time)))
        found.append(
            Stop(f"A line you left: {branch.name}, {choices} on, to {where or turn.scene}.", branch.tip)
        )
    return found

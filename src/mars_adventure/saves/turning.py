"""The turning points of a line: the choices that decided something lasting, and what was not taken."""

from itertools import pairwise
from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.saves.timeline import Branch, Timeline
from mars_adventure.story import Story
from mars_adventure.story.types import Number

MEMORY = ("note.", "visits.", "chose.", "cycle.", "fired.")


class Turning(NamedTuple):
    """`moment` is the one that the choice led to; chapter, place and time are where it was made.
    `untaken` counts the other ways that were open then and that no line has tried; `branches` are
    the lines that left here. `ahead` says that the choice lies beyond the present moment.
    """

    moment: Play
    label: str
    chapter: int
    place: str
    time: str
    untaken: int
    branches: tuple[Branch, ...]
    ahead: bool


def turnings(story: Story, timeline: Timeline, present: Play) -> tuple[Turning, ...]:
    """The turning points from the beginning to the end of the present line.

    A choice is one if there was another, and if a flag, a name or a set of the story's own was
    changed by it and has stayed so; or if a line was left there.
    """
    line = timeline.tip.moments()
    lasting = _lasting(story, line)
    leaving: dict[int, list[Branch]] = {}
    for branch in timeline.branches():
        leaving.setdefault(id(branch.fork), []).append(branch)
    found = []
    for before, moment in pairwise(line):
        branches = tuple(leaving.get(id(before), ()))
        if not branches and not lasting[moment.length]:
            continue
        turn = before.turn
        tried = {child.choice for child in timeline.children(before)}
        ways = [offer.id for offer in turn.offers if not offer.closed]
        if len(ways) < 2 and not branches:
            continue
        untaken = sum(way not in tried for way in ways)
        ahead = moment.length > present.length
        found.append(
            Turning(moment, moment.label, turn.chapter, turn.place, turn.time, untaken, branches, ahead)
        )
    return tuple(found)


def _lasting(story: Story, line: list[Play]) -> list[bool]:
    """For each moment, whether the step to it changed something that the end of the line still has."""
    own = [
        position
        for position, name in enumerate(story.slots)
        if not name.startswith(MEMORY) and not isinstance(story.variables[name].type, Number)
    ]
    end = line[-1].state.values
    found = [False]
    for before, moment in pairwise(line):
        old, new = before.state.values, moment.state.values
        found.append(old is not new and any(old[at] != new[at] == end[at] for at in own))
    return found

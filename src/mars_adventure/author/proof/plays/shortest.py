"""The shortest play that comes to a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.machine.guards import holds
from mars_adventure.author.proof.machine.slices import Slice
from mars_adventure.author.proof.plays.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.machine.ground import Ground, Way
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.plays.corpus import Corpus

MOST_STATES = 60_000


def shorten(
    ground: Ground, corpus: Corpus, places: Places, path: list[Way], is_over: Callable[[], bool]
) -> tuple[list[Way], bool]:
    """A play to the same goal with the fewest choices, and whether that was proved; else a shorter one.

    What `is_over` cuts short before anything is known of what matters on the way is the same play again.
    """
    goals = ground.goals(places)
    try:
        slice_ = Slice(ground, goals, is_over)
    except OutOfBounds:
        return path, False
    search = Search(ground, MOST_STATES, is_over, corpus.runner, slice_)
    if search.goal is not None:
        found = search.path(search.goal)
        at, values = corpus.runner.after(found)
        assert holds(goals[at], values)
        return found, True
    return without_detours(corpus, goals, path, slice_), False


def without_detours(corpus: Corpus, goals: Places, path: list[Way], slice_: Slice) -> list[Way]:
    """The play without what happens between two moments that the goal cannot tell apart."""
    values = list(corpus.runner.values)
    kept: list[Way] = []
    places: dict[tuple[int, tuple[int, ...]], int] = {
        (corpus.runner.start, tuple(slice_.standing(corpus.runner.start, values))): 0
    }
    for way in path:
        corpus.runner.change[way.number](values)
        state = way.target, tuple(slice_.standing(way.target, values))
        kept.append(way)
        if state in places:
            del kept[places[state] :]
            places = {state: length for state, length in places.items() if length <= len(kept)}
        else:
            places[state] = len(kept)
    at, after = corpus.runner.after(kept)
    return kept if at in goals and holds(goals[at], after) else path

"""Plays of the machine as plays of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.findings.findings import Playing
from mars_adventure.author.proof.machine.guards import holds
from mars_adventure.engine import Unavailable, begin, choose
from mars_adventure.engine.program import program_of
from mars_adventure.engine.state import State
from mars_adventure.engine.step import Step
from mars_adventure.story.types import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mars_adventure.author.proof.machine.ground import Way
    from mars_adventure.author.proof.machine.guards import Guard
    from mars_adventure.author.proof.plays.corpus import Corpus
    from mars_adventure.engine import Play
    from mars_adventure.story import Story

MOST_SEEDS = 20_000


class Disagreement(Exception):
    """The engine does not play what the machine plays. This is a fault of the proof, not of the story."""


def playing(
    story: Story,
    corpus: Corpus,
    path: Sequence[Way],
    cases: dict[tuple[int, str], Guard],
    shortest: bool,
    verify: bool = True,
) -> Playing:
    """The path with the choice that shows what was asked; to `verify` it, the engine plays it through.

    Raises Disagreement.
    """
    at, values = corpus.runner.after(path)
    choices = [way.edge.choice for way in path if way.edge.choice]
    last = [choice for (place, choice), guard in cases.items() if place == at and holds(guard, values)]
    if last and "" not in last:
        choices.append(last[0])
    drawn = [one for way in path for one in way.edge.drawn]
    seed = seed_for(story, drawn)
    scene = corpus.ground.machine.points[at].scene
    if seed is not None and verify:
        try:
            replayed(story, choices, seed)
        except Unavailable as unavailable:
            raise Disagreement(str(unavailable)) from None
    return Playing(tuple(choices), scene, shortest, seed, bool(drawn))


def seed_for(story: Story, drawn: Sequence[tuple[str, int]]) -> int | None:
    """A seed with which the engine draws these values first; None if none is found soon."""
    program = program_of(story)
    for seed in range(MOST_SEEDS if drawn else 1):
        step = Step(program, State("", (), (), (), "", "", seed, 0), 0)
        if all(step.draw(slot) == values_of(story.variables[slot].type)[value] for slot, value in drawn):
            return seed
    return None


def replayed(story: Story, choices: Iterable[str], seed: int) -> Play:
    """Raises Unavailable at the first choice that is not offered."""
    play = begin(story, seed)
    for choice in choices:
        play = choose(story, play, choice)
    return play

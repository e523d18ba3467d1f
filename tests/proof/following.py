"""The machine and the engine side by side: the same plays, the same states, the same choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import holds
from mars_adventure.engine import begin, choose

if TYPE_CHECKING:
    from random import Random

    from mars_adventure.author.proof.machine.machine import Machine
    from mars_adventure.engine import Play
    from mars_adventure.story import Story

    State = tuple[int, tuple[int, ...]]

MOST_SILENT = 400


def rests(machine: Machine, states: set[State]) -> set[State]:
    """Where these states come to rest: at choices, or where nothing follows. All sides of chance are taken."""
    found, waiting, seen = set(), list(states), set()
    while waiting:
        at, values = state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        assert len(seen) < MOST_SILENT * 20
        ways = [edge for edge in machine.edges[at] if holds(edge.guard, values)]
        silent = [edge for edge in ways if not edge.choice]
        assert not silent or len(silent) == len(ways), "either play asks, or it goes on"
        if silent:
            waiting += [(edge.target, after(values, edge)) for edge in silent]
        else:
            found.add(state)
    return found


def after(values, edge):
    changed = list(values)
    for at, table in edge.tables.items():
        changed[at] = table[changed[at]]
    return tuple(changed)


def choices(machine: Machine, state: State) -> set[str]:
    at, values = state
    return {edge.choice for edge in machine.edges[at] if holds(edge.guard, values)}


def take(machine: Machine, state: State, choice: str) -> set[State]:
    at, values = state
    return {
        (edge.target, after(values, edge))
        for edge in machine.edges[at]
        if edge.choice == choice and holds(edge.guard, values)
    }


def follow(story: Story, machine: Machine, random: Random, length: int, exact: bool) -> Play:
    """Plays at random, and holds each step of the engine against the machine.

    With `exact`, values must be the same at each rest; a machine whose points are merged lags behind.
    """
    play = begin(story, random.randrange(1000))
    states = rests(machine, {(machine.start, machine.variables.start())})
    for _ in range(length):
        circling = not states
        offered = [offer.id for offer in play.turn.offers if not offer.closed]
        if exact:
            values = machine.variables.encoded(play.state.values)
            real = [slot in story.variables for slot in (variable.slot for variable in machine.variables.all)]
            states = {
                state
                for state in states
                if [v for v, kept in zip(state[1], real, strict=True) if kept]
                == [v for v, kept in zip(values, real, strict=True) if kept]
            }
        states = {state for state in states if choices(machine, state) == set(offered)}
        states = {
            state for state in states if (machine.points[state[0]].kind == "end") == bool(play.turn.ending)
        }
        if not states and not offered and not play.turn.ending and (play.state.draws or circling):
            # Scenes that lead to each other without asking: the engine gives up after some hundreds.
            break
        assert states, f"at {play.turn.scene} after {play.path()}"
        if not offered:
            break
        choice = random.choice(offered)
        play = choose(story, play, choice)
        states = rests(machine, set().union(*[take(machine, state, choice) for state in states]))
    return play

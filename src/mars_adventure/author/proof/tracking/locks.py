"""From every state that can be reached, can some ending still be?

Yes, if no dead end can be reached and every state inside a circle of points can leave it (by induction
over the strongly connected components, of which there are finitely many). So each component with a
circle is looked at by itself, tracking only the variables that decide about leaving it: a state *may*
leave if some way that is perhaps open leads out, and *must* be able to if for all values of what is not
tracked some open way leads out or to a state that must. (A three-valued abstraction, as in Shoham and
Grumberg's game-based refinement.) What may not leave is then looked for by a query.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.tracking.rooms import Room

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from mars_adventure.author.proof.machine.ground import Ground
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.tracking.query import Answer, Query


@dataclass(slots=True)
class Lock:
    """One component. `free` is True if every state in it can leave, False if `answers` has a play
    into one that cannot, None if that was not decided. `answers` are to the questions whether play can
    come to each of the `places` that cannot be left.
    """

    points: list[int]
    free: bool | None
    visible: tuple[int, ...] = ()
    states: int = 0
    answers: list[Answer] = field(default_factory=list)
    places: list[Places] = field(default_factory=list)


def circles(ground: Ground) -> list[list[int]]:
    """The components in which play can come back to where it was."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, component in ground.component.items():
        found[component].append(at)
    return [
        sorted(points)
        for _, points in sorted(found.items())
        if len(points) > 1 or points[0] in ground.following[points[0]]
    ]


def find_locks(
    ground: Ground,
    query: Query,
    points: list[int],
    check: Callable[[int], None],
    begun: Collection[int] = (),
    tracked: Collection[int] = (),
) -> Lock:
    """Decides one component.

    What an earlier proof tracked inside is `begun` with, and `tracked` is what it did to prove that play never comes
    to where it is caught.
    """
    visible = list(begun)
    try:
        while True:
            room = Room(ground, points, visible, check)
            unsure = [state for state in room.may if state not in room.must]
            if not unsure:
                break
            more = room.deciding(unsure)
            assert more, "with everything tracked, may and must are the same"
            visible += more
    except (OutOfBounds, MemoryError):
        return find_locks(ground, query, points, check) if begun else Lock(points, None, tuple(visible))
    lock = Lock(points, True, tuple(visible), len(room.exits))
    lock.places = [{at: guard} for at, guard in room.locked().items()]
    found: dict[int, Answer] = {}
    for answered, answer in query.answers(dict(enumerate(lock.places)), check, found.__contains__, tracked):
        found |= dict.fromkeys(answered, answer)
    lock.answers = [found[number] for number in range(len(lock.places))]
    if any(answer.reachable for answer in lock.answers):
        lock.free = False
    elif any(answer.reachable is None for answer in lock.answers):
        lock.free = None
    return lock

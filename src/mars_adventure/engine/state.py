"""All that changes in play, as one small immutable value.

A value is a flag, a number, one of several names, or a set of names. A note of the casebook is a
value too (`note.NAME`): unknown, known, struck or lost. Memory is kept only where the story reads
it: `visits.SCENE` (a number), `cycle.SCENE.N`, `chose.SCENE.CHOICE` and `fired.INTERRUPTION` (flags).
"""

from typing import NamedTuple

from mars_adventure.story.types import Value

__all__ = ["Return", "State", "Value"]


class Return(NamedTuple):
    """Where a visit comes back to.

    `within` is the path of ids to the choice that made the visit, () where the scene itself did.
    Play goes on to the scene `goto` (an interruption remembers where play was going), or, where
    it is "", as that choice or scene says.
    """

    scene: str
    within: tuple[str, ...]
    goto: str


class State(NamedTuple):
    """`values` stand in the order of `Story.slots`; `within` is the path of choice ids that
    led into nested choices, () at the scene's own; `draws` counts the draws of chance so far.
    """

    scene: str
    within: tuple[str, ...]
    values: tuple[Value, ...]
    visits: tuple[Return, ...]
    place: str
    time: str
    seed: int
    draws: int

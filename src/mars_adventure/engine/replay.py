"""A path of choices taken once more, in the story as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.engine.step import choose
from mars_adventure.story.model import latest
from mars_adventure.story.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mars_adventure.engine.play import Play
    from mars_adventure.engine.turn import Offer, Turn
    from mars_adventure.story import Story


class Taken(NamedTuple):
    """A choice as it was taken: the scene it belonged to, its id, its label as it was read."""

    scene: str
    choice: str
    label: str


class Stop(NamedTuple):
    """A choice that cannot be taken again at `turn`. `closed` is why it is struck out, "" if it is not
    there at all; `near` is the open offer most like it, if one is.
    """

    taken: Taken
    turn: Turn
    closed: str
    near: Offer | None

    def __str__(self) -> str:
        taken, turn = self.taken, self.turn
        named = f"“{taken.label}” (`{taken.choice}`)" if taken.label else f"`{taken.choice}`"
        if self.closed:
            return f"{named} is closed now at `{turn.scene}`: {self.closed}"
        if turn.ending:
            return f"{named} is not offered any more: the play has ended at `{turn.scene}`"
        near = f"; the nearest is “{self.near.text}” (`{self.near.id}`)" if self.near is not None else ""
        return f"{named} is not offered any more at `{turn.scene}`{near}"


class Replay(NamedTuple):
    """The play as far as the path holds; `stop` is None if it holds to its end. `renamed` are the
    choices that were followed under another id, each with the present one.
    """

    play: Play
    stop: Stop | None
    renamed: tuple[tuple[Taken, str], ...]


def path_of(play: Play) -> tuple[Taken, ...]:
    """Every choice on the way to this moment."""
    return tuple(steps(play))


def steps(play: Play) -> Iterator[Taken]:
    for moment in play.moments():
        if moment.parent is not None and moment.choice is not None:
            yield Taken(moment.parent.state.scene, moment.choice, moment.label)


def replay(story: Story, play: Play, path: Iterable[Taken]) -> Replay:
    """Follows the path from `play`, a moment of this story.

    A choice whose id is gone is followed as `renamed:` says, or where one open offer alone has its label.
    """
    renamed: list[tuple[Taken, str]] = []
    for taken in path:
        choice = present_id(story, taken, play.turn.offers)
        if choice is None:
            closed = next((offer.closed for offer in play.turn.offers if offer.id == taken.choice), "")
            return Replay(play, Stop(taken, play.turn, closed, most_like(taken, play.turn)), tuple(renamed))
        if choice != taken.choice:
            renamed.append((taken, choice))
        play = choose(story, play, choice)
    return Replay(play, None, tuple(renamed))


def present_id(story: Story, taken: Taken, offers: Sequence[Offer]) -> str | None:
    """The id under which the choice can be taken now; None if it cannot."""
    free = {offer.id: offer.text for offer in offers if not offer.closed}
    if taken.choice in free:
        return taken.choice
    scene = latest(story.renamed.scenes, taken.scene)
    for full in (f"{taken.scene}.{taken.choice}", f"{scene}.{taken.choice}"):
        new = latest(story.renamed.choices, full).rpartition(".")[2]
        if new in free:
            return new
    if any(offer.id == taken.choice for offer in offers):
        return None
    alike = [id_ for id_, label in free.items() if label == taken.label]
    return alike[0] if len(alike) == 1 else None


def most_like(taken: Taken, turn: Turn) -> Offer | None:
    """By its label or, failing that, by its id."""
    free = [offer for offer in turn.offers if not offer.closed]
    label, id_ = (
        nearest(taken.label, [offer.text for offer in free]),
        nearest(taken.choice, [o.id for o in free]),
    )
    return next((offer for offer in free if label and offer.text == label), None) or next(
        (offer for offer in free if id_ and offer.id == id_), None
    )

"""A reading carried over into the story as its author has just edited it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine import begin
from mars_adventure.engine.replay import path_of, replay
from mars_adventure.saves.session import Session

if TYPE_CHECKING:
    from mars_adventure.story import Story


def reread(session: Session, story: Story) -> Session:
    """A reading of `story` by the same choices as far as they are still offered; its notices tell where
    that ends. It is not saved by itself: a play of a draft must not take the place of a reader's saves.
    """
    old = session.play
    notices = []
    first = next(moment for moment in old.backwards() if moment.parent is None)
    start = session.beginning(story) if session.beginning is not None else begin(story, first.state.seed)
    beginning = session.beginning
    if start is None:
        notices.append(
            "The scene this play began at cannot be begun at any more: this is the story's own beginning."
        )
        start, beginning = begin(story, first.state.seed), None
    followed = replay(story, start, path_of(old))
    if followed.stop is not None:
        lost = old.length - followed.play.length
        back = "1 choice" if lost == 1 else f"{lost} choices"
        notices.append(
            f"The story was edited: {followed.stop}. The play has gone back {back}, to where its past still holds."
        )
    return Session(story, None, followed.play, notices, beginning)

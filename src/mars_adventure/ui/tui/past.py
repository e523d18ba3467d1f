"""The turns that stay on the page above the new one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from mars_adventure.ui.tui.passage import passage_of, set_passage

if TYPE_CHECKING:
    from mars_adventure.engine import Play
    from mars_adventure.story import Story
    from mars_adventure.ui.tui.paragraph import Paragraph

TURNS = 20
"""The history has them all."""


class Past:
    """Sets each turn once, for as long as it stays on the page."""

    def __init__(self) -> None:
        self._set: dict[int, tuple[Play, list[Paragraph]]] = {}

    def before(self, play: Play, story: Story) -> list[Paragraph]:
        """The turns before `play`, the oldest first."""
        known = self._set
        moments = reversed(list(islice(play.backwards(), 1, TURNS + 1)))
        # by identity, because to compare two moments is to compare all that led to them
        self._set = {
            id(moment): known.get(id(moment))
            or (moment, set_passage(passage_of(moment, story.marks), story.speakers, past=True))
            for moment in moments
        }
        return [paragraph for _, paragraphs in self._set.values() for paragraph in paragraphs]

"""Every story test runs twice: in memory, and through a saved game at every turn."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from mars_adventure.engine import Play, begin, choose
from mars_adventure.saves import Shelf
from mars_adventure.story import Story, open_story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Reading:
    """A play of a small story, and what it shows in plain words."""

    def __init__(self, story: Story, shelf: Shelf | None, seed: int) -> None:
        self.story, self.shelf = story, shelf
        self.play = self.kept(begin(story, seed))

    def kept(self, play: Play) -> Play:
        """The play itself, or what comes back from a saved game, which must be the same."""
        if self.shelf is None:
            return play
        loaded = self.shelf.open(self.shelf.write(play, "kept", overwrite=True))
        assert loaded.notices == ()
        assert loaded.play == play
        return loaded.play

    def choose(self, *ids: str) -> Reading:
        for choice in ids:
            self.play = self.kept(choose(self.story, self.play, choice))
        return self

    @property
    def texts(self) -> list[str]:
        """The paragraphs shown, without headings of place and time."""
        return [block.text for block in self.play.turn.blocks if block.kind != "place"]

    @property
    def offered(self) -> list[str]:
        """Ids of what can be chosen."""
        return [offer.id for offer in self.play.turn.offers if not offer.closed]

    @property
    def closed(self) -> dict[str, str]:
        return {offer.id: offer.closed for offer in self.play.turn.offers if offer.closed}

    def value(self, name: str) -> object:
        return self.play.state.values[self.story.slots.index(name)]


@pytest.fixture(params=["memory", "saved"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Reading]:
    """Begins a play of a story given as the text of its one file, without its head."""

    def start(body: str, start: str = "start", seed: int = 1) -> Reading:
        folder = tmp_path / "story"
        folder.mkdir(exist_ok=True)
        (folder / "story.yaml").write_text(f"story: A test\nstart: {start}\n", encoding="utf-8")
        (folder / "body.yaml").write_text(dedent(body), encoding="utf-8")
        story = open_story(folder)
        shelf = Shelf(tmp_path / "saves", story) if request.param == "saved" else None
        return Reading(story, shelf, seed)

    return start

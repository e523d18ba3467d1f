"""Headless play: ours|loop FOLDER COUNT."""

import json
import sys
from pathlib import Path

from bench.limits import Loop
from bench.walk import Player, report
from mars_adventure.engine import begin, choose
from mars_adventure.story import Story, open_story


class Ours:
    """Every turn is kept by the turn after it, as in the app, until the play ends."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def begin(self) -> tuple[str, list[str]]:
        return self.turn(begin(self.story))

    def choose(self, number: int) -> tuple[str, list[str]]:
        return self.turn(choose(self.story, self.play, self.open[number]))

    def turn(self, play) -> tuple[str, list[str]]:
        self.play = play
        offers = play.turn.offers
        self.open = [offer.id for offer in offers]
        return play.turn.text, [offer.text for offer in offers]


def player(kind: str, folder: Path) -> Player:
    if kind == "loop":
        return Loop(json.loads((folder / "story.json").read_text(encoding="utf-8")))
    return Ours(open_story(folder / "ours"))


if __name__ == "__main__":
    report(player(sys.argv[1], Path(sys.argv[2])), int(sys.argv[3]))

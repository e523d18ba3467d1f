"""bink (Rust, through its Python binding): FOLDER COUNT."""

from __future__ import annotations

import sys
from pathlib import Path

from bink.story import Story  # type: ignore[import-not-found]

from bench.walk import report


class Bink:
    def __init__(self, path: Path) -> None:
        self.story = Story(path.read_text(encoding="utf-8"))

    def begin(self) -> tuple[str, list[str]]:
        self.story.reset_state()
        return self.turn()

    def choose(self, number: int) -> tuple[str, list[str]]:
        self.story.choose_choice_index(number)
        return self.turn()

    def turn(self) -> tuple[str, list[str]]:
        text = self.story.continue_maximally()
        choices = self.story.get_current_choices()
        return text, list(choices)


report(Bink(Path(sys.argv[1], "ink.json")), int(sys.argv[2]))

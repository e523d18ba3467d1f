"""Bardic (Python): FOLDER COUNT."""

import sys
from typing import Any

from bardic import BardEngine

from bench.walk import report


class Bardic:
    def __init__(self, path: str) -> None:
        self.story = BardEngine.from_file(path).story

    def begin(self) -> tuple[str, list[str]]:
        self.engine = BardEngine(self.story)
        return self.turn(self.engine.current())

    def choose(self, number: int) -> tuple[str, list[str]]:
        return self.turn(self.engine.choose(number))

    def turn(self, shown: Any) -> tuple[str, list[str]]:
        return shown.content, [choice["text"] for choice in shown.choices]


report(Bardic(f"{sys.argv[1]}/bard.json"), int(sys.argv[2]))

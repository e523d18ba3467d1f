"""What a row is told: how long it may take, which peers are there, and where to say what it does."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from bench.peers.installation import find_peers


@dataclass
class Task:
    """`quick` asks for fewer rounds and smaller stories: figures for a first look, not for a page."""

    quick: bool = False
    row: str = ""
    peers: list[str] = field(default_factory=find_peers)

    def rounds(self, wanted: int) -> int:
        return max(2, wanted // 3) if self.quick else wanted

    @property
    def sizes(self) -> tuple[int, ...]:
        return (1_000,) if self.quick else (1_000, 10_000)

    def say(self, words: str) -> None:
        print(f"{self.row}: {words}" if self.row else words, file=sys.stderr, flush=True)

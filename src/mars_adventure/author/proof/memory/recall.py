"""What earlier proofs of a story found, kept in a file for later ones: see `keys` for what must not have changed.

A kept play is played before it is believed, so nothing needs to be known of what it depends on.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure import __version__
from mars_adventure.author.proof.memory.kept_plays import Plays
from mars_adventure.author.proof.memory.keys import digest_of
from mars_adventure.author.proof.memory.retelling import Told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = 4
MOST_KEPT = 20_000
"""Questions, and circles; the latest stay."""
MOST_OF_ONE = 4
"""Proofs of one question, so that an edit can be undone; the latest stay."""


class Kept(NamedTuple):
    """That a question's goals cannot be reached: `digest` is of what this rests on, `visible` are names of the
    variables that the proof tracks. With `spent`, seconds of work that did not decide it, there is no answer yet.
    Of circles, `inside` are those that tell apart from which states they can be left.
    """

    digest: str
    visible: list[str]
    checked: bool
    spent: float = 0.0
    inside: Sequence[str] = ()


class Recall:
    """What is kept of one story; with None for the file, nothing is.

    A file that is damaged, or of another version, is as good as none.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.told: Told | None = None
        self.plays = Plays([], [])
        self.proofs: dict[str, list[Kept]] = {}
        """By what is asked; of circles that can be left, by their points."""
        if path is not None:
            with suppress(Exception):  # whatever the file holds, the story can be proved without it
                digest, _, body = path.read_text(encoding="utf-8").partition("\n")
                if digest == digest_of(FORMAT, __version__, body):
                    told, plays, proofs = json.loads(body)
                    self.told = Told(*told) if told is not None else None
                    self.plays = Plays(*plays)
                    self.proofs = {asked: [Kept(*one) for one in kept] for asked, kept in proofs.items()}

    def keep(self, asked: str, kept: Kept) -> None:
        before = self.proofs.pop(asked, [])
        self.proofs[asked] = [*[one for one in before if one.digest != kept.digest], kept][-MOST_OF_ONE:]

    def save(self) -> None:
        """Where that cannot be done, everything is simply proved again next time."""
        if self.path is None:
            return
        body = json.dumps([self.told, self.plays, dict(list(self.proofs.items())[-MOST_KEPT:])])
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
            temporary.write_text(f"{digest_of(FORMAT, __version__, body)}\n{body}", encoding="utf-8")
            temporary.replace(self.path)

"""The files that are written by themselves: one for each of the last plays, one for each chapter.

A play keeps to one file: the whole way there is in it, so older files of the same play would
say nothing new, and a new play takes the place of one old play only: not of a long one, as long
as there is a shorter.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from mars_adventure.saves import disk
from mars_adventure.saves.names import file_of_auto
from mars_adventure.saves.opening import is_whole
from mars_adventure.saves.seal import SEAL_BYTES
from mars_adventure.saves.slot import Slot, slot_at

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.saves.record import Record
    from mars_adventure.story import Story

PLAYS_KEPT = 5
NEWEST_KEPT = 3
"""Of these, so many are kept whatever they are; of the older ones, the shortest makes room."""
MOST_SECONDS = 300
"""The longest that a reader is taken to think about one page."""
AUTOSAVE = "Autosave"
ELSEWHERE = (
    "Another window has played on in the same autosave. Both are kept: this window now writes one of its own."
)


class Reading:
    """A play in progress: its lines, the autosave that this process writes it to, and the seconds
    that the reader has spent on it.
    """

    def __init__(
        self, record: Record, path: Path | None = None, written: bytes = b"", seconds: int = 0
    ) -> None:
        self.record = record
        self._path = path
        # What may stand in the file: what was last written there, or was to be when the disk gave up.
        self._ours = {written[:SEAL_BYTES]}
        self._spent = float(seconds)
        self._since = time.monotonic()

    def autosave(self, folder: Path, story: Story, data: bytes) -> tuple[str, ...]:
        """Writes the play's file; a fresh one, and says so, if another window has written there since."""
        notices: tuple[str, ...] = ()
        present = disk.beginning(self._path, SEAL_BYTES) if self._path is not None else None
        if present is not None and present not in self._ours:
            self._path, notices = None, (ELSEWHERE,)
        self._ours.add(data[:SEAL_BYTES])
        if self._path is None:
            self._path = _write_first(folder, story, data)
        else:
            disk.replace(self._path, data)
        self._ours = {data[:SEAL_BYTES]}
        return notices

    def seconds(self) -> int:
        """The time spent so far. A reader who leaves the page open all night has not read all night."""
        now = time.monotonic()
        self._spent += min(now - self._since, MOST_SECONDS)
        self._since = now
        return int(self._spent)


def _write_first(folder: Path, story: Story, data: bytes) -> Path:
    """Writes a play that has no file yet: to a free one, or else in place of an old and short play's."""
    opening: list[Slot] = []
    number = 0
    while len(opening) < PLAYS_KEPT:
        number += 1
        path = folder / file_of_auto(story.id, number)
        if not os.path.lexists(path) and not os.path.lexists(disk.backup_of(path)):
            try:
                disk.create(path, data)
                return path
            except FileExistsError:
                pass  # Another window was first: it counts as any other file that is there.
        slot, _ = slot_at(path, story)
        if slot.opens:
            opening.append(slot)
    older = sorted(opening, key=lambda slot: slot.saved_at)[: PLAYS_KEPT - NEWEST_KEPT]
    least = min(older, key=lambda slot: slot.choices).path
    disk.replace(least, data, keep=is_whole(least))
    return least

"""The folder of saved games of one story."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from mars_adventure.saves import disk
from mars_adventure.saves.autosaves import AUTOSAVE, Reading
from mars_adventure.saves.document import Head, describe, glance, lay_out, read_document, relabel, step_lines
from mars_adventure.saves.names import file_of_chapter, file_of_named, is_file_of_auto, showable, tidy
from mars_adventure.saves.opening import Opened, is_whole, open_file
from mars_adventure.saves.profile import PROFILE_FILE
from mars_adventure.saves.record import Record
from mars_adventure.saves.restore import Loaded, restore
from mars_adventure.saves.slot import Slot, slot_at, slot_of
from mars_adventure.saves.timeline import Timeline
from mars_adventure.saves.trouble import SaveTrouble, trouble_of

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine.play import Play
    from mars_adventure.story import Story

TICK = timedelta(microseconds=1)
LAST = datetime(9000, 1, 1, tzinfo=UTC)


class Shelf:
    """Slots to list, open and write. Other windows may use the same folder meanwhile. The folder
    is made by the first save.
    """

    def __init__(self, folder: Path, story: Story) -> None:
        self.folder = folder
        self.story = story
        self._readings: list[Reading] = []
        self._listed: dict[Path, tuple[disk.Stamp, Slot]] = {}
        self._last_listed: tuple[Path, disk.Stamp, Opened] | None = None
        self._ready = False
        self._latest: datetime | None = None

    def slots(self) -> list[Slot]:
        """Every saved game in the folder, newest first, those that cannot be opened among them."""
        found = [self._list(path) for path in self._files()]
        return sorted(found, key=lambda slot: slot.saved_at, reverse=True)

    def newest(self) -> Slot | None:
        """The newest slot that can be opened: where to continue. Of older files only the head is read."""
        files = sorted(self._files(), key=self._saved_at, reverse=True)
        return next((slot for slot in map(self._list, files) if slot.opens), None)

    def open(self, slot: Slot) -> Loaded:
        """The play in a slot. Play that goes on from an autosave is saved there again, unless
        something had to be repaired: then the file is left as it was.
        """
        opened = self._open(slot.path)
        play, notices = opened.loaded
        self._readings.insert(0, self._resume(opened, slot.path))
        return Loaded(play, notices)

    def timeline(self, play: Play) -> Timeline:
        """Every moment of the reading that `play` belongs to."""
        return self._reading(play).record.timeline

    def write(self, play: Play, name: str, *, overwrite: bool = False) -> Slot:
        """Saves under a name. An existing slot is not touched unless `overwrite` says so."""
        name = self._name(name)
        self._prepare()
        reading = self._reading(play)
        head = self._describe(play, reading, name, automatic=False)
        return self._put(head, lay_out(head, play, reading.record), overwrite=overwrite)

    def autosave(self, play: Play, timeline: Timeline | None = None) -> tuple[str, ...]:
        """Saves the play in progress, with all of `timeline`, and once more apart where a chapter
        begins. Returns what the reader should be told of it, mostly nothing.
        """
        self._prepare()
        reading = self._reading(play, timeline)
        head = self._describe(play, reading, AUTOSAVE, automatic=True)
        data = lay_out(head, play, reading.record)
        with disk.alone(self.folder):
            notices = reading.autosave(self.folder, self.story, data)
        chapter = play.turn.chapter
        if play.parent is not None and play.parent.turn.chapter != chapter:
            path = self.folder / file_of_chapter(self.story.id, chapter)
            head = head._replace(name=f"Chapter {chapter} begins")
            with disk.alone(self.folder):
                disk.replace(path, lay_out(head, play, reading.record))
        return notices

    def rename(self, slot: Slot, name: str) -> Slot:
        """Gives a slot another name. An autosave that is given one is kept from then on."""
        opened = open_file(slot.path, self.story)
        head = opened.head._replace(name=self._name(name), automatic=False)
        if self._path(head.name) == slot.path:
            return slot
        renamed = self._put(head, relabel(opened.data, head))
        disk.remove(slot.path)
        return renamed

    def delete(self, slot: Slot) -> None:
        """Removes a slot, and the generation kept beside it."""
        disk.remove(slot.path)

    def export(self, slot: Slot, path: Path) -> Path:
        """Copies a slot to a file, or into a folder; never over another file."""
        target = path / slot.path.name if path.is_dir() else path
        self._create(target, open_file(slot.path, self.story).data, target.name)
        return target

    def import_(self, path: Path) -> Slot:
        """Takes a saved game from elsewhere onto the shelf, under a name that is free."""
        data = disk.read(path.resolve())
        document = read_document(data, showable(path.name))
        restore(self.story, document)
        wanted = document.head.name or tidy(path.stem) or AUTOSAVE
        name, number = wanted, 1
        while os.path.lexists(self._path(name)):
            number += 1
            name = f"{wanted} ({number})"
        head = document.head._replace(name=name, automatic=False)
        return self._put(head, relabel(data, head))

    def _files(self) -> list[Path]:
        try:
            names = {entry.name.removesuffix(".bak") for entry in os.scandir(self.folder)}
        except OSError:
            return []
        return [
            self.folder / name for name in sorted(names) if name.endswith(".json") and name != PROFILE_FILE
        ]

    def _list(self, path: Path) -> Slot:
        """The slot at `path`, read again only if the file has changed since."""
        stamp = disk.stamp(path)
        known = self._listed.get(path)
        if known is None or known[0] != stamp:
            slot, opened = slot_at(path, self.story)
            known = self._listed[path] = (stamp, slot)
            self._last_listed = (path, stamp, opened) if opened is not None else None
        return known[1]

    def _open(self, path: Path) -> Opened:
        """What is in a file, which need not be opened again if it was just listed."""
        last, self._last_listed = self._last_listed, None
        if last is not None and last[:2] == (path, disk.stamp(path)):
            return last[2]
        return open_file(path, self.story)

    def _saved_at(self, path: Path) -> datetime:
        """As the list has it, without opening a file that is as it was written."""
        if path not in self._listed:
            with suppress(SaveTrouble):
                head = glance(disk.read(path))
                if head is not None:
                    return head.saved_at
        return self._list(path).saved_at

    def _put(self, head: Head, data: bytes, *, overwrite: bool = False) -> Slot:
        self._prepare()
        path = self._path(head.name)
        with disk.alone(self.folder):
            if overwrite and os.path.lexists(path):
                disk.replace(path, data, keep=is_whole(path))
            else:
                self._create(path, data, head.name)
        return slot_of(path, head)

    def _create(self, path: Path, data: bytes, name: str) -> None:
        try:
            disk.create(path, data)
        except FileExistsError:
            raise SaveTrouble(
                "exists", f"There is already a “{showable(name)}” in {path.parent}.", "Choose another name."
            ) from None

    def _name(self, name: str) -> str:
        if tidied := tidy(name):
            return tidied
        raise SaveTrouble("nameless", "A saved game needs a name with at least one letter.", "Type a name.")

    def _path(self, name: str) -> Path:
        return self.folder / file_of_named(self.story.id, name)

    def _describe(self, play: Play, reading: Reading, name: str, *, automatic: bool) -> Head:
        # A clock that was set back must not make the newest save look like an old one.
        now = datetime.now(UTC)
        self._latest = now if self._latest is None else max(now, self._latest + TICK)
        return describe(self.story, play, reading.record, name, automatic, self._latest, reading.seconds())

    def _reading(self, play: Play, timeline: Timeline | None = None) -> Reading:
        """The reading that `play` belongs to; the present one stands first."""
        for reading in self._readings:
            if timeline in (None, reading.record.timeline) and reading.record.follow(play):
                self._readings.remove(reading)
                break
        else:
            reading = Reading(Record(tuple(self.story.slots), timeline or Timeline(play)))
        self._readings.insert(0, reading)
        return reading

    def _resume(self, opened: Opened, path: Path) -> Reading:
        """Play goes on in its own autosave; not where something had to be repaired, or in another slot."""
        lines = step_lines(opened.data) if opened.head.fingerprint == self.story.fingerprint else []
        known = lines if len(lines) == opened.choices else []
        record = Record(tuple(self.story.slots), opened.timeline, known)
        if opened.loaded.notices or not is_file_of_auto(self.story.id, path.name):
            return Reading(record, seconds=opened.head.seconds)
        return Reading(record, path, opened.data, opened.head.seconds)

    def _prepare(self) -> None:
        # Only once: a folder that vanishes later is the reader's to know about, not ours to replace.
        if self._ready:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise trouble_of(error, self.folder / "saves") from None
        disk.sweep(self.folder)
        newest = self.newest()
        self._latest = newest.saved_at if newest is not None and newest.saved_at < LAST else None
        self._ready = True

"""Files that are there whole or not at all, on disks of every sort."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from tales import read_through

from mars_adventure.saves import Shelf

if TYPE_CHECKING:
    import pytest

    from mars_adventure.story import Story


def test_a_disk_without_hard_links_keeps_both_generations_too(
    story: Story, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    session = read_through(story, shelf, "breathe", "search", "call")
    (slot,) = shelf.slots()
    assert shelf.open(slot).play == session.play
    slot.path.write_bytes(b"torn")
    assert shelf.open(slot).play == session.play.parent
    shelf.write(session.play, "mine")
    assert shelf.slots()[0].name == "mine"


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(
    story: Story, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.fdopen

    class Slow:
        def __init__(self, descriptor: int, *rest: object, **options: object) -> None:
            self.file = opened(descriptor, *rest, **options)  # type: ignore[call-overload]

        def __enter__(self) -> Slow:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> int:
            return int(self.file.write(data[:100]))

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

    with monkeypatch.context() as slow:
        slow.setattr(os, "fdopen", Slow)
        session = read_through(story, shelf, "breathe")
    assert session.trouble is None
    again = Shelf(shelf.folder, story)
    assert again.open(again.slots()[0]).play == session.play


def test_drafts_of_the_dead_are_cleared_away_and_those_of_the_living_are_not(
    story: Story, shelf: Shelf
) -> None:
    shelf.folder.mkdir()
    dead, living, other = (shelf.folder / name for name in (".a.0.draft", ".b.1.draft", ".c.draft.txt"))
    for path in (dead, living, other):
        path.write_text("half")
    for path in (dead, other):
        os.utime(path, (0, 0))
    read_through(story, shelf, "breathe")
    assert [path.exists() for path in (dead, living, other)] == [False, True, True]
    assert len(shelf.slots()) == 1


def test_a_listing_is_read_anew_when_a_file_has_changed(story: Story, shelf: Shelf) -> None:
    read_through(story, shelf, "breathe")
    assert shelf.slots()[0].choices == 1
    session = read_through(story, Shelf(shelf.folder, story), "breathe")
    session.choose("search")
    assert sorted(slot.choices for slot in shelf.slots()) == [1, 2]
    victim = shelf.slots()[0].path
    victim.write_bytes(b"torn")
    assert {slot.path: slot.state for slot in shelf.slots()}[victim] == "repaired"


def test_a_save_after_one_that_was_cut_off_leaves_nothing_lying_about(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search")
    (slot,) = shelf.slots()
    # What is left if the machine stops between keeping the old file and putting the new one there.
    slot.path.with_name(slot.path.name + ".bak").unlink()
    os.link(slot.path, slot.path.with_name(slot.path.name + ".bak"))
    session.choose("call")
    assert sorted(path.suffix for path in shelf.folder.iterdir()) == [".bak", ".json"]
    assert shelf.open(slot).play == session.play

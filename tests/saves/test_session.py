"""A reading in progress: forth and back, and what happens when the disk will not have it."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tales import played, read_through

from mars_adventure.engine import Unavailable, begin
from mars_adventure.saves import Session, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story


def on_disk(shelf: Shelf) -> Play:
    again = Shelf(shelf.folder, shelf.story)
    newest = again.newest()
    assert newest is not None
    return again.open(newest).play


def test_every_move_is_on_the_disk_when_it_returns(story: Story, shelf: Shelf) -> None:
    session = Session(story, shelf, begin(story))
    assert session.choose("breathe") is session.play
    assert on_disk(shelf) == session.play
    session.choose("search")
    assert session.undo() is session.play
    assert on_disk(shelf) == session.play == played(story, "breathe")
    assert session.redo() is session.play
    assert on_disk(shelf) == session.play == played(story, "breathe", "search")
    session.go_to(session.play.moments()[0])
    assert on_disk(shelf) == session.play == begin(story)


def test_a_choice_that_is_not_offered_changes_nothing(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search")
    session.undo()
    with pytest.raises(Unavailable):
        session.choose("enter")
    assert session.play == on_disk(shelf) == played(story, "breathe")
    assert session.can_redo


def test_what_was_undone_stays_ahead_of_the_same_choice_only(story: Story) -> None:
    session = read_through(story, None, "breathe", "search", "call")
    tip = session.play
    for _ in range(3):
        session.undo()
    assert not session.can_undo
    assert session.undo() is None

    session.choose("breathe")
    assert session.can_redo
    session.redo()
    assert session.redo() is tip
    assert session.redo() is None

    session.undo()
    session.undo()
    session.choose("throw")
    assert not session.can_redo


def test_going_to_a_moment_keeps_the_rest_of_the_line(story: Story) -> None:
    session = read_through(story, None, "breathe", "search", "call", "wait")
    moments = session.play.moments()
    session.go_to(moments[1])
    session.go_to(moments[3])
    assert session.play is moments[3]
    assert session.redo() is moments[4]
    session.go_to(moments[0])
    assert [session.redo() for _ in range(4)] == moments[1:]
    session.go_to(begin(story))
    assert not session.can_redo


@given(moves=st.lists(st.sampled_from(["undo", "redo", "breathe", "call", "wait", "search", "enter", "back"]), max_size=40))  # fmt: skip
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_choices_taken_are_those_of_the_way_here(story: Story, moves: list[str]) -> None:
    session = Session(story, None, begin(story))
    for move in moves:
        if move in ("undo", "redo"):
            getattr(session, move)()
        elif move in [offer.id for offer in session.play.turn.offers if not offer.closed]:
            session.choose(move)
        expected = {
            (moment.parent.state.scene, moment.choice) for moment in session.play.backwards() if moment.parent
        }
        assert session.taken() == expected


def test_a_session_without_a_shelf_writes_nothing(story: Story, tmp_path: Path) -> None:
    session = read_through(story, None, "breathe")
    assert session.trouble is None
    assert not (tmp_path / "saves").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "locked"), (errno.EIO, "unwritable")],
)
def test_play_goes_on_while_the_disk_refuses_and_is_saved_when_it_does_not(
    story: Story, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    session = read_through(story, shelf, "breathe")

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        session.choose("search")
        assert session.trouble is not None
        assert (session.trouble.code, str(shelf.folder) in session.trouble.message) == (code, True)
        assert session.play == played(story, "breathe", "search")
    assert on_disk(shelf) == played(story, "breathe")
    assert [path.name for path in shelf.folder.iterdir() if path.suffix == ".draft"] == []

    session.choose("call")
    assert session.trouble is None
    assert on_disk(shelf) == session.play == played(story, "breathe", "search", "call")


def test_a_folder_that_vanishes_is_told_and_another_place_can_be_given(
    story: Story, shelf: Shelf, tmp_path: Path
) -> None:
    session = read_through(story, shelf, "breathe")
    shutil.rmtree(shelf.folder)
    session.choose("search")
    assert session.trouble is not None
    assert session.trouble.code == "vanished"
    assert not shelf.folder.exists()

    session.shelf = Shelf(tmp_path / "elsewhere", story)
    session.choose("call")
    assert session.trouble is None
    assert on_disk(session.shelf) == session.play


def test_a_folder_that_cannot_be_made_is_told(story: Story, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here already")
    session = read_through(story, Shelf(tmp_path / "file" / "saves", story), "breathe")
    assert session.trouble is not None
    assert session.trouble.code in ("vanished", "unwritable")
    assert session.play.length == 1

"""The past as a tree: what was left is kept, named, entered again, and comes back after a restart."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tales import played, read_through

from mars_adventure.engine import begin
from mars_adventure.saves import Session, Shelf, turnings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tales import Teller

    from mars_adventure.story import Story

fresh = count()


def reopened(session: Session) -> Session:
    """The same reading in another window, later."""
    assert session.shelf is not None
    shelf = Shelf(session.shelf.folder, session.story)
    newest = shelf.newest()
    assert newest is not None
    loaded = shelf.open(newest)
    assert loaded.notices == ()
    return Session(session.story, shelf, loaded.play)


def shape(session: Session) -> tuple[object, ...]:
    """All that a reading is, without regard to identity."""
    branches = session.timeline.branches()
    return (
        session.play.path(),
        session.timeline.tip.path(),
        {(branch.tip.path(), branch.fork.path(), branch.name) for branch in branches},
        [branch.tip.state for branch in sorted(branches, key=lambda branch: branch.tip.path())],
    )


def test_a_choice_taken_again_differently_keeps_the_old_line(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search", "call")
    left = session.play
    session.undo()
    session.undo()
    session.choose("throw")
    (branch,) = session.timeline.branches()
    assert (branch.tip, branch.fork.path(), branch.name, branch.choices) == (
        left,
        ("breathe",),
        "Search the locker",
        2,
    )
    assert not session.can_redo
    session.go_to(branch.tip)
    assert session.play is left
    assert [branch.tip.path() for branch in session.timeline.branches()] == [("breathe", "throw")]


def test_the_tree_and_redo_come_back_after_a_restart(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search", "call")
    session.undo()
    session.undo()
    session.choose("throw")
    session.name_branch(session.timeline.branches()[0].tip, "The locker\x1b, first")
    session.undo()
    again = reopened(session)
    assert shape(again) == shape(session)
    assert again.can_redo
    redone = again.redo()
    assert redone is not None
    assert redone == played(story, "breathe", "throw")
    (branch,) = again.timeline.branches()
    assert (branch.name, branch.named) == ("The locker, first", True)
    again.go_to(branch.tip)
    assert reopened(again).play == played(story, "breathe", "search", "call")


def test_the_same_choice_goes_on_along_the_line_it_began(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search", "call")
    left = session.play
    session.go_to(session.play.moments()[0])
    session.choose("throw")
    session.undo()
    session.choose("breathe")
    assert session.timeline.tip is left
    assert session.can_redo
    assert [branch.tip.path() for branch in session.timeline.branches()] == [("throw",)]


MOVES = ["undo", "redo", "branch", "first", "breathe", "call", "wait", "search", "throw", "enter", "back", "log", "close"]  # fmt: skip


@given(moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 99)), max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_tree_comes_back_as_it_was(story: Story, tmp_path: Path, moves: list[tuple[str, int]]) -> None:
    session = Session(story, Shelf(tmp_path / f"saves-{next(fresh)}", story), begin(story))
    reached = {session.play.path()}
    for number, (move, pick) in enumerate(moves):
        branches = session.timeline.branches()
        if move in ("undo", "redo"):
            getattr(session, move)()
        elif move == "branch" and branches:
            branch = branches[pick % len(branches)]
            session.go_to(branch.tip.moments()[-1 - pick % (branch.choices + 1)])
        elif move == "first":
            session.go_to(session.play.moments()[pick % (session.play.length + 1)])
        elif move in [offer.id for offer in session.play.turn.offers if not offer.closed]:
            session.choose(move)
        reached.add(session.play.path())
        if pick < 10 and number > 0:
            session.name_branch(session.timeline.tip, f"Line {pick}")
        if pick > 90 and session.shelf is not None and session.shelf.newest():
            again = reopened(session)
            assert shape(again) == shape(session)
            session = again
    held = {moment.path() for twig in session.timeline.twigs for moment in twig}
    assert held == reached, "nothing that was ever reached is lost"
    if session.shelf is not None and session.shelf.newest():
        assert shape(reopened(session)) == shape(session)


def test_a_branch_costs_its_own_choices_only(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, *["breathe"] * 60)
    (before,) = shelf.slots()
    size = before.path.stat().st_size
    for _ in range(30):
        session.undo()
    session.choose("call")
    grown = shelf.slots()[0].path.stat().st_size - size
    assert grown < 1500
    whole = json.loads(shelf.slots()[0].path.read_text("utf-8"))
    assert len(whole["path"]) + sum(len(branch["path"]) for branch in whole["branches"]) == 61


def test_another_folder_gets_the_whole_tree(story: Story, shelf: Shelf, tmp_path: Path) -> None:
    session = read_through(story, shelf, "breathe", "search")
    session.undo()
    session.choose("call")
    session.shelf = Shelf(tmp_path / "elsewhere", story)
    session.choose("wait")
    assert shape(reopened(session)) == shape(session)


def test_a_named_slot_holds_the_tree_too_and_travels_as_one_file(
    story: Story, shelf: Shelf, tmp_path: Path
) -> None:
    session = read_through(story, shelf, "breathe", "search")
    session.undo()
    session.choose("call")
    copy = shelf.export(shelf.write(session.play, "mine"), tmp_path)
    away = Shelf(tmp_path / "away", story)
    opened = Session(story, away, away.open(away.import_(copy)).play)
    assert shape(opened) == shape(session)


def test_branches_whose_scenes_have_gone_are_shorter_and_it_is_said(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    session = read_through(story, shelf, "breathe", "call", "log")
    session.go_to(session.play.moments()[1])
    session.choose("search")
    edited = teller.edit(
        ("            visit: log\n", ""),
        ("  log:\n    text: |\n      Nine minutes.\n    choices:\n      - text: Close it\n        id: close\n"
         "        goto: return\n", ""),
        (" {if visited(log): You know about the nine minutes.}", ""),
    )  # fmt: skip
    again = Shelf(shelf.folder, edited)
    loaded = again.open(again.slots()[0])
    assert loaded.play.path() == ("breathe", "search")
    assert "shorter" in " ".join(loaded.notices)
    (branch,) = Session(edited, again, loaded.play).timeline.branches()
    assert branch.tip.path() == ("breathe", "call")


def test_time_spent_is_counted_without_the_nights_and_kept(
    story: Story, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    session = Session(story, shelf, begin(story))
    for pause in (20, 30, 50_000):
        now[0] += pause
        session.choose("breathe")
    (slot,) = shelf.slots()
    assert slot.seconds == 20 + 30 + 300
    now[0] += 9999
    again = reopened(session)
    now[0] += 5
    again.choose("breathe")
    assert Shelf(shelf.folder, story).slots()[0].seconds == 355


def turning_labels(session: Session) -> list[tuple[str, int, int]]:
    return [
        (turning.label, turning.untaken, len(turning.branches))
        for turning in turnings(session.story, session.timeline, session.play)
    ]


def test_turning_points_are_choices_that_decided_something_lasting(story: Story) -> None:
    # To breathe changes the mood, and to search leaves a keycard; only a number changes by calling.
    session = read_through(story, None, "search", "call", "wait", "breathe")
    assert turning_labels(session) == [("Search the locker", 3, 0), ("Breathe", 3, 0)]


def test_where_a_line_was_left_is_a_turning_point_and_what_was_tried_is_no_longer_unknown(
    story: Story,
) -> None:
    session = read_through(story, None, "call", "wait")
    session.undo()
    session.undo()
    session.choose("throw")
    (turning,) = turnings(session.story, session.timeline, session.play)
    assert (turning.label, turning.untaken) == ("Throw the lamp away", 2)
    assert [branch.name for branch in turning.branches] == ["Call"]
    session.undo()
    assert [turning.ahead for turning in turnings(session.story, session.timeline, session.play)] == [True]


def test_saves_from_before_the_tree_open_and_grow_one(story: Story, shelf: Shelf) -> None:
    from test_damage import forge

    session = read_through(story, shelf, "search", "enter", "stay")
    (path,) = [slot.path for slot in shelf.slots() if slot.path.name.startswith("auto-")]

    def age(whole: dict[str, object]) -> None:
        for part in ("story", "slot", "start"):
            for key in ("renamed", "seconds", "through"):
                whole[part].pop(key, None)  # type: ignore[attr-defined]  # a dict, as the file was just written
        for step in whole["path"]:  # type: ignore[attr-defined]  # a list
            step.pop("through", None)

    forge(path, age)
    again = Shelf(shelf.folder, story)
    slot = next(slot for slot in again.slots() if slot.path == path)
    assert (slot.state, slot.seconds) == ("good", 0)
    old = Session(story, again, again.open(slot).play)
    assert old.play == session.play
    old.undo()
    old.choose("back")
    assert shape(reopened(old)) == shape(old)
    assert len(old.timeline.branches()) == 1

"""The past of an opened play is made where somebody looks, and is the same wherever they look first."""

from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lamp import EDITS, HEAD, HOUSE, YARD, edited, write
from tales import played

from mars_adventure.engine import begin, recap
from mars_adventure.saves import SaveTrouble, Session, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from lamp import Edit

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

quick = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
fresh = count()


def wandered(story: Story, shelf: Shelf, seed: int, moves: int) -> Session:
    """A reading with lines that were left and lines that lie ahead, longer than what is made at once."""
    chance, session = random.Random(seed), Session(story, shelf, begin(story, seed))
    for _ in range(moves):
        free = [offer.id for offer in session.play.turn.offers if not offer.closed]
        if free and chance.random() < 0.96:
            session.choose(chance.choice(free))
            continue
        for _ in range(chance.choice([1, 3, 20])):
            session.undo()
        if chance.random() < 0.3:
            session.redo()
    return session


def told(moment: Play) -> tuple[object, ...]:
    """All that a moment is."""
    return moment.state, moment.turn, moment.choice, moment.label, moment.length, moment.entered


def opened(story: Story, folder: Path) -> Session:
    shelf = Shelf(folder, story)
    newest = shelf.newest()
    assert newest is not None
    return Session(story, shelf, shelf.open(newest).play)


@given(seed=st.integers(0, 9999), moves=st.integers(1, 120), data=st.data())
@quick
def test_any_moment_is_as_it_was_whichever_is_asked_for_first(
    story: Story, tmp_path: Path, seed: int, moves: int, data: st.DataObject
) -> None:
    session = wandered(story, Shelf(tmp_path / f"saves-{next(fresh)}", story), seed, moves)
    assert session.shelf is not None
    if session.shelf.newest() is None:
        return
    again = opened(story, session.shelf.folder)
    tips = {branch.tip.path(): branch.tip for branch in again.timeline.branches()}
    pairs = [(branch.tip, tips[branch.tip.path()]) for branch in session.timeline.branches()]
    pairs += [(session.play, again.play), (session.timeline.tip, again.timeline.tip)]

    assert again.taken() == session.taken()
    assert recap(story, again.play) == recap(story, session.play)
    for was, now in data.draw(st.permutations(pairs)):
        for length in data.draw(st.lists(st.integers(0, was.length), max_size=4)):
            assert told(now.at(length)) == told(was.at(length))
            assert now.at(length).path() == was.path()[:length]
            assert now.at(length).scenes() == was.scenes()[: length + 1]
    for was, now in pairs:
        assert [told(moment) for moment in now.backwards()] == [told(moment) for moment in was.backwards()]
        assert all(now.at(moment.length) is moment for moment in now.backwards()), "each is made once"


@given(seed=st.integers(0, 9999), edit=st.sampled_from(EDITS), data=st.data())
@quick
def test_a_moment_of_an_edited_play_is_what_a_save_made_there_would_open_at(
    tmp_path: Path, seed: int, edit: Edit, data: st.DataObject
) -> None:
    folder = tmp_path / f"tale-{next(fresh)}"
    before = write(folder / "before", HEAD, HOUSE, YARD)
    session = wandered(before, Shelf(folder / "saves", before), seed, 100)
    length = data.draw(st.integers(0, session.play.length))
    there = Shelf(folder / "there", before)
    there.write(session.play.at(length), "there")
    after = edited(folder / "after", edit.changes)
    try:
        end, then = opened(after, folder / "saves").play, opened(after, there.folder).play
    except (SaveTrouble, AssertionError):
        return
    if then.length == length <= end.length:
        assert end.at(length).state == then.state
        assert end.at(length).path() == then.path()
        assert end.at(length).scenes() == then.scenes()


DAMAGES = {
    "none": lambda whole: whole,
    "torn": lambda whole: whole[: len(whole) // 2],
    "a letter of the date": lambda whole: whole.replace(b'"saved_at": "20', b'"saved_at": "30'),
    "a letter at the end": lambda whole: whole[:-5] + b"?" + whole[-4:],
    "all": lambda whole: b"",
}


@given(
    files=st.lists(
        st.tuples(st.sampled_from(["one", "two", "three", "auto"]), st.sampled_from(sorted(DAMAGES))),
        min_size=1,
        max_size=8,
    ),
    listed=st.booleans(),
)
@quick
def test_the_newest_is_the_first_on_the_list_that_opens(
    story: Story, tmp_path: Path, files: list[tuple[str, str]], listed: bool
) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    session = Session(story, shelf, begin(story))
    for name, damage in files:
        session.choose("breathe")
        path = next(slot.path for slot in shelf.slots() if slot.automatic)
        if name != "auto":
            path = shelf.write(session.play, name, overwrite=True).path
        path.write_bytes(DAMAGES[damage](path.read_bytes()))

    again = Shelf(shelf.folder, story)
    if listed:
        again.slots()
    newest = again.newest()

    openable = [slot for slot in Shelf(shelf.folder, story).slots() if slot.opens]
    assert newest == (openable[0] if openable else None)
    if newest is not None:
        first = again.open(newest).play
        assert first == Shelf(shelf.folder, story).open(newest).play
        assert again.open(newest).play is not first, "each reading has moments of its own"


def test_a_long_past_is_the_same_at_every_moment_of_it(story: Story, shelf: Shelf) -> None:
    play = played(story, *["breathe", "call", "wait"] * 50)
    shelf.write(play, "long")
    now = opened(story, shelf.folder).play
    for length in (63, 64, 65, 127, 128, 129, 1, 149, 150):
        assert told(now.at(length)) == told(play.at(length))

"""Autosaves: one file for each of the last plays, one for each chapter, and two windows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tales import played, read_through

from mars_adventure.engine import begin
from mars_adventure.saves import Session, Shelf

if TYPE_CHECKING:
    from tales import Teller

    from mars_adventure.engine import Play
    from mars_adventure.story import Story


def autosaved(shelf: Shelf) -> list[Play]:
    """The plays on the shelf's autosaves, newest first, without those of chapters."""
    return [shelf.open(slot).play for slot in shelf.slots() if slot.path.name.startswith("auto-")]


def test_a_play_keeps_to_one_file_and_the_choice_before_is_kept_beside_it(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe", "search", "call")
    assert autosaved(shelf) == [session.play]
    assert sorted(path.suffix for path in shelf.folder.iterdir()) == [".bak", ".json"]


def test_the_last_three_plays_are_kept_and_of_the_older_ones_the_longest(story: Story, shelf: Shelf) -> None:
    long = ("breathe",) * 9
    ways = [
        ("throw",),
        long,
        ("search", "call"),
        ("call",),
        ("throw", "breathe"),
        ("breathe",),
        ("search",),
        ("throw",),
    ]
    for way in ways:
        read_through(story, Shelf(shelf.folder, story), *way)
    kept = [play.path() for play in autosaved(Shelf(shelf.folder, story))]
    assert kept == [*ways[:-4:-1], ("throw", "breathe"), long]


def test_a_new_play_pushes_out_one_old_play_only(story: Story, shelf: Shelf) -> None:
    for way in (("breathe",), ("search",), ("call",), ("throw",), ("call",)):
        read_through(story, shelf, *way)
    read_through(story, shelf, *["breathe"] * 10)
    assert [play.path() for play in autosaved(shelf)] == [
        ("breathe",) * 10, ("call",), ("throw",), ("call",), ("search",),
    ]  # fmt: skip


def test_looking_at_a_story_without_choosing_pushes_out_nothing(story: Story, shelf: Shelf) -> None:
    read_through(story, shelf, "breathe")
    for _ in range(5):
        Session(story, shelf, begin(story))
    assert len(shelf.slots()) == 1


def test_a_chapter_s_beginning_is_kept_apart(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "search", "enter", "back", "breathe")
    chapters = {slot.name: shelf.open(slot).play for slot in shelf.slots() if slot.name.startswith("Chapter")}
    assert chapters == {"Chapter 2 begins": played(story, "search", "enter"), "Chapter 1 begins": played(story, "search", "enter", "back")}  # fmt: skip
    assert autosaved(shelf) == [session.play]


def test_a_continued_play_goes_on_in_its_own_file(story: Story, shelf: Shelf) -> None:
    read_through(story, shelf, "breathe", "search")
    again = Shelf(shelf.folder, story)
    session = Session(story, again, again.open(again.slots()[0]).play)
    session.choose("call")
    assert autosaved(again) == [session.play]


def test_going_on_from_a_named_slot_leaves_it_and_the_autosave_alone(story: Story, shelf: Shelf) -> None:
    far = read_through(story, shelf, "breathe", "search", "call")
    slot = shelf.write(played(story, "breathe"), "mine")
    before = slot.path.read_bytes()
    session = Session(story, shelf, shelf.open(slot).play)
    session.choose("throw")
    assert slot.path.read_bytes() == before
    assert autosaved(shelf) == [session.play, far.play]


def test_two_windows_that_continue_one_play_keep_both(story: Story, shelf: Shelf) -> None:
    read_through(story, shelf, "breathe", "search")
    windows = [Shelf(shelf.folder, story) for _ in range(2)]
    one, two = (Session(story, window, window.open(window.slots()[0]).play) for window in windows)

    one.choose("call")
    two.choose("throw")
    one.choose("wait")
    two.choose("breathe")

    assert autosaved(shelf) == [two.play, one.play]
    assert one.notices == ()
    assert len(two.notices) == 1
    assert "window" in two.notices[0]


def test_two_windows_that_begin_a_play_keep_both(story: Story, shelf: Shelf) -> None:
    one, two = (Session(story, Shelf(shelf.folder, story), begin(story)) for _ in range(2))
    for choice in ("breathe", "search"):
        one.choose(choice)
        two.choose(choice)
    assert autosaved(shelf) == [two.play, one.play]
    assert one.notices == two.notices == ()


def test_a_damaged_autosave_is_not_written_over(story: Story, shelf: Shelf) -> None:
    for _ in range(5):
        read_through(story, shelf, "breathe")
    victim = shelf.slots()[-1].path
    victim.write_bytes(b"torn")
    victim.with_name(victim.name + ".bak").unlink(missing_ok=True)
    session = read_through(story, shelf, "call")
    assert victim.read_bytes() == b"torn"
    found = [slot for slot in shelf.slots() if slot.opens]
    assert shelf.open(found[0]).play == session.play
    assert len(found) == 5


def test_two_stories_share_a_folder(story: Story, shelf: Shelf, teller: Teller) -> None:
    other = teller.edit(("story: The Airlock", "story: The Airlock\nid: The_Airlock"))
    theirs = Shelf(shelf.folder, other)
    one = read_through(story, shelf, "breathe")
    two = read_through(other, theirs, "call")
    assert [slot.state for slot in shelf.slots()] == ["foreign", "good"]
    assert shelf.open(shelf.slots()[1]).play == one.play
    assert theirs.open(theirs.slots()[0]).play == two.play

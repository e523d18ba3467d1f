"""A save opens after the story was edited: by name, never by index, and what changed is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tales import played

from mars_adventure.engine import choose
from mars_adventure.saves import Loaded, SaveTrouble, Session, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tales import Teller

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

    Edit = Callable[..., Loaded]

WAY = ("breathe", "search", "call")


def value(story: Story, play: Play, name: str) -> object:
    return play.state.values[story.slots.index(name)]


def reopen(shelf: Shelf, edited: Story) -> Loaded:
    again = Shelf(shelf.folder, edited)
    return again.open(again.slots()[0])


@pytest.fixture
def saved(story: Story, shelf: Shelf) -> Shelf:
    shelf.write(played(story, *WAY), "here")
    return shelf


def test_nothing_is_said_of_an_edit_that_a_save_does_not_notice(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(("Nine minutes.", "Nine minutes, or ten."))
    assert reopen(saved, edited).notices == ()
    assert Shelf(saved.folder, edited).slots()[0].state == "good"


def test_a_new_variable_stands_at_its_start_and_the_others_where_they_were(
    saved: Shelf, teller: Teller
) -> None:
    edited = teller.edit(("  oxygen: 0..100", "  battery: 0..9 = 7\n  oxygen: 0..100"))
    play, notices = reopen(saved, edited)
    assert (value(edited, play, "battery"), value(edited, play, "oxygen")) == (7, 54)
    assert len(notices) == 1
    assert "battery" in notices[0]


def test_a_changed_start_does_not_reach_into_an_old_save(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(("halina: 0..4 = 2", "halina: 0..4 = 0"))
    assert value(edited, reopen(saved, edited).play, "trust.halina") == 3


def test_a_removed_variable_is_dropped_and_named(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(("  mood: one of calm, afraid, cross\n", ""), (", mood = afraid", ""))
    play, notices = reopen(saved, edited)
    assert value(edited, play, "oxygen") == 54
    assert len(notices) == 1
    assert "mood" in notices[0]


@pytest.mark.parametrize(
    ("old", "new", "name", "expected"),
    [
        ("oxygen: 0..100 = 60", "oxygen: 0..50 = 50", "oxygen", 50),
        ("oxygen: 0..100 = 60", "oxygen: 70..100 = 80", "oxygen", 70),
        ("mood: one of calm, afraid, cross", "mood: 0..3 = 2", "mood", 2),
        ("mood: one of calm, afraid, cross", "mood: one of calm, cross", "mood", "calm"),
        (
            "tools: set of wrench, lamp, rope = lamp",
            "tools: set of lamp, knife",
            "tools",
            frozenset({"lamp"}),
        ),
        ("keycard: flag", "keycard: 0..5 = 3", "keycard", 3),
    ],
)
def test_a_value_that_no_longer_fits_is_brought_in_or_reset(
    saved: Shelf, teller: Teller, old: str, new: str, name: str, expected: object
) -> None:
    changes = [(old, new)]
    if "calm, afraid" in old:
        changes.append((", mood = afraid", ""))
    if "rope" in old:
        changes.append((", tools += rope", ""))
    if "keycard" in old:
        changes += [("keycard = true, ", ""), ("if: keycard", "if: keycard > 0")]
    edited = teller.edit(*changes)

    play, notices = reopen(saved, edited)

    assert value(edited, play, name) == expected
    assert [notice for notice in notices if f"“{name}”" in notice]
    assert Shelf(saved.folder, edited).slots()[0].state == "repaired"


def test_renamed_things_keep_what_they_held(story: Story, shelf: Shelf, teller: Teller) -> None:
    shelf.write(played(story, *WAY, "log"), "here")
    edited = teller.edit(
        ("  oxygen:", "  air:"), ("oxygen -=", "air -="), ("{oxygen}", "{air}"),
        ("  spoon:", "  teaspoon:"), ("learn(spoon)", "learn(teaspoon)"),
        ("  airlock:", "  lock:"), ("start: airlock", "start: lock"), ("goto: airlock", "goto: lock"),
        ("  log:\n", "  logbook:\n"), ("visit: log", "visit: logbook"), ("visited(log)", "visited(logbook)"),
        ("id: call", "id: hail"), ("id: log", "id: read"), ("id: search", "id: rummage"),
        (
            "story: The Airlock",
            "story: The Airlock\nrenamed:\n  scenes: {airlock: lock, log: logbook}\n"
            "  choices: {airlock.call: lock.hail, airlock.log: lock.read, airlock.search: lock.rummage}\n"
            "  variables: {oxygen: air}\n  notes: {spoon: teaspoon}",
        ),
    )  # fmt: skip

    play, notices = reopen(shelf, edited)

    assert notices == ()
    assert play.path() == ("breathe", "rummage", "hail", "read")
    assert (play.state.scene, value(edited, play, "air")) == ("logbook", 54)
    assert value(edited, play, "note.teaspoon") == "known"
    assert value(edited, play, "chose.lock.rummage") is True
    back = choose(edited, play, "close")
    assert back.state.scene == "lock"
    assert play.parent is not None
    assert [offer.id for offer in play.parent.turn.offers] == ["wait", "read"]


def test_a_new_name_that_the_save_has_too_is_another_thing(
    story: Story, teller: Teller, tmp_path: Path
) -> None:
    newer = teller.edit(("  oxygen: 0..100 = 60", "  oxygen: 0..100 = 60\n  air: 0..9 = 4"))
    shelf = Shelf(tmp_path / "saves", newer)
    shelf.write(played(newer, "breathe"), "here")
    edited = teller.edit(
        ("variables:\n", "renamed:\n  variables: {oxygen: air}\nvariables:\n  air: 0..9 = 4\n")
    )
    play, notices = reopen(shelf, edited)
    assert (value(edited, play, "oxygen"), value(edited, play, "air"), notices) == (54, 4, ())


def test_an_old_name_given_to_something_new_stays_its_own_when_the_old_thing_is_renamed_again(
    teller: Teller, tmp_path: Path
) -> None:
    reused = teller.edit(
        ("variables:\n", "renamed:\n  variables: {air: oxygen}\nvariables:\n  air: 0..9 = 4\n")
    )
    shelf = Shelf(tmp_path / "saves", reused)
    shelf.write(played(reused, "breathe"), "here")
    edited = teller.edit(
        ("  oxygen:", "  breath:"), ("oxygen -=", "breath -="), ("{oxygen}", "{breath}"),
        (
            "variables:\n",
            "renamed:\n  variables: {air: breath, oxygen: breath}\nvariables:\n  air: 0..9 = 9\n",
        ),
    )  # fmt: skip
    play, notices = reopen(shelf, edited)
    assert (value(edited, play, "breath"), value(edited, play, "air"), notices) == (54, 4, ())


def test_a_choice_put_before_the_others_changes_no_other_choice(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(
        (
            "    choices:\n      - text: Breathe",
            "    choices:\n      - text: Sing\n        id: sing\n      - text: Breathe",
        )
    )
    play, notices = reopen(saved, edited)
    assert notices == ()
    assert choose(edited, play, "log").state.scene == "log"
    assert play.path() == WAY
    assert [moment.label for moment in play.moments()[1:]] == ["Breathe", "Search the locker", "Call"]


def test_play_resumes_where_the_last_scene_that_is_left_was(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    shelf.write(played(story, *WAY, "log"), "here")
    edited = teller.edit(
        ("            visit: log\n", ""),
        ("  log:\n    text: |\n      Nine minutes.\n    choices:\n      - text: Close it\n        id: close\n"
         "        goto: return\n", ""),
        (" {if visited(log): You know about the nine minutes.}", ""),
    )  # fmt: skip

    play, notices = reopen(shelf, edited)

    assert (play.path(), play.state.scene, play.turn.text) == (WAY, "airlock", "“Station?”")
    assert "1 choice earlier" in notices[0]
    assert "The airlock" in notices[0]
    assert Shelf(shelf.folder, edited).slots()[0].state == "repaired"


def test_nested_choices_that_are_gone_are_left_behind_too(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(("id: call", "id: shout"))
    play, notices = reopen(saved, edited)
    assert play.path() == WAY[:2]
    assert len(notices) == 1


def test_pages_whose_scene_is_gone_do_not_break_the_way_back(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    shelf.write(played(story, "call", "log", "close", "breathe"), "here")
    edited = teller.edit(
        ("            visit: log\n", ""),
        ("  log:\n    text: |\n      Nine minutes.\n    choices:\n      - text: Close it\n        id: close\n"
         "        goto: return\n", ""),
        (" {if visited(log): You know about the nine minutes.}", ""),
    )  # fmt: skip

    play, notices = reopen(shelf, edited)

    assert notices == ()
    assert [moment.turn.text != "" for moment in play.moments()] == [True] * 5
    session = Session(edited, Shelf(shelf.folder, edited), play)
    while session.undo():
        assert session.play.turn.text
    assert session.trouble is None


def test_a_story_with_none_of_the_scenes_left_says_so(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(("airlock", "hatch"), ("The Airlock", "The airlock"))
    slot = next(iter(Shelf(saved.folder, edited).slots()))
    assert (slot.state, slot.name, slot.choices) == ("damaged", "here", 3)
    with pytest.raises(SaveTrouble) as trouble:
        Shelf(saved.folder, edited).open(slot)
    assert trouble.value.code == "stranded"


def test_memory_that_the_story_asks_for_since_is_read_from_the_path(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    assert "chose.airlock.call" not in story.slots
    shelf.write(played(story, "call", "wait", "call", "log"), "here")
    edited = teller.edit(
        ("{if visited(log):", "{if chose(airlock.call) and chose(airlock.throw) and visits(log) > 0:")
    )

    play, notices = reopen(shelf, edited)

    assert value(edited, play, "chose.airlock.call") is True
    assert value(edited, play, "chose.airlock.throw") is False
    assert notices == ()
    first = play.moments()[0]
    assert value(edited, first, "chose.airlock.call") is False


def test_the_page_stays_as_it_was_read_and_the_offers_are_the_storys(saved: Shelf, teller: Teller) -> None:
    edited = teller.edit(('"Station?"', '"Anybody?"'), ("Wait for an answer", "Wait a long time"))
    turn = reopen(saved, edited).play.turn
    assert turn.text == "“Station?”"
    assert turn.offers[0].text == "Wait a long time"


def test_the_file_that_needed_repair_is_left_as_it_was(story: Story, shelf: Shelf, teller: Teller) -> None:
    session = Session(story, shelf, played(story))
    session.choose("breathe")
    (old,) = shelf.slots()
    before = old.path.read_bytes()
    edited = teller.edit(("oxygen: 0..100 = 60", "oxygen: 0..50 = 50"))
    again = Shelf(shelf.folder, edited)

    session = Session(edited, again, again.open(old).play)
    session.choose("search")

    assert old.path.read_bytes() == before
    assert again.open(again.slots()[0]).play == session.play


def test_old_pages_tell_of_the_state_that_was_not_of_what_the_choice_would_do_now(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    shelf.write(played(story, *["call", "wait"] * 10), "here")
    edited = teller.edit(("    do: oxygen -= 1", "    do: oxygen -= 9"))
    play = reopen(shelf, edited).play
    early = play.moments()[4]
    assert value(edited, early, "oxygen") == 57
    assert "57 left" in early.turn.text
    assert value(edited, play, "oxygen") == 49


def test_a_save_of_the_first_version_says_where_its_path_may_not_tell_all(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    from test_damage import forge

    path = shelf.write(played(story, "call", "wait", "breathe"), "here").path
    forge(path, lambda whole: whole["start"].pop("through") and None)
    edited = teller.edit(("{if visited(log):", "{if visited(log) and visits(corridor) > 1:"))
    play, notices = reopen(shelf, edited)
    assert value(edited, play, "visits.corridor") == 0
    assert len(notices) == 1
    assert "passed through" in notices[0]


def test_two_scenes_may_change_names_and_a_name_be_given_to_something_new(
    story: Story, shelf: Shelf, teller: Teller
) -> None:
    shelf.write(played(story, "search", "enter"), "in the corridor")
    swapped = teller.edit(
        ("  corridor:\n", "  airlock_:\n"), ("  airlock:\n", "  corridor:\n"), ("  airlock_:\n", "  airlock:\n"),
        ("goto: corridor", "goto: airlock_"), ("goto: airlock\n", "goto: corridor\n"), ("goto: airlock_", "goto: airlock"),
        ("start: airlock\n", "start: corridor\nrenamed:\n  scenes: {airlock: corridor, corridor: airlock}\n"),
    )  # fmt: skip
    play, notices = reopen(shelf, swapped)
    assert (play.state.scene, play.state.place, notices) == ("airlock", "The corridor", ())
    # What is saved from now on knows the new names, and is not renamed once more.
    again = Shelf(shelf.folder, swapped)
    session = Session(swapped, again, play)
    session.choose("back")
    opened = Shelf(shelf.folder, swapped).open(again.slots()[0])
    assert opened.play == session.play
    further = Shelf(shelf.folder, teller.edit(
        ("It is warm.", "It is cold."),
        ("  corridor:\n", "  airlock_:\n"), ("  airlock:\n", "  corridor:\n"), ("  airlock_:\n", "  airlock:\n"),
        ("goto: corridor", "goto: airlock_"), ("goto: airlock\n", "goto: corridor\n"), ("goto: airlock_", "goto: airlock"),
        ("start: airlock\n", "start: corridor\nrenamed:\n  scenes: {airlock: corridor, corridor: airlock}\n"),
    ))  # fmt: skip
    assert further.open(further.slots()[0]).play.state == session.play.state

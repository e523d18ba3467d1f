"""Every edit of a story against saves from before it: as the author would mean, or told, or refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from lamp import EDITS, Edit, edited, wandered, write
from lamp import HEAD as LAMP_HEAD
from lamp import HOUSE as LAMP_HOUSE
from lamp import YARD as LAMP_YARD

from mars_adventure.engine import Unavailable, begin, choose
from mars_adventure.saves import SaveTrouble, Session, Shelf
from mars_adventure.story.types import admits

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.saves import Loaded, Slot
    from mars_adventure.story import Story

PLAYS, STEPS = 10, 16
ENGINE = ("chose.", "visits.", "cycle.", "fired.")


class Saved:
    """The story before the edit, and a save at every turn of many plays of it."""

    def __init__(self, folder: Path) -> None:
        self.story = write(folder / "before", LAMP_HEAD, LAMP_HOUSE, LAMP_YARD)
        self.shelf = Shelf(folder / "saves", self.story)
        self.plays: list[tuple[Play, Slot]] = []
        for seed in range(PLAYS):
            for moment in wandered(self.story, seed, STEPS).moments():
                self.plays.append((moment, self.shelf.write(moment, f"{seed} {moment.length}")))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("lamp"))


def by_name(story: Story, play: Play) -> dict[str, object]:
    return dict(zip(story.slots, play.state.values, strict=True))


def replayed(story: Story, edit: Edit, play: Play) -> Play | None:
    """The same choices made in the edited story; None where one of them is not offered."""
    again = begin(story, play.state.seed)
    for moment in play.moments()[1:]:
        assert moment.parent is not None
        assert moment.choice is not None
        id_ = edit.choices.get((moment.parent.state.scene, moment.choice), moment.choice)
        try:
            again = choose(story, again, id_)
        except Unavailable:
            return None
    return again


def remembered(slot: str, play: Play) -> object:
    """What a story that had always asked would remember, from what the engine told as it happened."""
    kind, _, rest = slot.partition(".")
    if kind == "visits":
        return min(Counter(name for moment in play.moments() for name in moment.entered or ())[rest], 9)
    made = {f"{moment.parent.state.scene}.{moment.choice}" for moment in play.moments() if moment.parent}
    return rest in made


def expected(before: Story, after: Story, edit: Edit, play: Play) -> tuple[dict[str, object], bool]:
    """Every value that the save should have in the edited story, and whether the reader must be told."""
    old = by_name(before, play)
    found: dict[str, object] = {}
    told = bool({name for name in old if not name.startswith((*ENGINE, "note."))} - {edit.slots.get(slot, slot) for slot in after.slots})  # fmt: skip
    for slot in after.slots:
        source, variable = edit.slots.get(slot, slot), after.variables[slot]
        if source in old:
            value = old[source]
            found[slot] = edit.values[slot](value) if slot in edit.values else value
            told |= not admits(variable.type, value)
        elif slot.startswith(("visits.", "chose.")):
            found[slot] = remembered(slot, play)
        else:
            found[slot] = variable.start
            told |= not slot.startswith((*ENGINE, "note."))
    for slot, value in old.items():
        if slot.startswith("note.") and slot not in edit.slots.values() and slot not in after.slots:
            told |= value in ("known", "struck")
        if slot.startswith("chose.") and slot not in edit.slots.values() and slot not in after.slots:
            told |= value is True and bool(edit.tells)
    return found, told


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_a_save_from_before_the_edit_is_never_silently_wrong(
    edit: Edit, saved: Saved, tmp_path: Path
) -> None:
    after = edited(tmp_path / "after", edit.changes)
    shelf = Shelf(saved.shelf.folder, after)
    told_at_all = False
    for play, slot in saved.plays:
        bytes_before = slot.path.read_bytes()
        loaded = shelf.open(slot)
        told_at_all |= judge(saved.story, after, edit, play, loaded)
        assert slot.path.read_bytes() == bytes_before
    assert told_at_all == bool(edit.tells)


def judge(before: Story, after: Story, edit: Edit, play: Play, loaded: Loaded) -> bool:
    """Whether the reader had to be told anything, which is checked with all else."""
    now, notices = loaded
    stood: Play | None = play
    while stood is not None and not edit.rests(stood):
        stood = stood.parent
    assert stood is not None, "the beginning should always be left"
    values, must_tell = expected(before, after, edit, stood)
    must_tell |= stood is not play

    assert now.length == stood.length
    assert by_name(after, now) == values
    assert now.turn.blocks == stood.turn.blocks, "the page is as it was read"
    assert now.turn.ending or any(not offer.closed for offer in now.turn.offers) or stood.turn.ending
    words = " ".join(notices)
    if edit.tells and must_tell:
        assert edit.tells in words
    if not edit.tells or not must_tell:
        assert not must_tell or notices
        assert must_tell or edit.tells or not notices

    if edit.replays:
        again = replayed(after, edit, play)
        assert again is not None
        assert now.state == again.state
        assert now.turn.offers == again.turn.offers
        assert now.turn.chapter == again.turn.chapter
        for offer in now.turn.offers:
            if not offer.closed:
                assert choose(after, now, offer.id).state == choose(after, again, offer.id).state
    return bool(notices)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_play_goes_on_after_the_edit_and_opens_again(edit: Edit, saved: Saved, tmp_path: Path) -> None:
    after = edited(tmp_path / "after", edit.changes)
    shelf = Shelf(tmp_path / "saves", after)
    for _, slot in saved.plays[3::11]:
        copy = tmp_path / "saves" / slot.path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(slot.path.read_bytes())
        here = next(found for found in shelf.slots() if found.path == copy)
        session = Session(after, shelf, shelf.open(here).play)
        for _ in range(3):
            free = [offer.id for offer in session.play.turn.offers if not offer.closed]
            if free:
                session.choose(free[-1])
        assert session.trouble is None
        again = Shelf(shelf.folder, after)
        newest = again.newest()
        assert newest is not None
        if session.play.length > 0:
            opened = again.open(newest)
            assert opened.notices == ()
            assert opened.play == session.play
            assert [moment.state for moment in opened.play.backwards()] == [
                moment.state for moment in session.play.backwards()
            ]
        assert copy.read_bytes() == slot.path.read_bytes()


def test_a_story_that_lost_its_id_with_its_title_refuses_its_saves(saved: Saved, tmp_path: Path) -> None:
    after = edited(tmp_path / "after", [("story: The Lamp\nid: the-lamp\n", "story: The Lantern\n")])
    with pytest.raises(SaveTrouble) as trouble:
        Shelf(saved.shelf.folder, after).open(saved.plays[0][1])
    assert trouble.value.code == "foreign"
    assert "The Lamp" in trouble.value.message

"""Named slots: written, renamed, removed, copied out and taken in; never over one another unasked."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tales import played, read_through

from mars_adventure.engine import begin
from mars_adventure.saves import SaveTrouble, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tales import Teller

    from mars_adventure.story import Story

fresh = count()
ODD_NAMES = [
    "../../etc/passwd",
    "/",
    "..",
    ".",
    "a/b\\c",
    "CON",
    "x" * 300,
    "[/b]",
    "火星の夜",
    "a\0b",
    "e\u0301",
    "\ud800 half",
    "two\r\x1b\rblanks",
    "an e\x1b\u0301",
]
ANY_NAME = st.text(alphabet=st.characters(), max_size=120) | st.sampled_from(ODD_NAMES)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(SaveTrouble) as trouble:
        call()
    assert trouble.value.message.endswith(".")
    assert trouble.value.fix.endswith(".")
    return trouble.value.code


@example(names=ODD_NAMES)
@given(names=st.lists(ANY_NAME, min_size=1, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_name_will_do_and_none_leaves_the_folder(story: Story, tmp_path: Path, names: list[str]) -> None:
    top = tmp_path / f"top-{next(fresh)}"
    shelf = Shelf(top / "saves", story)
    written, refused = {}, set()
    for name in names:
        try:
            slot = shelf.write(begin(story), name)
        except SaveTrouble as trouble:
            refused.add(trouble.code)
        else:
            written[slot.path] = slot.name

    assert refused <= {"exists", "nameless"}
    assert {slot.path: slot.name for slot in shelf.slots()} == written
    assert len(set(written.values())) == len(written)
    assert [path for path in top.rglob("*") if path.is_file() and path.parent != shelf.folder] == []
    for name in written.values():
        assert not set(name) & set("\0\n\x1b\x9b\u202e\ud800")
        assert code_of(partial(shelf.write, begin(story), name)) == "exists"


def test_a_plain_name_is_kept_to_the_letter_and_seen_in_the_file_name(story: Story, shelf: Shelf) -> None:
    slot = shelf.write(begin(story), "Before I opened it: “no”")
    assert slot.name == "Before I opened it: “no”"
    assert slot.path.name.startswith("before-i-opened-it")
    assert shelf.slots() == [slot]


def test_a_slot_is_not_written_over_unasked(story: Story, shelf: Shelf) -> None:
    slot = shelf.write(begin(story), "here")
    before = slot.path.read_bytes()
    assert code_of(lambda: shelf.write(played(story, "breathe"), "here")) == "exists"
    assert slot.path.read_bytes() == before

    later = shelf.write(played(story, "breathe"), "here", overwrite=True)

    assert later.path == slot.path
    assert shelf.open(later).play == played(story, "breathe")


def test_what_is_written_over_is_kept_beside_it(story: Story, shelf: Shelf) -> None:
    slot = shelf.write(begin(story), "here")
    shelf.write(played(story, "breathe"), "here", overwrite=True)
    slot.path.write_bytes(b"torn")
    assert shelf.open(slot).play == begin(story)
    # The torn file takes the place of nothing that is whole.
    shelf.write(played(story, "call"), "here", overwrite=True)
    slot.path.write_bytes(b"torn again")
    assert shelf.open(slot).play == begin(story)


def test_a_name_of_nothing_is_refused(story: Story, shelf: Shelf) -> None:
    for name in ("", "  \n", "\x1b\x00", "\u202e"):
        assert code_of(partial(shelf.write, begin(story), name)) == "nameless"
    assert shelf.slots() == []


def test_the_list_tells_where_each_save_stands(story: Story, shelf: Shelf) -> None:
    slot = shelf.write(played(story, "search", "enter"), "here")
    assert (slot.chapter, slot.chapter_title, slot.place, slot.time) == (2, "Inside", "The corridor", "Sol 1")
    assert (slot.line, slot.choices, slot.automatic, slot.story_id) == ("It is warm.", 2, False, story.id)
    assert shelf.slots() == [slot]


def test_the_newest_comes_first(story: Story, shelf: Shelf) -> None:
    for name in ("one", "two", "three"):
        shelf.write(begin(story), name)
    assert [slot.name for slot in shelf.slots()] == ["three", "two", "one"]
    newest = shelf.newest()
    assert newest is not None
    assert newest.name == "three"


def test_a_renamed_slot_is_the_same_save(story: Story, shelf: Shelf) -> None:
    slot = shelf.write(played(story, "breathe"), "here")
    renamed = shelf.rename(slot, "there")
    assert shelf.slots() == [renamed]
    assert (renamed.name, renamed.saved_at) == ("there", slot.saved_at)
    assert shelf.open(renamed).play == played(story, "breathe")
    assert list(shelf.folder.glob("here*")) == []


def test_a_slot_is_not_renamed_over_another(story: Story, shelf: Shelf) -> None:
    slot, other = shelf.write(begin(story), "here"), shelf.write(begin(story), "there")
    assert code_of(lambda: shelf.rename(slot, "there")) == "exists"
    assert shelf.rename(slot, "here") == slot
    assert shelf.slots() == [other, slot]


def test_an_autosave_that_is_given_a_name_is_kept(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe")
    kept = shelf.rename(shelf.slots()[0], "mine")
    session.choose("search")
    assert not kept.automatic
    assert shelf.open(kept).play == played(story, "breathe")
    assert [slot.automatic for slot in shelf.slots()] == [True, False]


def test_a_deleted_slot_is_gone_with_what_was_kept_beside_it(story: Story, shelf: Shelf) -> None:
    shelf.write(begin(story), "other")
    slot = shelf.write(begin(story), "here")
    shelf.write(begin(story), "here", overwrite=True)
    shelf.delete(slot)
    assert [found.name for found in shelf.slots()] == ["other"]
    assert code_of(lambda: shelf.open(slot)) == "missing"


def test_a_save_goes_to_another_machine_and_back(story: Story, shelf: Shelf, tmp_path: Path) -> None:
    slot = shelf.write(played(story, "breathe"), "here")
    copy = shelf.export(slot, tmp_path)
    assert code_of(lambda: shelf.export(slot, copy)) == "exists"
    away = Shelf(tmp_path / "away", story)
    taken = [away.import_(copy), away.import_(copy)]
    assert [found.name for found in taken] == ["here", "here (2)"]
    assert away.open(taken[1]).play == played(story, "breathe")


def test_only_a_save_of_this_story_is_taken_in(
    story: Story, shelf: Shelf, teller: Teller, tmp_path: Path
) -> None:
    other = teller.edit(("story: The Airlock", "story: The Greenhouse"))
    foreign = Shelf(tmp_path / "other", other).write(begin(other), "here").path
    torn = tmp_path / "torn.json"
    torn.write_bytes(foreign.read_bytes()[:100])
    assert code_of(lambda: shelf.import_(foreign)) == "foreign"
    assert code_of(lambda: shelf.import_(torn)) == "damaged"
    assert code_of(lambda: shelf.import_(tmp_path / "nothing.json")) == "missing"
    assert shelf.slots() == []

"""Whatever lies in the folder: it is listed with a sentence, and nothing is raised, opened blindly or lost."""

from __future__ import annotations

import hashlib
import json
import os
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tales import played, read_through

from mars_adventure.engine import begin, choose
from mars_adventure.saves import SaveTrouble, Session, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from tales import Teller

    from mars_adventure.story import Story

WAY = ("breathe", "search", "call", "log")
quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
fresh = count()


def seal(text: str) -> bytes:
    """The file as somebody forges it: any content, with the right checksum."""
    rest = text.encode("utf-8", "surrogatepass")
    return b'{"checksum": "sha256 %s",\n' % hashlib.sha256(rest).hexdigest().encode() + rest


def forge(path: Path, change: Any) -> None:
    """Writes the saved game at `path` anew with `change` applied to what it holds."""
    whole = json.loads(path.read_text("utf-8"))
    del whole["checksum"]
    whole = change(whole) or whole
    path.write_bytes(seal(json.dumps(whole)[1:]))


def test_news_of_a_save_that_does_not_say_where_it_belongs_stands_behind_everything(
    story: Story, shelf: Shelf
) -> None:
    play = played(story, "search")
    slot = shelf.write(play, "here")
    forge(slot.path, lambda whole: [page.pop("after", None) for page in whole["pages"]] and None)

    turn = Shelf(shelf.folder, story).open(shelf.slots()[0]).play.turn

    assert [(news.title, news.after) for news in turn.news] == [("One spoon short", len(turn.blocks))]


@given(data=st.data())
@quick
def test_any_damage_to_any_byte_is_noticed(story: Story, tmp_path: Path, data: st.DataObject) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    path = shelf.write(played(story, *WAY), "here").path
    whole = bytearray(path.read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)

    (slot,) = shelf.slots()

    assert slot.state == "damaged"
    assert path.name in slot.trouble
    with pytest.raises(SaveTrouble) as trouble:
        shelf.open(slot)
    assert trouble.value.code == "damaged"
    assert path.read_bytes() == whole


@given(cut=st.floats(0, 1, exclude_max=True))
@quick
def test_a_file_cut_short_anywhere_gives_the_generation_before_it(
    story: Story, tmp_path: Path, cut: float
) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    session = read_through(story, shelf, *WAY)
    (slot,) = shelf.slots()
    whole = slot.path.read_bytes()
    slot.path.write_bytes(whole[: int(len(whole) * cut)])

    (slot,) = shelf.slots()
    loaded = Shelf(shelf.folder, story).open(slot)

    assert slot.state == "repaired"
    assert loaded.play == session.play.parent
    assert slot.path.name in loaded.notices[0]


def test_a_slot_whose_file_has_gone_is_opened_from_the_generation_before_it(
    story: Story, shelf: Shelf
) -> None:
    session = read_through(story, shelf, *WAY)
    (slot,) = shelf.slots()
    slot.path.unlink()
    (slot,) = shelf.slots()
    assert slot.state == "repaired"
    assert shelf.open(slot).play == session.play.parent


@given(content=st.binary(max_size=300) | st.text(max_size=200).map(seal))
@quick
def test_files_of_any_content_are_listed_as_damaged(story: Story, tmp_path: Path, content: bytes) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    shelf.write(begin(story), "good")
    (shelf.folder / "odd.json").write_bytes(content)
    states = {slot.path.name: slot.state for slot in shelf.slots()}
    assert states.pop("odd.json") == "damaged"
    assert list(states.values()) == ["good"]


LEAVES = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=5)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2), max_leaves=4)  # fmt: skip


def places(item: object, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    found = [way]
    if isinstance(item, (dict, list)):
        for key, inner in item.items() if isinstance(item, dict) else enumerate(item):
            found += places(inner, (*way, key))
    return found


@given(data=st.data())
@settings(quick, max_examples=400)
def test_a_forged_part_is_refused_or_fitted_and_then_plays(
    story: Story, tmp_path: Path, data: st.DataObject
) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    path = shelf.write(played(story, *WAY, "close", "breathe"), "here").path

    def change(whole: dict[str, Any]) -> None:
        way = data.draw(st.sampled_from(places(whole)[1:]))
        holder: Any = whole
        for key in way[:-1]:
            holder = holder[key]
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[way[-1]]
        else:
            holder[way[-1]] = data.draw(JSON)

    forge(path, change)
    (slot,) = shelf.slots()
    if not slot.opens:
        assert slot.trouble
        return
    session = Session(story, shelf, shelf.open(slot).play)
    for offer in session.play.turn.offers:
        if not offer.closed:
            choose(story, session.play, offer.id)
    assert [moment.turn for moment in session.play.backwards()]
    while session.undo():
        assert session.trouble is None


@given(data=st.data())
@settings(quick, max_examples=200)
def test_a_forged_branch_is_refused_or_fitted_and_can_be_entered(
    story: Story, tmp_path: Path, data: st.DataObject
) -> None:
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    session = read_through(story, shelf, *WAY)
    session.undo()
    session.choose("wait")
    session.go_to(session.play.moments()[1])
    session.choose("throw")
    session.undo()
    path = shelf.slots()[0].path

    def change(whole: dict[str, Any]) -> None:
        part = data.draw(st.sampled_from(["branches", "ahead"]))
        way = (part, *data.draw(st.sampled_from(places(whole[part]))))
        holder: Any = whole
        for key in way[:-1]:
            holder = holder[key]
        holder[way[-1]] = data.draw(JSON | st.integers(0, 5))

    forge(path, change)
    slot = next(slot for slot in Shelf(shelf.folder, story).slots() if slot.path == path)
    if not slot.opens:
        assert slot.trouble
        return
    again = Shelf(shelf.folder, story)
    session = Session(story, again, again.open(slot).play)
    for branch in session.timeline.branches():
        session.go_to(branch.tip)
        assert session.trouble is None
        assert [moment.turn for moment in session.play.backwards()]
    while session.redo():
        assert session.trouble is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{}", id="not a save"),
        pytest.param("“".encode("utf-16"), id="not UTF-8"),
        pytest.param(seal("") + b"\xff\xfe", id="not UTF-8 after the seal"),
        pytest.param(seal('"a": ' + "[" * 100_000 + "]" * 100_000 + "}"), id="nested"),
        pytest.param(seal('"format": 1e999}'), id="infinite"),
        pytest.param(seal('"format": ' + "9" * 5000 + "}"), id="very long number"),
        pytest.param(seal('"format": 1, "story": {}, "slot": {}, "path": 3}'), id="wrong types"),
    ],
)
def test_hostile_files_are_listed_as_damaged(story: Story, shelf: Shelf, content: bytes) -> None:
    shelf.write(begin(story), "good")
    odd = shelf.folder / "odd.json"
    odd.write_bytes(content)

    slot = next(slot for slot in shelf.slots() if slot.path == odd)

    assert (slot.state, slot.name) == ("damaged", "odd.json")
    assert slot.trouble.endswith(".")
    with pytest.raises(SaveTrouble):
        shelf.open(slot)
    found = shelf.newest()
    assert found is not None
    assert found.name == "good"


def test_what_is_no_plain_file_is_never_opened(story: Story, shelf: Shelf, tmp_path: Path) -> None:
    good = shelf.write(begin(story), "good").path
    (shelf.folder / "folder.json").mkdir()
    os.mkfifo(shelf.folder / "pipe.json")
    (shelf.folder / "link.json").symlink_to(good)
    (shelf.folder / "nowhere.json").symlink_to(tmp_path / "nothing")
    with (shelf.folder / "huge.json").open("wb") as huge:
        huge.truncate(2**40)

    told = {slot.path.name: (slot.state, slot.trouble) for slot in shelf.slots() if slot.path != good}

    assert {state for state, _ in told.values()} == {"damaged"}
    assert "is a folder" in told["folder.json"][1]
    assert "is a pipe" in told["pipe.json"][1]
    assert "is a link" in told["link.json"][1]
    assert "is a link" in told["nowhere.json"][1]
    assert "16 MiB" in told["huge.json"][1]


def test_a_save_of_another_story_is_foreign(story: Story, shelf: Shelf, teller: Teller) -> None:
    other = teller.edit(("story: The Airlock", "story: The Greenhouse"))
    slot = Shelf(shelf.folder, other).write(begin(other), "here")
    (found,) = shelf.slots()
    assert (found.path, found.state, found.name) == (slot.path, "foreign", "here")
    assert "The Greenhouse" in found.trouble
    assert shelf.newest() is None
    shelf.write(begin(story), "here")
    assert [found.state for found in shelf.slots()] == ["good", "foreign"]


def test_a_save_of_a_newer_version_is_kept_for_it(story: Story, shelf: Shelf) -> None:
    path = shelf.write(begin(story), "here").path
    forge(path, lambda whole: {"format": 2, "chapters": whole["path"]})
    before = path.read_bytes()
    (slot,) = shelf.slots()
    assert slot.state == "newer"
    assert "Update mars-adventure" in slot.trouble
    with pytest.raises(SaveTrouble) as trouble:
        shelf.open(slot)
    assert trouble.value.code == "newer"
    assert path.read_bytes() == before


def test_a_file_that_contradicts_itself_is_damaged(story: Story, shelf: Shelf) -> None:
    path = shelf.write(played(story, *WAY), "here").path
    forge(path, lambda whole: whole["now"]["values"].update(oxygen=99))
    (slot,) = shelf.slots()
    assert slot.state == "damaged"
    assert "path" in slot.trouble


def test_forged_text_cannot_steer_the_terminal(story: Story, shelf: Shelf) -> None:
    path = shelf.write(begin(story), "here").path

    def poison(whole: dict[str, Any]) -> None:
        evil = "\x1b[2Jred\x9b\u202e"
        whole["slot"].update(name=evil, line=evil, place=evil, chapter_title=evil)
        whole["pages"][0]["blocks"] = [
            {"kind": "prose", "text": evil},
            {"kind": "speech", "speaker": "x", "text": "a"},
        ]

    forge(path, poison)
    (slot,) = shelf.slots()
    turn = shelf.open(slot).play.turn
    shown = [slot.name, slot.line, slot.place, slot.chapter_title, turn.blocks[0].text]
    assert shown == ["[2Jred"] * 5
    assert turn.blocks[1].kind == "prose"


def test_a_folder_that_is_not_there_is_an_empty_shelf(story: Story, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        assert Shelf(folder, story).slots() == []
        assert Shelf(folder, story).newest() is None
    assert not (tmp_path / "nowhere").exists()

"""What docs/saves.md says of the file and of its limits is so."""

import json
import re
from pathlib import Path

import pytest
from tales import Teller, read_through

from mars_adventure.saves import Shelf, autosaves, disk, document, record

PAGE = (Path(__file__).parents[2] / "docs" / "saves.md").read_text(encoding="utf-8")


@pytest.fixture
def whole(tmp_path):
    story = Teller(tmp_path / "stories").tell()
    shelf = Shelf(tmp_path / "saves", story)
    session = read_through(story, shelf, "search", "enter", "back", "call", "log")
    session.undo()
    session.undo()
    session.choose("throw")
    session.name_branch(session.timeline.branches()[0].tip, "the log")
    session.undo()
    newest = shelf.newest()
    return json.loads(newest.path.read_text(encoding="utf-8"))


def rows():
    """Each part of the table of the file, with the names that its row mentions."""
    table = PAGE[PAGE.index("| part |") : PAGE.index("No program is in it")]
    return {
        names[0]: set(names[1:])
        for line in table.splitlines()[2:]
        if (names := re.findall(r"`([a-z_0-9]+)`", line))
    }


def test_every_part_of_the_file_is_told_and_nothing_else(whole):
    assert list(rows()) == list(whole)


@pytest.mark.parametrize("part", ["story", "slot"])
def test_every_name_in_the_head_is_told(whole, part):
    assert rows()[part] == set(whole[part])


def test_every_name_of_a_state_and_of_a_branch_is_told(whole):
    assert rows()["now"] == set(whole["now"])
    assert set(whole["start"]) - set(whole["now"]) == {"through"}
    assert all(set(branch) <= rows()["branches"] for branch in whole["branches"])
    assert {"choose", "at", "words"} <= rows()["path"]


def test_the_numbers_are_those_of_the_program():
    assert f"The last {autosaves.NEWEST_KEPT} plays" in PAGE
    assert f"and {autosaves.PLAYS_KEPT - autosaves.NEWEST_KEPT} older ones" in PAGE
    assert f"the last {record.PAGES_KEPT} pages" in PAGE
    assert f"at most {disk.MOST_BYTES // 2**20} MiB" in PAGE
    assert f"| `format` | {document.FORMAT}." in PAGE


def test_the_checksum_is_what_the_page_says(tmp_path):
    import hashlib

    story = Teller(tmp_path / "stories").tell()
    shelf = Shelf(tmp_path / "saves", story)
    read_through(story, shelf, "breathe")
    first, _, rest = shelf.slots()[0].path.read_bytes().partition(b"\n")
    assert hashlib.sha256(rest).hexdigest().encode() in first

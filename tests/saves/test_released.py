"""Saves of every version of our own story that was given out: they open for ever.

A new version adds its own files to `released/`; no file there is ever changed or removed. If an
edit breaks this, `mars-adventure check --saves tests/saves/released` says which `renamed:` mends it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mars_adventure.saves import Session, Shelf
from mars_adventure.saves.survey import survey
from mars_adventure.story import Story, open_story

RELEASED = Path(__file__).parent / "released"
FILES = sorted(path.name for path in RELEASED.glob("*.json"))


@pytest.fixture(scope="module")
def ours() -> Story:
    return open_story(Path(__file__).parents[2] / "story")


@pytest.mark.parametrize("name", FILES)
def test_a_released_save_opens_plays_on_and_goes_back_to_its_beginning(
    name: str, ours: Story, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path, ours)
    slot = shelf.import_(RELEASED / name)
    loaded = shelf.open(slot)
    session = Session(ours, shelf, loaded.play, loaded.notices)
    assert session.play.length + 3 >= slot.choices, "an edit may cost a choice or two, not a play"
    assert session.play.length == slot.choices or loaded.notices
    assert session.play.turn.blocks
    free = [offer.id for offer in session.play.turn.offers if not offer.closed]
    assert free or session.play.turn.ending
    for _ in range(5):
        if free:
            session.choose(free[0])
            free = [offer.id for offer in session.play.turn.offers if not offer.closed]
    while session.undo():
        assert session.play.turn.blocks
    assert session.trouble is None


def test_no_edit_of_the_story_has_stranded_a_released_save(ours: Story) -> None:
    assert len(FILES) >= 7
    assert [verdict for verdict in survey(RELEASED, ours) if verdict.outcome == "refused"] == []

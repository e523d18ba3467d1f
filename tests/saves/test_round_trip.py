"""A play that is saved and opened again is the same play, at every moment of it."""

from __future__ import annotations

import json
import random
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tales import played, read_through

from mars_adventure.engine import State, begin, choose
from mars_adventure.saves import Session, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

WAY = ("breathe", "search", "call", "log", "close", "throw", "enter", "back", "call", "wait")
fresh = count()


def wandered(story: Story, steps: int, seed: int) -> Play:
    chance, play = random.Random(seed), begin(story, seed)
    for _ in range(steps):
        open_offers = [offer.id for offer in play.turn.offers if not offer.closed]
        if not open_offers:
            break
        play = choose(story, play, chance.choice(open_offers))
    return play


@given(steps=st.integers(0, 60), seed=st.integers(-(2**70), 2**70))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_moment_comes_back_as_it_was(story: Story, tmp_path: Path, steps: int, seed: int) -> None:
    play = wandered(story, steps, seed)
    shelf = Shelf(tmp_path / f"saves-{next(fresh)}", story)
    shelf.write(play, "here")

    loaded = Shelf(shelf.folder, story).open(shelf.slots()[0])

    assert loaded.notices == ()
    assert loaded.play == play
    for was, now in zip(play.backwards(), loaded.play.backwards(), strict=True):
        assert (now.state, now.turn, now.choice, now.length) == (was.state, was.turn, was.choice, was.length)


def test_play_goes_on_from_a_save_as_it_would_have(story: Story, shelf: Shelf) -> None:
    play = played(story, *WAY[:4])
    shelf.write(play, "in the log")
    opened = Shelf(shelf.folder, story).open(shelf.slots()[0]).play

    for choice in WAY[4:]:
        play, opened = choose(story, play, choice), choose(story, opened, choice)

    assert opened == play


def test_saving_an_opened_play_gives_the_same_file(story: Story, shelf: Shelf) -> None:
    first = shelf.write(played(story, *WAY), "first")
    again = Shelf(shelf.folder, story)
    second = again.write(again.open(first).play, "second")

    lines = [slot.path.read_text("utf-8").splitlines() for slot in (first, second)]
    heads = [[line for line in file if not line.startswith(('{"checksum"', '"slot"'))] for file in lines]
    assert heads[0] == heads[1]


def test_opening_runs_no_effect(story: Story, shelf: Shelf) -> None:
    play = played(story, "breathe")
    shelf.write(play, "here")
    for _ in range(3):
        opened = Shelf(shelf.folder, story).open(shelf.slots()[0]).play
        assert opened.state == play.state
        shelf.write(opened, "here", overwrite=True)


def test_the_page_comes_back_with_its_answer_and_its_news(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "search")

    turn = Shelf(shelf.folder, story).open(shelf.slots()[0]).play.turn

    assert turn == session.play.turn
    assert turn.text == "A keycard that is not yours."
    assert [(news.what, news.title) for news in turn.news] == [("learnt", "One spoon short")]


def test_the_file_is_json_with_a_line_for_each_step_and_every_value_by_name(
    story: Story, shelf: Shelf
) -> None:
    slot = shelf.write(played(story, *WAY), "here")
    text = slot.path.read_text("utf-8")
    whole = json.loads(text)

    assert [step["choose"] for step in whole["path"]] == list(WAY)
    for step in whole["path"]:
        assert json.dumps(step, ensure_ascii=False) in [line.rstrip(",") for line in text.splitlines()]
    assert set(whole["now"]["values"]) == set(story.slots)
    assert whole["now"]["values"]["tools"] == ["rope"]
    assert whole["path"][0]["set"] == {"oxygen": 54, "mood": "afraid"} | (
        {"chose.airlock.breathe": True} if "chose.airlock.breathe" in story.slots else {}
    )


def test_every_part_of_a_state_is_saved(story: Story, shelf: Shelf) -> None:
    whole = json.loads(shelf.write(played(story, *WAY), "here").path.read_text("utf-8"))
    assert set(State._fields) <= set(whole["now"])
    assert set(State._fields) <= set(whole["start"])


def test_a_changed_future_is_the_one_that_is_gone_on_with(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, *WAY[:5])
    session.undo()
    session.undo()
    session.choose("wait")

    opened = Shelf(shelf.folder, story).open(shelf.slots()[0]).play

    assert opened == session.play
    assert opened.path() == ("breathe", "search", "call", "wait")


def test_words_and_choices_are_counted_along_the_way(story: Story, shelf: Shelf) -> None:
    play = played(story, *WAY)
    slot = shelf.write(play, "here")
    again = Shelf(shelf.folder, story)
    session = Session(story, again, again.open(slot).play)
    session.undo()

    words = sum(len(moment.turn.text.split()) for moment in play.backwards())
    assert (slot.choices, slot.words) == (len(WAY), words)
    before = next(found for found in again.slots() if found.automatic)
    assert (before.choices, before.words) == (len(WAY) - 1, words - len(play.turn.text.split()))


@pytest.mark.parametrize("steps", [20, 200])
def test_a_save_encodes_only_what_is_new(
    story: Story, shelf: Shelf, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mars_adventure.saves import notation

    session = read_through(story, shelf, *["breathe"] * steps)
    encoded: list[object] = []
    encode = notation.encode
    monkeypatch.setattr(notation, "encode", lambda item: encoded.append(item) or encode(item))

    session.choose("breathe")

    assert len(encoded) == 3  # The step, the page it shows, and the present state.

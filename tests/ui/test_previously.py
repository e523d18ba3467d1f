"""Previously: a line a chapter, from what this reader did; the last one after a short pause."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from screen_text import screen_text

from mars_adventure.engine import begin
from mars_adventure.saves import Profile, Session, Shelf
from mars_adventure.story import open_story
from mars_adventure.ui.plain import PlainReader
from mars_adventure.ui.tui.app import MarsApp

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story

WORLD = """
story: Three Doors
start: one
variables:
  knocked: flag
endings:
  out: {title: Out}
"""
CHAPTER = """
chapter: {number}
title: Door {number}
recap: '{recap}'
scenes:
  {name}:
    text: |
      A door.
    choices:
      - {{text: Knock, id: knock, do: knocked = true, goto: {onward}}}
      - {{text: Open it, id: open, goto: {onward}}}
"""
FIRST = "You {if knocked: knocked at the first door | opened the first door}."


@pytest.fixture
def story(tmp_path: Path) -> Story:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "story.yaml").write_text(WORLD)
    for number, name, onward, recap in ((1, "one", "two", FIRST), (2, "two", "three", "Then a second.")):
        chapter = CHAPTER.format(number=number, name=name, onward=onward, recap=recap)
        (folder / f"{name}.yaml").write_text(chapter)
    (folder / "three.yaml").write_text(CHAPTER.format(number=3, name="three", onward="three", recap="No."))
    return open_story(folder)


def saved(story: Story, folder: Path, *path: str) -> Shelf:
    session = Session(story, Shelf(folder, story), begin(story))
    for choice in path:
        session.choose(choice)
    return Shelf(folder, story)


def resumed(story: Story, shelf: Shelf, away: timedelta) -> Session:
    newest = shelf.newest()
    assert newest is not None
    return Session(story, shelf, shelf.open(newest).play, kept_at=datetime.now(UTC) - away)


def told(session: Session, typed: str = "") -> list[str]:
    out = io.StringIO()
    PlainReader(session, io.StringIO(typed), out, 0, lambda _: None).run(resumed=True)
    return [
        line for line in out.getvalue().splitlines() if line.startswith(("Previously", "This is the first"))
    ]


def test_plain_tells_all_after_a_day_and_the_last_chapter_after_an_hour(story: Story, tmp_path: Path) -> None:
    shelf = saved(story, tmp_path / "saves", "knock", "open")
    both = ["Previously: You knocked at the first door.", "Previously: Then a second."]
    assert told(resumed(story, shelf, timedelta(days=2))) == both
    assert told(resumed(story, shelf, timedelta(hours=1))) == both[1:]
    assert told(resumed(story, shelf, timedelta(hours=1)), "p\n") == [*both[1:], *both]


def test_each_reader_is_told_of_the_own_play(story: Story, tmp_path: Path) -> None:
    shelf = saved(story, tmp_path / "saves", "open", "knock")
    first = told(resumed(story, shelf, timedelta(days=2)))[0]
    assert first == "Previously: You opened the first door.", "what came later changes nothing of it"


def test_in_the_first_chapter_it_is_said_that_nothing_came_before(story: Story, tmp_path: Path) -> None:
    session = Session(story, None, begin(story))
    assert told(session, "p\n") == ["This is the first chapter: nothing came before it."]


@pytest.mark.parametrize(("hours", "whole"), [(48, True), (1, False)])
async def test_the_app_tells_it_on_resuming_and_when_asked(
    story: Story, tmp_path: Path, hours: int, whole: bool
) -> None:
    shelf = saved(story, tmp_path / "saves", "knock", "open")
    app = MarsApp(story, shelf, Profile(story=story.id), resumed(story, shelf, timedelta(hours=hours)))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert ("You knocked at the first door." in screen_text(app)) == whole
        assert "Then a second." in screen_text(app)
        await pilot.press("p")
        await pilot.pause()
        assert "You knocked at the first door." in screen_text(app)
        await pilot.press("1")
        await pilot.pause()
        assert app.session is not None
        assert app.session.play.path() == ("knock", "open", "knock")

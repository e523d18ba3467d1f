"""The timeline: turning points and lines that were left, seen, gone to, named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import CHAPTER, HEAD, Reading, a_story
from screen_text import check_golden, screen_text
from stage import HOSTILE, SIZES
from waiting import resize

from mars_adventure.engine import choose
from mars_adventure.ui.tui.row_list import RowList
from mars_adventure.ui.tui.timeline import TimelineScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from mars_adventure.story import Story

LASTING = (
    ("variables:\n", "variables:\n  told: one of nobody, the_log, halina\n"),
    ("        do: strike(cup), lose(sleeve)\n", "        do: strike(cup), lose(sleeve), told = halina\n"),
    ("        mark: private\n", "        mark: private\n        do: told = the_log\n"),
)


def a_story_that_turns(folder: Path, label: str = "Write it down") -> Story:
    head, chapter = HEAD, CHAPTER
    for old, new in LASTING:
        head, chapter = head.replace(old, new), chapter.replace(old, new)
    return a_story(folder, head=head, chapter=chapter.replace("Write it down", label))


def reading(tmp_path: Path) -> Reading:
    """Six choices into the second chapter, a line of three choices left in the first, the last two undone."""
    app = Reading(tmp_path, story=a_story_that_turns(tmp_path / "story"))
    session = app.session
    for choice in ("write", "on", "mess", "say"):
        session.choose(choice)
    session.go_to(session.play.moments()[1])
    for choice in ("mess", "say", "up", "wait"):
        session.choose(choice)
    session.undo()
    return app


async def opened(pilot: Pilot[None]) -> RowList:
    await pilot.press("t")
    await pilot.pause()
    assert isinstance(pilot.app.screen, TimelineScreen)
    return pilot.app.screen.query_one(RowList)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_look(tmp_path: Path, size: tuple[int, int]) -> None:
    app = reading(tmp_path)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        check_golden(app, f"timeline-{size[0]}x{size[1]}")


async def test_the_cursor_begins_where_the_reader_is(tmp_path: Path) -> None:
    app = reading(tmp_path)
    path = app.path
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.page
        assert app.path == path


async def test_to_go_to_a_turning_point_is_to_stand_before_its_choice(tmp_path: Path) -> None:
    app = reading(tmp_path)
    whole = app.session.timeline.tip.path()
    async with app.run_test(size=(80, 24)) as pilot:
        points = await opened(pilot)
        points.highlighted = next(at for at, row in enumerate(points.rows) if not row.heading)
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ("write",)
        assert app.session.timeline.tip.path() == whole, "nothing is lost: redo brings it all"
        assert "kept" in "".join(toast.message for toast in app._notifications)


async def test_a_line_that_was_left_is_entered_at_its_end_and_the_present_one_is_kept(tmp_path: Path) -> None:
    app = reading(tmp_path)
    here = app.session.timeline.tip
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        while "├" not in str(app.screen.row.draw(60, True) if app.screen.row else ""):
            await pilot.press("up")
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ("write", "on", "mess", "say")
        assert [branch.tip for branch in app.session.timeline.branches()] == [here]


async def test_a_line_gets_a_name_of_the_readers_own(tmp_path: Path) -> None:
    app = reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "n Name" not in screen_text(app)
        while "├" not in str(app.screen.row.draw(60, True) if app.screen.row else ""):
            await pilot.press("up")
        assert "n Name" in screen_text(app)
        await pilot.press("n", "ctrl+u", *"[red]", "enter")
        await pilot.pause()
        assert "├─ [red]" in screen_text(app)
        await pilot.press("escape")
        assert [(one.name, one.named) for one in app.session.timeline.branches()] == [("[red]", True)]


async def test_from_chapter_to_chapter_and_through_every_row(tmp_path: Path) -> None:
    app = reading(tmp_path)
    async with app.run_test(size=(40, 15)) as pilot:
        points = await opened(pilot)
        await pilot.press("left")
        assert points.highlighted == 1
        await pilot.press("right")
        assert "II. The Message" in screen_text(app)
        for key in ("home", "end", "pageup", "pagedown", "space"):
            await pilot.press(key)
        await resize(pilot, 20, 6)
        await pilot.press("question_mark")
        await pilot.pause()


async def test_a_play_without_turning_points_says_where_it_stands(tmp_path: Path) -> None:
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "You are here · The mess" in screen_text(app)
        assert "0 turning points" in screen_text(app)


@pytest.mark.parametrize("name", HOSTILE)
async def test_any_name_is_shown_as_text(tmp_path: Path, name: str) -> None:
    app = reading(tmp_path)
    app.session.name_branch(app.session.timeline.branches()[0].tip, name)
    async with app.run_test(size=(40, 15)) as pilot:
        await opened(pilot)
        assert "Timeline" in screen_text(app)


async def test_a_very_long_play_is_listed_whole(tmp_path: Path) -> None:
    app = Reading(tmp_path, saved=False, story=a_story_that_turns(tmp_path / "story"))
    play = app.session.play
    for choice in ["write", "mess"] * 150 + ["say"]:
        play = choose(app.story, play, choice)
    app.session.go_to(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "You are here" in screen_text(app)
        assert len(app.screen.query_one(RowList).rows) > 1

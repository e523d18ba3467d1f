"""The history: all that was read, found again, and gone back to."""

import pytest
from reading import Reading
from screen_text import check_golden, screen_text
from stage import SIZES
from waiting import resize

from mars_adventure.ui.tui.history import HistoryScreen

WAY = ("write", "on", "on", "mess", "say", "on")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_look(tmp_path, size):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=size) as pilot:
        await pilot.press("h")
        await pilot.pause()
        check_golden(app, f"history-{size[0]}x{size[1]}")


async def test_going_back_and_on_again(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "up", "up", "enter")
        await pilot.pause()
        assert app.path == WAY[:4]
        await pilot.press("r", "r")
        await pilot.pause()
        assert app.path == WAY


async def test_leaving_changes_nothing(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "home", "escape")
        await pilot.pause()
        assert app.path == WAY
        assert app.screen is app.page


async def test_search_finds_the_last_place_first(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "slash", *"HOOKS")
        await pilot.pause()
        assert "2 of 2" in screen_text(app)
        await pilot.press("up")
        await pilot.pause()
        assert "1 of 2" in screen_text(app)
        assert "The beginning" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ()


async def test_search_takes_every_character_as_it_is(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "slash", "[", "(", "*", "backslash")
        await pilot.pause()
        assert "nothing found" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        assert "choice 6 of 6" in screen_text(app)


async def test_a_click_moves_the_cursor(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        row = next(row for row, line in enumerate(screen_text(app).splitlines()) if "not count them" in line)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert "choice 5 of 6" in screen_text(app)


async def test_resize_while_looking_back(tmp_path):
    app = Reading(tmp_path, *WAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        for size in [(40, 15), (120, 40), (20, 5), (80, 24)]:
            await resize(pilot, *size)
        assert "choice 6 of 6" in screen_text(app)


async def test_from_chapter_to_chapter(tmp_path):
    app = Reading(tmp_path, "write", "on", "up", "wait", "wait")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "← → Chapter" in screen_text(app)
        for key, place in (("left", 3), ("left", 0), ("left", 0), ("right", 3), ("right", 3)):
            await pilot.press(key)
            await pilot.pause()
            assert ("the beginning" if not place else f"choice {place} of 5") in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ("write", "on", "up")

"""Settings: shown at once, kept with enter, taken back with escape."""

import pytest
from screen_text import check_golden, screen_text
from stage import SIZES, Stage

from mars_adventure.saves import Settings
from mars_adventure.ui.tui.settings import DIALS, SettingsScreen


@pytest.mark.parametrize("size", SIZES)
async def test_look(size):
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"settings-{size[0]}x{size[1]}")


async def test_every_change_is_posted_and_enter_keeps_them():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test() as pilot:
        await pilot.press("right", "down", "right", "down", "space", "down", "left", "enter")
        await pilot.pause()
        posted = [settings for _, settings in app.calls]
        assert posted[0] == Settings(theme="mars-dawn")
        assert posted[-1] == Settings("mars-dawn", 78, motion=False, spacing="airy")
        assert app.results == [posted[-1]]


async def test_escape_shows_the_first_settings_again():
    app = Stage(SettingsScreen(Settings(theme="blue-sunset")))
    async with app.run_test() as pilot:
        await pilot.press("left", "escape")
        await pilot.pause()
        assert [settings.theme for _, settings in app.calls] == ["mars-dawn", "blue-sunset"]
        assert app.results == [None]


async def test_looking_changes_nothing():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test() as pilot:
        await pilot.press("down", "up", "up", "escape")
        await pilot.pause()
        assert app.calls == []


async def test_turning_on_comes_round_to_where_it_was():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test() as pilot:
        for dial in DIALS:
            await pilot.press(*["right"] * len(dial.values), "down")
        await pilot.press("enter")
        await pilot.pause()
        assert app.results == [Settings()]


async def test_a_click_turns_a_setting():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test() as pilot:
        await pilot.click("DialRow", offset=(20, 0))
        await pilot.pause()
        assert app.calls == [("changed", Settings(theme="mars-dawn"))]


async def test_a_setting_that_is_none_of_the_values_can_be_shown_and_mended():
    app = Stage(SettingsScreen(Settings(theme="[/b]", width=-1)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "‹ [/b] ›" in screen_text(app)
        await pilot.press("right", "down", "left", "enter")
        await pilot.pause()
        assert app.results == [Settings(theme="mars-night", width=54)]


async def test_help_and_back():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "back to how it was" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.results == []


async def test_in_a_window_too_low_for_all_of_it_the_cursor_is_in_view():
    app = Stage(SettingsScreen(Settings()))
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.press("up")
        await pilot.pause()
        assert "▸ Motion" in screen_text(app)

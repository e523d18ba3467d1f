"""Help: prose and keys, in a window that scrolls and closes."""

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, SIZES, Stage

from mars_adventure.ui.tui.casebook import CasebookScreen
from mars_adventure.ui.tui.endings import EndingsScreen
from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.reels import ReelsScreen
from mars_adventure.ui.tui.settings import SettingsScreen
from mars_adventure.ui.tui.title import TitleScreen

SCREENS = [CasebookScreen, EndingsScreen, ReelsScreen, SettingsScreen, TitleScreen]


@pytest.mark.parametrize("size", SIZES)
async def test_look(size):
    app = Stage(HelpScreen("Reels", ReelsScreen.HELP))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"help-{size[0]}x{size[1]}")


async def test_all_of_it_can_be_reached_in_the_smallest_window():
    app = Stage(HelpScreen("Reels", ReelsScreen.HELP))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "written over it unasked" not in screen_text(app)
        await pilot.press("end")
        await pilot.pause()
        assert "unasked." in screen_text(app)


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_closes(key):
    app = Stage(HelpScreen("Reels", ReelsScreen.HELP))
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.results == [None]


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(text):
    app = Stage(HelpScreen(text, f"{text}\n\n{text}   {text}"))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "esc Back" in screen_text(app)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_that_a_screen_names_is_in_its_help(screen):
    shown = [binding for binding in screen.BINDINGS if binding.show and binding.key != "question_mark"]
    for binding in shown:
        key = binding.key_display or binding.key
        assert f"\n{key}   " in screen.HELP, f"{screen.__name__} does not explain {key}"

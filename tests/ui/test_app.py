"""The app: ways between its screens, settings that take effect, commands, and no colour."""

import os

import pytest
from reading import Reading, a_story
from screen_text import screen_text
from waiting import until

from mars_adventure.saves import Profile, Settings, Shelf
from mars_adventure.ui.tui import running
from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.play import PlayScreen
from mars_adventure.ui.tui.running import run_app
from mars_adventure.ui.tui.title import TitleScreen


def an_app(folder):
    story = a_story(folder / "story")
    return MarsApp(story, Shelf(folder / "saves", story), Profile(story=story.id))


async def test_from_the_title_to_the_page_and_back_as_often_as_one_likes(tmp_path):
    app = an_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(4):
            assert isinstance(app.screen, TitleScreen)
            app.start_new()
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            await pilot.press("3")
            await pilot.press("q", "end", "up", "enter")
            await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_from_the_page_to_the_title_and_back(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await pilot.press("q", "end", "up", "enter")
            await pilot.pause()
            assert isinstance(app.screen, TitleScreen)
            app.start_new()
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
        assert len(app.screen_stack) == 1


async def test_continue_goes_on_where_the_play_stood(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "1", "q", "end", "up", "enter")
        await pilot.pause()
        app.resume(app.shelf.newest())
        await pilot.pause()
        assert app.page.session.play.path() == ("write", "on")


async def test_a_save_that_does_not_open_is_said_and_nothing_else(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        slot = app.shelf.newest()
        for path in slot.path.parent.glob("*"):
            path.unlink()
        app.resume(slot)
        await pilot.pause()
        assert app.path == ("write",)
        assert isinstance(app.screen, PlayScreen)


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("h", "HistoryScreen"),
        ("n", "CasebookScreen"),
        ("s", "ReelsScreen"),
        ("l", "ReelsScreen"),
        ("question_mark", "HelpScreen"),
        ("o", "SettingsScreen"),
        ("t", "TimelineScreen"),
        ("q", "MenuScreen"),
        ("escape", "MenuScreen"),
    ],
)
async def test_every_key_opens_its_screen_and_escape_leaves_it(tmp_path, key, screen):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert type(app.screen).__name__ == screen
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.page


async def test_no_key_means_two_things(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        keys = [binding.key for binding in PlayScreen.BINDINGS]
        assert len(keys) == len(set(keys))
        last = screen_text(app).splitlines()[-1]
        assert "? Help" in last
        assert len(last) <= 40


async def test_help_is_about_the_screen_one_is_on(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "take back the last choice" in screen_text(app)
        for key in ("escape", "h", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
        assert "leave the search" in screen_text(app)


@pytest.mark.parametrize("way", ["save", "load", "settings", "help", "endings", "title", "quit"])
async def test_the_menu_leads_everywhere(tmp_path, way):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
        app.screen.dismiss(way)
        await pilot.pause()
        assert app.screen is not app.page or way == "quit"


async def test_settings_take_effect_at_once_and_are_kept(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "right")
        await pilot.pause()
        assert app.theme == "mars-dawn"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "mars-night"
        await pilot.press("o", "right", "down", "right", "down", "right", "down", "right", "enter")
        await pilot.pause()
        assert app.theme == "mars-dawn"
        assert app.animation_level == "none"
        assert app.text.measure == 78
    kept = Profile.load(tmp_path / "saves").settings
    assert kept == Settings(theme="mars-dawn", width=78, motion=False, spacing="airy")


async def test_an_ending_is_remembered(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test() as pilot:
        await pilot.press("4")
        await pilot.pause()
    assert Profile.load(tmp_path / "saves", app.story.id).endings == {"back"}


async def test_commands(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test() as pilot:
        await pilot.pause()
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Undo", "History", "Copy this page", "Settings: colours terminal", "Quit"} <= set(names)
        assert "Redo" not in names
        await pilot.press("ctrl+p", *"blue", "down", "enter")
        await pilot.pause()
        assert app.theme == "blue-sunset"


async def test_a_reading_that_is_not_saved_says_so(tmp_path):
    app = Reading(tmp_path, saved=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "not being saved" in screen_text(app)


@pytest.mark.parametrize(("value", "theme"), [("1", "terminal"), ("", "mars-night")])
async def test_no_color(tmp_path, monkeypatch, value, theme):
    monkeypatch.setenv("NO_COLOR", value)
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == theme
    assert "NO_COLOR" not in os.environ or value == "1"


def test_a_fault_shows_one_sentence_and_no_traceback(tmp_path, capsys, monkeypatch):
    class Faulty(MarsApp):
        def get_default_screen(self):
            raise RuntimeError("boom")

        def run(self, *_, **__):
            super().run(headless=True)

    monkeypatch.setattr(running, "MarsApp", Faulty)
    story = a_story(tmp_path / "story")
    (tmp_path / "saves").mkdir()
    code = run_app(None, story, Shelf(tmp_path / "saves", story), Profile())
    shown = capsys.readouterr()
    assert code == 1
    assert "Traceback" not in shown.err + shown.out
    assert "Your play is kept" in shown.err
    assert "boom" in (tmp_path / "saves" / "fault.txt").read_text()


async def test_signals_are_handled_in_the_loop(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        os.kill(os.getpid(), 15)
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 128 + 15

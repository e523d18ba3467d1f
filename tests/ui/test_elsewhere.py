"""A folder that cannot be saved in: the reader is told at once, and can choose another."""

import pytest
from reading import Reading, a_story
from screen_text import check_golden, screen_text
from stage import HOSTILE, SIZES, Stage

from mars_adventure.saves import Profile, SaveTrouble, Shelf
from mars_adventure.ui.tui import running
from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.elsewhere import ElsewhereScreen
from mars_adventure.ui.tui.leaving import last_words
from mars_adventure.ui.tui.running import run_app


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of one's own, so that what is offered lies in it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    return home


def refuse(tmp_path):
    (tmp_path / "saves").write_text("not a folder")


async def settle(pilot):
    for _ in range(3):
        await pilot.pause()


async def test_the_reader_is_asked_at_once_and_the_play_goes_on_elsewhere(tmp_path, home):
    refuse(tmp_path)
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert "This play is not being saved" in screen_text(app)
        assert "▸ ~/data/mars-adventure/saves" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        folder = home / "data" / "mars-adventure" / "saves"
        assert app.screen is app.page
        assert "not being saved" not in screen_text(app)
        assert [slot.choices for slot in Shelf(folder, app.story).slots()] == [1]
        await pilot.press("1")
        await settle(pilot)
        assert [slot.choices for slot in Shelf(folder, app.story).slots()] == [2]
        assert app.shelf.folder == folder
        assert last_words(app.session, Shelf(tmp_path / "saves", app.story), app.shelf) == [
            f"To go on: mars-adventure play --continue --saves {folder}",
            f"Or set MARS_SAVES to {folder}, and every start looks there.",
        ]


async def test_who_reads_on_without_is_not_asked_again_but_can_ask(tmp_path, home):
    refuse(tmp_path)
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("escape", "1")
        await settle(pilot)
        assert app.path == ("say", "on")
        assert app.screen is app.page
        assert "f another folder" in screen_text(app)
        assert "Your last choices could not be saved." in last_words(app.session, app.shelf, app.shelf)[0]
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(app.screen, ElsewhereScreen)


def test_who_leaves_unsaved_is_told_in_the_terminal(tmp_path, home, capsys, monkeypatch):
    refuse(tmp_path)
    story = a_story(tmp_path / "story")
    shelf = Shelf(tmp_path / "saves", story)

    async def read_and_leave(pilot):
        pilot.app.start_new()
        for key in ("2", "escape", "q", "q"):
            await settle(pilot)
            await pilot.press(key)

    class Brief(MarsApp):
        def run(self, *_, **__):
            super().run(headless=True, auto_pilot=read_and_leave)

    monkeypatch.setattr(running, "MarsApp", Brief)
    assert run_app(None, story, shelf, Profile(story=story.id)) == 0
    assert "Your last choices could not be saved." in capsys.readouterr().out


async def test_a_folder_typed_by_hand(tmp_path, home):
    refuse(tmp_path)
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        for typed in ("/dev/null/x", "~no_such_reader/x", "x\x00y"):
            await pilot.press("home", "down", "down", "enter")
            await settle(pilot)
            app.screen.query_one("Input").value = typed
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ElsewhereScreen)
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("Input").value = "~/my games"
        await pilot.press("enter")
        await settle(pilot)
        assert app.shelf.folder == home / "my games"
        assert app.session.trouble is None
        assert last_words(app.session, None, app.shelf) == []


async def test_the_old_folder_can_be_tried_again(tmp_path, home):
    refuse(tmp_path)
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ElsewhereScreen)
        (tmp_path / "saves").unlink()
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.page
        assert [slot.choices for slot in app.shelf.slots()] == [1]


async def test_a_held_key_does_not_answer(tmp_path, home):
    refuse(tmp_path)
    app = Reading(tmp_path)
    app.times = iter([0.0, 0.5, 0.53, 0.56, 2.0])
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        for _ in range(3):
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ElsewhereScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.page


async def test_the_reels_can_be_moved_too(tmp_path, home):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "f")
        await settle(pilot)
        assert "The folder of saved games" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("n", *"elsewhere", "enter")
        await settle(pilot)
        folder = home / "data" / "mars-adventure" / "saves"
        assert {slot.name for slot in Shelf(folder, app.story).slots()} == {"Autosave", "elsewhere"}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_look(tmp_path, home, size):
    folder = home / "Documents" / "Projects of last year" / "mars-adventure" / "saves"
    trouble = SaveTrouble("locked", "Writing is not allowed in ~/Documents/mars-adventure/saves.", "")
    others = [home / ".local/share/mars-adventure/saves", home / "mars-adventure-saves"]
    app = Stage(ElsewhereScreen(folder, others, trouble, lambda folder: None))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"elsewhere-{size[0]}x{size[1]}")


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(tmp_path, text):
    def fail(folder):
        raise SaveTrouble("full", text, text)

    folder = tmp_path / text.replace("/", "").replace("\x00", "").encode("utf-8", "replace").decode()
    for trouble in (None, SaveTrouble("full", text, text)):
        app = Stage(ElsewhereScreen(folder, [folder], trouble, fail))
        async with app.run_test(size=(40, 15)) as pilot:
            await pilot.press("enter")
            await pilot.pause()
            assert "esc" in screen_text(app)
            assert app.results == []

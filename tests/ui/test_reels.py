"""Reels: a shelf of real files, listed, saved to, renamed, deleted, copied, and never a traceback."""

from datetime import datetime

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, NOW, SIZES, GivenShelf, Stage, a_play, a_real_story, a_slot, some_slots
from textual.events import Paste

from mars_adventure.engine import begin, choose
from mars_adventure.saves import SaveTrouble, Shelf
from mars_adventure.ui.tui.reels import ReelsScreen


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "saves", a_real_story(tmp_path))


@pytest.fixture
def play(shelf):
    return begin(shelf.story)


def names(shelf):
    return sorted(slot.name for slot in shelf.slots())


async def press(pilot, *keys):
    """Press keys one by one, each on the screen that the one before led to."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def write_over(pilot, text):
    """Answer the question for a line of text, which comes as a terminal pastes it."""
    await press(pilot, "ctrl+u")
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", ["load", "save"])
async def test_look(size, mode):
    app = Stage(ReelsScreen(GivenShelf(), mode, a_play() if mode == "save" else None, lambda: NOW))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"reels-{mode}-{size[0]}x{size[1]}")


async def test_every_reel_can_be_reached_in_the_smallest_window():
    app = Stage(ReelsScreen(GivenShelf(some_slots() * 5), "load", None, lambda: NOW))
    async with app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "end")
        text = screen_text(app)
        assert "▸ ! other" in text
        assert "belongs to another" in text
        await press(pilot, *["up"] * 3)
        assert "▸   trusted Yann" in screen_text(app)


async def test_the_preview_follows_the_cursor():
    app = Stage(ReelsScreen(GivenShelf(), "load", None, lambda: NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down")
        assert "Chapter II · Overtaken" in screen_text(app)
        await press(pilot, "down")
        assert screen_text(app).count("The story has changed: resumes at “The mess”.") == 2


async def test_enter_gives_the_reel_to_load(shelf, play):
    shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        assert [slot.name for slot in app.results] == ["first"]


async def test_escape_gives_nothing(shelf, play):
    shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", play))
    async with app.run_test() as pilot:
        await press(pilot, "escape")
        assert app.results == [None]


async def test_a_click_moves_the_cursor_and_a_second_one_loads():
    app = Stage(ReelsScreen(GivenShelf(), "load", None, lambda: NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("RowList", offset=(10, 2))
        await pilot.pause()
        assert "▸   before I opened it" in screen_text(app)
        assert app.results == []
        await pilot.click("RowList", offset=(10, 2), times=2)
        await pilot.pause()
        assert [slot.name for slot in app.results] == ["before I opened it"]


async def test_saving_starts_on_a_new_reel_named_after_the_moment(shelf, play):
    app = Stage(ReelsScreen(shelf, "save", play))
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        assert "The airlock" in screen_text(app)
        await press(pilot, "enter")
        assert names(shelf) == ["The airlock"]
        assert app.results == shelf.slots()


async def test_a_name_of_ones_own(shelf, play):
    app = Stage(ReelsScreen(shelf, "save", play))
    async with app.run_test() as pilot:
        await press(pilot, "n")
        await write_over(pilot, "spoon")
        assert names(shelf) == ["spoon"]


async def test_an_existing_name_asks_before_it_is_saved_over(shelf, play):
    shelf.write(play, "spoon")
    later = choose(shelf.story, play, "wait")
    for answer, choices in (("n", 0), ("y", 1)):
        app = Stage(ReelsScreen(shelf, "save", later))
        async with app.run_test() as pilot:
            await press(pilot, "n")
            await write_over(pilot, "spoon")
            assert "There is a reel called “spoon”." in screen_text(app)
            await press(pilot, answer)
            assert [slot.choices for slot in shelf.slots()] == [choices]


async def test_enter_on_a_reel_saves_over_it_if_the_reader_says_so(shelf, play):
    shelf.write(play, "spoon")
    app = Stage(ReelsScreen(shelf, "save", choose(shelf.story, play, "wait")))
    async with app.run_test() as pilot:
        await press(pilot, "down", "enter", "n")
        assert shelf.slots()[0].choices == 0
        await press(pilot, "enter", "y")
        assert shelf.slots()[0].choices == 1
        assert app.results == shelf.slots()


async def test_an_autosave_is_not_saved_over(shelf, play):
    shelf.autosave(play)
    app = Stage(ReelsScreen(shelf, "save", play))
    async with app.run_test() as pilot:
        await press(pilot, "down", "enter")
        assert "Only a reel with a name" in screen_text(app)
        assert app.results == []


async def test_loading_may_begin_with_keeping_the_present_moment(shelf, play):
    shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", play))
    async with app.run_test() as pilot:
        await press(pilot, "n")
        await write_over(pilot, "now")
        assert names(shelf) == ["first", "now"]
        assert "▸   now" in screen_text(app)
        assert "Kept as “now”." in screen_text(app)
        assert app.results == []


async def test_without_a_play_there_is_nothing_to_keep(shelf):
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test() as pilot:
        await press(pilot, "n", "enter", "r", "d", "e")
        text = screen_text(app)
        assert "No reels yet." in text
        assert "n New" not in text


async def test_rename(shelf, play):
    shelf.write(play, "first")
    shelf.write(play, "second")
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test() as pilot:
        await press(pilot, "r")
        await write_over(pilot, "third")
        assert names(shelf) == ["first", "third"]
        assert "▸   third" in screen_text(app)
        await press(pilot, "r")
        await write_over(pilot, "first")
        assert "There is already a “first”" in screen_text(app)
        assert names(shelf) == ["first", "third"]


async def test_delete_asks_first(shelf, play):
    shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test() as pilot:
        await press(pilot, "d", "n")
        assert names(shelf) == ["first"]
        await press(pilot, "d", "y")
        assert names(shelf) == []
        assert "No reels yet." in screen_text(app)


async def test_out_to_a_file_and_back_in(shelf, play, tmp_path):
    shelf.write(play, "first")
    copy = tmp_path / "copy.json"
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "e")
        await write_over(pilot, str(copy))
        assert copy.exists()
        assert "Copied to" in screen_text(app)
        await press(pilot, "i")
        await write_over(pilot, str(copy))
        assert names(shelf) == ["first", "first (2)"]
        assert "▸   first (2)" in screen_text(app)


@pytest.mark.parametrize("path", ["/nowhere/at/all.json", "~nobody/x", "/", "/dev/null", "x" * 300])
async def test_a_path_that_leads_nowhere_is_said_to(shelf, play, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "i" if path == "/" else "ie":
            await press(pilot, key)
            await write_over(pilot, path)
            assert app.screen.query_one("#told").has_class("-said")
        assert names(shelf) == ["first"]


async def test_files_of_all_kinds_are_listed_with_what_ails_them(shelf, play):
    shelf.write(play, "good")
    (shelf.folder / "torn.json").write_bytes(b'{"format": 1, "nam')
    (shelf.folder / "[b] [red].json").write_bytes(b"\x00\xff" * 50)
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "3 reels" in text
        for name in ("torn.json", "[b] [red].json"):
            assert f"! {name}" in text
        while "▸ !" not in screen_text(app):
            await press(pilot, "down")
        await press(pilot, "enter")
        assert app.results == []
        assert app.screen.query_one("#told").has_class("-said")


async def test_a_disk_that_is_full_is_said_in_the_screen(shelf, play, monkeypatch):
    def full(*args, **more):
        raise SaveTrouble("full", "The disk is full [/b].", "Make room.")

    monkeypatch.setattr(shelf, "write", full)
    app = Stage(ReelsScreen(shelf, "save", play))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        assert "The disk is full [/b]. Make room." in screen_text(app)
        assert app.results == []


async def test_a_folder_that_vanishes_leaves_an_empty_shelf(shelf, play):
    slot = shelf.write(play, "first")
    app = Stage(ReelsScreen(shelf, "load", None))
    async with app.run_test() as pilot:
        await pilot.pause()
        slot.path.unlink()
        shelf.folder.rmdir()
        await press(pilot, "d", "y", "r")
        await write_over(pilot, "x")
        assert app.is_running


async def test_help_comes_and_goes():
    app = Stage(ReelsScreen(GivenShelf(), "load", None, lambda: NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        assert "fetch one from a file" in screen_text(app)
        await press(pilot, "escape")
        assert app.results == []


@pytest.mark.parametrize("name", HOSTILE)
async def test_any_name_can_be_typed_and_is_shown_as_text(shelf, play, name):
    typed = "".join(letter for letter in name if letter.isprintable()) or "x"
    app = Stage(ReelsScreen(shelf, "save", play))
    async with app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "n")
        app.screen.query_one("Input").value = typed
        await press(pilot, "enter")
        assert len(app.results) == 1 or app.screen.query("#told.-said")
    if shelf.slots():
        app = Stage(ReelsScreen(shelf, "load", None))
        async with app.run_test(size=(40, 15)) as pilot:
            await press(pilot, "r", "escape", "d", "n", "e", "escape", "enter")
            assert len(app.results) == 1


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_a_file_says_of_itself_is_shown_as_text(text):
    told = {"chapter_title": text, "place": text, "time": text, "line": text}
    slots = [
        a_slot(text, **told),
        a_slot(text, **told, state="repaired", trouble=text, chapter=-5, choices=10**30, words=-1),
        a_slot(text, **told, state="damaged", trouble=text, saved_at=datetime.max),
        a_slot(text, **told, saved_at=datetime.min, automatic=True),
    ]
    for size in SIZES:
        play = a_play(place=text, line=text)
        app = Stage(ReelsScreen(GivenShelf(slots), "save", play, lambda: NOW))
        async with app.run_test(size=size) as pilot:
            for _ in slots:
                await press(pilot, "down")
                assert "esc Back" in screen_text(app)
            await press(pilot, "d")
            assert "y Yes" in screen_text(app)
            await press(pilot, "escape", "home", "escape")
            assert app.results == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_a_reel_shows_all_that_tells_one_play_from_another(size):
    slot = a_slot("mine", 4, seconds=3 * 3600 + 12 * 60)
    app = Stage(ReelsScreen(GivenShelf([slot]), "load", None, lambda: NOW))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        for fact in ("I · The Thermostat", "The mess", "60 hours out", "“I’m in the kitchen", "38 choices",
                     "4,210 words read", "3 h 12 min played", "kept 20 Nov"):  # fmt: skip
            assert fact in shown

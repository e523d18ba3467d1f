"""The title screen: what it says of the story, and where each of its ways leads."""

from asyncio import sleep

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, NOW, SIZES, GivenShelf, Stage, a_profile, a_real_story, a_slot, a_story
from textual.events import ScreenResume
from textual.screen import Screen

from mars_adventure.engine import begin
from mars_adventure.saves import Shelf
from mars_adventure.ui.tui.title import MenuItem, TitleScreen


class TitleStage(Stage):
    """The title screen where it belongs: at the bottom of the stack."""

    def __init__(self, story=None, slots=None, profile=None):
        super().__init__()
        shelf = None if slots is None else GivenShelf(slots)
        self.first = TitleScreen(story or a_story(), shelf, profile or a_profile(), lambda: NOW)

    def get_default_screen(self):
        return self.first


def ways(app):
    return [item.way for item in app.first.query(MenuItem)]


@pytest.mark.parametrize("size", SIZES)
async def test_look_for_a_new_reader(size):
    app = TitleStage()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"title-new-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES)
async def test_look_for_one_who_comes_back(size):
    app = TitleStage(slots=[a_slot("Autosave", 4, automatic=True)], profile=a_profile("inside"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"title-back-{size[0]}x{size[1]}")


async def test_a_new_reader_begins_on_new():
    app = TitleStage()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert ways(app) == ["new", "endings", "settings", "help", "quit"]
        await pilot.press("enter")
        await pilot.pause()
        assert app.calls == [("start_new", None)]


async def test_continue_goes_on_from_the_newest_that_opens():
    slots = [a_slot("torn", 1, state="damaged"), a_slot("here", 4), a_slot("older", 9)]
    app = TitleStage(slots=slots)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.calls == [("resume", slots[1])]


async def test_a_shelf_of_damaged_reels_can_be_looked_at_but_not_continued():
    app = TitleStage(slots=[a_slot("torn", 1, state="damaged")])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert ways(app)[:2] == ["new", "load"]


async def test_each_way_leads_where_it_says():
    app = TitleStage(slots=[a_slot("here")])
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "down", "enter", "down", "enter", "down", "enter", "down", "enter")
        await pilot.press("question_mark")
        await pilot.pause()
        assert [name for name, _ in app.calls] == [
            "start_new",
            "open_reels",
            "open_endings",
            "open_settings",
            "open_help",
            "open_help",
        ]
        assert ("open_reels", "load") in app.calls


@pytest.mark.parametrize("keys", [["end", "enter"], ["q"]])
async def test_the_ways_out(keys):
    app = TitleStage()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert not app.is_running


async def test_a_click_takes_a_way():
    app = TitleStage()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(app.first.query(MenuItem)[2])
        await pilot.pause()
        assert app.calls == [("open_settings", None)]


async def test_it_is_read_anew_when_it_comes_back(tmp_path):
    story = a_real_story(tmp_path)
    shelf = Shelf(tmp_path / "saves", story)
    app = TitleStage()
    app.first = TitleScreen(story, shelf, a_profile())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "continue" not in ways(app)
        await pilot.press("down")
        await app.push_screen(Screen())
        shelf.autosave(begin(story))
        app.first.profile = a_profile("inside")
        await app.pop_screen()
        await pilot.pause()
        text = screen_text(app)
        assert ways(app)[:3] == ["continue", "new", "load"]
        assert "The airlock · Sol 43" in text
        assert "▸ Endings   1 of 2" in text


async def test_who_comes_back_from_a_play_stands_on_continue():
    slots = []
    app = TitleStage(slots=slots)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await app.push_screen(Screen())
        slots.append(a_slot("Autosave", automatic=True))
        await app.pop_screen()
        await pilot.pause()
        assert "▸ Continue" in screen_text(app)


async def test_everything_can_be_read_in_the_smallest_window():
    app = TitleStage(slots=[a_slot("here")])
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        seen = screen_text(app)
        for _ in range(5):
            await pilot.press("space")
            await pilot.pause()
            seen += screen_text(app)
        for words in (
            "Ulysses, Answer",
            "Quit",
            "Ten months out",
            "only you",
            "Before you begin",
            "own sake.",
        ):
            assert words in seen
        await pilot.press("home")
        await pilot.pause()
        assert "▸ Continue" in screen_text(app)


async def test_the_cursor_stays_in_view_in_a_window_far_too_low():
    app = TitleStage(slots=[a_slot("here")])
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        for words in ("New", "Load", "Endings", "Settings", "Help", "Quit"):
            await pilot.press("down")
            await pilot.pause()
            assert f"▸ {words}" in screen_text(app)


async def test_a_story_with_nothing_to_say_for_itself():
    app = TitleStage(a_story(title="Bare", author="", about="", content_note="", endings={}))
    async with app.run_test() as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "Bare" in text
        assert "Endings" not in text
        assert "Before you begin" not in text


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(text):
    story = a_story(title=text, author=text, about=f"{text}\n\n{text}", content_note=text)
    slot = a_slot(text, chapter_title=text, place=text, time=text, line=text)
    for size in SIZES:
        app = TitleStage(story, [slot])
        async with app.run_test(size=size) as pilot:
            await pilot.press("down", "up", "enter")
            await pilot.pause()
            assert "Quit" in screen_text(app) or size[1] < 24
            assert app.calls == [("resume", slot)]


@pytest.mark.parametrize("turns", range(8))
async def test_the_app_may_be_left_at_any_moment_while_the_title_opens(turns):
    app = TitleStage(slots=[a_slot("Autosave", 4, automatic=True)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.first.post_message(ScreenResume())
        for _ in range(turns):
            await sleep(0)

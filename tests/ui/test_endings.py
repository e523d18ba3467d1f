"""The gallery: what it names, what it hints at, what it does not count."""

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, SIZES, Stage, a_profile, a_story

from mars_adventure.story.model import Ending
from mars_adventure.ui.tui.endings import EndingsScreen, tally


async def shown(screen, size=(80, 24)):
    app = Stage(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_look(size):
    app = Stage(EndingsScreen(a_story(), a_profile("turned_back", "first_reel")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"endings-{size[0]}x{size[1]}")


async def test_a_new_reader_is_told_nothing():
    text = await shown(EndingsScreen(a_story(), a_profile()))
    assert text.count("· · ·") == 3
    assert "Turned Back" not in text
    assert "doors" not in text
    assert "0 of 3" in text


async def test_one_ending_opens_the_hints_but_not_the_titles():
    text = await shown(EndingsScreen(a_story(), a_profile("inside")))
    assert "Let In" in text
    assert "Count everything." in text
    assert "One Spoon Short" not in text
    assert "1 of 3" in text


async def test_a_stop_on_the_way_is_shown_once_reached_and_never_counted():
    assert "The First Reel" not in await shown(EndingsScreen(a_story(), a_profile("inside")))
    text = await shown(EndingsScreen(a_story(), a_profile("first_reel")))
    assert "The First Reel" in text
    assert "0 of 3" in text


def test_endings_that_the_story_no_longer_has_are_not_counted():
    assert tally(a_story(), a_profile("gone", "spoon")) == "1 of 3"


async def test_all_of_them_can_be_reached_in_the_smallest_window():
    endings = {f"e{number}": Ending(f"Ending {number}", "A hint.") for number in range(40)}
    app = Stage(EndingsScreen(a_story(endings=endings), a_profile("e0")))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("space", "space")
        await pilot.pause()
        assert "Endings   1 of 40" not in screen_text(app)
        await pilot.press("end")
        await pilot.pause()
        assert "A hint." in screen_text(app).splitlines()[12]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back(key):
    app = Stage(EndingsScreen(a_story(), a_profile()))
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "silhouettes" in screen_text(app)
        await pilot.press("escape", key)
        await pilot.pause()
        assert app.results == [None]


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(text):
    endings = {"a": Ending(text, text), "b": Ending(text, text), "c": Ending(text, text, interim=True)}
    for size in SIZES:
        shot = await shown(EndingsScreen(a_story(endings=endings), a_profile("a", "c")), size)
        assert "1 of 2" in shot

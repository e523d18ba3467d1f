"""The two small questions."""

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, Stage

from mars_adventure.ui.tui.content import clean
from mars_adventure.ui.tui.prompt import AskText, Confirm


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("n", False), ("escape", False)])
async def test_yes_or_no(key, answer):
    app = Stage(Confirm("Delete “trusted Yann”?"))
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.results == [answer]


async def test_a_key_held_on_the_screen_before_does_not_say_yes():
    app = Stage(Confirm("Delete “trusted Yann”?"))
    async with app.run_test() as pilot:
        await pilot.press("enter", "space", "d")
        await pilot.pause()
        assert app.results == []


async def test_the_default_is_there_to_be_kept_or_typed_over():
    app = Stage(AskText("Name?", "The mess"), AskText("Name?", "The mess"))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"spoon", "enter")
        await pilot.pause()
        assert app.results == ["The mess", "spoon"]


async def test_nothing_is_no_answer():
    app = Stage(AskText("Name?"))
    async with app.run_test() as pilot:
        await pilot.press("enter", "space", "enter")
        await pilot.pause()
        assert app.results == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.results == [None]


async def test_look():
    app = Stage(Confirm("Delete “trusted Yann”? It cannot be fetched back."))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        check_golden(app, "confirm-40x15")
        app.push_screen(AskText("What shall the new reel be called?", "II · The window"))
        await pilot.pause()
        check_golden(app, "ask-text-40x15")


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(text):
    kept = " ".join(clean(text).split())
    app = Stage(Confirm(text), AskText(text, text))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "esc Back" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.results == ([kept] if kept else [])
        assert "y Yes" in screen_text(app) or not kept

"""Keys typed faster than a screen opens: none is lost, and none reaches the screen below."""

from reading import Reading
from screen_text import screen_text
from textual.events import Key
from waiting import settled, until

from mars_adventure.ui.tui.casebook import CasebookScreen


def type_ahead(app, *keys):
    """All of these at once, as a terminal delivers what was typed while the app was busy."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_a_name_typed_before_its_prompt_is_there_becomes_the_name(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_ahead(app, "s", "n", *"redden", "enter")
        await until(pilot, lambda: app.shelf.slots() and app.screen is app.page)
        assert [slot.name for slot in app.shelf.slots()] == ["redden"]


async def test_what_is_typed_after_a_screen_was_asked_for_is_for_that_screen(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_ahead(app, "n", "slash", *"cup")
        await until(pilot, lambda: isinstance(app.screen, CasebookScreen))
        await until(pilot, lambda: app.screen.query_one("Input").value == "cup")
        await settled(pilot)
        assert "cup" in screen_text(app).splitlines()[-2]
        assert app.path == ("write",)


async def test_a_question_answered_ahead_is_answered_once(tmp_path):
    app = Reading(tmp_path, "write")
    for name in ("first", "second"):
        app.shelf.write(app.session.play, name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_ahead(app, "l", "d", "y", "y", "escape", "2")
        await until(pilot, lambda: len(app.path) == 2)
        assert len(app.shelf.slots()) == 2
        assert app.path == ("write", "mess")


async def test_keys_go_on_when_a_screen_is_left(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(3):
            type_ahead(app, "q", "escape", "n", "escape", "h", "escape", "s", "n", "escape", "escape")
        type_ahead(app, "1")
        await until(pilot, lambda: len(app.path) == 2)
        assert app.screen is app.page
        assert app.path == ("write", "on")

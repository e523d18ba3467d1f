"""The notebook: what it lists, what it shows of an entry, how it is found and left."""

from types import SimpleNamespace

import pytest
from screen_text import check_golden, screen_text
from stage import HOSTILE, SIZES, Stage, a_casebook, a_real_story, a_story, an_entry, blocks
from textual.geometry import Region
from waiting import resize, settled

from mars_adventure.engine import Casebook, Evidence, begin, casebook
from mars_adventure.ui.tui.casebook import EMPTY, NOT_FOUND, CasebookScreen
from mars_adventure.ui.tui.column import Column

NOBODY = Casebook((), (), (), ())


@pytest.mark.parametrize("size", SIZES)
async def test_look(size):
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"casebook-{size[0]}x{size[1]}")


async def test_a_theory_says_what_speaks_for_and_against_it():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        check_golden(app, "casebook-theory-80x24")


async def test_what_is_struck_out_is_said_in_words():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        assert "struck out  ·  The mess" in screen_text(app)


async def test_what_is_struck_out_is_struck_through():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        drawn = [
            segment
            for strip in app.screen.query_one(Column).render_lines(Region(0, 0, 46, 20))
            for segment in strip
            if "turned it down" in segment.text
        ]
        assert drawn
        assert all(segment.style.strike for segment in drawn)


async def test_a_long_notebook_is_parted_by_chapters_and_crossed_by_sections():
    notes = tuple(an_entry(f"n{i}", f"Note {i}", "Written.", chapter=1 + i // 5) for i in range(40))
    chapters = {number: SimpleNamespace(title=f"Title {number}") for number in range(1, 9)}
    app = Stage(CasebookScreen(a_story(chapters=chapters), a_casebook(notes=notes)))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "I. Title 1" in screen_text(app)
        for key, entry in (
            ("left", "It is a film set"),
            ("left", "The message from Speedwell"),
            ("left", "Halina Wrona"),
            ("left", "Note 0"),
            ("right", "Halina Wrona"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert f"▸ {entry}" in screen_text(app)
        await pilot.press("up")
        await pilot.pause()
        assert "▸ Note 39" in screen_text(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Notes  40" in screen_text(app)


async def test_only_sections_with_entries_are_listed():
    book = NOBODY._replace(people=(an_entry("eva", "Eva", "Counts seeds."),))
    app = Stage(CasebookScreen(a_story(), book))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "People  1" in text
        for absent in ("Notes", "Documents", "Theories"):
            assert absent not in text


async def test_an_empty_notebook_says_so():
    app = Stage(CasebookScreen(a_story(), NOBODY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert EMPTY in " ".join(screen_text(app).split())
        await pilot.press("enter", "down", "space", "escape")
        await pilot.pause()
        assert app.results == [None]


async def test_in_a_narrow_window_list_and_entry_take_turns():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "tin." not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(app)
        assert "in the tin." in text
        assert "People" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert "People" in screen_text(app)
        assert app.results == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.results == [None]


async def test_each_entry_is_the_one_that_was_chosen_however_often_one_goes_back():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(40, 15)) as pilot:
        for words in ("Forty-one", "Basile", "Somebody turned", "Polish"):
            await pilot.press("enter")
            await pilot.pause()
            assert words in screen_text(app)
            await pilot.press("escape", "down")
            await pilot.pause()


async def test_the_window_may_change_its_shape_while_one_reads():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("down", "enter")
        await resize(pilot, 100, 30)
        text = screen_text(app)
        assert "People" in text
        assert "Basile" in text
        await pilot.press("down")
        await resize(pilot, 40, 15)
        assert "Somebody turned" in screen_text(app)


async def test_a_window_made_wider_below_another_screen_shows_the_entry_the_cursor_is_on():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("down", "question_mark")
        await resize(pilot, 100, 30)
        await pilot.press("escape")
        await settled(pilot)
        text = screen_text(app)
        assert "Basile’s file." in text
        assert "Forty-one" not in text


async def test_the_place_in_a_long_entry_outlives_a_change_of_the_window():
    book = NOBODY._replace(notes=(an_entry("long", "Long", *[f"Line {n}." for n in range(60)]),))
    app = Stage(CasebookScreen(a_story(), book))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("enter", "space", "space")
        await settled(pilot)
        first = screen_text(app).splitlines()[0].strip()
        assert first.startswith("Line ")
        for size in ((40, 20), (60, 24), (40, 15)):
            await resize(pilot, *size)
            assert first in screen_text(app)


async def test_an_entry_opened_again_begins_at_its_beginning():
    book = NOBODY._replace(notes=(an_entry("long", "Long", *[f"Line {n}." for n in range(60)]),))
    app = Stage(CasebookScreen(a_story(), book))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("enter", "space", "space", "escape", "enter")
        await settled(pilot)
        assert "Line 0." in screen_text(app)


async def test_a_long_entry_can_be_read_to_its_end():
    book = NOBODY._replace(notes=(an_entry("long", "Long", *[f"Line {n}." for n in range(60)]),))
    for size in SIZES:
        app = Stage(CasebookScreen(a_story(), book))
        async with app.run_test(size=size) as pilot:
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*["space"] * 20)
            await pilot.pause()
            assert "Line 59." in screen_text(app)
            await pilot.press(*["pageup"] * 20)
            await pilot.pause()
            assert "Line 0." in screen_text(app)


async def test_finding_looks_in_titles_and_texts():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"COLOGNE")
        await pilot.pause()
        text = screen_text(app)
        assert "What Meyer asked" in text
        assert "Halina" not in text
        await pilot.press(*["backspace"] * 7, *"machinery", "enter")
        await pilot.pause()
        text = screen_text(app)
        assert "▸ Yann Bellocq" in text
        assert "Theories" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert "Theories" in screen_text(app)
        assert app.results == []


async def test_finding_nothing_says_so_and_finding_again_shows_again():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"zz[/b]")
        await pilot.pause()
        assert NOT_FOUND in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "One spoon short" in screen_text(app)


async def test_all_entries_can_be_reached_in_the_smallest_window():
    notes = tuple(an_entry(f"n{number}", f"Note {number}", "x") for number in range(50))
    app = Stage(CasebookScreen(a_story(), NOBODY._replace(notes=notes)))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "▸ Note 49" in screen_text(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Notes  50" in screen_text(app)


async def test_help_comes_and_goes():
    app = Stage(CasebookScreen(a_story(), a_casebook()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Your notebook." in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "One spoon short" in screen_text(app)


async def test_the_notebook_of_a_real_play(tmp_path):
    story = a_real_story(tmp_path)
    app = Stage(CasebookScreen(story, casebook(story, begin(story))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        for words in ("One glove", "The key", "Vega", "We are locked in", "The airlock · Sol 43"):
            assert words in text
        await pilot.press("end")
        await pilot.pause()
        assert "+ One glove" in screen_text(app)
        assert "✗ The key" in screen_text(app)


@pytest.mark.parametrize("text", HOSTILE)
async def test_shows_any_text_as_text(text):
    told = {
        "place": text,
        "time": text,
        "speaks_for": (Evidence(text),),
        "speaks_against": (Evidence(text), Evidence(text, True)),
    }
    entries = (
        an_entry(text, text, text, text, **told),
        an_entry(text, text, text, status="struck", **told),
        an_entry("d", text, blocks=blocks(text, kind="document") + blocks(text, kind="speech", speaker=text)),
    )
    for size in SIZES[:2]:
        app = Stage(CasebookScreen(a_story(), Casebook(entries, entries, entries, entries)))
        async with app.run_test(size=size) as pilot:
            for _ in range(3):
                await pilot.press("enter", "space")
                await pilot.pause()
                assert "esc Back" in screen_text(app)
                if size[0] < 80:
                    await pilot.press("escape")
                await pilot.press("down", "down")
            await pilot.press("end", "up")
            await pilot.pause()
            assert "esc Back" in screen_text(app)

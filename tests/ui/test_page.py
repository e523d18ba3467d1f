"""The page: what is shown of a turn, where the reader's eye is put, and how choices are made."""

import pytest
from reading import CHAPTER, HEAD, Reading, a_story
from screen_text import check_golden, screen_text
from stage import SIZES
from textual.widget import Widget
from waiting import resize, until

from mars_adventure.saves import SaveTrouble, Settings
from mars_adventure.ui.tui import play as play_module
from mars_adventure.ui.tui.choices import Choices, Option
from mars_adventure.ui.tui.past import TURNS
from mars_adventure.ui.tui.play import PlayScreen


def dims(size):
    return f"{size[0]}x{size[1]}"


# Looks


@pytest.mark.parametrize("size", SIZES, ids=dims)
async def test_first_page(tmp_path, size):
    app = Reading(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"play-first-{dims(size)}")


@pytest.mark.parametrize("size", SIZES, ids=dims)
async def test_a_later_page(tmp_path, size):
    app = Reading(tmp_path, "say")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"play-later-{dims(size)}")


@pytest.mark.parametrize("size", SIZES, ids=dims)
async def test_an_ending(tmp_path, size):
    app = Reading(tmp_path, "say", "turn")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        check_golden(app, f"play-ending-{dims(size)}")


async def test_a_dead_end_is_admitted_and_can_be_left(tmp_path):
    app = Reading(tmp_path, "out")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        check_golden(app, "play-dead-end-80x24")
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ()


async def test_coming_back_tells_what_went_before(tmp_path):
    app = Reading(tmp_path, "write", "up", resumed=True, notices=("A note has been renamed.",))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        check_golden(app, "play-resumed-80x24")


async def test_a_live_resize_keeps_the_new_turn_in_view(tmp_path):
    app = Reading(tmp_path, "say")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for size in [(40, 15), (80, 24), (200, 60), (20, 6), (40, 15)]:
            await resize(pilot, *size)
        assert "▌ ● “I did not count them.”" in screen_text(app)


async def test_the_sidebar_is_for_wide_windows(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(109, 30)) as pilot:
        await pilot.pause()
        assert "Lately in the notebook" not in screen_text(app)
        await resize(pilot, 110, 30)
        assert "Lately in the notebook" in screen_text(app)


@pytest.mark.parametrize("key", ["q", "n", "s", "question_mark"])
async def test_a_window_made_wider_below_another_screen_has_its_sidebar_too(tmp_path, key):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press(key)
        await resize(pilot, 120, 30)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PlayScreen)
        assert "Lately in the notebook" in screen_text(app)


async def test_what_is_lost_is_passed_over_in_silence(tmp_path):
    app = Reading(tmp_path, "say")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "Struck out: The wet cup" in text
        assert "sleeve" not in text.split("▌")[1]


async def test_markup_in_a_story_is_only_text(tmp_path):
    hostile = "[/b] [x] [red]"
    chapter, head = CHAPTER, HEAD
    for words in (
        "place: The mess",
        "time: E minus 60 h",
        "text: Write it down",
        "else: The reader wants a card.",
    ):
        key = words.split(":")[0]
        assert words in chapter
        chapter = chapter.replace(words, f"{key}: '{hostile}'")
    chapter = chapter.replace("title: Sixty Hours", f"title: '{hostile}'")
    chapter = chapter.replace("Nobody says whose.", f"Nobody {hostile}")
    for words in ("One spoon short", "The wet cup", "Eurocom", "Halina", "on the record", "Turned Back"):
        assert words in head
        head = head.replace(words, f"'{hostile}'")
    head = head.replace("story: The Spoon", f"story: '{hostile}'")
    story = a_story(tmp_path / "hostile", head=head, chapter=chapter)
    app = Reading(tmp_path, "say", story=story, notices=(hostile,))
    app.session.trouble = SaveTrouble("full", hostile, hostile)
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await pilot.pause()
        app.say(hostile)
        app.open_menu()
        await pilot.pause()
        await pilot.press("escape", "h")
        await pilot.pause()
        assert hostile in screen_text(app)


# The eye


async def test_the_top_of_a_long_turn_is_in_view(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        rows = screen_text(app).splitlines()
        assert "▌ Listen" in rows[2]
        assert "Paragraph 30" not in screen_text(app)


async def test_a_short_turn_ends_with_its_choices_in_view(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "▌ Go on" in screen_text(app)
        assert "Turn the ship round" in screen_text(app)
        assert "hang on seven hooks" not in screen_text(app)


async def test_space_reads_on_and_never_chooses(tmp_path):
    app = Reading(tmp_path, "write", "long")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "space More" in screen_text(app)
        for _ in range(10):
            await pilot.press("space")
            await pilot.pause()
        app.text.scroll_end(animate=False)
        await pilot.pause()
        assert "Leave the long page" in screen_text(app)
        assert "space More" not in screen_text(app)
        assert app.path == ("write", "long")


async def test_enter_out_of_sight_of_the_choices_only_brings_them(tmp_path):
    app = Reading(tmp_path, "write", "long")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ("write", "long")
        assert "Leave the long page" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.path == ("write", "long", "leave")


async def test_old_turns_are_not_kept_on_the_page_nor_as_widgets(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        widgets = len(app.screen.query(Widget))
        for _ in range(TURNS + 10):
            await pilot.press("1")
        await pilot.pause()
        assert len(app.path) == TURNS + 11
        assert len(app.screen.query(Widget)) == widgets
        assert sum("Go on" in paragraph.content.plain for paragraph in app.text.paragraphs) == TURNS + 2


# Choosing


async def test_choosing_by_number(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert app.path == ("write",)


async def test_a_number_without_an_open_choice_does_nothing(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("1", "9")
        await pilot.pause()
        assert app.path == ()


async def test_arrows_pass_over_what_is_closed_and_go_round(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        assert app.path == ("write",)


async def test_a_click_chooses_and_a_double_click_chooses_once(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(row for row, line in enumerate(screen_text(app).splitlines()) if "1  Go on" in line)
        await pilot.click(offset=(20, row), times=2)
        await pilot.pause()
        assert app.path == ("write", "on")


async def test_a_click_on_a_closed_choice_does_nothing(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        row = next(row for row, line in enumerate(screen_text(app).splitlines()) if "Swipe" in line)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert app.path == ()


class HeldTimer:
    """A timer for which no time passes but the test's."""

    def __init__(self):
        self.stopped = False

    def stop(self):
        self.stopped = True


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_a_held_key_chooses_once(tmp_path, key, monkeypatch):
    app = Reading(tmp_path, "write")
    app.times = iter([0.0, *[0.5 + step * 0.03 for step in range(40)]])
    waits = []

    def wait(delay, act):
        waits.append(HeldTimer())
        return waits[-1]

    async with app.run_test(size=(80, 24)) as pilot:
        # the repeats come so fast by the test's clock, and not always by the machine's
        monkeypatch.setattr(app.page, "set_timer", wait)
        await pilot.press(*[key] * 20)
        await pilot.pause()
        assert app.path == ("write", "on")
        assert [one.stopped for one in waits] == [True]


async def test_a_key_pressed_again_soon_chooses_again(tmp_path, monkeypatch):
    monkeypatch.setattr(play_module, "REPEAT", 0.001)
    app = Reading(tmp_path, "write")
    app.times = iter([0.0, 0.4])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "1")
        await until(pilot, lambda: len(app.path) == 3)
        assert app.path == ("write", "on", "on")


async def test_the_choice_is_on_the_disk_before_the_page_turns(tmp_path):
    app = Reading(tmp_path)
    kept = []
    async with app.run_test() as pilot:
        await pilot.pause()
        turn_to = app.text.turn_to

        def look(*shown):
            kept.append([slot.choices for slot in app.shelf.slots()])
            turn_to(*shown)

        app.text.turn_to = look
        await pilot.press("2")
        await pilot.pause()
    assert kept == [[1]]


async def test_undo_and_redo_go_all_the_way(tmp_path):
    app = Reading(tmp_path, "write", "on", "on")
    async with app.run_test() as pilot:
        await pilot.press("u", "u", "u", "u")
        await pilot.pause()
        assert app.path == ()
        assert "u Undo" not in screen_text(app)
        await pilot.press("r", "r", "r", "r")
        await pilot.pause()
        assert app.path == ("write", "on", "on")


async def test_undo_leaves_the_cursor_on_what_was_chosen(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test() as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert app.text.choices.current.id == "write"


async def test_what_was_chosen_before_is_ticked(tmp_path):
    app = Reading(tmp_path, "write", "on")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1  Go on ✓" in screen_text(app)


async def test_trouble_with_saving_is_said_for_as_long_as_it_lasts(tmp_path):
    app = Reading(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        (tmp_path / "saves").write_text("not a folder")
        await pilot.press("2")
        await pilot.pause()
        assert app.path == ("say",)
        await pilot.press("escape")
        await pilot.pause()
        assert "! This play is not being saved." in screen_text(app)
        (tmp_path / "saves").unlink()
        await pilot.press("1")
        await pilot.pause()
        assert "This play is not being saved." not in screen_text(app)


async def test_the_page_is_set_as_the_reader_likes_it(tmp_path):
    app = Reading(tmp_path, "write", settings=Settings(width=54, spacing="airy"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.text.text_width == 54
        airy = app.text.virtual_size.height
        app.keep_settings(Settings(width=78))
        await pilot.pause()
        assert app.text.text_width == 78
        assert app.text.virtual_size.height < airy


def test_more_than_nine_choices_can_all_be_reached():
    options = tuple(Option(str(number), ()) for number in range(12))
    choices = Choices(options).first()
    for _ in range(11):
        choices = choices.moved(1)
    assert choices.current.id == "11"
    assert choices.moved(1).current.id == "0"


async def test_copied_text_is_whole_again(tmp_path):
    app = Reading(tmp_path, "write")
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        app.screen.text_select_all()
        await pilot.pause()
        copied = app.screen.get_selected_text()
        assert "the way they do when the ship thinks you are lost." in copied
        assert "LOS 00:11:00\npressure 1014 hPa" in copied
        assert "│" not in copied

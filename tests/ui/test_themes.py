"""Every colour that carries words can be read, and NO_COLOR is obeyed as its author means it."""

import pytest
from textual.color import Color

from mars_adventure.saves import Settings
from mars_adventure.ui.tui.themes import NAMES, TERMINAL, THEMES, chosen_theme, wants_no_color

PAINTED = [theme for theme in THEMES if theme.name != TERMINAL]
ON = ("background", "surface", "panel")
WORDS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")


def contrast(first: Color, second: Color) -> float:
    def luminance(color: Color) -> float:
        parts = [part / 255 for part in (color.r, color.g, color.b)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ON)
def test_contrast(theme, ground):
    ground = Color.parse(getattr(theme, ground))
    words = [getattr(theme, name) for name in WORDS] + [theme.variables["text-muted"]]
    assert {word for word in words if contrast(Color.parse(word), ground) < 4.5} == set()


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
def test_past_text_and_the_cursor_row_can_be_read(theme):
    ground, words = Color.parse(theme.background), Color.parse(theme.foreground)
    past = ground.blend(words, 0.68)
    row = ground.blend(Color.parse(theme.primary), 0.18)
    assert contrast(past, ground) >= 4.5
    assert contrast(words, row) >= 4.5
    assert contrast(Color.parse(theme.primary), row) >= 3  # a bold figure beside ▸, not the words


def test_the_reader_can_set_each_theme():
    assert NAMES[0] == Settings().theme
    assert all(chosen_theme(name, no_color=False) == name for name in NAMES)
    assert chosen_theme("from a damaged file", no_color=False) == NAMES[0]


@pytest.mark.parametrize(
    ("value", "expected"), [({}, False), ({"NO_COLOR": ""}, False), ({"NO_COLOR": "1"}, True)]
)
def test_no_color(value, expected):
    assert wants_no_color(value) is expected
    assert chosen_theme("mars-dawn", no_color=True) == TERMINAL

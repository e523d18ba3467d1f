"""The sidebar: what was found lately and how the theories stand, in the room there is."""

from rich.cells import cell_len

from mars_adventure.ui.tui.sidebar import ROOM, Aside, Found, Weighed, set_aside

LONG = "The hatch was closed from the inside, and not by anybody on the list"


def test_titles_hang_and_tallies_stand_at_the_edge():
    aside = Aside(
        (Found(LONG, new=True), Found("Five cups", "struck")),
        (Weighed("It is a film set", 3, 1), Weighed(LONG, 12, 0), Weighed("Nobody", 0, 0)),
        12,
        60,
        (("●", "on the record"),),
    )
    assert set_aside(aside).plain.splitlines() == [
        "Lately in the notebook",
        "◆ The hatch was closed from the",
        "  inside, and not by anybody on",
        "  the list",
        "✗ Five cups",
        "",
        "Theories",
        "  It is a film set        +3 −1",
        "  The hatch was closed      +12",
        "  from the inside, and not",
        "  by anybody on the list",
        "  Nobody",
        "",
        "12 notes · 60 choices",
        "",
        "● on the record",
    ]


def test_nothing_is_wider_than_the_room():
    for width in range(1, 40):
        title = "w" * width + " 火星の夜" * 9 + "\nx"
        for line in set_aside(Aside((Found(title),), (Weighed(title, 3, 4),))).plain.splitlines():
            assert cell_len(line) <= ROOM


def test_at_the_very_beginning_there_is_nothing_to_say():
    assert set_aside(Aside()).plain == ""

"""The keys of the page in the order in which its last line names them, and what the help says of them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

HELP = """
Read down the page and choose how it goes on. Every choice is kept at once, and any of them can be taken back.

1 to 9   choose
↑ ↓ ⏎   move among the choices, and choose
space   further down; page up, page down, home and end also move the page
u   take back the last choice, as often as you like
r   take it again
h   everything read so far; search it, or go back to any moment
t   the timeline: what decided the play, and the lines that you left, to go on in any
p   what happened before, chapter by chapter
n   the notebook
s   save under a name
l   load
f   another folder for saved games, while the present one refuses them
o   settings
q   menu, the title page, and the way out (also escape)
ctrl+p   all commands
"""

KEYS: list[BindingType] = [
    *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    Binding("space", "page_down", "More"),
    Binding("enter", "choose_here", "Choose", key_display="⏎"),
    Binding("f", "elsewhere", "Folder"),
    Binding("u", "undo", "Undo"),
    Binding("question_mark", "help", "Help", key_display="?"),
    Binding("n", "notebook", "Notebook"),
    Binding("h", "history", "History"),
    Binding("t", "timeline", "Timeline"),
    Binding("q", "menu", "Menu"),
    Binding("s", "save", "Save"),
    Binding("l", "load", "Load"),
    Binding("o", "settings", "Settings"),
    Binding("r", "redo", "Redo"),
    Binding("p", "previously", show=False),
    Binding("escape", "menu", show=False),
    Binding("up", "move(-1)", show=False),
    Binding("down", "move(1)", show=False),
    Binding("pagedown", "page_down", show=False),
    Binding("pageup", "page_up", show=False),
    Binding("home", "page_home", show=False),
    Binding("end", "page_end", show=False),
]

"""Another folder for saved games: asked for when the present one refuses them, or at the reader's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mars_adventure.saves import SaveTrouble, Shelf, other_folders
from mars_adventure.ui.folders import short, typed
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.prompt import ask
from mars_adventure.ui.tui.row_list import CARET, RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from mars_adventure.ui.tui.app import MarsApp

ANOTHER = "Another folder …"
AGAIN = "Where it was: try again"
READ_ON = "The story goes on all the same, but is not kept. Where shall it be saved?"

LATER = "When you leave, you are told how to start from there."

HEIGHTS = [(0, "-short"), (20, "-tall")]

TROUBLES = (SaveTrouble, OSError, ValueError)
"""What can go wrong with a folder: a path typed by hand can hold anything."""


class Place(NamedTuple):
    """A row: a folder, or None for one that is to be typed."""

    folder: Path | None
    words: str

    @property
    def heading(self) -> bool:
        return False

    def draw(self, width: int, current: bool) -> Content:
        caret = Content.styled(f"{CARET} " if current else "  ", "bold $primary")
        words = content_of_text(self.words, "bold" if current else "")
        # the end of a path tells more than its beginning
        over = words.cell_length - (width - 3)
        return caret + (Content("…") + words[over + 1 :] if over > 0 else words)


class ElsewhereScreen(ModalScreen["Path | None"]):
    """Gives back the folder in which the play is saved from now on, or None if it stays as it was.

    `save_in` does it, or raises SaveTrouble, which is told here, and the reader may choose again.
    `fresh` tells of a press of enter whether it is one of its own, not of a key held down since before.
    """

    HELP = """
Saved games live in a folder. If it is read-only, or its disk is full, or it has gone, the story
goes on, but nothing is kept: choose another folder, and everything so far is saved there at once.

↑ ↓   choose a folder
⏎   save there from now on
esc   read on without

The next start looks where it always does. What to type to go on from games in another folder is
printed when you leave: --saves and that folder, or set MARS_SAVES to it once for all.
"""

    DEFAULT_CSS = """
    ElsewhereScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 100%;
            max-width: 66;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            background: $surface;
        }
        &.-trouble > Vertical { border: round $error; border-title-color: $error; }
        Static { height: auto; max-height: 6; padding: 1 1 0 1; }
        #told { color: $error; }
        RowList { margin: 1 0; }
        &.-short {
            Static { max-height: 4; padding: 0 1; }
            RowList { margin: 1 0 0 0; }
        }
    }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Save there", key_display="⏎"),
        Binding("escape", "back", "Read on", key_display="esc"),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    def __init__(
        self,
        present: Path,
        others: Sequence[Path],
        trouble: SaveTrouble | None,
        save_in: Callable[[Path], None],
        fresh: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._present = present
        self._others = others
        self._trouble = trouble
        self._save_in = save_in
        self._fresh = fresh

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            if self._trouble is not None:
                box.border_title = Content("This play is not being saved")
                yield Static(content_of_text(self._trouble.message), id="told")
                yield Static(content_of_text(READ_ON))
            else:
                box.border_title = Content("The folder of saved games")
                yield Static(content_of_text(f"Now it is {short(self._present)}"), id="told")
            yield RowList(id="places")
        yield KeyLine()
        self.set_class(self._trouble is not None, "-trouble")

    def on_mount(self) -> None:
        rows = [Place(folder, short(folder)) for folder in self._others]
        rows.append(Place(None, ANOTHER))
        if self._trouble is not None:
            rows.append(Place(self._present, AGAIN))
        places = self.query_one(RowList)
        places.styles.height = len(rows)
        places.show(rows)
        places.focus()

    def action_choose(self) -> None:
        row = self.query_one(RowList).current
        if not self._fresh() or not isinstance(row, Place):
            return
        if row.folder is not None:
            self.save_in(row.folder)
        else:
            ask(self.app, "Save in which folder? It is made if it is not there.", self.named)

    def named(self, text: str) -> None:
        """The reader has typed a folder."""
        try:
            folder = typed(text)
        except ValueError as unknown:
            self.tell(str(unknown))
            return
        self.save_in(folder.absolute())

    def save_in(self, folder: Path) -> None:
        """Save in this folder and leave, or tell why that cannot be."""
        try:
            self._save_in(folder)
        except TROUBLES as trouble:
            self.tell(str(trouble))
        else:
            self.dismiss(folder)

    def tell(self, words: str) -> None:
        """Say what is wrong with the folder that was chosen, in place of what was said before."""
        self.query_one("#told", Static).update(content_of_text(words))

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from mars_adventure.ui.tui.help import HelpScreen

        self.app.push_screen(HelpScreen("Saved games", self.HELP))


def ask_for_folder(app: MarsApp, present: Path, then: Callable[[Shelf], None]) -> None:
    """Ask where saved games are to live from now on; once they do, call `then` with the new shelf."""
    page = app.page

    def save_in(folder: Path) -> None:
        shelf = Shelf(folder, app.story)
        if (trouble := app.profile.save(folder)) is not None:
            raise trouble
        if page is not None and page.session.shelf is not None:
            page.session.save_on(shelf)
        app.shelf = shelf

    def done(folder: Path | None) -> None:
        if folder is not None and app.shelf is not None:
            if page is not None:
                page.tell_trouble()
            then(app.shelf)
            app.say(f"This play is saved in {short(folder)} from now on. {LATER}")

    trouble = page.session.trouble if page is not None else None
    fresh = page.is_fresh if page is not None else lambda: True
    app.push_screen(ElsewhereScreen(present, other_folders(present), trouble, save_in, fresh), done)

"""The reels: save slots to load from, or to save to, with a preview of each."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from mars_adventure.saves import SaveTrouble
from mars_adventure.ui.folders import short, typed
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.prompt import ask, confirm
from mars_adventure.ui.tui.reel_row import NARROW, NewRow, ReelPreview, ReelRow, moment_of
from mars_adventure.ui.tui.reel_text import counted, quoted
from mars_adventure.ui.tui.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from mars_adventure.engine import Play
    from mars_adventure.saves import Shelf, Slot

WIDTHS = [(0, "-narrow"), (NARROW, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-short"), (20, "-tall")]

TROUBLES = (SaveTrouble, OSError, ValueError)
"""What can go wrong with a file: a path typed by hand can hold anything."""


class ReelsScreen(ModalScreen["Slot | None"]):
    """Shows every reel on the shelf.

    In mode "load" it gives back the reel to be read from; in mode "save" the reel that was
    written, and None if the reader only looked. It writes, renames, deletes, exports and imports
    by itself. A new reel needs `play`; without one the key is not offered.
    """

    class FolderWanted(Message):
        """The reader wants reels to be kept in another folder."""

        def __init__(self, reels: ReelsScreen) -> None:
            super().__init__()
            self.reels = reels

    HELP = """
Every choice you make is kept by itself; those reels are marked ◷. A reel with a name of its own
stays as it is until you say otherwise.

↑ ↓   choose a reel; below it you see where it stands
⏎   go on from it; when saving, save to it
n   keep this moment as a new reel
r   give the reel another name
d   delete it
e   copy it to a file elsewhere
i   fetch one from a file
f   keep reels in another folder from now on
esc   back

A reel marked ! had to be repaired, or cannot be opened; its second line says why. Nothing is ever
written over it unasked.
"""

    DEFAULT_CSS = """
    ReelsScreen {
        align: center middle;
        background: $background 60%;
        & > #reels {
            width: 100%;
            max-width: 78;
            height: 90%;
            max-height: 26;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            background: $surface;
        }
        #rows { height: 1fr; max-height: 100%; }
        #none { display: none; padding: 1 2; color: $text-muted; height: 1fr; }
        #preview {
            height: 7;
            padding: 0 2;
            border-top: solid $panel;
        }
        #told { display: none; height: auto; max-height: 4; padding: 0 2; color: $error; }
        #told.-said { display: block; }
        #told.-good { color: $success; }
        KeyLine { dock: none; width: 100%; }
        &.-empty #rows, &.-empty #preview { display: none; }
        &.-empty #none { display: block; }
        &.-short > #reels { max-height: 100%; }
        &.-short #preview { height: 5; padding: 0 1; }
        &.-wide > #reels { max-width: 90; }
    }
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "load", "Load", key_display="⏎"),
        Binding("enter", "save", "Save", key_display="⏎"),
        Binding("n", "write_new", "New"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("r", "rename", "Rename"),
        Binding("d", "delete", "Delete"),
        Binding("e", "export", "Export"),
        Binding("i", "import", "Import"),
        Binding("f", "folder", "Folder"),
    ]

    def __init__(
        self,
        shelf: Shelf,
        mode: Literal["load", "save"],
        play: Play | None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.mode = mode
        self.play = play
        self.clock = clock

    def compose(self) -> ComposeResult:
        with Vertical(id="reels"):
            yield RowList(id="rows")
            yield Static(id="none")
            yield ReelPreview(id="preview")
            yield Static(id="told")
            yield KeyLine()

    def on_mount(self) -> None:
        self.show_reels()
        self.query_one(RowList).focus()

    def show_reels(self, cursor: Path | None = None) -> None:
        """Read the shelf anew; the cursor goes to the reel at that path."""
        slots, now = self.shelf.slots(), self.clock()
        reels = [ReelRow(slot, now) for slot in slots]
        at = next((row for row in reels if row.slot.path == cursor), None)
        rows: list[Row] = list(reels)
        if self.mode == "save" and self.play is not None:
            rows.insert(0, NewRow(self.play))
        self.set_class(not rows, "-empty")
        box = self.query_one("#reels")
        box.border_title = content_of_text("Save a reel" if self.mode == "save" else "Load a reel")
        box.border_subtitle = content_of_text(f"{counted(len(reels), 'reel')} · {short(self.shelf.folder)}")
        none = "No reels yet."
        if self.play is not None:
            none += " Every choice is kept by itself; n keeps this moment under a name."
        self.query_one("#none", Static).update(none)
        self.query_one(RowList).show(rows, at)

    @on(OptionList.OptionHighlighted)
    def preview(self) -> None:
        self.query_one(ReelPreview).show(self.slot or self.play)

    @property
    def slot(self) -> Slot | None:
        """The reel the cursor is on."""
        row = self.query_one(RowList).current
        return row.slot if isinstance(row, ReelRow) else None

    def tell(self, words: str, *, good: bool = False) -> None:
        """Say in the screen what went wrong, or what has been done; "" takes it back."""
        line = self.query_one("#told", Static)
        line.update(content_of_text(words))
        line.set_class(bool(words), "-said")
        line.set_class(good, "-good")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("load", "save"):
            return (action == "load") == (self.mode == "load")
        if action == "write_new":
            return self.play is not None
        return True

    def action_load(self) -> None:
        slot = self.slot
        if slot is not None and slot.opens:
            self.dismiss(slot)
        elif slot is not None:
            self.tell(slot.trouble)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen("Reels", self.HELP))

    def action_save(self) -> None:
        slot, play = self.slot, self.play
        if slot is None or play is None:
            self.action_write_new()
        elif slot.automatic or not slot.opens:
            self.tell("Only a reel with a name can be saved over. Press n for a new one.")
        else:
            self.write_over(play, slot.name, f"Save over {quoted(slot.name)}?")

    def action_write_new(self) -> None:
        play = self.play
        if play is None:
            return

        def named(name: str) -> None:
            if self.write(play, name) == "exists":
                self.write_over(play, name, f"There is a reel called {quoted(name)}. Save over it?")

        default = moment_of(play) or counted(play.length, "choice")
        ask(self.app, "What shall the new reel be called?", named, default)

    def write_over(self, play: Play, name: str, question: str) -> None:
        """Write over a reel if the reader says yes."""
        confirm(self.app, question, lambda: self.write(play, name, overwrite=True))

    def write(self, play: Play, name: str, *, overwrite: bool = False) -> str:
        """Write a reel and, in mode "save", give it back; else show it. The code of what failed, or ""."""
        try:
            slot = self.shelf.write(play, name, overwrite=overwrite)
        except SaveTrouble as trouble:
            self.tell(str(trouble) if trouble.code != "exists" else "")
            return trouble.code
        if self.mode == "save":
            self.dismiss(slot)
        else:
            self.show_reels(slot.path)
            self.tell(f"Kept as {quoted(slot.name)}.", good=True)
        return ""

    def action_rename(self) -> None:
        slot = self.slot
        if slot is None:
            return

        def named(name: str) -> None:
            if name != slot.name:
                self.attempt(lambda: self.shelf.rename(slot, name).path)

        ask(self.app, f"A new name for {quoted(slot.name)}", named, slot.name)

    def action_delete(self) -> None:
        slot = self.slot
        if slot is not None:
            question = f"Delete {quoted(slot.name)}? It cannot be fetched back."
            confirm(self.app, question, lambda: self.attempt(lambda: self.shelf.delete(slot)))

    def action_export(self) -> None:
        slot = self.slot
        if slot is None:
            return

        def named(path: str) -> None:
            self.attempt(lambda: f"Copied to {self.shelf.export(slot, typed(path))}")

        ask(self.app, f"Copy {quoted(slot.name)} to which file?", named, f"~/{slot.path.name}")

    def action_import(self) -> None:
        def named(path: str) -> None:
            self.attempt(lambda: self.shelf.import_(typed(path)).path)

        ask(self.app, "Fetch a reel from which file?", named)

    def action_folder(self) -> None:
        self.post_message(self.FolderWanted(self))

    def moved_to(self, shelf: Shelf) -> None:
        """Show the reels of another folder."""
        self.shelf = shelf
        self.tell("")
        self.show_reels()

    def attempt(self, deed: Callable[[], Path | str | None]) -> None:
        """Do it, then show the shelf with the cursor on the reel it gives, or say what it says."""
        cursor = self.slot.path if self.slot else None
        try:
            done = deed()
        except TROUBLES as trouble:
            self.tell(str(trouble))
            return
        if isinstance(done, Path):
            cursor = done
        self.show_reels(cursor)
        self.tell(done if isinstance(done, str) else "", good=True)

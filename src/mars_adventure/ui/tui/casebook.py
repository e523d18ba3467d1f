"""The notebook: what has been learnt, whom of, what was read, and what may be behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from mars_adventure.ui.tui.casebook_entry import paragraphs_of
from mars_adventure.ui.tui.chapters import chapter_line
from mars_adventure.ui.tui.column import Column
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.help import HelpScreen
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.row_list import CARET, RowList
from mars_adventure.ui.tui.sidebar import set_tally
from mars_adventure.ui.tui.wrapping import hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from mars_adventure.engine.casebook import Casebook, Entry
    from mars_adventure.story import Story

WIDTHS = [(0, "-narrow"), (80, "-wide"), (110, "-broad")]
HEIGHTS = [(0, "-short"), (20, "-tall")]

EMPTY = "Nothing yet. I write down what I am told, and nobody has told me anything."
NOT_FOUND = "I have written nothing like that."


class SectionRow(NamedTuple):
    """The name of a section, with how many entries it has; a line above parts it from the one before."""

    title: str
    entries: int
    first: bool
    heading: bool = True

    def draw(self, width: int, current: bool) -> Content:
        line = Content.assemble((f" {self.title}", "bold $primary"), (f"  {self.entries}", "$text-muted"))
        line = line.truncate(max(width, 1))
        return line if self.first else Content("\n") + line


class ChapterRow(NamedTuple):
    """The chapter in which the notes below were learnt."""

    title: str
    heading: bool = True

    def draw(self, width: int, current: bool) -> Content:
        title = content_of_text(" ".join(self.title.split()), "italic $text-muted")
        return Content(" ") + title.truncate(max(width - 2, 1), ellipsis=True)


class EntryRow(NamedTuple):
    """The title of an entry, as long as it is; struck through if the entry is. Beside a theory stands
    how many notes speak for it and how many against.
    """

    entry: Entry
    heading: bool = False

    def draw(self, width: int, current: bool) -> Content:
        entry = self.entry
        style = "strike $text-muted" if entry.status == "struck" else "bold" if current else ""
        title = content_of_text(" ".join(entry.title.split()), style)
        tally = set_tally(*entry.tally)
        caret = Content.styled(f" {CARET} " if current else "   ", "bold $primary")
        room = width - 1 - (tally.cell_length + 2 if tally.plain else 0)
        first, *others = hanging(caret, title, room)
        if tally.plain:
            first += Content(" " * (width - 1 - first.cell_length - tally.cell_length)) + tally
        return Content("\n").join([first, *others])


class CasebookScreen(Screen[None]):
    """List and entry side by side from 80 columns; below, one of them at a time."""

    HELP = """
Your notebook. Notes are what you learnt and where; a note that turned out wrong, or that you took
back, is struck out. People and documents change as you learn more. Under each theory stands what
speaks for it and what against.

↑ ↓   choose an entry
← →   to the next kind of entry, or the one before
⏎   read it (in a narrow window)
space   further down in the entry
pgup   back up in it
/   find words in titles and entries
esc   back
"""

    DEFAULT_CSS = """
    CasebookScreen {
        #panes { height: 1fr; padding: 1 0 0 0; }
        #entries { width: 32; height: 100%; padding-left: 1; }
        #entry { width: 1fr; height: 100%; border-left: solid $panel; padding: 0 1; }
        #none { display: none; height: 1fr; padding: 2 4; color: $text-muted; text-style: italic; }
        #find { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        &.-finding #find { display: block; }
        &.-empty #panes { display: none; }
        &.-empty #none { display: block; }
        &:ansi #entry { border-left: solid ansi_bright_black; }
        &.-short #panes { padding: 0; }
        &.-short #none { padding: 1 2; }
        &.-broad #entries { width: 36; }
        &.-broad #entry { max-width: 84; }
        &.-narrow #entries { width: 100%; }
        &.-narrow #entry { display: none; border-left: none; padding-left: 0; }
        &.-narrow.-reading #entries { display: none; }
        &.-narrow.-reading #entry { display: block; }
    }
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", key_display="⏎"),
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("slash", "find", "Find", key_display="/"),
        Binding("left", "section(-1)", show=False),
        Binding("right", "section(1)", "Section", key_display="← →"),
        Binding("space,pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    def __init__(self, story: Story, casebook: Casebook) -> None:
        super().__init__()
        self.story = story
        self.casebook = casebook

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield RowList(id="entries")
            with Vertical(id="entry"):
                yield Column()
        yield Static(id="none")
        yield Input(placeholder="find", id="find")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_entries()
        self.query_one(RowList).focus()

    def show_entries(self) -> None:
        """List the entries that hold what is looked for, or all."""
        wanted = self.query_one(Input).value.strip().casefold()
        here = self.entry
        rows: list[SectionRow | ChapterRow | EntryRow] = []
        for title, entries in self.sections():
            found = [entry for entry in entries if wanted in text_of(entry)]
            if found:
                rows.append(SectionRow(title, len(found), first=not rows))
                rows += self.rows_of(found)
        self.set_class(not rows, "-empty")
        self.query_one("#none", Static).update(content_of_text(NOT_FOUND if wanted else EMPTY))
        kept = next((row for row in rows if isinstance(row, EntryRow) and row.entry is here), None)
        self.query_one(RowList).show(rows, kept)
        self.query_one(KeyLine).refresh()

    def rows_of(self, entries: list[Entry]) -> Iterator[ChapterRow | EntryRow]:
        """The rows of one section: if they were learnt in more than one chapter, under their names."""
        parted = len({entry.chapter for entry in entries}) > 1
        before = 0
        for entry in entries:
            if parted and entry.chapter != before and (title := chapter_line(self.story, entry.chapter)):
                yield ChapterRow(title)
            before = entry.chapter
            yield EntryRow(entry)

    def sections(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        book = self.casebook
        return (
            ("Notes", book.notes),
            ("People", book.people),
            ("Documents", book.documents),
            ("Theories", book.theories),
        )

    @property
    def entry(self) -> Entry | None:
        """The entry the cursor is on."""
        row = self.query_one(RowList).current
        return row.entry if isinstance(row, EntryRow) else None

    @property
    def reading(self) -> bool:
        """Whether only the entry is shown."""
        return self.has_class("-reading") and self.has_class("-narrow")

    @on(OptionList.OptionHighlighted)
    def show_entry(self) -> None:
        entry, column = self.entry, self.query_one(Column)
        if entry is not None:
            column.set_paragraphs(paragraphs_of(entry, self.story))
            column.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "read":
            return self.has_class("-narrow") and not self.reading and self.entry is not None
        if action == "section":
            return not self.reading and not isinstance(self.focused, Input)
        if action == "find":
            return not self.reading and not isinstance(self.focused, Input)
        return True

    def on_resize(self) -> None:
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """After the layout has changed: keep the focus, and name the keys of now."""
        if self.focused is None:
            # a list that goes off the screen loses the focus, and the arrows with it
            self.query_one(RowList).focus()
        self.query_one(KeyLine).refresh()

    def action_read(self) -> None:
        self.add_class("-reading")
        self.show_entry()
        self.call_after_refresh(self.settle)

    def action_back(self) -> None:
        """One step back: from the entry to the list, from what was found to all, then out."""
        find = self.query_one(Input)
        if self.reading:
            self.remove_class("-reading")
        elif self.has_class("-finding"):
            self.remove_class("-finding")
            find.value = ""
            self.show_entries()
        else:
            self.dismiss(None)
            return
        self.query_one(RowList).focus()
        self.query_one(KeyLine).refresh()

    def action_find(self) -> None:
        self.add_class("-finding")
        self.query_one(Input).focus()
        self.call_after_refresh(self.settle)

    def on_input_changed(self) -> None:
        self.show_entries()

    def on_input_submitted(self) -> None:
        self.query_one(RowList).focus()
        self.call_after_refresh(self.settle)

    def action_section(self, step: int) -> None:
        """Move the cursor to the first entry of another section."""
        rows = self.query_one(RowList)
        firsts = [place + 1 for place, row in enumerate(rows.rows) if isinstance(row, SectionRow)]
        here = sum(first <= (rows.highlighted or 0) for first in firsts) - 1
        if firsts:
            first = firsts[(here + step) % len(firsts)]
            rows.highlighted = first + isinstance(rows.rows[first], ChapterRow)

    def action_page_down(self) -> None:
        self.paged().scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.paged().scroll_page_up(animate=False)

    def paged(self) -> Column | RowList:
        """What a page key moves: the entry where it is shown."""
        alone = self.has_class("-narrow") and not self.reading
        return self.query_one(RowList) if alone else self.query_one(Column)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen("Notebook", self.HELP))


def text_of(entry: Entry) -> str:
    """All the words of an entry, as they are searched."""
    return "\n".join([entry.title, entry.place, *[block.text for block in entry.blocks]]).casefold()

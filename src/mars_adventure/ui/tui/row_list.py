"""A list of rows of several lines, with a caret, for screens that show one thing per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.content import Content

CARET = "▸"


class Row(Protocol):
    """What a RowList can show.

    A heading is passed over by the cursor. `draw` is asked again whenever the width changes
    and when the cursor comes or goes, so that `current` can be shown by more than colour.
    """

    @property
    def heading(self) -> bool: ...

    def draw(self, width: int, current: bool) -> Content: ...


class RowList(OptionList, inherit_bindings=False):
    """Rows drawn to fit the width there is.

    `enter` is left to the screen, so that its footer can name what enter does there; a click
    only moves the cursor, and a second click on the row the cursor is on is the screen's enter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    DEFAULT_CSS = """
    RowList {
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { border: none; background-tint: $foreground 0%; }
        & > .option-list--option { padding: 0; }
        & > .option-list--option-disabled { color: $text-muted; }
        &:focus > .option-list--option-highlighted {
            color: $foreground;
            background: $primary 18%;
            text-style: none;
        }
    }
    RowList:ansi {
        & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
            color: ansi_default;
            background: ansi_default;
            text-style: bold;
        }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self._caret: int | None = None

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return None if self.highlighted is None else self.rows[self.highlighted]

    def show(self, rows: Sequence[Row], cursor: Row | None = None) -> None:
        """Show these rows, the cursor on `cursor` or else on the first that is no heading."""
        self.rows = tuple(rows)
        self._caret = None
        width = self._width()
        self.set_options([Option(row.draw(width, False), disabled=row.heading) for row in self.rows])
        places = [place for place, row in enumerate(self.rows) if not row.heading]
        if cursor is not None and cursor in self.rows:
            self.highlighted = self.rows.index(cursor)
        elif places:
            self.highlighted = places[0]

    def watch_highlighted(self, highlighted: int | None) -> None:
        width = self._width()
        for place in {self._caret, highlighted}:
            if place is not None and place < len(self.rows):
                row = self.rows[place].draw(width, place == highlighted)
                self.replace_option_prompt_at_index(place, row)
        self._caret = highlighted
        super().watch_highlighted(highlighted)
        # a heading belongs to the row below it: where that is in view, so is the heading
        if highlighted and self.rows[highlighted - 1].heading:
            above = highlighted
            while above and self.rows[above - 1].heading:
                above -= 1
            top = sum(row.draw(width, False).plain.count("\n") + 1 for row in self.rows[:above])
            if top < self.scroll_offset.y:
                self.scroll_to(y=top, animate=False, force=True)

    def action_select(self) -> None:
        """Does nothing: a single click only moves the cursor."""

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2:
            self.app.simulate_key("enter")

    def on_resize(self) -> None:
        width = self._width()
        for place, row in enumerate(self.rows):
            self.replace_option_prompt_at_index(place, row.draw(width, place == self.highlighted))

    def _width(self) -> int:
        return self.scrollable_content_region.width or 40

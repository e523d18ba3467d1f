"""The page: the last turns, dimmed, the new turn, and its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive

from mars_adventure.ui.tui.choices import Choices
from mars_adventure.ui.tui.column import Column
from mars_adventure.ui.tui.paragraph import NOBODY, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Page(Column):
    """One column that the reader reads on, from top to bottom; the arrows belong to the choices."""

    DEFAULT_CSS = """
    Page { width: 1fr; height: 1fr; }
    """

    at_end: reactive[bool] = reactive(True, repaint=False)
    """Whether the end of the page, and so of the choices, is in view."""

    class Chosen(Message):
        """The reader clicked on the option with this index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__(id="page")
        self.choices = Choices()
        self._new = 0
        self._first_choice = 0

    def turn_to(self, past: Sequence[Paragraph], new: Sequence[Paragraph], choices: Choices) -> None:
        """Show a turn: what was read before, what is new, what can be chosen.

        The top of what is new comes into view, and the choices too where there is room for both.
        """
        self.choices = choices
        self._new = len(past)
        self._first_choice = len(past) + len(new)
        self.set_paragraphs([*past, *new, *choices.paragraphs()])
        self.return_to(None)

    def move_cursor(self, step: int) -> None:
        """Move the cursor among the choices; if it is out of view, only bring it back."""
        if not self.choices_in_view:
            self.bring_choices()
            return
        self._point(self.choices.moved(step))
        index = self._first_choice + self.choices.cursor
        if self.choices.cursor >= 0 and not self.sees(index):
            self.bring_into_view(index, index)

    @property
    def choices_in_view(self) -> bool:
        """Whether the reader can see the choice the cursor is on."""
        return self.choices.cursor < 0 or self.sees(self._first_choice + self.choices.cursor)

    def bring_choices(self) -> None:
        """Scroll down to the choices."""
        if self.choices.options:
            last = self._first_choice + len(self.choices.options) - 1
            self.bring_into_view(self._first_choice, last)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.at_end = self.scroll_offset.y >= self.max_scroll_y

    def place(self) -> object:
        # a reader at the top of the new turn is to stay there whatever the new size
        if self.wrapped and self._new < len(self.paragraphs):
            top = self.lines.top_of(self._new) - self.scroll_offset.y
            if not 0 <= top < self.seen:
                return super().place()
        return None

    def return_to(self, place: object) -> None:
        if place is not None:
            super().return_to(place)
        elif self.wrapped and self._new < len(self.paragraphs):
            self.bring_to_top(self._new)
            self.at_end = self.scroll_offset.y >= self.max_scroll_y

    def on_mouse_move(self, event: events.MouseMove) -> None:
        owner = self.owner_at(event.y)
        if owner != NOBODY:
            self._point(self.choices.at(owner))

    def on_click(self, event: events.Click) -> None:
        # the second click of a double click would land on a choice of the next turn,
        # and the end of a selection is no choice at all
        if event.chain > 1 or self.text_selection is not None:
            return
        owner = self.owner_at(event.y)
        if owner != NOBODY and not self.choices.options[owner].closed:
            self.post_message(self.Chosen(owner))

    def look(self, index: int) -> Paragraph:
        option = index - self._first_choice
        if 0 <= option < len(self.choices.options):
            return self.choices.paragraph(option)
        return super().look(index)

    def _point(self, choices: Choices) -> None:
        before, self.choices = self.choices.cursor, choices
        if before != choices.cursor:
            for index in (before, choices.cursor):
                if index >= 0:
                    self.redraw(self._first_choice + index)

"""Everything read in a play as one column, with a cursor on one moment and marks on what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from mars_adventure.ui.tui.column import Column
from mars_adventure.ui.tui.paragraph import NOBODY, Paragraph
from mars_adventure.ui.tui.passage import ECHO_FIRST, ECHO_REST, passage_of, set_passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

BEGINNING = Content("The beginning")
FOUND = "bold underline $accent"


class Transcript(Column):
    """The passages of these moments; the cursor begins on the last."""

    DEFAULT_CSS = """
    Transcript { width: 1fr; height: 1fr; }
    """

    class Picked(Message):
        """The reader clicked on this moment."""

        def __init__(self, moment: int) -> None:
            super().__init__()
            self.moment = moment

    def __init__(self, story: Story, moments: Sequence[Play]) -> None:
        super().__init__(id="transcript")
        self._heads: list[int] = []
        self._words: re.Pattern[str] | None = None
        self.cursor = len(moments) - 1
        paragraphs: list[Paragraph] = []
        for number, moment in enumerate(moments):
            self._heads.append(len(paragraphs))
            passage = passage_of(moment, story.marks)
            if not passage.echo:
                paragraphs.append(Paragraph(BEGINNING, "echo", ECHO_FIRST, ECHO_REST, owner=number))
            paragraphs += set_passage(passage, story.speakers, owner=number)
        self.paragraphs = paragraphs

    def look(self, index: int) -> Paragraph:
        paragraph = self.paragraphs[index]
        if self._words is not None:
            paragraph = paragraph._replace(
                content=paragraph.content.highlight_regex(self._words, style=FOUND)
            )
        if index == self._heads[self.cursor]:
            paragraph = paragraph._replace(role="cursor")
        return paragraph

    def point(self, moment: int, *, to_top: bool = False) -> None:
        """Move the cursor to a moment, or as near as there is one, and show it, at the top of the view
        if `to_top`.
        """
        before, self.cursor = self.cursor, min(max(moment, 0), len(self._heads) - 1)
        self.redraw(self._heads[before])
        self.redraw(self._heads[self.cursor])
        if to_top:
            self.bring_to_top(self._heads[self.cursor])
        else:
            self._show_cursor()

    def search(self, words: str) -> list[int]:
        """Mark `words` wherever they stand, and give the paragraphs that hold them; "" marks none."""
        self._words = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self.redraw_all()
        if self._words is None:
            return []
        found = self._words.search
        return [index for index, one in enumerate(self.paragraphs) if found(one.content.plain)]

    def show_found(self, index: int) -> None:
        """Move the cursor to the moment of this paragraph, and the paragraph into view."""
        self.point(self.paragraphs[index].owner)
        self.bring_into_view(index, index)

    def return_to(self, place: object) -> None:
        if place is None and self.wrapped:
            self._show_cursor()
        else:
            super().return_to(place)

    def on_mount(self) -> None:
        self.set_paragraphs(self.paragraphs)

    def on_click(self, event: events.Click) -> None:
        owner = self.owner_at(event.y)
        if owner != NOBODY and self.text_selection is None:
            self.post_message(self.Picked(owner))

    def _show_cursor(self) -> None:
        following = self.cursor + 1
        end = self._heads[following] if following < len(self._heads) else len(self.paragraphs)
        self.bring_into_view(self._heads[self.cursor], end - 1)

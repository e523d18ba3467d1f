"""A paragraph: words, and how they stand on the page."""

from typing import NamedTuple

from textual.content import Content

NOTHING = Content("")
NOBODY = -1


class Paragraph(NamedTuple):
    """`role` names how it looks (`Column.COMPONENT_CLASSES`); `first` stands before its first
    line and `rest` before the others, which is as wide as `first` or, for a line in columns, wider; `gap` is the empty lines above;
    `owner` is what a click on it means to the column that shows it.
    """

    content: Content
    role: str = "prose"
    first: Content = NOTHING
    rest: Content = NOTHING
    gap: int = 1
    owner: int = NOBODY
    centred: bool = False

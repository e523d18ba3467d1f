"""The least history: plain paragraphs wrapped with `textwrap`, drawn line by line."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

MEASURE = 66


class LinesView(ScrollView):
    def __init__(self, paragraphs: Iterable[str]) -> None:
        super().__init__()
        self.paragraphs = list(paragraphs)
        self.lines: list[str] = []

    def on_resize(self, event: events.Resize) -> None:
        width = min(MEASURE, event.size.width - 2)
        self.lines = [line for paragraph in self.paragraphs for line in (*wrap(paragraph, width), "")]
        self.virtual_size = Size(event.size.width, len(self.lines))
        self.scroll_end(animate=False)

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        text = self.lines[line] if line < len(self.lines) else ""
        return Strip([Segment(text)]).adjust_cell_length(self.size.width, self.rich_style)


class LinesScreen(Screen[None]):
    def __init__(self, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self.paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        yield LinesView(self.paragraphs)

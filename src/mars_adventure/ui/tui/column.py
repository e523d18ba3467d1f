"""A column of paragraphs, wrapped to a measure and drawn line by line.

The page and the history are both such columns. One widget that draws only the lines in view
stays as quick after three thousand turns as after three, which a widget for each paragraph
does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mars_adventure.ui.tui.lines import Lines
from mars_adventure.ui.tui.paragraph import NOBODY
from mars_adventure.ui.tui.selected import copied, painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.selection import Selection
    from textual.style import Style as VisualStyle

    from mars_adventure.ui.tui.paragraph import Paragraph


class Column(ScrollView, can_focus=False):
    """Shows paragraphs, their lines no wider than `measure`, farther apart if `airy`.

    It draws neither border nor padding: what is to have them is a container around it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column--prose",
        "column--past",
        "column--echo",
        "column--heading",
        "column--speech",
        "column--radio",
        "column--document",
        "column--quiet",
        "column--news",
        "column--choice",
        "column--closed",
        "column--cursor",
        "column--thumb",
    }

    DEFAULT_CSS = """
    Column {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 0;
        & > .column--prose, & > .column--speech, & > .column--choice { color: $foreground; }
        & > .column--past { color: $foreground 68%; }
        & > .column--heading { color: $primary; text-style: bold; }
        & > .column--echo { color: $accent; }
        & > .column--radio { color: $secondary; }
        & > .column--document { color: $text-muted; }
        & > .column--quiet, & > .column--closed { color: $text-muted; }
        & > .column--news { color: $secondary; }
        & > .column--cursor { color: $foreground; background: $primary 18%; text-style: bold; }
        & > .column--thumb { color: $primary 50%; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.measure = 66
        self.airy = False
        self.paragraphs: Sequence[Paragraph] = ()
        self.lines = Lines()
        self.seen = 0
        """The lines that were in view before the latest change of size."""
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._roles: dict[str, VisualStyle] = {}
        self._framed: tuple[Style, int, int, int] | None = None
        self._fitted = Size(0, 0)

    # What is shown

    def set_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these; if the column is not on the screen, when it comes back."""
        self.paragraphs = paragraphs
        self._wrap()

    def look(self, index: int) -> Paragraph:
        """How a paragraph looks now, such as a choice with the cursor on it.

        It must be as wide and long as the one in `paragraphs`; when it changes, `redraw` it.
        """
        return self.paragraphs[index]

    def redraw(self, index: int) -> None:
        """Draw a paragraph again whose look has changed."""
        if self.wrapped:
            top, end = self.lines.top_of(index), self.lines.end_of(index)
            for line in range(top, end):
                self._strips.discard(line)
            self.refresh_lines(top, end - top)

    def redraw_all(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self._framed = None
        self.refresh()

    def set_type(self, measure: int, airy: bool) -> None:
        """Set the widest line, and whether an empty line more stands between paragraphs."""
        place = self.place()
        self.measure, self.airy = measure, airy
        self._wrap()
        self.return_to(place)

    # Where it is. Scrolling is forced, because Textual knows a moment later than the column
    # that there is something to scroll.

    @property
    def text_width(self) -> int:
        """The width of a full line now."""
        width = self.size.width
        return max(8, min(self.measure, width - (4 if width >= 60 else 2)))

    @property
    def left(self) -> int:
        """How far from the left edge lines begin."""
        return max(0, (self.size.width - self.text_width) // 2)

    @property
    def wrapped(self) -> bool:
        """Whether the size is known, and so where each paragraph is."""
        return self.lines.paragraphs is self.paragraphs and self.size.width > 0

    def sees(self, index: int) -> bool:
        """Whether the whole of a paragraph is in view."""
        first = self.scroll_offset.y
        return first <= self.lines.top_of(index) and self.lines.end_of(index) <= first + self.size.height

    def owner_at(self, y: int) -> int:
        """Whose paragraph is on this line of the view; NOBODY's in the gaps."""
        index, number = self.lines.find(y + self.scroll_offset.y)
        return NOBODY if number < 0 else self.paragraphs[index].owner

    def bring_to_top(self, index: int) -> None:
        """Scroll so that a paragraph is the first thing in view, or as near as the end allows."""
        top = self.lines.top_of(index) - min(1, self.paragraphs[index].gap)
        self.scroll_to(y=top, animate=False, force=True)

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll as little as shows these paragraphs, the first of them if not all fit."""
        y = max(self.scroll_offset.y, self.lines.end_of(last) - self.size.height)
        self.scroll_to(y=min(y, self.lines.top_of(first)), animate=False, force=True)

    def place(self) -> object:
        """Where the reader is, in terms that outlive a change of width; for `return_to`."""
        here = self.lines.at(self.scroll_offset.y + 1)
        return (here, self.scroll_offset.y - self.lines.top_of(here)) if self.wrapped and here >= 0 else None

    def return_to(self, place: object) -> None:
        """Scroll to a place that `place` gave."""
        match place:
            case (int(here), int(into)) if self.wrapped and here < len(self.paragraphs):
                top, end = self.lines.top_of(here), self.lines.end_of(here)
                self.scroll_to(y=min(top + into, end - 1), animate=False, force=True)

    # How it is drawn

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """Wrap to a size that has changed."""
        if self.size == self._fitted:
            return
        self._fitted = self.size
        # the text must not run away from the reader's eye when the window changes
        place = self.place()
        self._wrap()
        self.return_to(place)
        self.seen = self.size.height

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._roles.clear()
        self._framed = None
        super().notify_style_update()

    def selection_updated(self, selection: Selection | None) -> None:
        self.redraw_all()

    def _wrap(self) -> None:
        if self.size.width <= 0:
            self._fitted = self.size
            return
        lines = self.lines
        if lines.paragraphs is not self.paragraphs or (lines.width, lines.airy) != (
            self.text_width,
            self.airy,
        ):
            self.lines = Lines(self.paragraphs, self.text_width, self.airy)
        self.virtual_size = Size(self.size.width, self.lines.height)
        self.redraw_all()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are. Textual's own would look for borders, padding, outlines, hatches and tints
        around each, which a column has none of, and that took longer than to draw the words.
        """
        # the news of a change of size comes later, when an empty page would have been drawn already
        self._fit()
        # Textual's own scrollbar is drawn a frame later than what it stands beside, and that frame
        # is most of the time between a key and a page that is still
        thumb = self.lines.thumb(self.scroll_offset.y, self.size.height)
        _, background = self.background_colors
        filters = self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self._strip(y + self.scroll_offset.y)
            if y in thumb:
                mark = Segment("▐", self.get_component_rich_style("column--thumb"))
                strip = Strip([*strip.crop(0, strip.cell_length - 1), mark], strip.cell_length)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        left, right = crop.column_span
        return [strip.crop(left, right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        # asked for by the mouse, to know what it is over
        line = y + self.scroll_offset.y
        return self._strip(line).apply_offsets(0, line)

    def _strip(self, line: int) -> Strip:
        selection = self.text_selection
        if selection is not None:
            return self._draw(line, selection)
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line, None)
        return strip

    def _draw(self, line: int, selection: Selection | None) -> Strip:
        base, width, left, room = self._frame()
        index, number = self.lines.find(line)
        if number < 0:
            return Strip.blank(width, base)
        paragraph = self.look(index)
        style = self._styled(paragraph.role)
        margin = paragraph.rest if number else paragraph.first
        content = self.lines.words(index, number, paragraph.content)
        if margin:
            content = margin + content
        if paragraph.centred:
            content = content.center(room)
        parse = self.app.stylesheet.parse_style
        runs = [(text, own.rich_style) for text, own in content.render(style, end="", parse_style=parse)]
        fill = " " * (room - content.cell_length)
        own = style.rich_style
        # the fewer segments the better: each is written with codes of its own
        if len(runs) == 1 and runs[0][1] == own and paragraph.role != "cursor":
            runs = [(" " * left + runs[0][0] + fill, own)]
        else:
            runs = [(" " * left, base), *runs, (fill, own)]
        runs.append((" " * (width - left - room), base))
        segments = [Segment(text, look) for text, look in runs if text]
        if content.cell_length <= room <= width:
            strip = Strip(segments, width)
        else:
            strip = Strip(segments).crop_extend(0, width, base)
        if selection is not None and (span := selection.get_span(line)) is not None:
            strip = painted(strip, span, self.selection_style)
        return strip

    def _styled(self, role: str) -> VisualStyle:
        style = self._roles.get(role)
        if style is None:
            style = self._roles[role] = self.get_visual_style(f"column--{role}")
        return style

    def _frame(self) -> tuple[Style, int, int, int]:
        """The style of the empty page, its width, and where on it the text stands and how wide.

        Kept, because to ask a widget for its style costs as much as to draw a line.
        """
        if self._framed is None:
            self._framed = (self.rich_style, self.size.width, self.left, self.text_width)
        return self._framed

    # What is copied

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return copied(self.lines, self.left, selection), "\n"

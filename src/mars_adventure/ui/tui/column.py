"""A column of paragraphs, wrapped to a measure and drawn line by line.

The page and the history are both such columns. One widget that draws only the lines in view
stays as quick after three thousand turns as after three, which a widget for each paragraph
does not.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mars_adventure.ui.tui.paragraph import NOBODY, Paragraph
from mars_adventure.ui.tui.selected import painted
from mars_adventure.ui.tui.wrapping import line_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.content import Content
    from textual.selection import Selection


class Column(ScrollView, can_focus=False):
    """Shows paragraphs, their lines no wider than `measure`, farther apart if `airy`."""

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
        & > .column--thumb { color: $panel-lighten-2; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.measure = 66
        self.airy = False
        self.paragraphs: list[Paragraph] = []
        self._starts: list[tuple[int, ...]] = []
        self._tops: list[int] = []
        self._height = 0
        self._wrapped_for = (0, False)
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._framed: tuple[Style, int, int, int] | None = None

    # What is shown

    def set_paragraphs(self, paragraphs: Sequence[Paragraph], *, kept: int = 0) -> None:
        """Show these; the first `kept` are known to be as they were, and are not wrapped again."""
        self.paragraphs = list(paragraphs)
        del self._starts[kept:]
        self._wrap()

    def look(self, index: int) -> Paragraph:
        """How a paragraph looks now, such as a choice with the cursor on it.

        It must be as wide and long as the one in `paragraphs`; when it changes, `redraw` it.
        """
        return self.paragraphs[index]

    def redraw(self, index: int) -> None:
        """Draw a paragraph again whose look has changed."""
        if index < len(self._tops):
            for line in range(self._tops[index], self._tops[index] + self.lines_of(index)):
                self._strips.discard(line)
            self.refresh_lines(self._tops[index], self.lines_of(index))

    def redraw_all(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self._framed = None
        self.refresh()

    def set_type(self, measure: int, airy: bool) -> None:
        """Set the widest line, and whether an empty line more stands between paragraphs."""
        place = self.place()
        self.measure, self.airy = measure, airy
        self._rewrap()
        self.return_to(place)

    # Where it is. Scrolling is forced, because the scrollbar is shown a moment later than the text.

    @property
    def text_width(self) -> int:
        """The width of a full line now."""
        width = self.size.width
        return max(8, min(self.measure, width - (4 if width >= 60 else 2)))

    @property
    def left(self) -> int:
        return max(0, (self.size.width - self.text_width) // 2)

    def top_of(self, index: int) -> int:
        """The line at which a paragraph begins."""
        return self._tops[index]

    def lines_of(self, index: int) -> int:
        return len(self._starts[index])

    def sees(self, index: int) -> bool:
        """Whether the whole of a paragraph is in view."""
        top = self._tops[index] - self.scroll_offset.y
        return top >= 0 and top + self.lines_of(index) <= self.size.height

    def paragraph_at(self, line: int) -> int:
        """The index of the paragraph on this line, or the next above it; -1 if there is none."""
        return bisect_right(self._tops, line) - 1

    def owner_at(self, y: int) -> int:
        """Whose paragraph is on this line of the view; NOBODY's in the gaps."""
        line = y + self.scroll_offset.y
        index = self.paragraph_at(line)
        if index < 0 or line >= self._tops[index] + self.lines_of(index):
            return NOBODY
        return self.paragraphs[index].owner

    def bring_to_top(self, index: int, *, animate: bool = False) -> None:
        """Scroll so that a paragraph is the first thing in view, or as near as the end allows."""
        top = self._tops[index] - min(1, self.paragraphs[index].gap)
        self.scroll_to(y=top, animate=animate, duration=0.15 if animate else None, force=True)

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll as little as shows these paragraphs, the first of them if not all fit."""
        height = self.size.height
        top, end = self._tops[first], self._tops[last] + self.lines_of(last)
        y = max(self.scroll_offset.y, end - height)
        self.scroll_to(y=min(y, top), animate=False, force=True)

    @property
    def wrapped(self) -> bool:
        """Whether the size is known, and so where each paragraph is."""
        return len(self._tops) == len(self.paragraphs) and self.size.width > 0

    def place(self) -> object:
        """Where the reader is, in terms that outlive a change of width; for `return_to`."""
        here = self.paragraph_at(self.scroll_offset.y + 1)
        if not self.wrapped or here < 0:
            return None
        return here, self.scroll_offset.y - self._tops[here]

    def return_to(self, place: object) -> None:
        """Scroll to a place that `place` gave."""
        match place:
            case (int(here), int(into)) if self.wrapped and here < len(self._tops):
                y = self._tops[here] + min(into, self.lines_of(here) - 1)
                self.scroll_to(y=y, animate=False, force=True)

    # How it is drawn

    def on_resize(self, event: events.Resize) -> None:
        # the text must not run away from the reader's eye when the window changes
        place = self.place()
        self._rewrap()
        self.return_to(place)

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._framed = None
        super().notify_style_update()

    def selection_updated(self, selection: Selection | None) -> None:
        self.redraw_all()

    def _rewrap(self) -> None:
        if (self.text_width, self.airy) != self._wrapped_for:
            self._starts.clear()
            self._wrap()
        self.redraw_all()

    def _wrap(self) -> None:
        if self.size.width <= 0:
            return
        width = self.text_width
        self._wrapped_for = (width, self.airy)
        starts = self._starts
        kept = len(starts)
        for paragraph in self.paragraphs[kept:]:
            starts.append(line_starts(paragraph.content.plain, width - paragraph.first.cell_length))
        tops = []
        line = 0
        for paragraph, own in zip(self.paragraphs, starts, strict=True):
            line += paragraph.gap + (self.airy and paragraph.gap > 0)
            tops.append(line)
            line += len(own)
        self._tops = tops
        self._height = line + 1
        self.virtual_size = Size(self.size.width, self._height)
        self.redraw_all()

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        selection = self.text_selection
        strip = self._strips.get(line) if selection is None else self._draw(line, selection)
        if strip is None:
            strip = self._strips[line] = self._draw(line, None)
        if y in self._thumb():
            thumb = Segment("▐", self.get_component_rich_style("column--thumb"))
            strip = Strip([*strip.crop(0, strip.cell_length - 1), thumb], strip.cell_length)
        return strip

    def _thumb(self) -> range:
        """The lines of the view on which to show, at its right edge, where in the text it is.

        Textual's own scrollbar is drawn a frame later than what it stands beside, and that frame
        is most of the time between a key and a page that is still.
        """
        height, whole = self.size.height, self._height
        if whole <= height:
            return range(0)
        long = max(1, height * height // whole)
        top = round(self.scroll_offset.y * (height - long) / (whole - height))
        return range(top, top + long)

    def _draw(self, line: int, selection: Selection | None) -> Strip:
        base, width, left, room = self._frame()
        index, number = self._find(line)
        if number < 0:
            return Strip.blank(width, base)
        paragraph = self.look(index)
        component = f"column--{paragraph.role}"
        style = self.get_visual_style(component)
        margin = paragraph.rest if number else paragraph.first
        content = margin + self._line(index, number, paragraph.content)
        if paragraph.centred:
            content = content.center(room)
        parse = self.app.stylesheet.parse_style
        segments = [
            Segment(text, own.rich_style) for text, own in content.render(style, end="", parse_style=parse)
        ]
        filled = sum(segment.cell_length for segment in segments)
        segments.append(Segment(" " * (room - filled), style.rich_style))
        segments.insert(0, Segment(" " * left, base))
        strip = Strip(segments).crop_extend(0, width, base)
        if selection is not None and (span := selection.get_span(line)) is not None:
            strip = painted(strip, span, self.selection_style)
        return strip.apply_offsets(0, line)

    def _frame(self) -> tuple[Style, int, int, int]:
        """The style of the empty page, its width, and where on it the text stands and how wide.

        Kept, because to ask a widget for its style costs as much as to draw a line.
        """
        if self._framed is None:
            self._framed = (self.rich_style, self.size.width, self.left, self.text_width)
        return self._framed

    def _find(self, line: int) -> tuple[int, int]:
        """The paragraph and the number of its line here; the number is -1 on an empty line."""
        index = self.paragraph_at(line)
        if index < 0:
            return index, -1
        number = line - self._tops[index]
        return (index, number) if number < len(self._starts[index]) else (index, -1)

    def _line(self, index: int, number: int, content: Content) -> Content:
        starts = self._starts[index]
        if len(starts) == 1:
            return content
        end = starts[number + 1] if number + 1 < len(starts) else len(content)
        return content[starts[number] : end].rstrip()

    # What is copied

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, its paragraphs whole again and without what stands before their lines."""
        first = selection.start.y if selection.start is not None else 0
        last = selection.end.y if selection.end is not None else self._height
        pieces: list[str] = []
        before = NOBODY
        for line in range(first, min(last, self._height) + 1):
            index, number = self._find(line)
            if number < 0:
                continue
            margin = self.paragraphs[index].first.cell_length + self.left
            text = self._line(index, number, self.paragraphs[index].content).plain
            start, end = selection.get_span(line) or (0, 0)
            shown = text[max(0, start - margin) : None if end == -1 else max(0, end - margin)]
            if shown.strip():
                plain, start_of_line = self.paragraphs[index].content.plain, self._starts[index][number]
                parted_by = plain[start_of_line - 1] if number else ""
                pieces.append((parted_by if parted_by.isspace() else "") if index == before else "\n\n")
                pieces.append(shown)
                before = index
        return "".join(pieces[1:]), "\n"

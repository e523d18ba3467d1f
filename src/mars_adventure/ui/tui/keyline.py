"""The last line of the page's screen: the keys that do something now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import RenderResult
    from textual.binding import Binding


class KeyLine(Widget):
    """The shown bindings of its screen in their order, as many as fit; each can be clicked.

    Textual's Footer is one widget a key, made anew whenever a key comes or goes: too slow to
    stand under a page that turns in a few milliseconds, and at 40 columns it is cut in a word.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: list[tuple[str, Binding]] = []

    def tell(self) -> None:
        """Draw the keys again if they are not those that were drawn: most turns leave them as they are."""
        if self._fitting() != self._drawn:
            self.refresh()

    def render(self) -> RenderResult:
        line = Content("")
        self._drawn = self._fitting()
        for display, binding in self._drawn:
            gap = "  " if line else ""
            line += Content.assemble(gap, (display, "bold $footer-key-foreground"), " ", binding.description)
        return line

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        end = 0
        for display, binding in self._fitting():
            end += width_of(display, binding) + 2
            if offset.x < end:
                self.app.simulate_key(binding.key)
                return

    def _fitting(self) -> list[tuple[str, Binding]]:
        bindings = [
            active.binding
            for active in self.screen.active_bindings.values()
            if active.binding.show and active.enabled and active.node is self.screen
        ]
        keys = [(self.app.get_key_display(binding), binding) for binding in bindings]
        return fitting(keys, self.content_size.width)


def fitting(keys: Iterable[tuple[str, Binding]], width: int) -> list[tuple[str, Binding]]:
    """The keys that fit into `width` cells; the others are left out whole, smaller ones tried."""
    found = []
    for display, binding in keys:
        own = width_of(display, binding)
        if own <= width:
            found.append((display, binding))
            width -= own + 2
    return found


def width_of(display: str, binding: Binding) -> int:
    """The cells that a key and its description take."""
    return cell_len(display) + 1 + cell_len(binding.description)

"""The last line of the page's screen: the keys that do something now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    def render(self) -> RenderResult:
        bindings = [
            active.binding
            for active in self.screen.active_bindings.values()
            if active.binding.show and active.enabled and active.node is self.screen
        ]
        keys = ((self.app.get_key_display(binding), binding) for binding in bindings)
        return set_keys(keys, self.content_size.width)


def set_keys(keys: Iterable[tuple[str, Binding]], width: int) -> Content:
    """The keys in `width` cells; those that do not fit are left out whole."""
    line = Content("")
    for display, binding in keys:
        click = Style.from_meta({"@click": f"screen.{binding.action}"})
        words = Content.assemble((display, "bold $footer-key-foreground"), " ", binding.description)
        gap = "  " if line else ""
        if line.cell_length + len(gap) + words.cell_length <= width:
            line = line + gap + words.stylize(click)
    return line

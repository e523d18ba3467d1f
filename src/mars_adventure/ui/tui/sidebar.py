"""The sidebar of a wide window: where and when, and what was found lately. No hidden numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from mars_adventure.story.types import KNOWN
from mars_adventure.ui.tui.chapters import chapter_line
from mars_adventure.ui.tui.content import content_of_text

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

LATELY = 8
"""How many finds the sidebar remembers."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something lately found or struck out, as `News.what` says; `new` if this very turn brought it."""

    title: str
    what: str = "learnt"
    new: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """What the sidebar shows. `notes` counts what is known; `choices` the choices made."""

    chapter: str = ""
    place: str = ""
    time: str = ""
    lately: tuple[Found, ...] = ()
    notes: int = 0
    choices: int = 0
    legend: tuple[tuple[str, str], ...] = ()


class Sidebar(Vertical):
    """As high as the window, around a text that is only as high as it need be: drawing empty
    lines anew on every turn would take as long as drawing the page.
    """

    DEFAULT_CSS = """
    Sidebar {
        display: none;
        width: 36;
        height: 1fr;
        padding: 1 2;
        border-left: vkey $panel;
        & > AsideText { height: auto; color: $foreground; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self._text = AsideText()

    def compose(self) -> ComposeResult:
        yield self._text

    def tell(self, aside: Aside) -> None:
        """Show this."""
        self._text.tell(aside)


class AsideText(Widget):
    """The words of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        self._aside = Aside()

    def tell(self, aside: Aside) -> None:
        """Show this."""
        if aside != self._aside:
            self._aside = aside
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        return set_aside(self._aside)


def aside_of(story: Story, play: Play) -> Aside:
    """What the sidebar shows at this moment of a play."""
    lately: dict[str, Found] = {}
    for moment in play.backwards():
        for news in reversed(moment.turn.news):
            # of a note that was learnt and later struck out or lost, only the later is true
            if news.note not in lately:
                lately[news.note] = Found(news.title, news.what, moment is play)
        if len(lately) >= LATELY + 4:
            break
    shown = tuple(found for found in lately.values() if found.what != "lost")
    values = zip(story.slots, play.state.values, strict=True)
    return Aside(
        chapter_line(story, play.turn.chapter),
        play.turn.place,
        play.turn.time,
        shown[:LATELY],
        sum(value == KNOWN and name.startswith("note.") for name, value in values),
        play.length,
        tuple((mark.sign, mark.means) for mark in story.marks.values()),
    )


def set_aside(aside: Aside) -> Content:
    """The sidebar's text."""
    groups: list[list[Content]] = []
    where = [
        content_of_text(text, style)
        for text, style in (
            (aside.chapter, "bold $primary"),
            (aside.place, ""),
            (aside.time, "$text-muted"),
        )
        if text
    ]
    groups.append(where)
    if aside.lately:
        lines = [Content.styled("Lately in the notebook", "bold $primary")]
        for found in aside.lately:
            struck = found.what == "struck"
            sign = "✗ " if struck else "◆ " if found.new else "  "
            style = "strike $text-muted" if struck else "$secondary" if found.new else ""
            lines.append(Content.styled(sign, "$secondary") + content_of_text(found.title, style))
        groups.append(lines)
    counts = [_counted(aside.notes, "note"), _counted(aside.choices, "choice")]
    groups.append([Content.styled(count, "$text-muted") for count in counts if count])
    groups.append([content_of_text(f"{sign} {means}", "$text-muted") for sign, means in aside.legend])
    return Content("\n\n").join(Content("\n").join(lines) for lines in groups if lines)


def _counted(number: int, noun: str) -> str:
    return "" if not number else f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""The sidebar of a wide window: what was found lately, and how the theories stand. No hidden numbers."""

from typing import NamedTuple

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from mars_adventure.engine import Play, theories
from mars_adventure.story import Story
from mars_adventure.story.types import KNOWN
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.wrapping import hanging

LATELY = 8
"""How many finds the sidebar remembers."""

ROOM = 31
"""The cells that its words may take, border and padding taken off."""


class Found(NamedTuple):
    """Something lately found or struck out, as `News.what` says; `new` if this very turn brought it."""

    title: str
    what: str = "learnt"
    new: bool = False


class Weighed(NamedTuple):
    """A theory, and how many known notes speak for it and against."""

    title: str
    speak_for: int
    against: int


class Aside(NamedTuple):
    """What the sidebar shows. `notes` counts what is known; `choices` the choices made."""

    lately: tuple[Found, ...] = ()
    theories: tuple[Weighed, ...] = ()
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
        shown[:LATELY],
        tuple(Weighed(theory.title, *theory.tally) for theory in theories(story, play)),
        sum(value == KNOWN and name.startswith("note.") for name, value in values),
        play.length,
        tuple((mark.sign, mark.means) for mark in story.marks.values()),
    )


def set_aside(aside: Aside) -> Content:
    """The sidebar's text."""
    groups: list[list[Content]] = []
    if aside.lately:
        lines = [Content.styled("Lately in the notebook", "bold $primary")]
        for found in aside.lately:
            struck = found.what == "struck"
            sign = Content.styled("✗ " if struck else "◆ " if found.new else "  ", "$secondary")
            style = "strike $text-muted" if struck else "$secondary" if found.new else ""
            lines += hanging(sign, content_of_text(" ".join(found.title.split()), style), ROOM)
        groups.append(lines)
    if aside.theories:
        lines = [Content.styled("Theories", "bold $primary")]
        for theory in aside.theories:
            title, tally = (
                content_of_text(" ".join(theory.title.split())),
                set_tally(theory.speak_for, theory.against),
            )
            titled = hanging(Content("  "), title, ROOM - tally.cell_length - 2)
            gap = ROOM - titled[0].cell_length - tally.cell_length
            lines += [(titled[0] + Content(" " * gap) + tally).rstrip(), *titled[1:]]
        groups.append(lines)
    counts = [_counted(aside.notes, "note"), _counted(aside.choices, "choice")]
    told = " · ".join([count for count in counts if count])
    groups.append([Content.styled(told, "$text-muted")] if told else [])
    groups.append([content_of_text(f"{sign} {means}", "$text-muted") for sign, means in aside.legend])
    return Content("\n\n").join(Content("\n").join(lines) for lines in groups if lines)


def set_tally(speak_for: int, against: int) -> Content:
    """`+3 −1`: how many notes speak for a theory and how many against, those that there are."""
    sides = ((speak_for, "+", "$success"), (against, "−", "$warning"))
    return Content(" ").join(
        [Content.styled(f"{sign}{number}", style) for number, sign, style in sides if number]
    )


def _counted(number: int, noun: str) -> str:
    return "" if not number else f"{number} {noun}" if number == 1 else f"{number} {noun}s"

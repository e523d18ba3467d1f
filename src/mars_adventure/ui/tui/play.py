"""The play screen: it turns the reader's keys and clicks into choices, and a play into a page."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from mars_adventure.engine import recap
from mars_adventure.ui.tui.bookends import BACK, close_page, set_notices, set_recap, ways_out
from mars_adventure.ui.tui.chapters import chapter_line
from mars_adventure.ui.tui.choices import choices_of
from mars_adventure.ui.tui.content import clean
from mars_adventure.ui.tui.hold import REPEAT, Hold
from mars_adventure.ui.tui.keyline import KeyLine
from mars_adventure.ui.tui.page import Page
from mars_adventure.ui.tui.page_keys import HELP, KEYS
from mars_adventure.ui.tui.passage import passage_of, set_passage
from mars_adventure.ui.tui.past import Past
from mars_adventure.ui.tui.sidebar import Sidebar, aside_of
from mars_adventure.ui.tui.status import StatusLine, TroubleLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from mars_adventure.engine import Play
    from mars_adventure.saves import Session, Settings
    from mars_adventure.ui.tui.app import MarsApp

WIDE = 110
"""From so many columns on there is room for the sidebar."""


class PlayScreen(Screen[None]):
    """Reads one session. Every choice is saved by the session before the page turns."""

    HELP = HELP

    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide")]  # noqa: RUF012 - Textual's own is no ClassVar

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    class Ended(Message):
        """The reader has come to this ending."""

        def __init__(self, ending: str) -> None:
            super().__init__()
            self.ending = ending

    def __init__(
        self, session: Session, *, resumed: bool = False, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self.session = session
        self._resumed = resumed
        self._told = 0
        self._asked = False
        self._past = Past()
        self._clock = clock
        self._hold = Hold()
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        # now, because Textual sets it after the first frame, which would have to be styled and drawn again
        self.set_class(self.app.size.width >= WIDE, "-wide", update=False)
        yield StatusLine()
        yield TroubleLine()
        with Horizontal():
            yield Page()
            yield Sidebar()
        yield KeyLine()

    def on_mount(self) -> None:
        self.page = self.query_one(Page)
        self.set_type(self.mars.settings)
        self._show(opening=True)
        self.watch(self.page, "at_end", self._tell_keys)

    def on_resize(self) -> None:
        self._tell_sidebar()

    @property
    def mars(self) -> MarsApp:
        return cast("MarsApp", self.app)

    def set_type(self, settings: Settings) -> None:
        """Set the page as the reader likes it."""
        self.page.set_type(settings.width, settings.spacing == "airy")

    def read(self, session: Session) -> None:
        """Go on with another session, from where it stands."""
        self.session = session
        self._resumed = True
        self._told = 0
        self._show(opening=True)

    # Choosing

    def action_choose(self, number: int) -> None:
        self._press(str(number), lambda: self._choose(number - 1))

    def action_choose_here(self) -> None:
        if not self.page.choices_in_view:
            self.page.bring_choices()
        else:
            self._press("enter", lambda: self._choose(self.page.choices.cursor))

    def on_page_chosen(self, event: Page.Chosen) -> None:
        self._choose(event.index)

    def is_fresh(self) -> bool:
        """Whether a press of enter, just now on another screen, is not of a key held down since this one."""
        return self._hold.judge("enter", self._clock()) == "take"

    def _press(self, key: str, act: Callable[[], None]) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        match self._hold.judge(key, self._clock()):
            case "take":
                act()
            case "wait":
                self._waiting = self.set_timer(REPEAT, act)

    def _choose(self, index: int) -> None:
        options = self.page.choices.options
        if not 0 <= index < len(options) or options[index].closed:
            return
        chosen = options[index].id
        turn = self.session.play.turn
        if all(offer.id != chosen or offer.closed for offer in turn.offers):
            self.action_undo() if chosen == BACK else self.action_title()
            return
        self.session.choose(chosen)
        self._show()

    def action_move(self, step: int) -> None:
        self.page.move_cursor(step)

    # Going back and forth

    def action_undo(self) -> None:
        left = self.session.play
        if self.session.undo() is not None:
            self._show(cursor=left.choice)

    def action_redo(self) -> None:
        if self.session.redo() is not None:
            self._show()

    def action_history(self) -> None:
        from mars_adventure.ui.tui.history import HistoryScreen

        def go(moment: Play | None) -> None:
            if moment is not None and moment is not self.session.play:
                self.session.go_to(moment)
                self._show()

        self.app.push_screen(HistoryScreen(self.session.story, self.session.play, self.mars.settings), go)

    def action_timeline(self) -> None:
        from mars_adventure.ui.tui.timeline import TimelineScreen

        def go(moment: Play | None) -> None:
            if moment is not None and moment is not self.session.play:
                lines = len(self.session.timeline.branches())
                self.session.go_to(moment)
                self._show()
                if len(self.session.timeline.branches()) > lines or self.session.can_redo:
                    self.mars.say("What you left is kept: t shows it.")

        self.app.push_screen(TimelineScreen(self.session), go)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "undo":
            return self.session.can_undo
        if action == "redo":
            return self.session.can_redo
        if action == "elsewhere":
            return self.session.trouble is not None
        if action == "page_down":
            return not self.page.at_end
        return True

    # Other screens

    def action_notebook(self) -> None:
        self.mars.open_casebook()

    def action_save(self) -> None:
        self.mars.open_reels("save")

    def action_load(self) -> None:
        self.mars.open_reels("load")

    def action_elsewhere(self) -> None:
        self.mars.open_elsewhere()

    def action_settings(self) -> None:
        self.mars.open_settings()

    def action_help(self) -> None:
        self.mars.open_help()

    def action_title(self) -> None:
        self.mars.open_title()

    def action_previously(self) -> None:
        """Tell above the page what happened in the chapters before."""
        if recap(self.session.story, self.session.play):
            self._show(previously=True)
        else:
            self.mars.say("This is the first chapter: nothing came before it.")

    def action_menu(self) -> None:
        self.mars.open_menu()

    def copy_page(self) -> None:
        """Put the text of this turn on the clipboard."""
        self.app.copy_to_clipboard(clean(self.session.play.turn.text))

    # Moving the page

    def action_page_down(self) -> None:
        self.page.scroll_relative(y=max(1, self.page.size.height - 2), duration=0.15)

    def action_page_up(self) -> None:
        self.page.scroll_relative(y=-max(1, self.page.size.height - 2), duration=0.15)

    def action_page_home(self) -> None:
        self.page.scroll_home(duration=0.15)

    def action_page_end(self) -> None:
        self.page.scroll_end(duration=0.15)

    # Showing

    def _show(self, *, opening: bool = False, previously: bool = False, cursor: str | None = None) -> None:
        session = self.session
        story, play = session.story, session.play
        turn = play.turn
        past = self._past.before(play, story)
        new = set_passage(passage_of(play, story.marks), story.speakers)
        if previously or (opening and self._resumed):
            lines = recap(story, play)
            # after a short pause the last chapter is enough
            new = set_recap(lines if previously or session.after_a_day else lines[-1:]) + new
        # a repair made while playing is told on the next page, as one made on opening is on the first
        new = set_notices(session.notices[self._told :]) + new
        self._told = len(session.notices)
        choices = choices_of(turn.offers, story.marks, self._taken(play))
        if choices.cursor < 0:
            new += close_page(story, play)
            choices = ways_out(session.can_undo, choices)
        if cursor is not None:
            choices = choices.on(cursor)
        self.page.turn_to(past, new, choices)
        self.query_one(StatusLine).tell(turn.place, chapter_line(story, turn.chapter), turn.time)
        self._tell_sidebar()
        self.tell_trouble()
        if turn.ending:
            self.post_message(self.Ended(turn.ending))

    def tell_trouble(self) -> None:
        """Say above the page whether the play is being saved, and once, if it is not, ask where else to."""
        trouble = self.session.trouble
        self.query_one(TroubleLine).tell(trouble)
        self._tell_keys()
        if trouble is not None and not self._asked:
            # the page comes first: that it goes on is half of the answer
            self.call_after_refresh(self.action_elsewhere)
        self._asked = trouble is not None

    def _tell_keys(self) -> None:
        self.refresh_bindings()
        self.query_one(KeyLine).tell()

    def _taken(self, play: Play) -> frozenset[str]:
        """Those of the present offers that have been taken before, here."""
        scene, taken = play.turn.scene, self.session.taken()
        return frozenset([offer.id for offer in play.turn.offers if (scene, offer.id) in taken])

    def _tell_sidebar(self) -> None:
        # not asked of the sidebar: of a new width it learns after this screen, and below another one too late
        if self.app.size.width >= WIDE:
            self.query_one(Sidebar).tell(aside_of(self.session.story, self.session.play))

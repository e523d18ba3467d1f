"""The app: it opens the screens, keeps the reader's settings, and leaves the terminal as it was."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import App
from textual.events import Event, Key

from mars_adventure.ui.tui import themes
from mars_adventure.ui.tui.content import clean
from mars_adventure.ui.tui.play import PlayScreen
from mars_adventure.ui.tui.signals import heed_signals
from mars_adventure.ui.tui.typing_ahead import TypingAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import SystemCommand
    from textual.screen import Screen
    from textual.theme import Theme

    from mars_adventure.saves import Profile, Session, Settings, Shelf, Slot
    from mars_adventure.story import Story
    from mars_adventure.ui.tui.reels import ReelsScreen
    from mars_adventure.ui.tui.settings import SettingsScreen

UNSAVED = "This play is not being saved: it was started without a place for saved plays."


class MarsApp(App[None]):
    """Reads one story. With a session it begins on the page, without one on the title screen.

    Of the screens, title and page are there once at most, in the order in which they came;
    all others stand above them for as long as they are looked at. `session` is the one read last.
    """

    CSS_PATH = Path(__file__).with_name("mars.tcss")
    COMMAND_PALETTE_DISPLAY: ClassVar = "^p"

    def __init__(
        self, story: Story, shelf: Shelf | None, profile: Profile, session: Session | None = None
    ) -> None:
        self._no_color = themes.wants_no_color()
        themes.drop_empty_no_color()
        # Set once the app is there, another theme would have every style sheet read a second time.
        self.set_reactive(App.theme, themes.chosen_theme(profile.settings.theme, no_color=self._no_color))
        # under NO_COLOR Textual draws in greys unless it is told to keep to the terminal's colours
        super().__init__(ansi_color=True if self._no_color else None)
        self.story = story
        self.shelf = shelf
        self.profile = profile
        self.title = clean(story.title)
        self.session = session
        self._typing = TypingAhead(self)
        self._motion = self.animation_level
        self._show_settings(profile.settings)

    @property
    def available_themes(self) -> dict[str, Theme]:
        return themes.BY_NAME

    def get_default_screen(self) -> Screen[None]:
        if self.session is not None:
            return PlayScreen(self.session, resumed=True)
        return self._title_screen()

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key):
            await super().on_event(event)
        elif event.is_forwarded or not self._typing.holds(event):
            came_back = event.is_forwarded
            await super().on_event(event)
            if came_back or not event.is_forwarded:
                self._typing.passed(event)
            else:
                self._typing.sent()

    def on_mount(self) -> None:
        self.call_after_refresh(collect_garbage)
        heed_signals(self)

    # Reading

    @property
    def page(self) -> PlayScreen | None:
        """The play screen, if a play is open."""
        return next((screen for screen in self.screen_stack if isinstance(screen, PlayScreen)), None)

    def start_new(self) -> None:
        """Begin a new play."""
        from mars_adventure.saves import Session

        self._read(Session.new(self.story, self.shelf))

    def resume(self, slot: Slot) -> None:
        """Go on with a saved play."""
        from mars_adventure.saves import SaveTrouble, Session

        if self.shelf is None:
            return
        try:
            loaded = self.shelf.open(slot)
        except SaveTrouble as trouble:
            self.say(f"{trouble.message} {trouble.fix}", severity="error")
            return
        self._read(Session(self.story, self.shelf, loaded.play, loaded.notices, kept_at=slot.saved_at))

    def _read(self, session: Session) -> None:
        self.session = session
        page = self.page
        if page is None:
            self.push_screen(PlayScreen(session))
        else:
            self._back_to(page)
            page.read(session)

    def _back_to(self, screen: Screen[None]) -> None:
        while self.screen is not screen:
            self.pop_screen()

    def on_play_screen_ended(self, event: PlayScreen.Ended) -> None:
        if event.ending not in self.profile.endings:
            self.profile = self.profile.reached(event.ending)
            self._keep_profile()

    # Screens

    def open_title(self) -> None:
        """Show the title screen; the play is kept as it stands."""
        from mars_adventure.ui.tui.title import TitleScreen

        title = next((screen for screen in self.screen_stack if isinstance(screen, TitleScreen)), None)
        if title is None:
            self.push_screen(self._title_screen())
        else:
            title.shelf, title.profile = self.shelf, self.profile
            self._back_to(title)

    def open_reels(self, mode: Literal["load", "save"]) -> None:
        """Show the saved plays, to go on with one of them or to save this one."""
        from mars_adventure.ui.tui.reels import ReelsScreen

        if self.shelf is None:
            self.say(UNSAVED)
            return

        def done(slot: Slot | None) -> None:
            if slot is None:
                return
            if mode == "load":
                self.resume(slot)
            else:
                self.say(f"Saved as “{slot.name}”.")

        play = self.page.session.play if self.page is not None else None
        self.push_screen(ReelsScreen(self.shelf, mode, play), done)

    def on_reels_screen_folder_wanted(self, event: ReelsScreen.FolderWanted) -> None:
        self.open_elsewhere(event.reels.moved_to)

    def open_elsewhere(self, then: Callable[[Shelf], None] = lambda shelf: None) -> None:
        """Let the reader choose another folder for saved games, and call `then` with its shelf."""
        from mars_adventure.ui.tui.elsewhere import ask_for_folder

        if self.shelf is None:
            self.say(UNSAVED)
        else:
            ask_for_folder(self, self.shelf.folder, then)

    def open_casebook(self) -> None:
        """Show the notebook of the open play."""
        if self.page is None:
            return
        from mars_adventure.engine import casebook
        from mars_adventure.ui.tui.casebook import CasebookScreen

        self.push_screen(CasebookScreen(self.story, casebook(self.story, self.page.session.play)))

    def open_endings(self) -> None:
        """Show the gallery of endings."""
        from mars_adventure.ui.tui.endings import EndingsScreen

        self.push_screen(EndingsScreen(self.story, self.profile))

    def open_settings(self) -> None:
        """Show the settings; every change is seen at once."""
        from mars_adventure.ui.tui.settings import SettingsScreen

        def done(settings: Settings | None) -> None:
            if settings is not None:
                self.keep_settings(settings)

        self.push_screen(SettingsScreen(self.profile.settings), done)

    def on_settings_screen_changed(self, event: SettingsScreen.Changed) -> None:
        self._show_settings(event.settings)

    def open_help(self) -> None:
        """Show the help of the screen one is on."""
        from mars_adventure.ui.tui.help import HelpScreen

        text = getattr(self.screen, "HELP", "")
        if text:
            self.push_screen(HelpScreen("Help", text))

    def action_help(self) -> None:
        self.open_help()

    def open_menu(self) -> None:
        """Show the ways off the page."""
        from mars_adventure.ui.tui.menu import MenuScreen

        page = self.page
        if page is None:
            return
        kept = page.session.shelf is not None and page.session.trouble is None
        self.push_screen(MenuScreen(kept), self._go)

    def _go(self, way: str | None) -> None:
        match way:
            case "save" | "load":
                self.open_reels(way)
            case "elsewhere":
                self.open_elsewhere()
            case "timeline" | "previously" if self.page is not None:
                self.page.action_timeline() if way == "timeline" else self.page.action_previously()
            case "settings":
                self.open_settings()
            case "help":
                self.open_help()
            case "endings":
                self.open_endings()
            case "title":
                self.open_title()
            case "quit":
                self.exit()

    # Settings

    @property
    def settings(self) -> Settings:
        """The settings that are shown, which may be a preview of those that are kept."""
        return self._settings

    def _show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.theme = themes.chosen_theme(settings.theme, no_color=self._no_color)
        self.animation_level = self._motion if settings.motion else "none"
        if self.is_running and (page := self.page) is not None:
            page.set_type(settings)

    def keep_settings(self, settings: Settings) -> None:
        """Show these settings from now on, in this and every later reading."""
        self._show_settings(settings)
        self.profile = self.profile._replace(settings=settings)
        self._keep_profile()

    def _keep_profile(self) -> None:
        if self.shelf is not None and (trouble := self.profile.save(self.shelf.folder)) is not None:
            self.say(f"{trouble.message} {trouble.fix}", severity="warning")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from mars_adventure.ui.tui.commands import commands_on

        return commands_on(self, screen)

    def action_command_palette(self) -> None:
        from mars_adventure.ui.tui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def say(
        self, words: str, *, severity: Literal["information", "warning", "error"] = "information"
    ) -> None:
        """A short word at the edge of the screen that passes by itself."""
        self.notify(clean(words), severity=severity, markup=False)

    def _title_screen(self) -> Screen[None]:
        from mars_adventure.ui.tui.title import TitleScreen

        return TitleScreen(self.story, self.shelf, self.profile)


def collect_garbage() -> None:
    """Let the collector work again, if it was stopped for the start; all that is there now stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

"""The commands of the palette (ctrl+p)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandPalette

from mars_adventure.ui.tui.play import PlayScreen
from mars_adventure.ui.tui.themes import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from mars_adventure.ui.tui.app import MarsApp


class Palette(CommandPalette):
    """Textual's list of commands, framed as the other windows are."""

    DEFAULT_CSS = """
    Palette {
        & > Vertical { width: 62; max-width: 100%; margin-top: 1; background: $surface; }
        & > Vertical:dark { background: $surface; }
        #--input { border: round $primary; background: $surface; }
        #--input.--list-visible { border-bottom: none; }
        SearchIcon { display: none; }
        CommandInput, CommandInput:focus { border: none; height: 1; padding: 0 1; }
        CommandList, CommandList:focus {
            background: $surface;
            border: round $primary;
            border-top: none;
            max-height: 70vh;
            padding: 1 0 0 0;
            scrollbar-size-vertical: 1;
        }
        CommandList > .option-list--option { padding: 0 1; }
        CommandList > .option-list--option-highlighted { background: $primary 18%; color: $foreground; }
        &:ansi CommandList > .option-list--option-highlighted { color: $primary; text-style: bold underline; }
    }
    """


def commands_on(app: MarsApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """What can be done from this screen."""
    if isinstance(screen, PlayScreen):
        if screen.session.can_undo:
            yield SystemCommand("Undo", "Take back the last choice", screen.action_undo)
        if screen.session.can_redo:
            yield SystemCommand("Redo", "Take it again", screen.action_redo)
        yield SystemCommand("History", "Everything read so far", screen.action_history)
        yield SystemCommand("Timeline", "Turning points, and the lines you left", screen.action_timeline)
        yield SystemCommand("Previously", "What happened, chapter by chapter", screen.action_previously)
        yield SystemCommand("Notebook", "What you know", app.open_casebook)
        yield SystemCommand("Save", "Keep this moment under a name", screen.action_save)
        yield SystemCommand("Copy this page", "Put its text on the clipboard", screen.copy_page)
        yield SystemCommand("Title page", "The play is kept", app.open_title)
    yield SystemCommand("Load", "Go on with a saved play", partial(app.open_reels, "load"))
    yield SystemCommand("Endings", "Those you have reached", app.open_endings)
    yield SystemCommand("Settings", "Colours, width, spacing, motion", app.open_settings)
    for name in NAMES:
        settings = app.profile.settings._replace(theme=name)
        words = f"Settings: colours {name.replace('-', ' ')}"
        yield SystemCommand(words, "Kept for every reading", partial(app.keep_settings, settings))
    yield SystemCommand("Help", "About the screen you are on", app.open_help)
    yield SystemCommand("Quit", "The play is kept", app.exit)

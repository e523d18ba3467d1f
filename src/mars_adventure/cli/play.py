"""The command `play`: in the app, or line by line."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import OK, Refused
from mars_adventure.cli.places import open_story_or_refuse, story_folder

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.saves import Session, Shelf
    from mars_adventure.story import Story
    from mars_adventure.story.watch import Watch

WIDEST = 78
SIMPLE_TERMINALS = ("", "dumb", "unknown")


def play(options: Any) -> int:
    """Plays until the reader stops."""
    # Nearly all that is made before the first page stays: to look through it for garbage, again and
    # again, would take a fifth of the start. The app lets the collector work once its page is there.
    gc.disable()
    plain = options.plain or not has_screen()
    watch = None
    if options.watch:
        watch = watch_of(story_folder(options.folder))
    story = open_story_or_refuse(options.folder, watch)
    from mars_adventure.saves import Profile, Session, Shelf, saves_folder

    folder = saves_folder(options.saves)
    shelf = Shelf(folder, story)
    session = chosen_session(options, story, shelf)
    if watch is not None:
        session = session or Session.new(story, shelf, options.seed)
        session.shelf = None
    if plain:
        return play_plain(
            session or Session.new(story, shelf, options.seed),
            Profile.load(folder, story.id),
            folder,
            resumed=bool(session) and options.resume,
            watch=watch,
        )
    from mars_adventure.ui.tui.running import run_app

    return run_app(session, story, shelf, Profile.load(folder, story.id), watch)


def has_screen() -> bool:
    """Whether both ends are a terminal that can be drawn on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in SIMPLE_TERMINALS


def chosen_session(options: Any, story: Story, shelf: Shelf) -> Session | None:
    """The reading that the command line asks for; None to let the reader choose."""
    from mars_adventure.saves import SaveTrouble, Session

    if options.scene:

        def beginning(edited: Story) -> Play | None:
            with suppress(Refused):
                return begin_from(edited, options.scene, options.values, options.seed or 0)
            return None

        play = begin_from(story, options.scene, options.values, options.seed or 0)
        return Session(story, None, play, beginning=beginning)
    if options.resume:
        slot = shelf.newest()
        if slot is not None:
            try:
                loaded = shelf.open(slot)
                return Session(story, shelf, loaded.play, loaded.notices, kept_at=slot.saved_at)
            except SaveTrouble as trouble:
                raise Refused(str(trouble)) from None
        print("mars-adventure: there is no saved game to continue; this is a new play", file=sys.stderr)
    return None


def watch_of(folder: Path) -> Watch:
    """Where editors have a schema of the story, it is kept to the names that the story has now."""
    from mars_adventure.author.editor import has_schema, write_editor_files
    from mars_adventure.author.schema import SchemaRefused
    from mars_adventure.story.watch import Watch

    def renew_schema() -> None:
        if has_schema(folder):
            with suppress(SchemaRefused):  # `mars-adventure schema` says why; a play is not the place
                write_editor_files(folder)

    return Watch(folder, renew_schema)


def begin_from(story: Story, scene: str, settings: list[str], seed: int) -> Play:
    """A play that begins at a scene with values set, as authors ask for it. Raises Refused."""
    from mars_adventure.engine import begin_at
    from mars_adventure.story.problems import did_you_mean
    from mars_adventure.story.values import Unfitting, read_value

    if not story.has_scene(scene):
        raise Refused(f"no scene is called `{scene}`. {did_you_mean(scene, story.scene_names())}")
    values = {}
    for setting in settings:
        name, sign, text = setting.partition("=")
        name = name.strip()
        if not sign:
            raise Refused(f"`--set {setting}`: write --set NAME=VALUE")
        if name not in story.variables:
            raise Refused(f"nothing is called `{name}`. {did_you_mean(name, story.slots)}")
        try:
            values[name] = read_value(story.variables[name].type, text.strip())
        except Unfitting as unfitting:
            raise Refused(f"`{name}` {unfitting}") from None
    return begin_at(story, scene, values, seed)


def play_plain(session: Session, profile: Any, folder: Any, resumed: bool, watch: Watch | None = None) -> int:
    from mars_adventure.ui.plain import PlainReader

    known = {"profile": profile}

    def remember(ending: str) -> None:
        known["profile"] = known["profile"].reached(ending)
        known["profile"].save(folder)

    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST) if sys.stdout.isatty() else WIDEST
    for stream in (sys.stdin, sys.stdout):
        # Prose is UTF-8 whatever the locale says; a letter the terminal lacks must not end the play.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stream, or a test's TextIOWrapper
    gc.enable()
    PlainReader(session, sys.stdin, sys.stdout, width, remember, watch).run(resumed)
    return OK

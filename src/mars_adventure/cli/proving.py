"""The commands `prove` and `replay`."""

from __future__ import annotations

import os
import shutil
import sys
import time
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import FAILED, OK, Refused
from mars_adventure.cli.places import cache_folder, open_story_or_refuse, story_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

UNDECIDED = 3
STATUS = {"proved": OK, "refuted": FAILED, "undecided": UNDECIDED}
NARROW = 40
REDRAW_EVERY = 0.1


def prove(options: Any) -> int:
    """Proves a story; status 1 if something is refuted, 3 if something is not decided."""
    from mars_adventure.author.proof import prove, show_report, write_plays

    folder = story_folder(options.folder)
    story = open_story_or_refuse(options.folder)
    bar = ProgressBar(options.time) if sys.stderr.isatty() and options.format == "text" else None
    report = prove(
        story,
        options.time,
        options.memory,
        bar or (lambda *_: None),
        every_play=options.format == "json",
        answers=None if options.no_cache else answers_file(folder),
    )
    if bar is not None:
        bar.clear()
    colour = options.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(show_report(report, options.format, folder, colour, options.details))
    if options.plays is not None:
        try:
            written = write_plays(report, options.plays)
        except OSError as error:
            raise Refused(f"the plays could not be written to {options.plays}: {error.strerror}") from None
        if options.format == "text":
            for path in written:
                print(
                    " ".join(["mars-adventure replay", str(path), *([str(folder)] if options.folder else [])])
                )
    return STATUS[report.verdict]


def answers_file(folder: Path) -> Path | None:
    """Beside the kept copy of the story."""
    from mars_adventure.story.cache import place_of

    cache = cache_folder()
    return place_of(folder, cache).with_suffix(".answers") if cache is not None else None


def replay(options: Any) -> int:
    """Shows a play from its file, line by line or in the app, where it can be read on and saved."""
    from mars_adventure.author.proof import Unreadable, read_play

    try:
        kept = read_play(options.play)
    except OSError as error:
        raise Refused(f"{options.play} cannot be read: {error.strerror}") from None
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from None
    story = open_story_or_refuse(options.folder)
    if kept.story != story.id:
        raise Refused(f"{options.play} is a play of the story `{kept.story}`, and this is `{story.id}`")
    play = played(story, kept.choices, kept.seed)
    from mars_adventure.cli.play import has_screen

    if options.plain or not has_screen():
        show_plain(play)
        return OK
    from mars_adventure.saves import Profile, Session, Shelf, saves_folder
    from mars_adventure.ui.tui.running import run_app

    folder = saves_folder(options.saves)
    shelf = Shelf(folder, story)
    session = Session(story, shelf, play, (kept.shows,) if kept.shows else ())
    return run_app(session, story, shelf, Profile.load(folder, story.id))


def played(story: Story, choices: tuple[str, ...], seed: int) -> Play:
    """Raises Refused where the story has been changed since, and no longer offers a choice."""
    from mars_adventure.engine import Unavailable, begin, choose

    play = begin(story, seed)
    for number, choice in enumerate(choices, 1):
        try:
            play = choose(story, play, choice)
        except Unavailable:
            raise Refused(
                f"choice {number} of {len(choices)}, `{choice}`, is not offered at `{play.turn.scene}`: the story is not the one that was proved"
            ) from None
    return play


def show_plain(play: Play) -> None:
    """The whole play as it was read, each choice before what follows from it."""
    from mars_adventure.author.cells import clean

    for moment in play.moments():
        if moment.parent is not None:
            print(clean(f"> {moment.label}") + "\n")
        for block in moment.turn.blocks:
            speaker = f"{block.speaker}: " if block.speaker else ""
            print("\n".join(clean(line) for line in f"{speaker}{block.text}".split("\n")) + "\n")
    for offer in play.turn.offers:
        print(clean(f"- {offer.text}" + (f" ({offer.closed})" if offer.closed else "")))
    if play.turn.ending:
        print(f"The end: {play.turn.ending}")


class ProgressBar:
    """One line on the error output, redrawn a few times a second."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.begun, self.drawn = seconds, time.monotonic(), 0.0
        self.write: Callable[[str], int] = sys.stderr.write

    def __call__(self, what: str, done: int, total: int, states: int, frontier: str = "") -> None:
        now = time.monotonic()
        if now - self.drawn < REDRAW_EVERY:
            return
        self.drawn = now
        columns = max(NARROW, shutil.get_terminal_size((80, 24)).columns)
        left = max(0.0, self.seconds - (now - self.begun))
        known = ", ".join(filter(None, [f"{states:,} states", frontier]))
        text = f" {what} {done:,}/{total:,}  {known}  at most {left:.0f} s left"
        cells = max(0, min(30, columns - len(text) - 3))
        full = cells * done // max(total, 1)
        self.write("\r\x1b[K" + "█" * full + "░" * (cells - full) + text[: columns - 1])
        sys.stderr.flush()

    def clear(self) -> None:
        self.write("\r\x1b[K")
        sys.stderr.flush()

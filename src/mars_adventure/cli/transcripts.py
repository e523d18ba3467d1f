"""The commands `test` and `transcripts record|list`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import FAILED, OK, Refused
from mars_adventure.cli.places import open_story_or_refuse, story_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.engine import Play
    from mars_adventure.story import Story


def test(options: Any) -> int:
    """Replays every transcript of a story; status 1 if a reader would now see one of them differently."""
    from mars_adventure.author.transcripts import NotKept, bless, compare_all, kept_in, show_comparisons

    folder = story_folder(options.folder)
    story = open_story_or_refuse(options.folder)
    found = compare_all(story, kept_in(folder))
    if not found and options.format != "json":
        print(f"no plays are kept yet: {command('transcripts record NAME', options.folder)} keeps one")
        return OK
    colour = options.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(show_comparisons(found, options.format, colour))
    failing = [one for one in found if one.status != "same"]
    if options.bless:
        try:
            blessed = [one for one in found if bless(story, one)]
        except NotKept as refusal:
            raise Refused(str(refusal)) from None
        failing = [one for one in failing if one not in blessed]
        for one in blessed:
            print(f"accepted {one.kept.path}", file=sys.stdout if options.format == "text" else sys.stderr)
    if options.format == "text":
        if any(one.status == "changed" for one in failing):
            print(f"If that is as it should be: {command('test', options.folder)} --bless")
        if any(one.status == "stopped" for one in failing):
            print(
                "A choice under a new id is followed if the story says so under `renamed:`; what cannot be played any more, delete and record again."
            )
    return FAILED if failing else OK


def command(words: str, folder: Any) -> str:
    return f"mars-adventure {words}" + (f" {folder}" if folder is not None else "")


def list_transcripts(options: Any) -> int:
    """Prints the plays that are kept, with how many choices each has and what it is for."""
    from mars_adventure.author.cells import clean
    from mars_adventure.author.summary import counted
    from mars_adventure.author.transcripts import kept_in, transcripts_in

    folder = story_folder(options.folder)
    for kept in kept_in(folder):
        if kept.transcript is None:
            print(f"{clean(kept.path.stem)}: {kept.trouble}")
        else:
            shows = f": {clean(kept.transcript.shows)}" if kept.transcript.shows else ""
            print(f"{clean(kept.path.stem)}, {counted(len(kept.transcript.path), 'choice')}{shows}")
    print(f"\nin {transcripts_in(folder)}")
    return OK


def record(options: Any) -> int:
    """Keeps a play as a transcript."""
    from mars_adventure.author.transcripts import NotKept, keep

    story = open_story_or_refuse(options.folder)
    play, shows = play_asked_for(options, story)
    try:
        path = keep(story, play, options.shows or shows, story_folder(options.folder), options.name)
    except NotKept as refusal:
        raise Refused(str(refusal)) from None
    print(f"wrote {path}")
    return OK


def play_asked_for(options: Any, story: Story) -> tuple[Play, str]:
    """The play and what it is for: from a file of `prove`, from a saved game, or from its choices."""
    from mars_adventure.cli.proving import played

    if options.play is not None:
        from mars_adventure.author.proof import Unreadable, read_play

        try:
            kept = read_play(options.play)
        except OSError as error:
            raise Refused(f"{options.play} cannot be read: {error.strerror}") from None
        except Unreadable as unreadable:
            raise Refused(str(unreadable)) from None
        if kept.story != story.id:
            raise Refused(f"{options.play} is a play of the story `{kept.story}`, and this is `{story.id}`")
        return played(story, kept.choices, kept.seed), kept.shows
    if options.save is not None:
        from mars_adventure.cli.saves import shelf_of, slot_of
        from mars_adventure.saves import SaveTrouble

        shelf = shelf_of(options)
        try:
            saved = shelf.open(slot_of(shelf, options.save)).play
        except SaveTrouble as trouble:
            raise Refused(str(trouble)) from None
        return played(story, saved.path(), saved.state.seed), ""
    return chosen(story, options.choices, options.seed), ""


def chosen(story: Story, words: Sequence[str], seed: int) -> Play:
    """A play by ids of choices, or by their numbers on the page. Raises Refused."""
    from mars_adventure.engine import Unavailable, begin, choose

    play = begin(story, seed)
    for at, word in enumerate(words, 1):
        offers = play.turn.offers
        number = int(word) if word.isdecimal() and len(word) < 6 else 0
        try:
            play = choose(story, play, offers[number - 1].id if 0 < number <= len(offers) else word)
        except Unavailable as unavailable:
            open_ = ", ".join([f"{n} `{offer.id}`" for n, offer in enumerate(offers, 1) if not offer.closed])
            raise Refused(
                f"choice {at} of {len(words)}: {unavailable}, but {open_ or 'nothing'} is"
            ) from None
    return play

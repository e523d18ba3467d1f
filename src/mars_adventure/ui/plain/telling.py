"""The story in words: its title, what came before, a page, an ending, the notebook, the whole play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine import Block, casebook, ledger, recap
from mars_adventure.ui.lines import block_lines, entry_lines, offer_lines, paragraph
from mars_adventure.ui.timeline import stops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mars_adventure.engine import Play
    from mars_adventure.saves import Session
    from mars_adventure.story import Story
    from mars_adventure.ui.plain.voice import Voice

NO_WAY_ON = (
    "The story has no way on from here, which is a mistake of the story's. `u` takes back the last choice."
)


def tell_title(voice: Voice, story: Story) -> None:
    voice.say(story.title.upper(), "")
    voice.tell(part for text in (story.about, story.content_note) if text for part in text.split("\n\n"))


def tell_return(voice: Voice, session: Session) -> None:
    """Where a play that is gone on with stands: after a day with all that came before, sooner with the
    last chapter of it.
    """
    story, play = session.story, session.play
    lines = recap(story, play)
    head = story.chapters.get(play.turn.chapter)
    voice.say(f"{story.title}: {head.title if head else 'continued'}, after {play.length} choices.", "")
    tell_before(voice, lines if session.after_a_day else lines[-1:])


def tell_before(voice: Voice, lines: Sequence[str]) -> None:
    voice.tell(f"Previously: {line}" for line in lines)


def tell_turn(voice: Voice, story: Story, play: Play) -> None:
    """Text, with what became known by it, and the choices last, so that whoever listens has them in mind when it is
    time to answer.
    """
    turn = play.turn
    for item in turn.told():
        if isinstance(item, Block):
            tell_blocks(voice, story, (item,))
        elif item.what == "learnt":
            voice.say(f"In the notebook: {item.title}.", "")
        elif item.what == "struck":
            voice.say(f"Struck out in the notebook: {item.title}.", "")
    if turn.ending:
        tell_ending(voice, story, play)
    elif all(offer.closed for offer in turn.offers):
        voice.say(NO_WAY_ON, "")
    voice.say(*offer_lines(turn.offers, story, voice.width))


def tell_ending(voice: Voice, story: Story, play: Play) -> None:
    end = story.endings[play.turn.ending]
    voice.say(f"{'' if end.interim else 'The end: '}{end.title}.", "")
    tell_blocks(voice, story, ledger(story, play.state))
    voice.say("`u` takes back the last choice, `new` begins again, `q` stops.")


def tell_blocks(voice: Voice, story: Story, blocks: Iterable[Block]) -> None:
    for block in blocks:
        voice.say(*block_lines(block, story, voice.width), "")


def tell_notebook(voice: Voice, session: Session) -> None:
    book = casebook(session.story, session.play)
    if not any(book):
        voice.say("The notebook is empty.")
    for name, entries in zip(("Notes", "People", "Documents", "Theories"), book, strict=True):
        if entries:
            voice.say("", name.upper(), "")
        for entry in entries:
            voice.say(*entry_lines(entry, session.story, voice.width), "")


def tell_history(voice: Voice, session: Session) -> None:
    for moment in session.play.moments():
        if moment.parent is not None:
            voice.say(f"> {moment.label or moment.choice}", "")
        tell_blocks(voice, session.story, moment.turn.blocks)


def tell_turning_points(voice: Voice, session: Session) -> None:
    found = stops(session)
    for number, stop in enumerate(found, 1):
        voice.say(*paragraph(f"{number}. {stop.words}", voice.width))
    voice.say("t and a number goes there." if found else "No turning points yet.")


def tell_place(voice: Voice, session: Session) -> None:
    turn = session.play.turn
    head = session.story.chapters.get(turn.chapter)
    words = (
        f"Chapter {turn.chapter}, {head.title}" if head else "",
        turn.place,
        turn.time,
        f"{session.play.length} choices made",
    )
    voice.say(". ".join(filter(None, words)) + ".")

"""The saved games in words: to save under a name, to open one, to save in another folder."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from mars_adventure.saves import SaveTrouble, Session, Shelf, other_folders
from mars_adventure.ui.folders import short, typed
from mars_adventure.ui.lines import paragraph
from mars_adventure.ui.plain.voice import number_of

if TYPE_CHECKING:
    from mars_adventure.saves import Slot
    from mars_adventure.ui.plain.voice import Voice

NOWHERE = "There is nowhere to save: this reading was started without a folder for saved games."


class SavedGames:
    """What the reader has been told of them: which were listed under which number, and what is in the way."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.listed: list[Slot] = []
        self.warned = False
        self.elsewhere = False

    def save(self, session: Session, name: str) -> None:
        if session.shelf is None:
            self.voice.say(NOWHERE)
        elif not name:
            self.voice.say("Give it a name: s before the window")
        else:
            try:
                self.voice.say(f"Saved as {session.shelf.write(session.play, name).name}.")
            except SaveTrouble as trouble:
                self.voice.say(str(trouble))

    def move(self, session: Session, name: str) -> None:
        """From now on `session` is saved in the folder of this name, or else in the first other one there is."""
        if session.shelf is None:
            self.voice.say(NOWHERE)
            return
        try:
            folder = typed(name).absolute() if name else other_folders(session.shelf.folder)[0]
            session.save_on(Shelf(folder, session.story))
        except (SaveTrouble, OSError, ValueError) as trouble:
            self.voice.say(f"It cannot be saved there. {getattr(trouble, 'message', trouble)}")
            return
        self.warned, self.elsewhere, self.listed = False, True, []
        self.voice.say(
            f"Saved. Saved games are in {folder} from now on. When you leave, you are told how to start from there."
        )

    def open(self, session: Session, which: str) -> Session | None:
        """The saved game of the number typed; without a number they are listed."""
        shelf = session.shelf
        if shelf is None:
            self.voice.say("There are no saved games: this reading was started without a folder for them.")
            return None
        if not which:
            self.list(shelf)
            return None
        self.listed = self.listed or shelf.slots()
        number = number_of(which)
        if not 1 <= number <= len(self.listed):
            self.voice.say("There is no saved game of that number. l lists them.")
            return None
        slot = self.listed[number - 1]
        try:
            loaded = shelf.open(slot)
        except SaveTrouble as trouble:
            self.voice.say(str(trouble))
            return None
        return Session(session.story, shelf, loaded.play, loaded.notices, kept_at=slot.saved_at)

    def list(self, shelf: Shelf) -> None:
        self.listed = shelf.slots()
        for number, slot in enumerate(self.listed, 1):
            where = ", ".join(filter(None, (slot.chapter_title, slot.place, slot.time)))
            what = slot.trouble or f"{where}, {slot.choices} choices, {slot.saved_at:%Y-%m-%d %H:%M}"
            self.voice.say(f"{number}. {slot.name}: {what}")
        self.voice.say("l and a number opens one." if self.listed else "There are no saved games yet.")

    def warn(self, session: Session) -> None:
        """Say if the play is not being saved."""
        if session.trouble is not None and session.shelf is not None:
            # the whole of it once, and then only that it lasts: a long text on every page would hide the story
            words = "This play is still not being saved; `f` saves it in another folder."
            if not self.warned:
                other = short(other_folders(session.shelf.folder)[0])
                words = (
                    f"This play is not being saved. {session.trouble.message} The story goes on all the same. "
                    f"Type `f` to save it in {other} from now on, or `f` and another folder."
                )
            self.voice.tell((words,))
        self.warned = session.trouble is not None

    def farewell(self, session: Session) -> None:
        """How to go on another time."""
        voice = self.voice
        if session.trouble is not None:
            words = f"Your last choices could not be saved. {session.trouble}"
            voice.say("", *paragraph(words, voice.width))
        elif session.shelf is not None and session.play.parent is not None:
            where = f" --saves {quote(str(session.shelf.folder))}" if self.elsewhere else ""
            voice.say("", f"Saved. `mars-adventure play --continue{where}` goes on from here.")
            if self.elsewhere:
                voice.say(f"Or set MARS_SAVES to {session.shelf.folder}, and every start looks there.")

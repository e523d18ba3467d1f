"""One sitting: a line is read and obeyed, until there are no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from mars_adventure.engine import begin, recap
from mars_adventure.saves.reread import reread
from mars_adventure.ui.lines import paragraph
from mars_adventure.ui.plain.saved import SavedGames
from mars_adventure.ui.plain.telling import (
    tell_before,
    tell_history,
    tell_notebook,
    tell_place,
    tell_return,
    tell_title,
    tell_turn,
    tell_turning_points,
)
from mars_adventure.ui.plain.voice import Voice, number_of
from mars_adventure.ui.timeline import stops

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.engine import Play
    from mars_adventure.saves import Session
    from mars_adventure.story.watch import Watch

HELP = """\
Type the number of a choice and press Enter. Or one of these letters:
  u       take back the last choice        r       take it again
  n       the notebook                     h       the whole play so far
  w       where you are                    a       the page and its choices again
  p       what happened before, chapter by chapter
  t       the turning points; t 2 goes back to the second, or into a line that you left
  s NAME  save under a name                l       the saved games; l 2 opens the second
  f PATH  save in another folder           new     begin again
  ?       this help                        q       stop reading
Every choice is saved by itself as you make it."""
HOW_ON = "To play on, type the number of a choice. `?` lists what else you can type; the end of input stops the play, which is saved."


class PlainReader:
    """Reads `session` with lines from `source`. `width` is in characters; 0 leaves lines unbroken. With
    `watch`, edits of the story are read before each line of input is obeyed.
    """

    def __init__(
        self,
        session: Session,
        source: TextIO,
        out: TextIO,
        width: int,
        on_ending: Callable[[str], None],
        watch: Watch | None = None,
    ) -> None:
        self.session, self.source, self.watch = session, source, watch
        self.voice = Voice(out, width)
        self.saved = SavedGames(self.voice)
        self.on_ending = on_ending
        self.told = 0
        self.commands: dict[str, Callable[[str], None]] = {
            "u": self.undo, "r": self.redo, "n": self.notebook, "h": self.history, "w": self.where, "a": self.page,
            "s": self.save, "l": self.load, "f": self.folder, "?": self.help, "new": self.new, "t": self.timeline,
            "p": self.recall,
        }  # fmt: skip

    def run(self, resumed: bool) -> None:
        """Reads until `q` or the end of input."""
        if resumed:
            tell_return(self.voice, self.session)
        else:
            tell_title(self.voice, self.session.story)
        self.page()
        at_terminal = self.source.isatty()
        while True:
            if at_terminal:
                self.voice.prompt()
            line = self.source.readline()
            words = line.strip()
            if not line or words.lower() in ("q", "quit", "exit"):
                break
            if words:
                if not at_terminal:
                    self.voice.say(f"> {words}")
                if not self.page_was_edited():
                    self.obey(words)
        if self.session.play.parent is None and not at_terminal:
            self.voice.say("", *paragraph(HOW_ON, self.voice.width))
        else:
            self.saved.farewell(self.session)

    def obey(self, words: str) -> None:
        name, _, rest = words.partition(" ")
        if words.isdecimal():
            self.choose(number_of(words))
        elif name.lower() in self.commands:
            self.commands[name.lower()](rest.strip())
        else:
            self.voice.say(f"`{words[:60]}` is not one of the choices. Type a number, or ? for help.")

    def page_was_edited(self) -> bool:
        """Reads an edit of the story, if there is one. True if it has changed the page that the reader was
        answering: then it is shown again, and the answer is asked for anew.
        """
        edit = self.watch.look() if self.watch is not None else None
        if edit is None:
            return False
        if edit.story is None:
            self.voice.say("The edit has errors; the play goes on in the story as it was before.")
            for problem in edit.problems:
                self.voice.say(*paragraph(str(problem), self.voice.width, "  "))
            return False
        before = self.session.play
        self.session = reread(self.session, edit.story)
        self.told = 0
        if self.session.play.turn == before.turn and not self.session.notices:
            self.voice.say("The edit is read.")
            return False
        self.voice.say("The edit is read, and it has changed this page. Your last line was not obeyed.", "")
        self.page()
        return True

    # -- the page -----------------------------------------------------------------------------

    def page(self, _: str = "") -> None:
        """What is to be told of the reading itself, and the present turn."""
        session = self.session
        self.voice.tell(f"Note: {notice}" for notice in session.notices[self.told :])
        self.told = len(session.notices)
        self.saved.warn(session)
        if session.play.turn.ending:
            self.on_ending(session.play.turn.ending)
        tell_turn(self.voice, session.story, session.play)

    def choose(self, number: int) -> None:
        offers = self.session.play.turn.offers
        if not 1 <= number <= len(offers):
            open_ = f"Choose from 1 to {len(offers)}." if offers else "Type u to go back."
            self.voice.say(f"There is no choice {number}. {open_}")
            return
        if offers[number - 1].closed:
            self.voice.say(f"That choice is closed: {offers[number - 1].closed}.")
            return
        self.turn_to(self.session.choose(offers[number - 1].id))

    def turn_to(self, play: Play | None, otherwise: str = "") -> None:
        """The page again, which has moved to `play`; or a word on why it has not."""
        if play is None:
            self.voice.say(otherwise)
        else:
            self.voice.say("")
            self.page()

    # -- what can be typed ---------------------------------------------------------------------

    def undo(self, _: str) -> None:
        self.turn_to(self.session.undo(), "This is the beginning: there is nothing to take back.")

    def redo(self, _: str) -> None:
        self.turn_to(self.session.redo(), "There is nothing to take again.")

    def timeline(self, which: str) -> None:
        found = stops(self.session)
        if not which:
            tell_turning_points(self.voice, self.session)
        elif 1 <= number_of(which) <= len(found):
            self.turn_to(self.session.go_to(found[number_of(which) - 1].moment))
        else:
            self.voice.say("There is no turning point of that number. t lists them.")

    def new(self, _: str) -> None:
        session = self.session
        session.beginning = None
        self.turn_to(session.go_to(begin(session.story, session.play.state.seed + 1)))

    def recall(self, _: str) -> None:
        lines = recap(self.session.story, self.session.play)
        tell_before(self.voice, lines)
        if not lines:
            self.voice.say("This is the first chapter: nothing came before it.")

    def notebook(self, _: str) -> None:
        tell_notebook(self.voice, self.session)

    def history(self, _: str) -> None:
        tell_history(self.voice, self.session)

    def where(self, _: str) -> None:
        tell_place(self.voice, self.session)

    def help(self, _: str) -> None:
        self.voice.say(HELP)

    def save(self, name: str) -> None:
        self.saved.save(self.session, name)

    def folder(self, name: str) -> None:
        self.saved.move(self.session, name)

    def load(self, which: str) -> None:
        loaded = self.saved.open(self.session, which)
        if loaded is not None:
            self.session = loaded
            self.told = 0
            tell_return(self.voice, loaded)
            self.page()

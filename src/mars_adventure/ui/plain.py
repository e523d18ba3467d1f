"""The story line by line: for screen readers, pipes, simple terminals and tests.

Nothing is drawn: words only, each page once, then numbered choices. At the end of input the
play has already been saved, and reading simply ends.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, TextIO

from mars_adventure.engine import begin, casebook, ledger, recap
from mars_adventure.saves import SaveTrouble, Session, Shelf, other_folders
from mars_adventure.saves.reread import reread
from mars_adventure.ui.folders import short, typed
from mars_adventure.ui.lines import block_lines, entry_lines, offer_lines, paragraph
from mars_adventure.ui.timeline import stops

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.engine import Play
    from mars_adventure.saves import Slot
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
    """One sitting. `width` is in characters; 0 leaves lines unbroken. With `watch`, edits of the story
    are read before each line of input is obeyed.
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
        self.watch = watch
        self.session, self.source, self.out, self.width = session, source, out, width
        self.on_ending = on_ending
        self.told = 0
        self.warned = False
        self.elsewhere = False
        self.listed: list[Slot] = []
        self.commands: dict[str, Callable[[str], None]] = {
            "u": self.undo, "r": self.redo, "n": self.notebook, "h": self.history, "w": self.where, "a": self.page,
            "s": self.save, "l": self.load, "f": self.folder, "?": self.help, "new": self.new, "t": self.timeline,
            "p": self.recall,
        }  # fmt: skip

    def run(self, resumed: bool) -> None:
        """Reads until `q` or the end of input."""
        if resumed:
            self.previously()
        else:
            self.title()
        self.page()
        prompt = self.source.isatty()
        while True:
            if prompt:
                self.out.write("> ")
                self.out.flush()
            line = self.source.readline()
            if not line:
                break
            words = line.strip()
            if words.lower() in ("q", "quit", "exit"):
                break
            if words:
                if not prompt:
                    self.say(f"> {words}")
                if not self.page_was_edited():
                    self.obey(words)
        self.farewell()

    def obey(self, words: str) -> None:
        name, _, rest = words.partition(" ")
        if words.isdecimal():
            self.choose(int(words) if len(words) < 6 else 0)
        elif name.lower() in self.commands:
            self.commands[name.lower()](rest.strip())
        else:
            self.say(f"`{words[:60]}` is not one of the choices. Type a number, or ? for help.")

    def page_was_edited(self) -> bool:
        """Reads an edit of the story, if there is one. True if it has changed the page that the reader was
        answering: then it is shown again, and the answer is asked for anew.
        """
        edit = self.watch.look() if self.watch is not None else None
        if edit is None:
            return False
        if edit.story is None:
            self.say("The edit has errors; the play goes on in the story as it was before.")
            for problem in edit.problems:
                self.say(*paragraph(str(problem), self.width, "  "))
            return False
        before = self.session.play
        self.session = reread(self.session, edit.story)
        self.told = 0
        if self.session.play.turn == before.turn and not self.session.notices:
            self.say("The edit is read.")
            return False
        self.say("The edit is read, and it has changed this page. Your last line was not obeyed.", "")
        self.page()
        self.notices()
        return True

    # -- the page -----------------------------------------------------------------------------

    def say(self, *lines: str) -> None:
        for line in lines:
            self.out.write(line + "\n")
        self.out.flush()

    def title(self) -> None:
        story = self.session.story
        self.say(story.title.upper(), "")
        for text in (story.about, story.content_note):
            for part in text.split("\n\n") if text else ():
                self.say(*paragraph(part, self.width), "")

    def previously(self) -> None:
        story, play = self.session.story, self.session.play
        lines = recap(story, play)
        # after a short pause the last chapter is enough
        lines = lines if self.session.after_a_day else lines[-1:]
        head = story.chapters.get(play.turn.chapter)
        self.say(f"{story.title}: {head.title if head else 'continued'}, after {play.length} choices.", "")
        self.tell_before(lines)

    def recall(self, _: str) -> None:
        lines = recap(self.session.story, self.session.play)
        self.tell_before(lines)
        if not lines:
            self.say("This is the first chapter: nothing came before it.")

    def tell_before(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.say(*paragraph(f"Previously: {line}", self.width), "")

    def page(self, _: str = "") -> None:
        """The present turn: what is to be told of the reading itself, the text, what became known, and
        the choices last, so that whoever listens has them in mind when it is time to answer.
        """
        self.notices()
        session = self.session
        play, story = session.play, session.story
        turn = play.turn
        for block in turn.blocks:
            self.say(*block_lines(block, story, self.width), "")
        for news in turn.news:
            if news.what == "learnt":
                self.say(f"In the notebook: {news.title}.", "")
            elif news.what == "struck":
                self.say(f"Struck out in the notebook: {news.title}.", "")
        if turn.ending:
            self.ending(turn.ending)
        elif not any(not offer.closed for offer in turn.offers):
            self.say(
                "The story has no way on from here, which is a mistake of the story's. `u` takes back the last choice.",
                "",
            )
        self.say(*offer_lines(turn.offers, story, self.width))

    def ending(self, name: str) -> None:
        story = self.session.story
        end = story.endings[name]
        self.on_ending(name)
        self.say(f"{'' if end.interim else 'The end: '}{end.title}.", "")
        for block in ledger(story, self.session.play.state):
            self.say(*block_lines(block, story, self.width), "")
        self.say("`u` takes back the last choice, `new` begins again, `q` stops.")

    def notices(self) -> None:
        session = self.session
        for notice in session.notices[self.told :]:
            self.say(*paragraph(f"Note: {notice}", self.width), "")
        self.told = len(session.notices)
        if session.trouble is not None and session.shelf is not None:
            # the whole of it once, and then only that it lasts: a long text on every page would hide the story
            words = "This play is still not being saved; `f` saves it in another folder."
            if not self.warned:
                other = short(other_folders(session.shelf.folder)[0])
                words = (
                    f"This play is not being saved. {session.trouble.message} The story goes on all the same. "
                    f"Type `f` to save it in {other} from now on, or `f` and another folder."
                )
            self.say(*paragraph(words, self.width), "")
        self.warned = session.trouble is not None

    # -- what can be typed ---------------------------------------------------------------------

    def choose(self, number: int) -> None:
        offers = self.session.play.turn.offers
        if not 1 <= number <= len(offers):
            open_ = f"Choose from 1 to {len(offers)}." if offers else "Type u to go back."
            self.say(f"There is no choice {number}. {open_}")
            return
        if offers[number - 1].closed:
            self.say(f"That choice is closed: {offers[number - 1].closed}.")
            return
        self.session.choose(offers[number - 1].id)
        self.say("")
        self.page()

    def undo(self, _: str) -> None:
        self.moved(self.session.undo(), "This is the beginning: there is nothing to take back.")

    def redo(self, _: str) -> None:
        self.moved(self.session.redo(), "There is nothing to take again.")

    def moved(self, play: Play | None, otherwise: str) -> None:
        if play is None:
            self.say(otherwise)
        else:
            self.say("")
            self.page()

    def notebook(self, _: str) -> None:
        session = self.session
        book = casebook(session.story, session.play)
        if not any(book):
            self.say("The notebook is empty.")
        for name, entries in zip(("Notes", "People", "Documents", "Theories"), book, strict=True):
            if entries:
                self.say("", name.upper(), "")
            for entry in entries:
                self.say(*entry_lines(entry, session.story, self.width), "")

    def history(self, _: str) -> None:
        for moment in self.session.play.moments():
            if moment.parent is not None:
                self.say(f"> {moment.label or moment.choice}", "")
            for block in moment.turn.blocks:
                self.say(*block_lines(block, self.session.story, self.width), "")

    def timeline(self, which: str) -> None:
        found = stops(self.session)
        if not which:
            for number, stop in enumerate(found, 1):
                self.say(*paragraph(f"{number}. {stop.words}", self.width))
            self.say("t and a number goes there." if found else "No turning points yet.")
        elif which.isdecimal() and len(which) < 6 and 1 <= int(which) <= len(found):
            self.moved(self.session.go_to(found[int(which) - 1].moment), "")
        else:
            self.say("There is no turning point of that number. t lists them.")

    def where(self, _: str) -> None:
        turn = self.session.play.turn
        head = self.session.story.chapters.get(turn.chapter)
        words = [
            f"Chapter {turn.chapter}, {head.title}" if head else "",
            turn.place,
            turn.time,
            f"{self.session.play.length} choices made",
        ]
        self.say(". ".join(filter(None, words)) + ".")

    def help(self, _: str) -> None:
        self.say(HELP)

    def new(self, _: str) -> None:
        session = self.session
        session.beginning = None
        session.go_to(begin(session.story, session.play.state.seed + 1))
        self.say("")
        self.page()

    def save(self, name: str) -> None:
        shelf = self.session.shelf
        if shelf is None:
            self.say("There is nowhere to save: this reading was started without a folder for saved games.")
        elif not name:
            self.say("Give it a name: s before the window")
        else:
            try:
                slot = shelf.write(self.session.play, name)
                self.say(f"Saved as {slot.name}.")
            except SaveTrouble as trouble:
                self.say(str(trouble))

    def folder(self, name: str) -> None:
        shelf = self.session.shelf
        if shelf is None:
            self.say("There is nowhere to save: this reading was started without a folder for saved games.")
            return
        try:
            folder = typed(name).absolute() if name else other_folders(shelf.folder)[0]
            self.session.save_on(Shelf(folder, self.session.story))
        except (SaveTrouble, OSError, ValueError) as trouble:
            self.say(f"It cannot be saved there. {getattr(trouble, 'message', trouble)}")
            return
        self.warned, self.elsewhere = False, True
        self.listed = []
        self.say(
            f"Saved. Saved games are in {folder} from now on. When you leave, you are told how to start from there."
        )

    def load(self, which: str) -> None:
        shelf = self.session.shelf
        if shelf is None:
            self.say("There are no saved games: this reading was started without a folder for them.")
            return
        if not which:
            self.listed = shelf.slots()
            for number, slot in enumerate(self.listed, 1):
                where = ", ".join(filter(None, (slot.chapter_title, slot.place, slot.time)))
                self.say(
                    f"{number}. {slot.name}: {slot.trouble or f'{where}, {slot.choices} choices, {slot.saved_at:%Y-%m-%d %H:%M}'}"
                )
            self.say("l and a number opens one." if self.listed else "There are no saved games yet.")
            return
        self.listed = self.listed or shelf.slots()
        number = int(which) if which.isdecimal() and len(which) < 6 else 0
        if not 1 <= number <= len(self.listed):
            self.say("There is no saved game of that number. l lists them.")
            return
        try:
            loaded = shelf.open(self.listed[number - 1])
        except SaveTrouble as trouble:
            self.say(str(trouble))
            return
        self.session = Session(
            self.session.story, shelf, loaded.play, loaded.notices, kept_at=self.listed[number - 1].saved_at
        )
        self.told = 0
        self.previously()
        self.page()

    def farewell(self) -> None:
        session = self.session
        if session.play.parent is None and not self.source.isatty():
            self.say("", *paragraph(HOW_ON, self.width))
        elif session.shelf is not None and session.trouble is None and session.play.parent is not None:
            where = f" --saves {quote(str(session.shelf.folder))}" if self.elsewhere else ""
            self.say("", f"Saved. `mars-adventure play --continue{where}` goes on from here.")
            if self.elsewhere:
                self.say(f"Or set MARS_SAVES to {session.shelf.folder}, and every start looks there.")
        elif session.trouble is not None:
            self.say("", *paragraph(f"Your last choices could not be saved. {session.trouble}", self.width))

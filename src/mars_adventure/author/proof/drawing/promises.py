"""What the author claims of the whole story, as questions to the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.passages import ask_of_inline, paragraphs
from mars_adventure.author.proof.drawing.wording import worded
from mars_adventure.author.proof.drawing.words import Words
from mars_adventure.author.proof.machine.guards import FALSE, TRUE, Guard, every, negation, some
from mars_adventure.author.proof.machine.machine import Question
from mars_adventure.author.proof.machine.variables import TooManyCases
from mars_adventure.story.logic import Among
from mars_adventure.story.types import KNOWN, STRUCK

if TYPE_CHECKING:
    from mars_adventure.author.proof.drawing.sketch import Sketch
    from mars_adventure.author.proof.drawing.strand import Strand
    from mars_adventure.story.model import CasebookItem, Choice, Inline, Promise, Prose, Scene

POSSIBLE = ("possible", "possible ending")


class Watches:
    """Asks about promises, choices and words wherever the drawing passes.

    `always`, `never` and `possible` speak of every state in which a scene is shown or a choice asked for,
    `whenever` of each time its scene is shown, `eventually` of every play that ends.
    """

    def __init__(self, sketch: Sketch) -> None:
        self.sketch, self.reader = sketch, sketch.reader
        self.promises = sketch.head.promises
        self.words = {name: Words(words, self.reader) for name, words in sketch.head.words.items()}
        self.undecided: dict[str, str] = {}
        self.in_casebook: dict[str, Guard] = {}
        self.in_ledger: dict[str, Guard] = {}
        for promise in self.promises:
            sketch.machine.questions["promise", promise.name] = Question(
                "promise",
                f"the promise `{promise.name}` does not hold: {spelt(promise)}",
                promise.at,
                promise.kind in POSSIBLE,
            )

    def ask(self, strand: Strand, promise: Promise, guard: Guard) -> None:
        if guard != FALSE:
            strand.ask("promise", promise.name, guard, "", promise.at, promise.kind in POSSIBLE)

    # -- where states are looked at -----------------------------------------------------------

    def at_scene(self, strand: Strand, scene: Scene) -> None:
        """The scene is being shown."""
        self.at_menu(strand, scene)
        for promise in self.promises:
            condition = self.reader.guard(promise.condition)
            match promise.kind:
                case "whenever" if promise.subject == scene.name:
                    self.ask(strand, promise, negation(condition))
                case "possible ending" if promise.subject == scene.ending:
                    self.ask(strand, promise, condition)
                case "never shows" if scene.ending:
                    self.ask(strand, promise, self.seen_in_ledger(promise))
                case "eventually" if scene.ending:
                    been = self.sketch.been[promise.subject]
                    self.ask(strand, promise, self.reader.test(been, 0b01, {}))
        self.look_for_words(strand, TRUE, scene.place, scene.time)
        self.look_in_prose(strand, scene.text)

    def at_menu(self, strand: Strand, scene: Scene) -> None:
        """The reader is asked, or a scene is shown."""
        for promise in self.promises:
            if promise.kind == "never shows":
                self.ask(strand, promise, self.seen_in_casebook(promise))
            if promise.kind in ("always", "never", "possible"):
                condition = self.reader.guard(promise.condition)
                self.ask(strand, promise, negation(condition) if promise.kind == "always" else condition)

    def at_choice(self, strand: Strand, scene: Scene, way: Choice, offered: dict[str, Guard]) -> None:
        """A choice may be offered. `offered` says when each of its siblings is, and it itself."""
        name, guard = f"{scene.name}.{way.id}", offered[way.id]
        where = f"the choice `{name}`"
        strand.ask("choice", name, guard, "", way.at, True)
        condition = self.reader.guard(way.condition)
        left = self.sketch.left(scene, way)
        if way.condition is not None:
            words = worded(way.condition)
            off = every(left, negation(condition))
            strand.ask(
                "always", name, off, f"`{words}` on {where} always holds there", way.at, True, "notice"
            )
        for note in way.needs:
            unknown = every(guard, negation(self.reader.guard(Among(f"note.{note}", (KNOWN,)))))
            strand.ask(
                "needs",
                f"{name} {note}",
                unknown,
                f"{where} needs `{note}`, which may be unknown there",
                way.at,
                False,
            )
        for promise in self.promises:
            if promise.kind == "never alone" and promise.subject == name:
                others = some(*[other for id_, other in offered.items() if id_ != way.id])
                self.ask(strand, promise, every(guard, negation(others)))
        closed = every(left, negation(condition)) if way.closed is not None and not way.fallback else FALSE
        shown = some(guard, closed)
        ask_of_inline(strand, way.label, where, way.at, shown)
        self.look_for_words(strand, shown, way.label)
        if way.closed is not None and not isinstance(way.closed, str):
            ask_of_inline(strand, way.closed, where, way.at, closed)
            self.look_for_words(strand, closed, way.closed)

    # -- words --------------------------------------------------------------------------------

    def seen_in_casebook(self, promise: Promise) -> Guard:
        """When an entry that can be read in the casebook has the words, and must not."""
        found = self.in_casebook.get(promise.name)
        if found is None:
            head, entries = self.sketch.head, list[Guard]()
            for note in head.notes.values():
                there = self.reader.guard(Among(f"note.{note.name}", (KNOWN, STRUCK)))
                entries.append(every(there, self.saying_entry(promise, note)))
            for items in (head.people, head.documents, head.theories):
                for item in items.values():
                    there = self.reader.guard(item.condition)
                    entries.append(every(there, self.saying_entry(promise, item)))
            forbidden = self.reader.guard(promise.condition)
            found = self.in_casebook[promise.name] = every(forbidden, some(*entries))
        return found

    def seen_in_ledger(self, promise: Promise) -> Guard:
        """The same of what is read at the end."""
        found = self.in_ledger.get(promise.name)
        if found is None:
            forbidden = self.reader.guard(promise.condition)
            found = every(forbidden, self.saying_prose(promise, self.sketch.head.ledger))
            self.in_ledger[promise.name] = found
        return found

    def saying_entry(self, promise: Promise, item: CasebookItem) -> Guard:
        return some(self.saying(promise, item.title), self.saying_prose(promise, item.text))

    def saying_prose(self, promise: Promise, prose: Prose) -> Guard:
        return some(
            *[
                every(guard, self.saying(promise, paragraph.parts))
                for guard, paragraph in paragraphs(self.reader, prose)
            ]
        )

    def saying(self, promise: Promise, line: Inline) -> Guard:
        """When a line has the words of a promise."""
        try:
            return self.words[promise.subject].said_by(line)
        except TooManyCases:
            self.undecided[promise.name] = "a line has too many forms to look through"
            return FALSE

    def look_in_prose(self, strand: Strand, prose: Prose) -> None:
        if any(promise.kind == "never shows" for promise in self.promises):
            for guard, paragraph in paragraphs(self.reader, prose):
                self.look_for_words(strand, guard, paragraph.parts)

    def look_for_words(self, strand: Strand, shown: Guard, *lines: Inline) -> None:
        for promise in self.promises:
            if promise.kind != "never shows":
                continue
            for line in lines:
                said = self.saying(promise, line)
                if said != FALSE:
                    self.ask(strand, promise, every(shown, self.reader.guard(promise.condition), said))


def spelt(promise: Promise) -> str:
    """As the author wrote it, nearly."""
    words = worded(promise.condition) if promise.condition is not None else ""
    match promise.kind:
        case "whenever":
            return f"whenever {promise.subject} then {words}"
        case "never shows":
            return (
                f"never shows {promise.subject} while {words}" if words else f"never shows {promise.subject}"
            )
    return " ".join(filter(None, (promise.kind, promise.subject, words)))

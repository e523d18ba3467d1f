"""When a line has words that it must not have, whatever its parts come to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.passages import alternatives
from mars_adventure.author.proof.drawing.wording import spelt
from mars_adventure.author.proof.machine.guards import FALSE, TRUE, Guard, every, some
from mars_adventure.author.proof.machine.variables import TooManyCases
from mars_adventure.story.model import Either, Shown, Span, Varied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.author.proof.drawing.reading import Reader
    from mars_adventure.story.logic import Logic
    from mars_adventure.story.model import Inline, Part

    Tails = dict[str, Guard]
    """Ends of texts, in which words may have begun, with when the text so far ends so."""

MOST_TAILS = 4096
WORD, SPACE = re.compile(r"\b\w"), re.compile(r"\s+")
NEVER = r"(?!)"


class Words:
    """Some words, looked for in lines: whole, whatever the case; `*` at the end stands for any letters.

    A line is read from left to right, and of what was read only that is kept in which one of the words may
    have begun: so two texts that differ elsewhere are one from there on, and a line of many alternatives is no
    dearer than it is long.
    """

    def __init__(self, words: tuple[str, ...], reader: Reader) -> None:
        self.reader = reader
        self.pattern = pattern_of(words)
        lower = [word.lower() for word in words]
        self.beginnings = {word[:length] for word in lower for length in range(1, len(word) + 1)}
        stems = [re.escape(word.removesuffix("*")) for word in lower if word.endswith("*")]
        self.gone_on = re.compile(rf"(?:{'|'.join(stems)})\w*" if stems else NEVER)
        self.known: dict[int, tuple[Inline, Guard]] = {}
        """By the identity of the line, which is kept alive with it."""

    def said_by(self, line: Inline) -> Guard:
        """Raises TooManyCases."""
        known = self.known.get(id(line))
        if known is None:
            known = self.known[id(line)] = line, FALSE if self.is_silent(line) else self.spoken(line)
        return known[1]

    def spoken(self, line: Inline) -> Guard:
        found: list[Guard] = []
        for tail, guard in self.follow(line, {"": TRUE}, found).items():
            if self.pattern.search(tail):
                found.append(guard)
        return some(*found)

    def is_silent(self, parts: Inline) -> bool:
        """Whether no run of text in a line has one of the words, or ends where one may have begun.

        So it is with most lines, and then it does not matter which of its runs come together.
        """
        for part in parts:
            match part:
                case Span(text, _):
                    text = SPACE.sub(" ", text)
                    if self.word_begun(text.rsplit(" ", 1)[-1]) or self.pattern.search(text):
                        return False
                case Either(_, yes, no):
                    if not (self.is_silent(yes) and self.is_silent(no)):
                        return False
                case Varied(_, _, options):
                    if not all(map(self.is_silent, options)):
                        return False
                case Shown():
                    return False
        return True

    def follow(self, parts: Inline, tails: Tails, found: list[Guard]) -> Tails:
        """The tails after some parts, for those before. What has the words is `found`."""
        for part in parts:
            after: dict[str, list[Guard]] = {}
            for tail, held in tails.items():
                ends: dict[str, list[Guard]] = {}
                said: list[Guard] = []
                for guard, end in self.ends(part, tail, said):
                    ends.setdefault(end, []).append(guard)
                found += [every(held, guard) for guard in said]
                for end, guards in ends.items():
                    # Whatever a part comes to, it comes to something.
                    after.setdefault(end, []).append(held if len(ends) == 1 else every(held, some(*guards)))
            if len(after) > MOST_TAILS:
                raise TooManyCases
            tails = {end: some(*guards) for end, guards in after.items()}
        return tails

    def ends(self, part: Part, tail: str, found: list[Guard]) -> Iterator[tuple[Guard, str]]:
        """Each tail that a part may leave behind one tail, with when."""
        match part:
            case Span(text, _):
                yield TRUE, self.read(tail, text, TRUE, found)
            case Shown(value, labels, _):
                names = dict(labels)
                for guard, result in results(self.reader, value):
                    yield guard, self.read(tail, names.get(result, result), guard, found)
            case _:
                for _, guard, inside in alternatives(self.reader, part):
                    said: list[Guard] = []
                    for end, more in self.follow(inside, {tail: TRUE}, said).items():
                        yield every(guard, more), end
                    found.append(every(guard, some(*said)))

    def read(self, tail: str, text: str, guard: Guard, found: list[Guard]) -> str:
        """The tail after more text. A word that ends with the text may go on, and is left in the tail."""
        text = SPACE.sub(" ", tail + text)
        if any(match.end() < len(text) for match in self.pattern.finditer(text)):
            found.append(guard)
        return self.begun(text.rsplit(" ", 1)[-1])

    def begun(self, text: str) -> str:
        """The end of a text in which one of the words may have begun; without one, only whether a letter is last."""
        return self.word_begun(text) or ("x" if text and WORD.match(text[-1]) else "")

    def word_begun(self, text: str) -> str:
        """From where, if the text ends so, it may go on to have one of the words."""
        for match in WORD.finditer(text):
            end = text[match.start() :]
            lower = end.lower()
            if lower in self.beginnings or self.gone_on.fullmatch(lower):
                return end
        return ""


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, whole, whatever the case; `*` at the end stands for any letters."""
    parts = [re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    # To look at one letter first halves the time that most lines take.
    first = "".join(sorted({re.escape(word[:1]) for word in words}))
    return re.compile(rf"\b(?=[{first}])(?:{'|'.join(parts)})\b", re.IGNORECASE)


def results(reader: Reader, value: Logic) -> Iterable[tuple[Guard, str]]:
    """The words that a value may be shown as; a number as a digit, since no word has one."""
    if reader.is_number(value):
        return [(TRUE, "0")]
    read = reader.read_by(value, {})
    if len(read) != 1:
        raise TooManyCases
    (at,) = read
    return [
        (reader.test(at, 1 << number, {}), spelt(reader.value(value, {at: number})))
        for number in range(len(reader.variables.all[at].values))
    ]

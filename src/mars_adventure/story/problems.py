"""What is wrong with a story, as data: code, place, message, fix."""

import difflib
import re
from bisect import bisect
from collections.abc import Iterable
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from mars_adventure.story.codes import CODES

USES = ("M3", "M4", "M504")
"""Codes that speak of the use of a name."""
MOST_PROBLEMS = 500
LONGEST_MESSAGE = 400
LONGEST_LINE = 20_000
LONGEST_NAME = 60
MOST_COMPARED = 200
LIKENESS = 0.59
"""From 0 for no letter in common to 1: what is no more like a word than this is no guess at it."""
NAMES = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"


class Position(NamedTuple):
    """A stretch of one line. `file` is relative to the story's folder; `line` and `column`
    count from 1, and `length` is at least 1.
    """

    file: str
    line: int
    column: int
    length: int = 1


class Problem(NamedTuple):
    """`source` is the line as the author wrote it, without its line end; `fix` may be ""."""

    code: str
    at: Position
    message: str
    fix: str
    source: str = ""

    @property
    def severity(self) -> str:
        """ "error" (the story cannot be played) or "warning"."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        at = self.at
        fix = f" ({self.fix})" if self.fix else ""
        return f"{at.file}:{at.line}:{at.column}: {self.code} {self.message}{fix}"


class StoryError(ValueError):
    """A story that cannot be played. `problems` are sorted by place and hold at least one error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Enough(Exception):
    """A story has so many problems that reading on would help nobody."""


class Report:
    """Collects problems; one for each cause, so a second one at the same place is dropped.

    `doubtful` are names whose own declaration could not be read: no more is said of lines that use them.
    """

    def __init__(self) -> None:
        self.found: dict[tuple[str, int, int], Problem] = {}
        self.doubtful: set[str] = set()

    def add(self, code: str, at: Position, message: str, fix: str = "", source: str = "") -> None:
        """Raises Enough once there are more problems than anybody will read."""
        place = (at.file, at.line, at.column)
        follows = (
            self.doubtful
            and code.startswith(USES)
            and not self.doubtful.isdisjoint(re.findall(NAMES, source))
        )
        if place not in self.found and not follows:
            self.found[place] = Problem(code, at, cut(message), cut(fix), cut(source, LONGEST_LINE))
            if len(self.found) == MOST_PROBLEMS:
                raise Enough

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.found.values(), key=lambda problem: problem.at))

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.found.values())


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, or ""; of two as like, the one that begins more like it.
    Among very many, one that begins like it.
    """
    if len(word) > LONGEST_NAME:
        return ""
    matcher = difflib.SequenceMatcher(b=word)
    best, found = (LIKENESS, 0), ""
    names = [name for name in known if len(name) <= LONGEST_NAME]
    if len(names) > MOST_COMPARED:
        # in the order of the alphabet, those that begin most like the word stand around it
        names.sort()
        at = bisect(names, word)
        names = names[max(at - MOST_COMPARED // 2, 0) : at + MOST_COMPARED // 2]
    for name in names:
        matcher.set_seq1(name)
        # the two quick ones are upper bounds: once a good name is found, they spare most of the work
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            likeness = (matcher.ratio(), sum(takewhile(bool, map(eq, word, name))))
            if likeness > best:
                best, found = likeness, name
    return found


def cut(text: str, most: int = LONGEST_MESSAGE) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A fix that names the nearest known name, or `otherwise`."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else otherwise

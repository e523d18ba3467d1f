"""A copy of a story in which every run of text is replaced by its number.

Played by the engine as it is, the copy tells which runs of the text a reader was shown and
which scenes were entered, without a second set of rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.statistics.words import count_words
from mars_adventure.story import Story
from mars_adventure.story.model import Either, Paragraph, Span, Varied, Versions

if TYPE_CHECKING:
    from mars_adventure.story.model import Choice, Inline, Part, Prose, Scene

ENTERED = "entered"
"""The kind of the block that names each scene entered."""
NUMBER = re.compile("\ue000(\\d+)\ue001")


class Run(NamedTuple):
    """A stretch of text that is always shown whole. `line` is that of its paragraph."""

    text: str
    words: int
    chapter: int
    file: str
    line: int


class Numbered(NamedTuple):
    """`runs` are all those of scenes and answers with at least one word, in the order of the files."""

    story: Story
    runs: tuple[Run, ...]


def number_runs(story: Story) -> Numbered:
    numbering = Numbering()
    scenes = {name: numbering.scene(story.scene(name)) for name in story.scene_names()}
    return Numbered(Story(story.head, story.fingerprint, scenes), tuple(numbering.runs))


class Numbering:
    """Goes through the scenes one by one, and gives out the numbers."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.chapter, self.file, self.line = 0, "", 0

    def scene(self, scene: Scene) -> Scene:
        self.chapter, self.file = scene.chapter, scene.at.file
        entered = Paragraph(ENTERED, "", (Span(scene.name),), (), scene.at.line)
        return scene._replace(
            text=(entered, *self.prose(scene.text)),
            choices=tuple(self.choice(choice) for choice in scene.choices),
        )

    def choice(self, choice: Choice) -> Choice:
        return choice._replace(
            say=self.prose(choice.say),
            choices=tuple(self.choice(inner) for inner in choice.choices),
        )

    def prose(self, prose: Prose) -> Prose:
        return tuple(
            [
                self.versions(piece) if isinstance(piece, Versions) else self.paragraph(piece)
                for piece in prose
            ]
        )

    def versions(self, versions: Versions) -> Versions:
        return versions._replace(
            branches=tuple((condition, self.prose(prose)) for condition, prose in versions.branches)
        )

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        self.line = paragraph.line
        return paragraph._replace(parts=self.inline(paragraph.parts))

    def inline(self, parts: Inline) -> Inline:
        return tuple(self.part(part) for part in parts)

    def part(self, part: Part) -> Part:
        match part:
            case Span(text, style) if words := count_words(text):
                self.runs.append(Run(text, words, self.chapter, self.file, self.line))
                return Span(f"\ue000{len(self.runs) - 1}\ue001", style)
            case Either(condition, yes, no):
                return Either(condition, self.inline(yes), self.inline(no))
            case Varied(kind, slot, options):
                return Varied(kind, slot, tuple(self.inline(option) for option in options))
        return part


def runs_in(text: str) -> tuple[int, ...]:
    """The numbers of the runs in a shown text."""
    return tuple([int(number) for number in NUMBER.findall(text)])


def without_runs(text: str) -> str:
    """What else a shown text holds: values of variables."""
    return NUMBER.sub(" ", text)

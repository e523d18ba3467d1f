"""What stands in the files of a story, counted chapter by chapter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.author.labels import plain_label
from mars_adventure.author.statistics.words import count_words
from mars_adventure.story.links import every_choice
from mars_adventure.story.model import Either, Paragraph, Span, Varied, Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.author.statistics.runs import Run
    from mars_adventure.story import Story
    from mars_adventure.story.model import Inline, Prose


@dataclass(slots=True)
class ChapterText:
    """`words` are those of scenes and answers; `labels` holds the number of words of each label.
    Scenes outside all chapters count as chapter 0.
    """

    number: int
    title: str
    words: int = 0
    scenes: int = 0
    labels: list[int] = field(default_factory=list)

    @property
    def choices(self) -> int:
        return len(self.labels)


def chapters_of(story: Story, runs: Iterable[Run]) -> list[ChapterText]:
    """By number; those without a scene are left out."""
    found: dict[int, ChapterText] = {}
    for name in story.scene_names():
        scene = story.scene(name)
        chapter = found.get(scene.chapter)
        if chapter is None:
            head = story.chapters.get(scene.chapter)
            chapter = found[scene.chapter] = ChapterText(scene.chapter, head.title if head else "")
        chapter.scenes += 1
        chapter.labels += [count_words(plain_label(choice.label)) for choice in every_choice(scene.choices)]
    for run in runs:
        found[run.chapter].words += run.words
    return [found[number] for number in sorted(found)]


def casebook_words(story: Story) -> int:
    """The words of notes, people, documents, theories and the ledger."""
    head = story.head
    items = [
        item for table in (head.notes, head.people, head.documents, head.theories) for item in table.values()
    ]
    spans = [span for item in items for part in item.title for span in spans_of((part,))]
    spans += [span for prose in (*[item.text for item in items], head.ledger) for span in spans_in(prose)]
    return sum(count_words(span.text) for span in spans)


def spans_in(prose: Prose) -> Iterator[Span]:
    for piece in prose:
        match piece:
            case Paragraph():
                yield from spans_of(piece.parts)
            case Versions(branches):
                for _, inner in branches:
                    yield from spans_in(inner)


def spans_of(parts: Inline) -> Iterator[Span]:
    """Every run of text, in all alternatives."""
    for part in parts:
        match part:
            case Span():
                yield part
            case Either(_, yes, no):
                yield from spans_of(yes)
                yield from spans_of(no)
            case Varied(_, _, options):
                for option in options:
                    yield from spans_of(option)

"""Plays by one kind of reader, and what they have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from mars_adventure.author.statistics.runs import ENTERED, runs_in, without_runs
from mars_adventure.author.statistics.words import count_words
from mars_adventure.engine import begin, choose
from mars_adventure.engine.turn import HEADINGS
from mars_adventure.story.types import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.author.statistics.readers import Kind, Reader
    from mars_adventure.author.statistics.runs import Numbered
    from mars_adventure.author.statistics.slips import Watch
    from mars_adventure.engine import Play, Turn

MOST_CHOICES = 2000
ENOUGH_CHOICES, FEWEST_PLAYS = 20_000, 60
"""Where nobody says how many plays, a reader stops after so many choices, so that a long story takes hardly
longer to measure than a short one; but not before so many plays, for odds that mean something.
"""
MOST_PLAYS = 500
STUCK, ENDLESS = "(stuck)", "(still playing)"
"""Stand among the endings for plays that had no open option left, or were given up at MOST_CHOICES."""


@dataclass(slots=True)
class Stretch:
    """What was read between two choices; `scene` is where the second was made."""

    chapter: int
    scene: str
    words: int


@dataclass(slots=True)
class Sample:
    """Plays by one kind of reader: a list holds one entry for each play, a counter how many plays."""

    kind: str
    words: list[int] = field(default_factory=list)
    choices: list[int] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    """The share of all words of the story that a play showed."""
    new: list[float] = field(default_factory=list)
    """The share of its text that the play before had not shown."""
    seen_together: float = 0
    endings: Counter[str] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)
    scenes: Counter[str] = field(default_factory=Counter)
    chosen: Counter[str] = field(default_factory=Counter)
    runs: Counter[int] = field(default_factory=Counter)
    stretches: list[Stretch] = field(default_factory=list)
    options: list[int] = field(default_factory=list)
    """How many open options each choice had."""
    first_words: list[int] = field(default_factory=list)
    """The words before the first choice."""
    known: dict[str, list[int]] = field(default_factory=dict)
    """For each tag, how many of its notes were known at the end."""

    @property
    def plays(self) -> int:
        return len(self.words)


class Sampling:
    """One numbered story, played over and over."""

    def __init__(self, numbered: Numbered, watch: Watch) -> None:
        self.numbered, self.watch = numbered, watch
        story = numbered.story
        self.total = sum(run.words for run in numbered.runs) or 1
        slots = {name: at for at, name in enumerate(story.slots)}
        tags = sorted({tag for note in story.head.notes.values() for tag in note.tags})
        self.notes_by_tag = {
            tag: [slots[f"note.{name}"] for name, note in story.head.notes.items() if tag in note.tags]
            for tag in tags
        }
        self.measured: dict[str, tuple[int, tuple[int, ...]]] = {}

    def sample(self, kind: Kind, plays: int | None, seed: int) -> Sample:
        """So many plays, or as many as make good figures. A reader who never draws chance and always chooses
        alike plays once.
        """
        found = Sample(kind.name)
        found.known = {tag: [] for tag in self.notes_by_tag}
        reader = kind.make(Random(f"{seed}/{kind.name}"))
        before: set[int] = set()
        for number in range(plays or MOST_PLAYS):
            if plays is None and number >= FEWEST_PLAYS and sum(found.choices) >= ENOUGH_CHOICES:
                break
            last, runs = self.play(reader, found, seed + number)
            self.close(found, last, runs, before)
            before = runs
            if kind.name == "first" and last.state.draws == 0:
                break
        found.seen_together = self.words_of(found.runs) / self.total
        return found

    def play(self, reader: Reader, found: Sample, seed: int) -> tuple[Play, set[int]]:
        """One play from its beginning; what is met on the way goes into `found`."""
        story = self.numbered.story
        play = begin(story, seed)
        scenes: set[str] = set()
        chosen: set[str] = set()
        runs: set[int] = set()
        total = 0
        while True:
            words, shown = self.measure(play.turn, scenes)
            runs.update(shown)
            total += words
            self.watch.look(play, shown)
            offers = [offer for offer in play.turn.offers if not offer.closed]
            if not offers or play.turn.ending or play.length == MOST_CHOICES:
                break
            if play.parent is None:
                found.first_words.append(words)
            found.stretches.append(Stretch(play.turn.chapter, play.turn.scene, words))
            found.options.append(len(offers))
            offer = reader(play, offers)
            chosen.add(f"{play.turn.scene}.{offer.id}")
            play = choose(story, play, offer.id)
        found.words.append(total)
        found.choices.append(play.length)
        found.scenes.update(scenes)
        found.chosen.update(chosen)
        return play, runs

    def close(self, found: Sample, last: Play, runs: set[int], before: set[int]) -> None:
        """Adds up a play that is over."""
        words = self.words_of(runs)
        found.runs.update(runs)
        found.seen.append(words / self.total)
        if found.plays > 1:
            found.new.append(self.words_of(runs - before) / (words or 1))
        if last.turn.ending:
            found.endings[last.turn.ending] += 1
        elif any(not offer.closed for offer in last.turn.offers):
            found.endings[ENDLESS] += 1
        else:
            found.endings[STUCK] += 1
            found.stuck[last.turn.scene] += 1
        for tag, slots in self.notes_by_tag.items():
            found.known[tag].append(sum(last.state.values[at] == KNOWN for at in slots))

    def words_of(self, runs: Iterable[int]) -> int:
        return sum(self.numbered.runs[run].words for run in runs)

    def measure(self, turn: Turn, scenes: set[str]) -> tuple[int, list[int]]:
        """The words of a turn and its runs; adds the scenes that were entered."""
        total = 0
        runs: list[int] = []
        for block in turn.blocks:
            if block.kind == ENTERED:
                scenes.add(block.text)
            elif block.kind not in HEADINGS:
                text = block.text
                known = self.measured.get(text)
                if known is None:
                    numbers = runs_in(text)
                    words = sum(self.numbered.runs[run].words for run in numbers)
                    known = self.measured[text] = (words + count_words(without_runs(text)), numbers)
                total += known[0]
                runs += known[1]
        return total, runs

"""What a search has seen of a story, and what it has not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.findings.findings import Finding, Playing, Report
from mars_adventure.author.statistics import Coverage
from mars_adventure.author.statistics.coverage import ONLY_SEEN
from mars_adventure.story.links import every_choice

if TYPE_CHECKING:
    from mars_adventure.author.statistics.runs import Numbered, Run
    from mars_adventure.story import Story


class DeadEnd(NamedTuple):
    """Where a play had no open choice and no ending, with the fewest choices that were found to lead there."""

    scene: str
    choices: tuple[str, ...]
    seed: int


@dataclass(slots=True)
class Exploration:
    """`stopped` is why it ended: "all", "time" or "moves". Counters tell how often a thing was met;
    choices are SCENE.CHOICE, passages the numbers of `numbered.runs`.
    """

    story: Story
    numbered: Numbered
    seed: int
    moves: int = 0
    states: int = 0
    seconds: float = 0.0
    stopped: str = "time"
    scenes: Counter[str] = field(default_factory=Counter)
    choices: Counter[str] = field(default_factory=Counter)
    offered: set[str] = field(default_factory=set)
    passages: set[int] = field(default_factory=set)
    endings: Counter[str] = field(default_factory=Counter)
    dead_ends: dict[str, DeadEnd] = field(default_factory=dict)

    @property
    def all_scenes(self) -> list[str]:
        return list(self.story.scene_names())

    @property
    def all_choices(self) -> list[str]:
        return [
            f"{name}.{choice.id}"
            for name in self.story.scene_names()
            for choice in every_choice(self.story.scene(name).choices)
        ]

    @property
    def total(self) -> int:
        """How many scenes, choices, passages and endings there are."""
        return (
            len(self.numbered.runs) + len(self.all_scenes) + len(self.all_choices) + len(self.story.endings)
        )

    @property
    def seen(self) -> int:
        """How many of them were met."""
        return len(self.passages) + len(self.scenes) + len(self.choices) + len(self.endings)

    @property
    def unseen_scenes(self) -> list[str]:
        return [name for name in self.all_scenes if name not in self.scenes]

    @property
    def unseen_choices(self) -> list[str]:
        """Those that were never taken; nearly always because they were never offered."""
        return [name for name in self.all_choices if name not in self.choices]

    @property
    def unseen_passages(self) -> list[Run]:
        return [run for number, run in enumerate(self.numbered.runs) if number not in self.passages]

    @property
    def unseen_endings(self) -> list[str]:
        return [name for name in self.story.endings if name not in self.endings]

    @property
    def coverage(self) -> Coverage:
        """For `graph`: what was seen at all. A search is no reader, so it gives no shares."""
        return Coverage(
            self.story.id,
            self.story.fingerprint,
            ONLY_SEEN,
            dict(sorted(self.scenes.items())),
            dict(sorted(self.choices.items())),
        )


def proof_of_dead_ends(found: Exploration) -> Report:
    """The dead ends as `prove` tells them, so that their plays are written and replayed the same way."""
    report = Report(found.story.title, found.story.id, len(found.all_scenes), len(found.all_choices), 0)
    for scene, end in sorted(found.dead_ends.items()):
        subject = f"at `{scene}` no choice is left"
        play = Playing(end.choices, scene, shortest=False, seed=end.seed)
        at = found.story.scene(scene).at
        report.findings.append(Finding("dead end", scene, subject, at, "error", "refuted", play=play))
    return report

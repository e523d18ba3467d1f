"""What a proof comes to: an answer to each question, with what shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mars_adventure.story.problems import Position

    Verdict = Literal["proved", "refuted", "undecided"]

TOPICS = {
    "scene": "scenes reached",
    "choice": "choices offered",
    "passage": "passages shown",
    "ending": "endings reached",
    "dead end": "no dead end",
    "lock": "no soft lock",
    "promise": "promises kept",
    "needs": "what lines need is known",
    "note": "notes found",
    "clues": "truths with clues enough before their test",
    "interruption": "interruptions fire",
    "stuck": "returns only from visits",
    "deep": "visits end",
    "always": "conditions that can fail",
    "change": "effects that change something",
    "target": "targets taken",
    "swallowed": "changes within the range",
    "value": "ranges reached",
    "use": "variables set and read",
}
"""What it is that holds, by the topic of a question; in the order in which people read it."""
MUST_HOLD = ("scene", "choice", "passage", "ending", "dead end", "lock", "promise", "needs", "note", "clues", "interruption", "stuck", "deep")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Playing:
    """A play that shows something: ids of choices from the beginning. `shortest` is whether no other
    has fewer; `seed` makes chance fall as it must, None if none was found or chance has no part.
    """

    choices: tuple[str, ...]
    scene: str
    shortest: bool
    seed: int | None = None
    chance: bool = False


@dataclass(slots=True)
class Finding:
    """`verdict` says whether the story is as it should be in this. `weight` is error or notice.

    `play` shows why, where something can be reached; where it cannot, `checked` is whether the
    separate checker has gone through the proof. `reason` is for people.
    """

    topic: str
    key: str
    subject: str
    at: Position | None
    weight: str
    verdict: Verdict
    reason: str = ""
    play: Playing | None = None
    checked: bool | None = None


@dataclass(slots=True)
class Report:
    """`stopped` is whether somebody stopped it before its budget ended. `states` counts the corpus and, where every state
    was searched, all of them (`exhaustive`).
    """

    title: str
    story: str
    scenes: int
    choices: int
    variables: int
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0
    budget_seconds: float = 0.0
    budget_megabytes: float = 0.0
    states: int = 0
    exhaustive: bool = False
    stopped: bool = False

    def of(self, verdict: str, weight: str | None = None) -> list[Finding]:
        return [
            finding
            for finding in self.findings
            if finding.verdict == verdict and (weight is None or finding.weight == weight)
        ]

    @property
    def verdict(self) -> Verdict:
        """Of everything that must hold: notices do not count."""
        if self.of("refuted", "error"):
            return "refuted"
        return "undecided" if self.of("undecided", "error") else "proved"

"""The whole proof of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import Budget, memory
from mars_adventure.author.proof.drawing.building import draw_whole
from mars_adventure.author.proof.findings.findings import Finding, Report
from mars_adventure.author.proof.findings.lint import unused
from mars_adventure.author.proof.machine.variables import TooManyCases
from mars_adventure.author.proof.memory.keys import digest_of_all
from mars_adventure.author.proof.memory.recall import Recall
from mars_adventure.author.proof.memory.retelling import keep_findings, tell_again
from mars_adventure.author.proof.prover import FEW_STATES, Prover
from mars_adventure.author.proof.verdicts import Verdicts
from mars_adventure.story.collector import uncollected
from mars_adventure.story.links import every_choice

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.author.proof.news import Progress
    from mars_adventure.story import Story


@uncollected()  # nothing that a proof makes holds on to itself, and most of it stays: an eighth of the time
def prove(
    story: Story,
    seconds: float = 60.0,
    megabytes: float = 1024.0,
    progress: Progress = lambda what, done, total, states, frontier: None,
    few_states: int = FEW_STATES,
    every_play: bool = False,
    answers: Path | None = None,
    notices: bool = True,
) -> Report:
    """Answers every question about a story, as far as the budget allows.

    `answers` is a file in which answers are kept from one proof to the next; see `recall`.

    Without `notices`, no time is spent on questions that can come to nothing worse.

    `few_states` is how many states are searched one by one before the other methods are used.
    Plays are told for what is refuted and for promises; with `every_play`, for whatever can be reached.
    """
    report = size_of(story)
    budget = Budget(seconds, megabytes)
    try:
        drawing, recall = draw_whole(story), Recall(answers)
        digest = f"{digest_of_all(drawing)} {few_states}"
        report.variables = len(drawing.machine.variables)
        if recall.told is not None and recall.told.digest == digest and not every_play:
            report.findings = tell_again(recall.told, drawing)
            report.states, report.exhaustive = recall.told.states, recall.told.exhaustive
        else:
            prover = Prover(story, drawing, budget, progress, few_states, recall, notices)
            try:
                prover.decide()
                report.findings = Verdicts(prover, every_play).findings()
                report.states, report.exhaustive = prover.states, prover.search is not None
                report.stopped = budget.stopped
                if not every_play:
                    recall.told = keep_findings(digest, report, len(prover.questions))
            finally:
                recall.save()
        report.findings += unused(story)
    except TooManyCases as too_many:
        reason = str(too_many) or "a condition is over too many values to list"
        report.findings = [Finding("scene", "", "the whole story", None, "error", "undecided", reason)]
    report.seconds, report.megabytes = budget.spent, memory()
    report.budget_seconds, report.budget_megabytes = seconds, megabytes
    return report


def size_of(story: Story) -> Report:
    scenes = [story.scene(name) for name in story.scene_names()]
    choices = sum(1 for scene in scenes for _ in every_choice(scene.choices))
    return Report(story.title, story.id, len(scenes), choices, len(story.slots))

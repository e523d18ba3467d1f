"""What the answers about a story mean for whoever wrote it: findings, with plays and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.findings.findings import Finding
from mars_adventure.author.proof.findings.reasons import reason_for
from mars_adventure.author.proof.findings.witnesses import playing
from mars_adventure.author.proof.plays.shortest import shorten
from mars_adventure.author.proof.tracking.query import Answer

if TYPE_CHECKING:
    from mars_adventure.author.proof.findings.findings import Verdict
    from mars_adventure.author.proof.machine.ground import Way
    from mars_adventure.author.proof.machine.machine import Places, Question
    from mars_adventure.author.proof.prover import Prover
    from mars_adventure.author.proof.tracking.query import Settled

DOUBTED = "a proof was found, and its checker did not accept it: a fault of the prover's, not of the story's"
SHORTENING = 3.0
"""Seconds for making one play as short as can be."""


class Verdicts:
    """What one prover's answers mean. With `every_play`, plays are told for whatever can be reached."""

    def __init__(self, prover: Prover, every_play: bool = False) -> None:
        self.prover, self.every_play = prover, every_play

    def findings(self) -> list[Finding]:
        """One for each question, and one for each place where play might be caught."""
        found = [self.finding(number) for number in range(len(self.prover.questions))]
        return [*found, *self.lock_findings()]

    def finding(self, number: int) -> Finding:
        key, question = self.prover.questions[number]
        settled = self.prover.answer(number)
        reachable = settled.answer.reachable
        verdict: Verdict = (
            "undecided" if reachable is None else "proved" if reachable is question.wanted else "refuted"
        )
        found = Finding(question.topic, key[1], question.subject, question.at, question.weight, verdict)
        watched = self.prover.drawing.watches.undecided.get(key[1]) if question.topic == "promise" else None
        if watched is not None and verdict == "proved" and not question.wanted:
            found.verdict, found.reason = "undecided", watched
            return found
        if reachable is None:
            found.reason = (
                DOUBTED
                if number in self.prover.doubted
                else self.how_far(settled.answer, self.prover.spent[number])
            )
        elif reachable:
            if verdict == "refuted" or question.topic == "promise" or self.every_play:
                self.show(found, question, settled, number)
        else:
            found.checked = settled.checked
            if verdict == "refuted":
                found.reason = reason_for(self.prover.drawing, key, settled.answer.visible)
        return found

    def show(self, found: Finding, question: Question, settled: Settled, number: int) -> None:
        path, shortest = settled.path, settled.shortest
        if path is None:
            path = self.prover.corpus.path(self.prover.corpus.found[number])
        if found.verdict == "refuted" and found.weight == "error" and not shortest:
            path, shortest = self.shortened(question.places, path)
        verify = found.verdict == "refuted" and found.weight == "error"
        found.play = playing(self.prover.story, self.prover.corpus, path, question.cases, shortest, verify)

    def shortened(self, places: Places, path: list[Way]) -> tuple[list[Way], bool]:
        """The shortest play there, if there is time left to find it."""
        end = self.prover.budget.spent + min(SHORTENING, self.prover.budget.left / 4)
        return shorten(
            self.prover.ground, self.prover.corpus, places, path, lambda: self.prover.budget.spent > end
        )

    def how_far(self, answer: Answer, spent: float = 0.0) -> str:
        """`spent` are seconds of work, as far as they are known."""
        budget = self.prover.budget
        count = len(self.prover.machine.variables)
        tracked = f"tracking {len(answer.visible)} of {count} variables" if answer.visible else "not begun"
        if budget.short_of_memory:
            return f"the memory ended, {tracked}; try --memory {round(budget.megabytes * 4)}"
        if budget.stopped:
            return f"it was stopped, {tracked}"
        longer = round(4 * max(budget.seconds, spent))
        ended = f"{spent:.0f} s of work did not decide it" if spent >= 1 else "the budget ended"
        return f"{ended}, {tracked}; try --time {longer}"

    def lock_findings(self) -> list[Finding]:
        found = []
        for lock in self.prover.locks:
            scenes = list(dict.fromkeys(self.prover.machine.points[at].scene for at in lock.points))
            named = ", ".join(f"`{name}`" for name in scenes[:4]) + (
                f" and {len(scenes) - 4} more" if len(scenes) > 4 else ""
            )
            verdict: Verdict = "undecided" if lock.free is None else "proved" if lock.free else "refuted"
            at = self.prover.story.scene(scenes[0]).at
            subject = f"play can be caught for ever around {named}"
            one = Finding("lock", scenes[0], subject, at, "error", verdict)
            for answer, places in zip(lock.answers, lock.places, strict=False):
                if answer.path is not None and one.play is None:
                    path, shortest = self.shortened(places, answer.path)
                    one.play = playing(self.prover.story, self.prover.corpus, path, {}, shortest)
                    one.at = self.prover.story.scene(one.play.scene).at
            if verdict == "undecided":
                one.reason = self.how_far(Answer(None, visible=lock.visible))
            found.append(one)
        return found

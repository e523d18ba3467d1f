"""The findings of an earlier proof, told again of a story in which nothing has changed but words."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from mars_adventure.author.proof.findings.findings import Finding, Playing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.author.proof.drawing.drawing import Drawing
    from mars_adventure.author.proof.findings.findings import Report


PLAIN = ["proved", "", None, None]


class Told(NamedTuple):
    """`digest` is of the drawing. Of findings about questions there are those by number that were not simply
    proved, without their words; of circles, all of them.
    """

    digest: str
    states: int
    exhaustive: bool
    questions: dict[str, list[Any]]
    circles: list[list[Any]]


def keep_findings(digest: str, report: Report, asked: int) -> Told | None:
    """`asked` is the number of questions. None if something was not decided: more time may decide it."""
    if report.stopped or report.of("undecided"):
        return None
    results = [list(result_of(finding)) for finding in report.findings]
    questions = {str(number): result for number, result in enumerate(results[:asked]) if result != PLAIN}
    circles = [
        [finding.key, finding.subject, *result]
        for finding, result in zip(report.findings[asked:], results[asked:], strict=True)
    ]
    return Told(digest, report.states, report.exhaustive, questions, circles)


def result_of(finding: Finding) -> tuple[Any, ...]:
    # `astuple` would copy every choice of every play.
    play = [getattr(finding.play, one.name) for one in fields(Playing)] if finding.play is not None else None
    return finding.verdict, finding.reason, finding.checked, play


def tell_again(told: Told, drawing: Drawing) -> list[Finding]:
    """With the words and lines of now."""
    found = []
    for number, ((_, key), question) in enumerate(drawing.machine.questions.items()):
        verdict, reason, checked, play = told.questions.get(str(number), PLAIN)
        found.append(
            Finding(
                question.topic,
                key,
                question.subject,
                question.at,
                question.weight,
                verdict,
                reason,
                played(play),
                checked,
            )
        )
    for scene, subject, verdict, reason, checked, play in told.circles:
        shown = played(play)
        at = drawing.story.scene(shown.scene if shown is not None else scene).at
        found.append(Finding("lock", scene, subject, at, "error", verdict, reason, shown, checked))
    return found


def played(kept: Sequence[Any] | None) -> Playing | None:
    if kept is None:
        return None
    choices, *rest = kept
    return Playing(tuple(choices), *rest)

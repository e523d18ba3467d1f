"""A proof as people read it, and in the formats that build servers read."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from mars_adventure.author.cells import clean
from mars_adventure.author.display import path_to, property_of, said
from mars_adventure.author.proof.findings.findings import MUST_HOLD, TOPICS
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mars_adventure.author.proof.findings.findings import Finding, Playing, Report

FORMATS = ("text", "json", "github")
COLOURS = {"refuted": "1;31", "undecided": "1;33", "proved": "1;32", "faint": "2"}
SIGNS = {"refuted": "✗", "undecided": "?", "proved": "✓"}
WIDTH = 100
MOST_SHOWN = 12


def show_report(
    report: Report,
    format: str,  # noqa: A002  # the option's name
    folder: Path,
    colour: bool = False,
    details: bool = False,
) -> str:
    """What `prove` prints, without a newline at the end. `format` is one of FORMATS."""
    match format:
        case "json":
            return as_json(report, folder)
        case "github":
            return "\n".join([*map(clean, github(report, folder)), clean(summary(report))])
    return as_text(report, folder, colour, details)


# -- for people ----------------------------------------------------------------------------


def as_text(report: Report, folder: Path, colour: bool, details: bool) -> str:
    def paint(text: str, role: str) -> str:
        return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if colour else text

    blocks = []
    for verdict in ("refuted", "undecided"):
        found = report.of(verdict, "error")
        shown = found if details else found[:MOST_SHOWN]
        blocks += [told(finding, folder, paint(SIGNS[verdict], verdict)) for finding in shown]
        if len(shown) < len(found):
            blocks.append(f"{len(found) - len(shown)} more {verdict}: see them with --details")
    notices = [
        finding for finding in report.findings if finding.weight == "notice" and finding.verdict != "proved"
    ]
    if details:
        blocks += [told(finding, folder, paint("·", "faint")) for finding in notices]
    table = [line for topic in MUST_HOLD if (line := topic_line(report, topic, paint))]
    if notices:
        more = "" if details else "  (--details)"
        table.append(f"  {paint('·', 'faint')} {counted(len(notices), 'thing')} worth knowing{more}")
    return "\n\n".join([*blocks, "\n".join([*table, "", *summary(report).split("\n")])])


def told(finding: Finding, folder: Path, sign: str) -> str:
    lines = [f"{sign} {said(finding.subject)}"]
    if finding.at is not None:
        lines.append(f"    {path_to(finding.at.file, folder)}:{finding.at.line}")
    if finding.reason:
        lines += wrapped("why: " if finding.verdict == "refuted" else "", said(finding.reason))
    if finding.play is not None:
        lines += wrapped(f"{length_of(finding.play)}: ", clean(", ".join(finding.play.choices)) or "at once")
        if finding.play.chance and finding.play.seed is None:
            lines.append("    if chance falls so; no seed was found with which it does")
    return "\n".join(lines)


def length_of(play: Playing) -> str:
    best = "the shortest play" if play.shortest else "a play, perhaps not the shortest"
    seed = f", seed {play.seed}" if play.chance and play.seed is not None else ""
    return f"{best}, {counted(len(play.choices), 'choice')}{seed}"


def wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(
        lead + text, WIDTH, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
    )


def topic_line(report: Report, topic: str, paint: Any) -> str:
    found = [finding for finding in report.findings if finding.topic == topic and finding.weight == "error"]
    if not found:
        return ""
    held = sum(finding.verdict == "proved" for finding in found)
    verdicts = {finding.verdict for finding in found}
    worst = "refuted" if "refuted" in verdicts else "undecided" if "undecided" in verdicts else "proved"
    if topic in ("dead end", "lock", "needs", "stuck", "deep"):
        return f"  {paint(SIGNS[worst], worst)} {TOPICS[topic]}" + (
            "" if held == len(found) else f": {len(found) - held} of {counted(len(found), 'place')}"
        )
    return f"  {paint(SIGNS[worst], worst)} {held} of {len(found)} {TOPICS[topic]}"


def summary(report: Report) -> str:
    """Three lines at most: what was found, about how much story, and how it was found."""
    refuted, undecided = len(report.of("refuted", "error")), len(report.of("undecided"))
    size = f"{counted(report.scenes, 'scene')}, {counted(report.choices, 'choice')}, {counted(report.variables, 'variable')}"
    if refuted:
        verdict = f"does not hold: {refuted} refuted"
    elif undecided:
        verdict = "holds as far as it was decided"
    else:
        verdict = "holds"
    if undecided:
        within = f"{report.budget_seconds:g} s and {report.budget_megabytes:g} MiB"
        verdict += (
            f", {undecided} not decided {'when it was stopped' if report.stopped else f'within {within}'}"
        )
    proofs = [finding for finding in report.findings if finding.checked is not None]
    how = (
        f"every one of {report.states:,} states searched"
        if report.exhaustive
        else f"{counted(len(proofs), 'proof')} of what cannot be, {sum(bool(finding.checked) for finding in proofs)} of them checked"
    )
    return (
        f"{said(report.title)} {verdict}.\n"
        f"{size}; {len(report.findings):,} questions in {report.seconds:.1f} s and {report.megabytes:.0f} MiB; {how}"
    )


# -- for programs --------------------------------------------------------------------------


def as_json(report: Report, folder: Path) -> str:
    kept = {
        "story": report.story,
        "verdict": report.verdict,
        "scenes": report.scenes,
        "choices": report.choices,
        "variables": report.variables,
        "states": report.states,
        "exhaustive": report.exhaustive,
        "stopped": report.stopped,
        "seconds": round(report.seconds, 3),
        "megabytes": round(report.megabytes, 1),
        "budget": {"seconds": report.budget_seconds, "megabytes": report.budget_megabytes},
        "findings": [as_object(finding, folder) for finding in report.findings],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def as_object(finding: Finding, folder: Path) -> dict[str, object]:
    """`subject` says what is wrong if the verdict is "refuted"."""
    found: dict[str, object] = {
        "topic": finding.topic,
        "key": clean(finding.key),
        "verdict": finding.verdict,
        "weight": finding.weight,
        "subject": said(finding.subject),
    }
    if finding.at is not None:
        found |= {"file": path_to(finding.at.file, folder), "line": finding.at.line}
    if finding.reason:
        found["reason"] = said(finding.reason)
    if finding.checked is not None:
        found["checked"] = finding.checked
    if finding.play is not None:
        found["play"] = {
            "choices": list(finding.play.choices),
            "scene": finding.play.scene,
            "shortest": finding.play.shortest,
            "seed": finding.play.seed,
        }
    return found


def github(report: Report, folder: Path) -> Iterable[str]:
    """Workflow commands, which GitHub shows beside the lines."""
    for finding in report.findings:
        if finding.verdict == "proved":
            continue
        level = (
            "notice" if finding.weight == "notice" else "error" if finding.verdict == "refuted" else "warning"
        )
        fields = {"title": f"{TOPICS[finding.topic]}: {finding.verdict}"}
        if finding.at is not None:
            fields |= {"file": path_to(finding.at.file, folder), "line": str(finding.at.line)}
        listed = ",".join(f"{name}={property_of(value)}" for name, value in fields.items())
        parts = [finding.subject, finding.reason]
        if finding.play is not None:
            parts.append(f"{length_of(finding.play)}: {', '.join(finding.play.choices)}")
        yield f"::{level} {listed}::{said('; '.join(filter(None, parts))).replace('%', '%25')}"

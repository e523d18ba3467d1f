"""Proof: our own story and generated ones decided, and random plays beside it on the same faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.novel import Novel
from bench.places import ROOT, STORIES
from bench.probe import run_module
from bench.sandbox import make_sandbox
from bench.table import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.drafts import Manuscript
    from bench.task import Task

EVENTS = 120
CHAPTERS_SPOILT = 6
PLAYS, QUICK_PLAYS = 10_000, 200
SECONDS = 500
MOST_MEGABYTES = 300


def measure(task: Task) -> Iterator[Line]:
    """Seconds of the processor, once each in a fresh process, reading the story left out."""
    yield prove("our own story", ROOT / "story", 10)
    if not task.quick:
        yield prove("novel of 1,668 scenes", written("novel", Novel(1).story), 20)
        yield prove("sandbox of 385 scenes", written("sandbox", make_sandbox(1, EVENTS)), 30)
    spoilt = Novel(1, CHAPTERS_SPOILT, defects=True)
    folder, plays = written("spoilt", spoilt.story), QUICK_PLAYS if task.quick else PLAYS
    proved = run_module("probes.prove", folder, SECONDS)
    played = run_module("probes.wander", folder, plays)
    for fault, place in spoilt.defects.items():
        found = is_found(proved, fault, place)
        yield Line(
            f"fault: {fault}",
            f"{'found' if found else 'not found'}, {proved['work']:.1f} s",
            f"{plays:,} random plays: {'found' if is_found(played, fault, place) else 'not found'},"
            f" {played['work']:.1f} s",
            aim="found",
            met=found,
        )


def prove(name: str, folder: Path, seconds: int) -> Line:
    found = run_module("probes.prove", folder, SECONDS)
    return Line(
        f"proof, {name}",
        f"{found['work']:.1f} s, {found['megabytes']:.0f} MiB",
        f"{found['questions']:,} questions, {found['undecided']} not decided",
        aim=f"<= {seconds} s, {MOST_MEGABYTES} MiB",
        met=found["work"] <= seconds and found["megabytes"] <= MOST_MEGABYTES and not found["undecided"],
    )


def is_found(figures: dict[str, Any], fault: str, place: str) -> bool:
    """Whether a scene was reached, or a fault reported at its place."""
    if fault == "rare scene":
        return place in figures["reached"]
    if fault == "soft lock":
        return any(topic == "lock" for topic, _ in figures["faults"])
    return place in [at for _, at in figures["faults"]]


def written(name: str, story: Manuscript) -> Path:
    folder = STORIES / name
    if not (folder / "story.yaml").exists():
        story.write(folder)
    return folder

"""Plays as files: a few lines of JSON that anybody who has the story can replay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.author.proof.findings.findings import Finding, Report

FORMAT = "mars-adventure play 1"
MOST_BYTES = 4_000_000


class Unreadable(Exception):
    """Not a play, and why, in a sentence."""


class PlayFile(NamedTuple):
    """`shows` says what the play is for."""

    story: str
    seed: int
    choices: tuple[str, ...]
    shows: str


def write_plays(report: Report, folder: Path) -> list[Path]:
    """One file for each play that refutes something. Raises OSError."""
    found = []
    for finding in report.of("refuted"):
        if finding.play is not None and finding.weight == "error":
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{name_of(finding)}.json"
            path.write_text(as_text(report.story, finding), encoding="utf-8")
            found.append(path)
    return found


def name_of(finding: Finding) -> str:
    return re.sub(r"[^a-z0-9_.]+", "-", f"{finding.topic} {finding.key}".lower()).strip("-.")[:80]


def as_text(story: str, finding: Finding) -> str:
    assert finding.play is not None
    kept = {
        "format": FORMAT,
        "story": story,
        "shows": finding.subject,
        "seed": finding.play.seed or 0,
        "choices": list(finding.play.choices),
    }
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def read_play(path: Path) -> PlayFile:
    """Raises OSError, or Unreadable for anything but a play."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{path} is too large to be a play")
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise Unreadable(f"{path} is not a play: it is not JSON") from None
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise Unreadable(f"{path} is not a play: its `format` is not `{FORMAT}`")
    story, seed, choices, shows = (kept.get(key) for key in ("story", "seed", "choices", "shows"))
    if (
        not isinstance(story, str)
        or not isinstance(seed, int)
        or not isinstance(choices, list)
        or not all(isinstance(choice, str) for choice in choices)
    ):
        raise Unreadable(f"{path} is not a whole play: it needs `story`, `seed` and `choices`")
    return PlayFile(story, seed, tuple(choices), str(shows or ""))

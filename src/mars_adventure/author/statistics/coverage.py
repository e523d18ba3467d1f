"""Which scenes and choices some plays came through, as a file that `graph` can lay over the story."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mars_adventure.author.statistics.plays import Sample
    from mars_adventure.story import Story

FORMAT = "mars-adventure coverage 1"
ONLY_SEEN = 0
"""Stands for the number of plays where there were none: counts then tell only what was met at all."""


class CoverageUnreadable(ValueError):
    """Says in a sentence what is wrong with a file of coverage."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """In how many of the plays each scene was entered and each choice (SCENE.CHOICE) made; where `plays` is
    ONLY_SEEN, how often in all.
    """

    story: str
    fingerprint: str
    plays: int
    scenes: dict[str, int]
    choices: dict[str, int]


def coverage_of(story: Story, samples: Iterable[Sample]) -> Coverage:
    """All samples taken together."""
    plays = 0
    scenes: dict[str, int] = {}
    choices: dict[str, int] = {}
    for sample in samples:
        plays += sample.plays
        for total, part in ((scenes, sample.scenes), (choices, sample.chosen)):
            for name, count in part.items():
                total[name] = total.get(name, 0) + count
    return Coverage(
        story.id, story.fingerprint, plays, dict(sorted(scenes.items())), dict(sorted(choices.items()))
    )


def write_coverage(coverage: Coverage, path: Path) -> None:
    """Raises OSError."""
    held = {
        "format": FORMAT,
        "story": coverage.story,
        "fingerprint": coverage.fingerprint,
        "plays": coverage.plays,
        "scenes": coverage.scenes,
        "choices": coverage.choices,
    }
    path.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_coverage(path: Path) -> Coverage:
    """Raises CoverageUnreadable."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CoverageUnreadable(f"`{path}` cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise CoverageUnreadable(
            f"`{path}` is not JSON: `mars-adventure explore --coverage FILE` writes one"
        ) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise CoverageUnreadable(
            f"`{path}` holds no coverage: `mars-adventure explore --coverage FILE` writes one"
        )
    plays = held.get("plays")
    return Coverage(
        story=str(held.get("story", "")),
        fingerprint=str(held.get("fingerprint", "")),
        plays=plays if type(plays) is int and plays >= 0 else 1,
        scenes=counts(held.get("scenes")),
        choices=counts(held.get("choices")),
    )


def counts(held: Any) -> dict[str, int]:
    """What can be made out of a table of counts; the rest is left out."""
    if not isinstance(held, dict):
        return {}
    return {name: count for name, count in held.items() if type(count) is int and count > 0}

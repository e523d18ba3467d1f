"""The same statistics for programs, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mars_adventure.author.statistics.checks import check_statistics
from mars_adventure.author.statistics.words import mean, median, minutes_to_read, percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.author.statistics.gathering import Statistics
    from mars_adventure.author.statistics.plays import Sample


def statistics_as_json(found: Statistics) -> str:
    sample = found.random
    held = {
        "story": found.story.id,
        "fingerprint": found.story.fingerprint,
        "seed": found.seed,
        "words": found.words,
        "casebook_words": found.casebook_words,
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "words": chapter.words,
                "scenes": chapter.scenes,
                "choices": chapter.choices,
                "label_words": spread(chapter.labels),
                "words_between_choices": spread(
                    [stretch.words for stretch in sample.stretches if stretch.chapter == chapter.number]
                ),
            }
            for chapter in found.chapters
        ],
        "words_between_choices": spread([stretch.words for stretch in sample.stretches]),
        "options_at_a_choice": spread(sample.options),
        "readers": [reader(sample) for sample in found.samples],
        "never_shown": [f"{run.file}:{run.line}" for run in found.unseen],
        "checks": [check._asdict() for check in check_statistics(found)],
    }
    return json.dumps(held, ensure_ascii=False, indent=2)


def reader(sample: Sample) -> dict[str, object]:
    return {
        "kind": sample.kind,
        "plays": sample.plays,
        "words": spread(sample.words),
        "choices": spread(sample.choices),
        "minutes": round(minutes_to_read(median(sample.words), median(sample.choices)), 1),
        "share_seen": spread(sample.seen),
        "share_seen_by_all": round(sample.seen_together, 4),
        "share_new": spread(sample.new),
        "endings": {name: count / sample.plays for name, count in sample.endings.items()},
        "notes_known_by_tag": {tag: spread(counts) for tag, counts in sample.known.items()},
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(median(values), 4),
        "mean": round(mean(values), 4),
        "p10": round(percentile(values, 10), 4),
        "p90": round(percentile(values, 90), 4),
        "most": round(max(values, default=0), 4),
    }

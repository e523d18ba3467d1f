"""The history of a play of 3,000 paragraphs: its memory, and the time to open and to resize it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.probe import run_module
from bench.race import race
from bench.stories import story_folder
from bench.table import Line, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.task import Task

ROUNDS = 5
PARAGRAPHS = 3_000
MOST_MEGABYTES = 3.0
LONGEST_RESIZE = 0.3


def measure(task: Task) -> Iterator[Line]:
    folder = story_folder(1_000, endings=False)
    contenders = {
        name: partial(run_module, "probes.history", name, folder, PARAGRAPHS) for name in ("ours", "lines")
    }
    found = race(task, contenders, task.rounds(ROUNDS))
    work = f"history of {PARAGRAPHS:,} paragraphs"
    used = found.typical("ours", "megabytes")
    yield Line(
        f"{work}, memory for 1,000",
        f"{used:.1f} MB",
        f"plain lines {found.typical('lines', 'megabytes'):.1f} MB",
        found.ratio("ours", "lines", "megabytes"),
        f"<= {MOST_MEGABYTES:g} MB",
        used <= MOST_MEGABYTES,
    )
    for key, aim in (("resize", LONGEST_RESIZE), ("opening", None)):
        seconds = found.typical("ours", key)
        yield Line(
            f"{work}, {key}",
            milliseconds(seconds),
            f"plain lines {milliseconds(found.typical('lines', key))}",
            found.ratio("ours", "lines", key),
            f"<= {milliseconds(aim)}" if aim else "",
            seconds <= aim if aim else None,
        )

"""What the story adds to a reader's start: opened from its kept copy, and begun."""

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

ROUNDS = 9
AIM = 0.020


def measure(task: Task) -> Iterator[Line]:
    for size in task.sizes:
        folder = story_folder(size)
        run_module("probes.start", "ours", folder)  # the copy is kept from now on
        contenders = {name: partial(run_module, "probes.start", name, folder) for name in ("ours", "floor")}
        found = race(task, contenders, task.rounds(ROUNDS))
        seconds = found.typical("ours", "seconds")
        yield Line(
            f"the story's part of the start, N = {size:,}",
            milliseconds(seconds),
            f"whole story by marshal {milliseconds(found.typical('floor', 'seconds'))}",
            found.ratio("ours", "floor", "seconds"),
            f"<= {milliseconds(AIM)}",
            seconds <= AIM,
        )

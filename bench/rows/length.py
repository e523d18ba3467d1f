"""Whether a long play gets slower: a step after 10,000 choices against one after 100."""

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
LATE = 10_000
AIM = 1.2


def measure(task: Task) -> Iterator[Line]:
    folder = story_folder(1_000, endings=False)
    late = 2_000 if task.quick else LATE
    found = race(
        task, {"ours": partial(run_module, "probes.length", folder / "ours", late)}, task.rounds(ROUNDS)
    )
    ratios = [one["ours"]["late"] / one["ours"]["early"] for one in found.rounds]
    ratio = sorted(ratios)[len(ratios) // 2]
    yield Line(
        f"a step after {late:,} choices",
        milliseconds(found.typical("ours", "late")),
        f"after 100: {milliseconds(found.typical('ours', 'early'))}",
        ratio,
        f"<= {AIM:g} x",
        ratio <= AIM,
    )

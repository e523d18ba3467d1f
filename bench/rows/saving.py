"""A durable save: the whole of it against the least durable write of the same bytes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.probe import run_module
from bench.race import race
from bench.stories import story_folder
from bench.table import Line, count, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.task import Task

ROUNDS = 5
AIM = 2.0
MOST_ENCODING = 0.002


def measure(task: Task) -> Iterator[Line]:
    folder = story_folder(1_000, endings=False)
    lengths = (1_000,) if task.quick else (1_000, 10_000)
    contenders = {str(length): partial(run_module, "probes.save", folder, length) for length in lengths}
    found = race(task, contenders, task.rounds(ROUNDS))
    for length in lengths:
        name = str(length)
        ratio = found.typical(name, "ratio")
        size = f"{found.typical(name, 'bytes') / 1024:,.0f} KB"
        work = f"after {count(length)} choices ({size})"
        main = length == lengths[0]
        yield Line(
            f"durable save {work}",
            milliseconds(found.typical(name, "save")),
            f"temp + fsync + rename {milliseconds(found.typical(name, 'floor'))}",
            ratio,
            f"<= {AIM:g} x",
            ratio <= AIM,
        )
        encode, decode = found.typical(name, "encode"), found.typical(name, "decode")
        yield Line(
            f"encode and decode {work}",
            f"{milliseconds(encode)} + {milliseconds(decode)}",
            f"json.loads alone {milliseconds(found.typical(name, 'json'))}",
            (encode + decode) / found.typical(name, "json"),
            f"<= {milliseconds(MOST_ENCODING)}" if main else "",
            encode + decode <= MOST_ENCODING if main else None,
        )

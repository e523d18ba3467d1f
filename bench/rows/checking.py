"""The author's full check of a story, without a cache."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bench.places import peer_python
from bench.probe import run, run_module
from bench.race import race
from bench.stories import compile_for, story_folder
from bench.table import Line, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.task import Task

ROUNDS = 7
PEER_ROUNDS = 2
AIM = 1.5


def measure(task: Task) -> Iterator[Line]:
    for size in task.sizes:
        folder = story_folder(size)
        contenders = {
            name: partial(run_module, "probes.check", name, folder / "ours") for name in ("ours", "floor")
        }
        found = race(task, contenders, task.rounds(ROUNDS))
        ours = milliseconds(found.typical("ours", "seconds"))
        floor = milliseconds(found.typical("floor", "seconds"))
        ratio = found.ratio("ours", "floor", "seconds")
        work = f"full check, N = {size:,}"
        yield Line(work, ours, f"Python floor {floor}", ratio, f"<= {AIM:g} x", ratio <= AIM)
        compilers: dict[str, Callable[[], dict[str, Any]]] = {"ours": contenders["ours"]}
        ready = compile_for(task.peers, folder, task.say)
        if "inkjs" in ready:
            compilers["inkjs"] = partial(run, ["node", "bench/peers/inkjs.cjs", "compile", folder])
        if "bardic" in ready:
            compilers["bardic"] = partial(run_module, "peers.compile", "bardic", folder, python=peer_python())
        found = race(task, compilers, PEER_ROUNDS)
        for name in compilers:
            if name != "ours" and found.has(name):
                theirs = f"{name} compiles in {milliseconds(found.typical(name, 'seconds'))}"
                yield Line(work, ours, theirs, found.ratio("ours", name, "seconds"))

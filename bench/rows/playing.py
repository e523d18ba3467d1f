"""Headless play: choices per second, every turn's text joined and every label read, rollback kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bench.places import peer_python
from bench.probe import run, run_module
from bench.race import race
from bench.stories import compile_for, story_folder
from bench.table import Line, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bench.task import Task

ROUNDS = 5
CHOICES = {
    "ours": 100_000,
    "loop": 200_000,
    "inkcpp": 100_000,
    "bink": 20_000,
    "inkjs": 20_000,
    "bardic": 5_000,
}
AIMS = {1_000: 2.0, 10_000: 1.3}
YARDSTICK = "inkcpp"
WORDS = {"loop": "bare loop of compiled conditions", "bardic": "Bardic"}


def measure(task: Task) -> Iterator[Line]:
    for size in task.sizes:
        folder = story_folder(size)
        contenders: dict[str, Callable[[], dict[str, Any]]] = {
            name: partial(run_module, "probes.play", name, folder, CHOICES[name]) for name in ("ours", "loop")
        }
        for peer in compile_for(task.peers, folder, task.say):
            contenders[peer] = player_of(peer, folder)
        found = race(task, contenders, task.rounds(ROUNDS))
        digests = {name: one[name]["digest"] for one in found.rounds for name in one}
        for name in digests:
            if digests[name] != digests["ours"]:
                task.say(f"{name} did not show what ours shows: its figure is of another play")
        ours = count(found.typical("ours", "rate"))
        for name in (YARDSTICK, *[name for name in contenders if name not in ("ours", YARDSTICK)]):
            if not found.has(name):
                continue
            ratio = found.ratio("ours", name, "rate")
            theirs = f"{WORDS.get(name, name)} {count(found.typical(name, 'rate'))}"
            aim = AIMS[size] if name == YARDSTICK else None
            yield Line(
                f"choices a second, N = {size:,}",
                ours,
                theirs,
                ratio,
                f">= {aim:g} x" if aim else "",
                ratio >= aim if aim else None,
            )


def player_of(peer: str, folder: Path) -> Callable[[], dict[str, Any]]:
    if peer == "inkjs":
        return partial(run, ["node", "bench/peers/inkjs.cjs", "play", folder, CHOICES[peer]])
    return partial(run_module, f"peers.{peer}", folder, CHOICES[peer], python=peer_python())

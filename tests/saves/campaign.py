"""Thousands of faults: `make faults`, or `python tests/saves/campaign.py [ROUNDS] [SEED]`.

Prints how many of each were done. Stops, with the seed, at the first thing that is lost.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import faults
from tales import Teller, read_through

from mars_adventure.saves import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story import Story

DISK = (256, 40)
Fault = tuple[str, int, "Callable[[Story, Path, int, int], int]"]


def command(story_folder: Path, _: Story, folder: Path, seed: int, times: int) -> int:
    return faults.end_the_command(story_folder, folder, seed, times)


def on_a_small_disk(fault: Callable[[Story, Path, int, int], int], story: Story, folder: Path, seed: int, times: int) -> int:  # fmt: skip
    try:
        with faults.small_disk(folder, *DISK):
            return fault(story, folder, seed, times)
    except PermissionError as refusal:
        print(f"  not here, where a small file system cannot be mounted: {refusal}")
        return 0


def junk(story: Story, folder: Path, seed: int, times: int) -> int:
    read_through(story, Shelf(folder, story), "breathe", "search")
    good = Shelf(folder, story).slots()[0].path
    faults.strew(folder, good, seed, times)
    assert [slot.path for slot in Shelf(folder, story).slots() if slot.opens] == [good]
    return times


def main(rounds: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        story = Teller(Path(scratch) / "stories").tell()
        story_folder = Path(scratch) / "stories" / "story-1"
        kinds: list[Fault] = [
            ("a process killed at a call to the system", 100, faults.end_at_every_call),
            ("the command ended by a signal", 15, partial(command, story_folder)),
            ("a call to the system refused", 300, faults.refuse_a_call),
            ("a write refused part of the way", 200, faults.refuse_in_a_write),
            ("a small disk filled", 100, partial(on_a_small_disk, faults.fill_the_disk)),
            ("a disk locked", 50, partial(on_a_small_disk, faults.lock_the_disk)),
            ("windows racing for one slot", 15, faults.race),
            ("junk in the folder", 150, junk),
        ]
        done = dict.fromkeys([name for name, _, _ in kinds], 0)
        for number in range(seed, seed + rounds):
            for name, times, fault in kinds:
                folder = Path(scratch) / "saves" / str(number)
                shutil.rmtree(folder, ignore_errors=True)
                started = time.monotonic()
                try:
                    done[name] += fault(story, folder, number, times)
                except AssertionError:
                    print(f"LOST: {name}, seed {number}")
                    raise
                print(f"{done[name]:7}  {name}  ({time.monotonic() - started:.1f} s)", flush=True)
                shutil.rmtree(folder, ignore_errors=True)
        print(f"{sum(done.values())} faults, nothing lost")


if __name__ == "__main__":
    main(*[int(word) for word in [*sys.argv[1:], "5", "1"][:2]])

"""Saving and opening a play of so many choices: FOLDER CHOICES."""

import gc
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.limits import replace_file
from bench.readings import open_kept, play_on, scratch_folder
from mars_adventure.engine import choose
from mars_adventure.saves import Shelf
from mars_adventure.saves.document import describe, lay_out, read_document
from mars_adventure.saves.record import Record
from mars_adventure.saves.restore import restore
from mars_adventure.saves.timeline import Timeline

TIMES = 60


def measure(folder: Path, choices: int) -> dict[str, Any]:
    story = open_kept(folder)
    play = play_on(story, choices)
    saves = scratch_folder(f"save-{choices}")
    shelf, record = Shelf(saves, story), Record(tuple(story.slots), Timeline(play))
    shelf.autosave(play)
    record.follow(play)
    times: dict[str, list[float]] = {name: [] for name in ("save", "floor", "encode", "decode", "json")}
    ratios = []

    def clock(name: str, started: float) -> None:
        times[name].append(perf_counter() - started)

    for _ in range(TIMES):
        play = choose(story, play, play.turn.offers[0].id)
        started = perf_counter()
        record.follow(play)
        head = describe(story, play, record, "Autosave", True, datetime.now(UTC))
        data = lay_out(head, play, record)
        clock("encode", started)
        started = perf_counter()
        shelf.autosave(play)
        clock("save", started)
        started = perf_counter()
        replace_file(saves / "floor", data)
        clock("floor", started)
        ratios.append(times["save"][-1] / times["floor"][-1])
    for _ in range(max(3, 20_000 // choices)):
        gc.collect()
        gc.disable()  # as it is when a saved game is opened
        started = perf_counter()
        restore(story, read_document(data, "bench"))
        clock("decode", started)
        started = perf_counter()
        json.loads(data)
        clock("json", started)
        gc.enable()
    return {name: median(all_) for name, all_ in times.items()} | {
        "ratio": median(ratios),
        "bytes": len(data),
    }


print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

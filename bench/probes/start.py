"""The seconds until a kept story can be played: ours|floor FOLDER."""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.limits import start_floor
from mars_adventure.engine import begin
from mars_adventure.story import open_story


def measure(kind: str, folder: Path) -> float:
    if kind == "floor":
        return start_floor(folder / "ours", folder / "kept")
    started = perf_counter()
    begin(open_story(folder / "ours", folder / "cache"))
    return perf_counter() - started


print(json.dumps({"seconds": measure(sys.argv[1], Path(sys.argv[2]))}))

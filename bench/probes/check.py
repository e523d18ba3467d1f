"""The seconds of a full check: ours|floor FOLDER."""

import json
import sys
from pathlib import Path
from time import perf_counter

import mars_adventure.story.builder
import mars_adventure.story.links  # noqa: F401 - both as loaded as the floor's YAML is
from bench.limits import check_floor
from mars_adventure.story import check_story


def measure(kind: str, folder: Path) -> float:
    if kind == "floor":
        return check_floor(folder)[0]
    started = perf_counter()
    problems = check_story(folder)
    took = perf_counter() - started
    if any(problem.severity == "error" for problem in problems):
        raise ValueError(problems[0])
    return took


print(json.dumps({"seconds": measure(sys.argv[1], Path(sys.argv[2]))}))

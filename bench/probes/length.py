"""The mean seconds of a step early and late in one play: FOLDER LATE."""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.walk import draw_numbers
from mars_adventure.engine import Play, begin, choose
from mars_adventure.story import Story, open_story

EARLY = 100
STEPS = 1_000
WARM_UP = 20_000


def go_on(story: Story, play: Play, numbers: list[int]) -> Play:
    for number in numbers:
        offers = play.turn.offers
        play = choose(story, play, offers[number % len(offers)].id)
    return play


def time_steps(story: Story, play: Play, numbers: list[int]) -> tuple[Play, float]:
    started = perf_counter()
    play = go_on(story, play, numbers)
    return play, (perf_counter() - started) / len(numbers)


def measure(folder: Path, late: int) -> dict[str, float]:
    story = open_story(folder)
    numbers = draw_numbers(WARM_UP)
    go_on(story, begin(story), numbers)  # every scene has now been compiled
    play = go_on(story, begin(story), numbers[:EARLY])
    play, early = time_steps(story, play, numbers[EARLY : EARLY + STEPS])
    play = go_on(story, play, numbers[EARLY + STEPS : late])
    play, after = time_steps(story, play, numbers[late : late + STEPS])
    return {"early": early, "late": after}


print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

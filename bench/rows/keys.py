"""From a key to the new page, on a real terminal, saved on the disk before it is shown."""

from __future__ import annotations

import json
from functools import partial
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from bench.places import PYTHON, SCRATCH
from bench.race import race
from bench.readings import open_kept, play_on, save_play, signs_of
from bench.rows.opening import reader
from bench.stories import story_folder
from bench.table import Line, milliseconds
from bench.terminal import Terminal
from mars_adventure.engine import Play, choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.task import Task
    from mars_adventure.story import Story

ROUNDS = 4
PRESSES = 25
SETTLING = 0.15
HELD = 0.8
"""A key pressed again sooner than this is taken to be held down, and acted on later."""
AIM = 2.0
MOST = 0.020


def turn_pages(
    command: Sequence[object], environment: dict[str, str], pages: list[tuple[str, Play]]
) -> dict[str, Any]:
    """Presses each page's key; all but the first (which is there already) are waited for and timed."""
    taken = []
    with Terminal(command, environment) as terminal:
        terminal.wait_for(*signs_of(pages[0][1]))
        before = ""
        for key, play in pages[1:]:
            terminal.drain(HELD if key == before else SETTLING)
            pressed = terminal.press(key)
            taken.append(terminal.wait_for(*signs_of(play)) - pressed)
            before = key
    return {"median": median(taken), "p95": quantiles(taken, n=20)[-1]}


def turn_ours(name: str, folder: Path, story: Story, pages: list[tuple[str, Play]]) -> dict[str, Any]:
    """The same from a fresh save, because reading on moves an autosave on."""
    saves = save_play(story, pages[0][1], f"keys-{name}")
    return turn_pages(*reader(folder, saves), pages)


def coming_pages(story: Story, play: Play, presses: int) -> list[tuple[str, Play]]:
    """This page and those that follow it, each with the key that leads there."""
    pages = [("", play)]
    for _ in range(presses):
        # another key than the one before, where there is one
        place = 1 if pages[-1][0] == "1" and len(play.turn.offers) > 1 else 0
        play = choose(story, play, play.turn.offers[place].id)
        pages.append((str(place + 1), play))
    return pages


def measure(task: Task) -> Iterator[Line]:
    folder = story_folder(1_000, endings=False)
    story = open_kept(folder)
    presses = 8 if task.quick else PRESSES
    contenders = {}
    for name, choices in (("ours", 1), ("late", 300 if task.quick else 3_000)):
        play = play_on(story, choices)
        pages = coming_pages(story, play, presses)
        if name == "ours":
            simple = SCRATCH / "pages.json"
            contents = [
                (play.turn.text, [offer.text for offer in play.turn.offers])
                for _, play in [*pages, *pages[-1:]]
            ]
            SCRATCH.mkdir(parents=True, exist_ok=True)
            simple.write_text(json.dumps(contents), encoding="utf-8")
            contenders["simple"] = partial(turn_pages, [PYTHON, "-m", "bench.apps.pages", simple], {}, pages)
        contenders[name] = partial(turn_ours, name, folder, story, pages)
    found = race(task, contenders, task.rounds(ROUNDS))
    simplest = f"Static + OptionList {milliseconds(found.typical('simple', 'median'))}"
    for name, work in (("ours", "key to new page"), ("late", "key to new page, 3,000th turn")):
        if not found.has(name):
            continue
        middle, slowest = found.typical(name, "median"), found.typical(name, "p95")
        ratio = found.ratio(name, "simple", "median")
        yield Line(f"{work}, median", milliseconds(middle), simplest, ratio, f"<= {AIM:g} x", ratio <= AIM)
        yield Line(
            f"{work}, p95",
            milliseconds(slowest),
            f"Static + OptionList {milliseconds(found.typical('simple', 'p95'))}",
            found.ratio(name, "simple", "p95"),
            f"<= {milliseconds(MOST)}",
            slowest <= MOST,
        )

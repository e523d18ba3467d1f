"""From the start of the process to the first page, on a real terminal, and the memory it takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bench.apps.bare import READY
from bench.places import PYTHON
from bench.race import race
from bench.readings import cache_of, open_kept, play_on, save_play, signs_of
from bench.stories import story_folder
from bench.table import Line, milliseconds
from bench.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.task import Task

ROUNDS = 12
AIM = 1.3
MOST_MEGABYTES = 45


def reader(folder: Path, saves: Path) -> tuple[list[object], dict[str, str]]:
    """The command that goes on with the saved play, and its surroundings."""
    command = [PYTHON, "-m", "mars_adventure", "play", folder / "ours", "--continue", "--saves", saves]
    return command, {"MARS_CACHE": str(cache_of(folder))}


def first_page(
    command: Sequence[object], environment: dict[str, str], signs: Sequence[str]
) -> dict[str, Any]:
    with Terminal(command, environment) as terminal:
        seconds = terminal.wait_for(*signs) - terminal.started
        terminal.drain(0.3)
        return {"seconds": seconds, "megabytes": terminal.megabytes()}


def measure(task: Task) -> Iterator[Line]:
    for size in task.sizes:
        folder = story_folder(size)
        story = open_kept(folder)
        play = play_on(story, 1)
        saves = save_play(story, play, "opening")
        contenders = {
            "ours": partial(first_page, *reader(folder, saves), signs_of(play)),
            "bare": partial(first_page, [PYTHON, "-m", "bench.apps.bare"], {}, [READY]),
        }
        found = race(task, contenders, task.rounds(ROUNDS))
        ratio = found.ratio("ours", "bare", "seconds")
        most = found.typical("ours", "megabytes")
        yield Line(
            f"process start to first page, N = {size:,}",
            milliseconds(found.typical("ours", "seconds")),
            f"bare Textual app {milliseconds(found.typical('bare', 'seconds'))}",
            ratio,
            f"<= {AIM:g} x",
            ratio <= AIM,
        )
        yield Line(
            f"memory at the first page, N = {size:,}",
            f"{most:.0f} MB",
            f"bare Textual app {found.typical('bare', 'megabytes'):.0f} MB",
            found.ratio("ours", "bare", "megabytes"),
            f"<= {MOST_MEGABYTES} MB",
            most <= MOST_MEGABYTES,
        )

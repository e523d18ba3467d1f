"""The history of a play, headless, in our app and as plain lines: ours|lines FOLDER PARAGRAPHS."""

from __future__ import annotations

import asyncio
import json
import sys
import tracemalloc
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.apps.lines import LinesScreen
from bench.readings import open_kept
from bench.walk import draw_numbers
from mars_adventure.engine import Play, begin, choose
from mars_adventure.saves import Profile, Session
from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.history import HistoryScreen

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from mars_adventure.story import Story

SIZES = [(80, 40), (100, 40), (70, 40), (100, 40), (60, 30), (100, 40)]


def play_until(story: Story, paragraphs: int) -> Play:
    """A play in which so many paragraphs have been read, the labels of choices among them."""
    play = begin(story)
    read = len(play.turn.blocks)
    for number in draw_numbers(paragraphs):
        offers = play.turn.offers
        play = choose(story, play, offers[number % len(offers)].id)
        read += 1 + len(play.turn.blocks)
        if read >= paragraphs:
            break
    return play


async def settled(app: App[object]) -> None:
    """Until everything has been laid out and drawn."""
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    await drawn.wait()


def screen_of(kind: str, story: Story, play: Play) -> Screen[Any]:
    if kind == "ours":
        return HistoryScreen(story, play, Profile().settings)
    return LinesScreen(
        [text for moment in play.moments() for text in (moment.label, *[b.text for b in moment.turn.blocks])]
    )


async def measure(kind: str, folder: Path, paragraphs: int) -> dict[str, float]:
    story = open_kept(folder)
    play = play_until(story, paragraphs)
    app = MarsApp(story, None, Profile(), Session(story, None, play))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        started = perf_counter()
        await app.push_screen(screen_of(kind, story, play))
        await settled(app)
        opening = perf_counter() - started
        resizes = []
        for size in SIZES:
            started = perf_counter()
            await pilot.resize_terminal(*size)
            await settled(app)
            resizes.append(perf_counter() - started)
        app.pop_screen()
        await pilot.pause()
        tracemalloc.start()  # only now, because it slows everything
        await app.push_screen(screen_of(kind, story, play))
        await settled(app)
        taken, _ = tracemalloc.get_traced_memory()
    return {"opening": opening, "resize": median(resizes), "megabytes": taken / paragraphs / 1000}


print(json.dumps(asyncio.run(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))

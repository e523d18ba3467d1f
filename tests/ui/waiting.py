"""Waiting for what the app does by a timer or beside itself: for the thing, never for a time.

`Pilot.pause` waits for the messages there are. What a timer is going to send is not among them, and on
a busy machine a timer is late: a new size of the window, which Textual passes on by one, comes after it.
"""

from __future__ import annotations

from asyncio import sleep
from time import monotonic
from typing import TYPE_CHECKING

from screen_text import screen_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

PATIENCE = 30.0
"""Seconds after which what has not come is held not to come."""


async def until(pilot: Pilot[object], holds: Callable[[], bool]) -> None:
    """Wait until it holds; if it never does, fail with the screen as it is then."""
    limit = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < limit, f"waited in vain; the screen is:\n{screen_text(pilot.app)}"
        await sleep(0.01)


async def shown(pilot: Pilot[object], words: str, there: bool = True) -> None:
    """Wait until these words are on the screen, wherever its lines are broken, or until they are not."""
    await until(pilot, lambda: (words in " ".join(screen_text(pilot.app).split())) is there)


async def settled(pilot: Pilot[object]) -> None:
    """Wait until the screen stays as it is, with all done that was put off until after a refresh."""
    before, now = None, screen_text(pilot.app)
    while now != before:
        await pilot.app.screen.wait_for_refresh()
        await pilot.pause()
        before, now = now, screen_text(pilot.app)


async def resize(pilot: Pilot[object], width: int, height: int) -> None:
    """Give the window another size, and wait until the screen has it and has settled."""
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: pilot.app.screen.size == (width, height))
    await settled(pilot)

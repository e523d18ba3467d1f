"""The signals that end the app: they leave no process behind, and no spoilt screen where there still is one."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 2.0  # seconds in which the app may still end by itself when its terminal is gone


def heed_signals(app: App[None]) -> None:
    """End the app at SIGTERM and SIGHUP, with 128 and the number of the signal as its exit code."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, _end, app, name, 128 + number)


def _end(app: App[None], name: str, code: int) -> None:
    if name == "SIGHUP":
        # Textual can wait for ever to write to a terminal that is closed: the thread that writes ends at the
        # first error, and the queue before it fills. All that was done is saved before it is drawn.
        last = Timer(PATIENCE, os._exit, (code,))
        last.daemon = True
        last.start()
    app.exit(None, code)

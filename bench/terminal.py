"""A program on a terminal of its own, watched from outside: what it shows, when, and its memory."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from bench.places import ROOT, surroundings
from bench.probe import Failed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

COLUMNS, ROWS = 100, 40
PATIENCE = 20.0
CONTROLS = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")


class Terminal:
    """A running program. It answers no queries, as the simplest terminals do not."""

    def __init__(self, command: Sequence[object], environment: dict[str, str] | None = None) -> None:
        words = [str(word) for word in command]
        around = surroundings(TERM="xterm-256color", **(environment or {}))
        self.started = perf_counter()
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            with contextlib.suppress(OSError):
                os.execvpe(words[0], words, around)
            os._exit(127)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.shown = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.screen)

    def wait_for(self, *words: str) -> float:
        """The time at which the last of these words is on the screen, of all written since the last key."""
        wanted = [word.encode() for word in words]
        until = perf_counter() + PATIENCE
        while perf_counter() < until:
            if not select.select([self.screen], [], [], 0.2)[0]:
                continue
            try:
                self.shown += os.read(self.screen, 1 << 16)
            except OSError:
                raise Failed("the program ended: " + self.text()[-200:]) from None
            now = perf_counter()
            plain = CONTROLS.sub(b"", self.shown)
            if all(word in plain for word in wanted):
                return now
        raise Failed(f"{words} did not come in {PATIENCE:.0f} s: " + self.text()[-200:])

    def press(self, key: str) -> float:
        """The time of the press, before which all is forgotten that was shown."""
        self.drain()
        self.shown = b""
        now = perf_counter()
        os.write(self.screen, key.encode())
        return now

    def drain(self, seconds: float = 0.0) -> None:
        """Reads what is still coming, for a while."""
        if seconds:
            sleep(seconds)
        while select.select([self.screen], [], [], 0)[0]:
            with contextlib.suppress(OSError):
                if os.read(self.screen, 1 << 16):
                    continue
            break

    def text(self) -> str:
        return CONTROLS.sub(b"", self.shown).decode("utf-8", "replace")

    def megabytes(self, key: str = "VmHWM") -> float:
        """The most memory it has taken so far; 0 where the system does not say."""
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines():
                if line.startswith(key):
                    return int(line.split()[1]) / 1024
        return 0.0

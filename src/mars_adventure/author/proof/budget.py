"""How long a proof may take, and how much memory."""

from __future__ import annotations

import os
from contextlib import contextmanager
from math import inf
from pathlib import Path
from time import monotonic, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # not on Windows
    resource = None

BYTES_OF_A_NODE = 500
"""Of a diagram; used where the system does not tell the memory taken."""
STATM = Path("/proc/self/statm")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
LOOK_EVERY = 64
LOOK_AT_CLOCKS = 8


class OutOfBounds(Exception):
    """The budget of time or memory is used up."""


class Budget:
    """Seconds from now, and megabytes of the whole process. `news` is told now and then that work goes on, and
    of the size of the diagrams in use.
    """

    def __init__(self, seconds: float, megabytes: float) -> None:
        self.begun = monotonic()
        self.seconds, self.megabytes = seconds, megabytes
        self.end = self.begun + seconds
        self.slice_end = inf
        """In seconds of the processor, so that a busy machine gives each question as much as a quiet one."""
        self.looked = 0
        self.news: Callable[[int], None] = lambda nodes: None
        self.short_of_memory = False
        self.stopped = False

    @property
    def spent(self) -> float:
        return monotonic() - self.begun

    @property
    def left(self) -> float:
        return max(0.0, self.end - monotonic())

    @property
    def is_over(self) -> bool:
        return monotonic() >= self.end

    def stop(self) -> None:
        """Ends it now, before its time."""
        self.stopped = True
        self.end = monotonic()

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Within, `check` raises when so many seconds of work are done, if not before."""
        self.go_on(seconds)
        try:
            yield
        finally:
            self.slice_end = inf

    def go_on(self, seconds: float) -> None:
        """So many seconds of work from now on, whatever was left."""
        self.slice_end = process_time() + seconds

    def check(self, nodes: int = 0) -> None:
        """Raises OutOfBounds. `nodes` is the size of the diagrams in use."""
        self.looked += 1
        if self.looked % LOOK_EVERY == 0:
            self.news(nodes)
        if self.looked % LOOK_AT_CLOCKS == 0 and (process_time() > self.slice_end or self.is_over):
            raise OutOfBounds
        if nodes * BYTES_OF_A_NODE > self.megabytes * 1e6 or (
            self.looked % LOOK_EVERY == 0 and memory_now() > self.megabytes
        ):
            self.short_of_memory = True
            raise OutOfBounds


def memory_now() -> float:
    """The megabytes that this process takes; the most it ever took where the system tells no more."""
    try:
        return int(STATM.read_bytes().split()[1]) * PAGE / (1 << 20)
    except (OSError, IndexError, ValueError):
        return memory()


def memory() -> float:
    """The most megabytes that this process has taken so far; 0 where the system does not tell."""
    if resource is None:
        return 0.0
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1 << 20 if peak > 1 << 30 else 1 << 10)  # bytes on macOS, kilobytes elsewhere

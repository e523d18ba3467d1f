"""Telling a key held down from a key pressed again."""

from __future__ import annotations

from typing import Literal

REPEAT = 0.12
"""Longest time between two repeats of a held key: slow terminals repeat ten times a second."""

DELAY = 0.75
"""Longest time that terminals let pass before a held key begins to repeat."""


class Hold:
    """Judges each press of a key that must act once however long it is held.

    A terminal reports a held key as presses: one, a pause, then many. The press after the pause
    looks like a deliberate one until the next follows at once, so it is to be waited upon.
    """

    def __init__(self) -> None:
        self._key = ""
        self._at = float("-inf")

    def judge(self, key: str, at: float) -> Literal["take", "wait", "drop"]:
        """What to do with `key`, pressed at the time `at`: act on it, act on it after REPEAT
        unless another press is judged in the meantime, or nothing.
        """
        since = at - self._at
        same = key == self._key
        self._key, self._at = key, at
        if since < REPEAT:
            return "drop"
        return "wait" if same and since < DELAY else "take"

"""Keys one at a time, so that what is typed ahead is for the screen that the key before it opens."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Key

PATIENCE = 1.0
"""Seconds after which a key counts as dealt with even if it was lost with a screen that closed."""


class TypingAhead:
    """Holds back each key until the one before it has been dealt with.

    Textual hands every key at once to whatever has the focus then. A key that opens a screen takes
    a while to do so, and keys typed meanwhile would reach the screen below.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._held: deque[Key] = deque()
        self._due: Key | None = None
        self._present: Key | None = None
        self._since = 0.0
        self._screen: DOMNode | None = None
        self._target: DOMNode | None = None
        self._followed = False

    def holds(self, key: Key) -> bool:
        """Whether this key has to wait; it is posted to the app again when its time has come."""
        busy = self._present is not None and monotonic() - self._since < PATIENCE
        if busy or (self._due is not None and key is not self._due):
            self._held.append(key)
            self.sent()
            return True
        self._due = None
        self._present, self._since, self._followed = key, monotonic(), False
        self._screen = self._app.screen
        self._target = self._app.focused or self._screen
        return False

    def passed(self, key: Key) -> None:
        """The key has come through all that it bubbles through, and has had its effect."""
        if key is self._present:
            screen = self._app.screen
            # a screen that it has opened is there once the screen's own queue runs
            if screen is self._screen or not screen.call_later(self._release, key):
                self._release(key)

    def sent(self) -> None:
        """The present key is on its way. If another waits, it is followed: something may take it for
        itself, so that it never comes back. (Only then, because it costs a tenth of a page.)
        """
        key = self._present
        if self._held and key is not None and key.is_forwarded and not self._followed:
            self._followed = True
            self._climb(self._target, key)

    def _climb(self, node: DOMNode | None, key: Key) -> None:
        """After the key through the queues of all that it bubbles through, up to the app's own."""
        if node is None:
            self.passed(key)
        elif not node.call_later(self._climb, node.parent, key):
            self._climb(node.parent, key)

    def _release(self, key: Key) -> None:
        if key is not self._present:
            return
        self._present = None
        if self._held and self._due is None:
            self._due = self._held.popleft()
            self._app.post_message(self._due)

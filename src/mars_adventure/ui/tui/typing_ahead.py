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
        self._target: DOMNode | None = None
        self._since: float | None = None

    def holds(self, key: Key) -> bool:
        """Whether this key has to wait; it is posted to the app again when its time has come."""
        busy = self._since is not None and monotonic() - self._since < PATIENCE
        if busy or (self._due is not None and key is not self._due):
            self._held.append(key)
            return True
        self._due = None
        self._since = monotonic()
        self._target = self._app.focused or self._app.screen
        return False

    def follow(self, key: Key) -> None:
        """The app has passed this key on: what it leads to is waited for."""
        if key.is_forwarded:
            self._climb(self._target)
        else:
            self._arrive()

    def _climb(self, node: DOMNode | None) -> None:
        """After the key through the queues of all that it bubbles through, up to the app's own."""
        if node is None:
            self._arrive()
        elif not node.call_later(self._climb, node.parent):
            self._climb(node.parent)

    def _arrive(self) -> None:
        """The key has had its effect; a screen that it opened is there once its own queue runs."""
        if not self._app.screen.call_later(self._release):
            self._release()

    def _release(self) -> None:
        self._since = None
        if self._held and self._due is None:
            self._due = self._held.popleft()
            self._app.post_message(self._due)

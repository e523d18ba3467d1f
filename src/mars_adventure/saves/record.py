"""A play as it stands in its file, kept as bytes, so that a save encodes only what is new."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from mars_adventure.saves import notation
from mars_adventure.saves.moments import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.engine.play import Play

PAGES_KEPT = 12


class Record:
    """The lines of one line of moments, from a beginning onwards.

    Going back cuts nothing off: only when play goes on differently from there are the lines of
    the old future given up. So every save costs the encoding of its new moments, and a copy.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._moments: list[Play] = []
        self._words: list[int] = []
        self._ends: list[int] = []
        self._lines = bytearray()
        self._start = b""
        self._pages: dict[int, bytes] = {}

    def resume(self, play: Play, path: bytes) -> None:
        """Takes in a play just opened, with the lines of its path as the file has them."""
        self._moments = play.moments()
        self._words = list(accumulate([words_of(moment) for moment in self._moments]))
        self._lines = bytearray(path)
        self._ends = [0]
        for _ in self._moments[1:]:
            end = path.find(b",\n", self._ends[-1] + 1)
            self._ends.append(end if end >= 0 else len(path))

    def follow(self, play: Play) -> bool:
        """Takes in the moments of `play`; False, and nothing done, if it shares none with the record."""
        fresh: list[Play] = []
        for moment in play.backwards():
            if self._holds(moment):
                break
            fresh.append(moment)
        else:
            if self._moments:
                return False
        if fresh:
            self._cut(play.length + 1 - len(fresh))
            for moment in reversed(fresh):
                self._add(moment)
        return True

    def words(self, play: Play) -> int:
        """The words read up to `play`."""
        return self._words[play.length]

    def start(self) -> bytes:
        """The line of the first moment."""
        if not self._start:
            first = self._moments[0]
            self._start = notation.encode(notation.spell_state(first.state, self._names, self._words[0]))
        return self._start

    def now(self, play: Play) -> bytes:
        """The line of the present moment."""
        return notation.encode(notation.spell_state(play.state, self._names, words_of(play)))

    def path(self, play: Play) -> bytes:
        """The lines of all choices up to `play`, each on a line of its own."""
        return bytes(memoryview(self._lines)[: self._ends[play.length]])

    def pages(self, play: Play) -> bytes:
        """The lines of the last pages, of which `play` shows the last."""
        first = max(0, play.length + 1 - PAGES_KEPT)
        kept = {}
        for number in range(first, play.length + 1):
            page = self._pages.get(number)
            kept[number] = page or notation.encode(notation.spell_page(self._moments[number].turn))
        self._pages = kept
        return b"\n" + b",\n".join(kept.values())

    def _holds(self, moment: Play) -> bool:
        return moment.length < len(self._moments) and self._moments[moment.length] is moment

    def _cut(self, length: int) -> None:
        del self._moments[length:], self._words[length:], self._ends[length:]
        del self._lines[self._ends[-1] if self._ends else 0 :]
        self._pages = {number: page for number, page in self._pages.items() if number < length}

    def _add(self, moment: Play) -> None:
        words = words_of(moment)
        if moment.parent is not None:
            step = notation.spell_step(
                moment.choice or "", moment.parent.state, moment.state, self._names, words
            )
            self._lines += b",\n" if self._lines else b"\n"
            self._lines += notation.encode(step)
            words += self._words[-1]
        self._moments.append(moment)
        self._words.append(words)
        self._ends.append(len(self._lines))

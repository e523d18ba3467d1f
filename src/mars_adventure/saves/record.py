"""A reading as it stands in its file, kept as bytes, so that a save encodes only what is new."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from mars_adventure.saves import notation
from mars_adventure.saves.moments import words_of
from mars_adventure.saves.timeline import address, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mars_adventure.engine.play import Play
    from mars_adventure.saves.timeline import Timeline, Twig

PAGES_KEPT = 12
MOST_BRANCH_BYTES = 8 * 1024 * 1024
"""Beyond it, lines that were left are not written any more: they must not cost the reader the present one."""


class Run:
    """The lines of one twig. `words` counts from the beginning of the play."""

    __slots__ = ("ends", "lines", "words")

    def __init__(self) -> None:
        self.lines = bytearray()
        self.ends: list[int] = []
        self.words: list[int] = []

    def add(self, line: bytes, words: int) -> None:
        if self.lines and line:
            self.lines += b",\n"
        self.lines += line
        self.ends.append(len(self.lines))
        self.words.append(words)

    def between(self, first: int, end: int) -> bytes:
        """The lines of the moments from `first` up to, but not with, `end`."""
        start = self.ends[first - 1] if first else 0
        lines = bytes(memoryview(self.lines)[start : self.ends[end - 1] if end else 0])
        return lines.removeprefix(b",\n")


class Record:
    """The lines of every moment of one reading.

    Going back cuts nothing off, and play that goes on differently from there makes another twig.
    So every save costs the encoding of its new moments, and a copy.
    """

    def __init__(
        self, names: Sequence[str], timeline: Timeline, known: Mapping[int, bytes] | None = None
    ) -> None:
        """`known` are lines that are to be had already, by the `id` of their moment."""
        self.timeline = timeline
        self._names = names
        self._runs: list[Run] = []
        self._start = b""
        self._pages: dict[int, bytes] = {}
        self._catch_up(known or {})

    def follow(self, play: Play) -> bool:
        """Takes in the moments of `play`; False, and nothing done, if it shares none with the record."""
        found = self.timeline.take_in(play)
        self._catch_up({})
        return found

    def words(self, play: Play) -> int:
        """The words read up to `play`."""
        run, at = self._at(play)
        return run.words[at]

    def start(self) -> bytes:
        """The line of the first moment."""
        if not self._start:
            first = self.timeline.twigs[0].moments[0]
            self._start = notation.encode(
                notation.spell_state(first.state, self._names, words_of(first), first.entered)
            )
        return self._start

    def now(self, play: Play) -> bytes:
        """The line of the present moment."""
        return notation.encode(notation.spell_state(play.state, self._names, words_of(play)))

    def path(self, play: Play) -> bytes:
        """The lines of all choices up to `play`, each on a line of its own."""
        parts = [self._run(twig).between(0, count) for twig, count in self.timeline.way(play)]
        lines = b",\n".join([part for part in parts if part])
        return b"\n" + lines if lines else b""

    def branches(self, play: Play) -> bytes:
        """The lines of all that is not on the way to `play`; nothing if that is nothing."""
        found: list[bytes] = []
        for piece in pieces(self.timeline, play):
            lines = self._run(piece.twig).between(piece.first, len(piece.twig.moments))
            named = b'"name": %s, ' % notation.encode(piece.twig.name) if piece.twig.name else b""
            found.append(
                b'{"of": %d, "after": %d, %s"path": [\n%s\n]}' % (piece.of, piece.after, named, lines)
            )
        whole = b",\n".join(found)
        return whole if len(whole) <= MOST_BRANCH_BYTES else b""

    def ahead(self, play: Play) -> bytes:
        """Where the line that the reader is on ends, if it is not at `play`."""
        tip = self.timeline.tip
        if tip is play or self.timeline.after(play, tip) is None:
            return b""
        return b'{"of": %d, "after": %d}' % address(self.timeline, play, tip)

    def pages(self, play: Play) -> bytes:
        """The lines of the last pages, of which `play` shows the last."""
        kept: dict[int, bytes] = {}
        for moment in reversed(
            [moment for moment, _ in zip(play.backwards(), range(PAGES_KEPT), strict=False)]
        ):
            page = self._pages.get(id(moment))
            kept[id(moment)] = page or notation.encode(notation.spell_page(moment.turn))
        self._pages = kept
        return b"\n" + b",\n".join(kept.values())

    def _run(self, twig: Twig) -> Run:
        return self._runs[self.timeline.twigs.index(twig)]

    def _at(self, moment: Play) -> tuple[Run, int]:
        twig = self.timeline.twig_of(moment)
        assert twig is not None
        return self._run(twig), twig.upto(moment) - 1

    def _catch_up(self, known: Mapping[int, bytes]) -> None:
        """Adds the moments that the timeline has and the record has not."""
        twigs = self.timeline.twigs
        self._runs += [Run() for _ in range(len(twigs) - len(self._runs))]
        for twig, run in zip(twigs, self._runs, strict=True):
            if len(run.ends) == len(twig.moments):
                continue
            fresh = twig.moments[len(run.ends) :]
            parent = fresh[0].parent
            before = self.words(parent) if parent is not None else 0
            words = accumulate([words_of(moment) for moment in fresh], initial=before)
            next(words)
            for moment, count in zip(fresh, words, strict=True):
                run.add(known.get(id(moment)) or self._line(moment), count)

    def _line(self, moment: Play) -> bytes:
        if moment.parent is None:
            return b""
        return notation.encode(notation.spell_step(moment, self._names, words_of(moment)))

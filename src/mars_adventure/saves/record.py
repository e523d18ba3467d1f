"""A reading as it stands in its file, kept as bytes, so that a save encodes only what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.saves import notation
from mars_adventure.saves.line import Line
from mars_adventure.saves.moments import words_of
from mars_adventure.saves.timeline import address, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.engine.play import Play
    from mars_adventure.saves.timeline import Timeline, Twig

PAGES_KEPT = 12
BETWEEN = b",\n"
MOST_BRANCH_BYTES = 8 * 1024 * 1024
"""Beyond it, lines that were left are not written any more: they must not cost the reader the present one."""


class Written:
    """The lines of one twig. `words` counts from the beginning of the play; `before` is how many had
    been read when the twig begins.
    """

    __slots__ = ("_before", "ends", "lines", "words")

    def __init__(self, before: int) -> None:
        self.lines = bytearray()
        self.ends: list[int] = []
        self.words: list[int] = []
        self._before = before

    def add(self, lines: Sequence[bytes], words: Sequence[int]) -> None:
        """Adds the lines of moments one after another, and how many words the page of each has."""
        self.lines += (BETWEEN if self.lines else b"") + BETWEEN.join(lines)
        end = self.ends[-1] if self.ends and self.ends[-1] else -len(BETWEEN)
        self.ends += [end := end + len(BETWEEN) + len(line) for line in lines]
        read = self.words[-1] if self.words else self._before
        self.words += [read := read + count for count in words]

    def between(self, first: int, end: int) -> memoryview:
        """The lines of the moments from `first` up to, but not with, `end`: a view of them, not a copy.
        Nothing can be added while somebody holds it.
        """
        start = self.ends[first - 1] if first else 0
        return memoryview(self.lines)[start and start + len(BETWEEN) : self.ends[end - 1] if end else 0]


class Record:
    """The lines of every moment of one reading.

    Going back cuts nothing off, and play that goes on differently from there makes another twig.
    So every save costs the encoding of its new moments, and one copy.
    """

    def __init__(self, names: Sequence[str], timeline: Timeline, known: Sequence[bytes] = ()) -> None:
        """`known` are the lines of all choices in the file that the timeline came from, if they still hold."""
        self.timeline = timeline
        self._names = names
        self._written: list[Written] = []
        self._start = b""
        self._pages: dict[int, bytes] = {}
        self._catch_up(known)

    def follow(self, play: Play) -> bool:
        """Takes in the moments of `play`; False, and nothing done, if it shares none with the record."""
        found = self.timeline.take_in(play)
        self._catch_up(())
        return found

    def words(self, play: Play) -> int:
        """The words read up to `play`."""
        written, at = self._at(play)
        return written.words[at]

    def start(self) -> bytes:
        """The line of the first moment."""
        if not self._start:
            first = self.timeline.twigs[0][0]
            self._start = notation.encode(
                notation.spell_state(first.state, self._names, words_of(first), first.entered)
            )
        return self._start

    def now(self, play: Play) -> bytes:
        """The line of the present moment."""
        return notation.encode(notation.spell_state(play.state, self._names, words_of(play)))

    def path(self, play: Play) -> list[bytes | memoryview]:
        """The lines of all choices up to `play`, each on a line of its own, in parts to be joined."""
        found: list[bytes | memoryview] = []
        for twig, count in self.timeline.way(play):
            if lines := self._written_of(twig).between(0, count):
                found += (BETWEEN if found else b"\n", lines)
        return found

    def branches(self, play: Play) -> bytes:
        """The lines of all that is not on the way to `play`; nothing if that is nothing."""
        found: list[bytes] = []
        for piece in pieces(self.timeline, play):
            lines = self._written_of(piece.twig).between(piece.first, len(piece.twig))
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

    def _written_of(self, twig: Twig) -> Written:
        return self._written[self.timeline.twigs.index(twig)]

    def _at(self, moment: Play) -> tuple[Written, int]:
        twig = self.timeline.twig_of(moment)
        assert twig is not None
        return self._written_of(twig), twig.upto(moment) - 1

    def _catch_up(self, known: Sequence[bytes]) -> None:
        """Adds the moments that the timeline has and the record has not."""
        for at, twig in enumerate(self.timeline.twigs):
            if at == len(self._written):
                self._written.append(Written(self.words(twig.parent) if twig.parent is not None else 0))
            written = self._written[at]
            while (count := len(written.ends)) < len(twig):
                part = twig.parts[count]
                if known and isinstance(part, Line):
                    path = part.path
                    written.add(known[path.first : path.first + len(part)], path.words)
                else:
                    written.add([self._line(twig[count])], [words_of(twig[count])])

    def _line(self, moment: Play) -> bytes:
        if moment.parent is None:
            return b""
        return notation.encode(notation.spell_step(moment, self._names, words_of(moment)))

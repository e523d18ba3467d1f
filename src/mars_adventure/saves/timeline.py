"""The past as a tree: every moment that one reading has reached, also those that were left again."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.saves.line import Line

_LABEL_LETTERS = 60


class Twig:
    """A run of moments, each the child of the one before it. `parent` is that of the first, and stands
    on another twig. `name` is what the reader calls the line that ends here, "" if nothing. `parts` has
    for each moment the moment itself, or the line of a saved game that makes it when it is asked for.
    """

    __slots__ = ("name", "parent", "parts", "start")

    def __init__(self, parent: Play | None, parts: Iterable[Play | Line]) -> None:
        self.parent = parent
        self.start = parent.length + 1 if parent is not None else 0
        self.parts = list(parts)
        self.name = ""

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, at: int) -> Play:
        part = self.parts[at]
        if isinstance(part, Play):
            return part
        return part.moment(self.start + at % len(self.parts) - part.base.length)

    @property
    def tip(self) -> Play:
        return self[-1]

    def holds(self, moment: Play) -> bool:
        return 0 < self.upto(moment) <= len(self) and self[self.upto(moment) - 1] is moment

    def upto(self, moment: Play) -> int:
        """How many of the twig's moments stand before `moment`, itself included."""
        return moment.length - self.start + 1


class Branch(NamedTuple):
    """A line that was left. `fork` is the last moment that it shares with the present line, `tip`
    its end, `named` whether the reader gave it its name.
    """

    name: str
    named: bool
    fork: Play
    tip: Play

    @property
    def choices(self) -> int:
        """How many were made on it since the fork."""
        return self.tip.length - self.fork.length


class Timeline:
    """The tree. Moments are only ever added; twigs keep their order.

    `tip` is the end of the line that the reader is on: what was undone lies between the present
    moment and it.
    """

    def __init__(self, play: Play) -> None:
        self.twigs = [Twig(None, play.moments())]
        self.tip = play

    def take_in(self, play: Play) -> bool:
        """Adds the moments that lead to `play`; False, and nothing done, if it shares none with the tree."""
        fresh: list[Play] = []
        for moment in play.backwards():
            if self.twig_of(moment) is not None:
                break
            fresh.append(moment)
        else:
            return False
        for moment in reversed(fresh):
            self.add(moment)
        return True

    def add(self, moment: Play) -> None:
        """Adds a moment whose parent is in the tree."""
        assert moment.parent is not None
        self._add(moment.parent, [moment])

    def graft(self, line: Line) -> None:
        """Adds the moments of a line that begins at one in the tree."""
        if len(line):
            self._add(line.base, [line] * len(line))

    def _add(self, parent: Play, parts: Sequence[Play | Line]) -> None:
        twig = self.twig_of(parent)
        if twig is not None and twig.tip is parent:
            twig.parts += parts
        else:
            self.twigs.append(Twig(parent, parts))

    def twig_of(self, moment: Play) -> Twig | None:
        # The newest first: it is where play goes on.
        return next((twig for twig in reversed(self.twigs) if twig.holds(moment)), None)

    def after(self, moment: Play, tip: Play) -> Play | None:
        """The moment that follows on the way to `tip`; None if `tip` does not lie ahead."""
        step = None
        for later in tip.backwards():
            if later is moment:
                return step
            if later.length <= moment.length:
                return None
            step = later
        return None

    def children(self, moment: Play) -> list[Play]:
        """Every moment that a choice here has led to, the oldest first."""
        found = [twig[0] for twig in self.twigs if twig.parent is moment]
        twig = self.twig_of(moment)
        if twig is not None and twig.tip is not moment:
            found.insert(0, twig[twig.upto(moment)])
        return found

    def way(self, moment: Play) -> list[tuple[Twig, int]]:
        """The twigs from the root's to that of `moment`, each with how many of its moments lie on the way."""
        found = []
        at: Play | None = moment
        while at is not None:
            twig = self.twig_of(at)
            assert twig is not None
            found.append((twig, twig.upto(at)))
            at = twig.parent
        found.reverse()
        return found

    def branches(self) -> tuple[Branch, ...]:
        """Every line but the present one, the oldest first."""
        cuts = {id(twig): twig[count - 1] for twig, count in self.way(self.tip)}
        found = []
        for twig in self.twigs:
            if twig.tip is self.tip:
                continue
            fork, leaving = twig.tip, twig
            while id(leaving) not in cuts:
                parent = leaving.parent
                above = self.twig_of(parent) if parent is not None else None
                assert parent is not None
                assert above is not None
                fork, leaving = parent, above
            fork = min(fork, cuts[id(leaving)], key=lambda moment: moment.length)
            name = twig.name or _label(self.after(fork, twig.tip))
            found.append(Branch(name, bool(twig.name), fork, twig.tip))
        return tuple(found)

    def rename(self, tip: Play, name: str) -> None:
        """Names the line that ends at `tip`."""
        twig = self.twig_of(tip)
        if twig is not None:
            twig.name = name


class Piece(NamedTuple):
    """A part of the tree that is not on the way to the present: it grows out of piece `of` (0 is
    that way itself) after so many choices from the beginning.
    """

    of: int
    after: int
    twig: Twig
    first: int


def pieces(timeline: Timeline, play: Play) -> list[Piece]:
    """The tree as seen from `play`, in an order in which each piece grows out of an earlier one."""
    cuts = {id(twig): count for twig, count in timeline.way(play)}
    found: list[Piece] = []
    number: dict[int, int] = {}
    for twig in timeline.twigs:
        first = cuts.get(id(twig), 0)
        if first == len(twig) and not twig.name:
            continue
        fork = twig[first - 1] if first else twig.parent
        stem = timeline.twig_of(fork) if fork is not None else None
        assert fork is not None
        assert stem is not None
        of = 0 if stem.upto(fork) <= cuts.get(id(stem), 0) else number[id(stem)]
        found.append(Piece(of, fork.length, twig, first))
        number[id(twig)] = len(found)
    return found


def address(timeline: Timeline, play: Play, moment: Play) -> tuple[int, int]:
    """Where a moment lies in the tree as seen from `play`: in which piece, after how many choices."""
    for at, piece in enumerate(pieces(timeline, play), 1):
        if piece.twig.holds(moment) and piece.twig.upto(moment) > piece.first:
            return at, moment.length
    return 0, moment.length


def _label(moment: Play | None) -> str:
    label = moment.label or moment.choice or "" if moment is not None else ""
    return label if len(label) <= _LABEL_LETTERS else label[: _LABEL_LETTERS - 1].rstrip() + "…"

"""The past as a tree: every moment that one reading has reached, also those that were left again."""

from typing import NamedTuple

from mars_adventure.engine.play import Play

_LABEL_LETTERS = 60


class Twig:
    """A run of moments, each the child of the one before it. The parent of the first stands on
    another twig. `name` is what the reader calls the line that ends here, "" if nothing.
    """

    __slots__ = ("moments", "name")

    def __init__(self, moments: list[Play], name: str = "") -> None:
        self.moments = moments
        self.name = name

    @property
    def tip(self) -> Play:
        return self.moments[-1]

    def holds(self, moment: Play) -> bool:
        at = moment.length - self.moments[0].length
        return 0 <= at < len(self.moments) and self.moments[at] is moment

    def upto(self, moment: Play) -> int:
        """How many of the twig's moments stand before `moment`, itself included."""
        return moment.length - self.moments[0].length + 1


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
        self.twigs = [Twig(play.moments())]
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
        twig = self.twig_of(moment.parent)
        if twig is not None and twig.tip is moment.parent:
            twig.moments.append(moment)
        else:
            self.twigs.append(Twig([moment]))

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
        found = [twig.moments[0] for twig in self.twigs if twig.moments[0].parent is moment]
        twig = self.twig_of(moment)
        if twig is not None and twig.tip is not moment:
            found.insert(0, twig.moments[twig.upto(moment)])
        return found

    def way(self, moment: Play) -> list[tuple[Twig, int]]:
        """The twigs from the root's to that of `moment`, each with how many of its moments lie on the way."""
        found = []
        at: Play | None = moment
        while at is not None:
            twig = self.twig_of(at)
            assert twig is not None
            found.append((twig, twig.upto(at)))
            at = twig.moments[0].parent
        found.reverse()
        return found

    def branches(self) -> tuple[Branch, ...]:
        """Every line but the present one, the oldest first."""
        cuts = {id(twig): twig.moments[count - 1] for twig, count in self.way(self.tip)}
        found = []
        for twig in self.twigs:
            if twig.tip is self.tip:
                continue
            fork, leaving = twig.tip, twig
            while id(leaving) not in cuts:
                parent = leaving.moments[0].parent
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
        if first == len(twig.moments) and not twig.name:
            continue
        fork = twig.moments[first - 1] if first else twig.moments[0].parent
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

"""Known plays that others follow as far as they can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.author.proof.machine.ground import Way


class Course(NamedTuple):
    """The ways of a play, the points from which it takes them, and its values at some of these, by place."""

    ways: list[Way]
    points: list[int]
    marks: dict[int, tuple[int, ...]]

    def find(self, at: int, place: int) -> int:
        """Where the play first takes a way from a point, from a `place` on; -1 if it does not."""
        try:
            return self.points.index(at, place)
        except ValueError:
            return -1

    def onwards(self, open_ways: Sequence[Way], at: int, place: int) -> tuple[Way | None, int]:
        """The next way of the play, from a `place` on, that is open at a point, and the place after it.

        If there is none, a way that leads to where the play comes later, the soonest.
        """
        ways = self.ways
        one = self.find(at, place)
        while one >= 0:
            if ways[one] in open_ways:
                return ways[one], one + 1
            one = self.find(at, one + 1)
        best: Way | None = None
        nearest = len(ways)
        for way in open_ways:
            one = self.find(way.target, place)
            if 0 <= one < nearest:
                best, nearest = way, one
        return best, nearest if best is not None else place


def course(ways: list[Way], marks: dict[int, tuple[int, ...]]) -> Course:
    return Course(ways, [way.edge.source for way in ways], marks)

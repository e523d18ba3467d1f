"""Where something happens to what is tracked, and what lies between.

Most points on the way to a goal neither test nor change any of the few variables that are tracked: from them
play goes on, sooner or later, to one next point, in the state in which it came. Such a point is passed over:
the next stands for it. Ways that then do the same become one. (Contraction of silent steps, as for branching
bisimulation: Groote and Vaandrager, 1990.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.tracking.effects import IDLE
from mars_adventure.author.proof.tracking.sieves import YES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from mars_adventure.author.proof.machine.ground import Way


class Move(NamedTuple):
    """A way between abstract states. `hidden`: its guard reads something that is not tracked."""

    way: Way
    sieve: int
    effect: int
    hidden: bool


class Hop(NamedTuple):
    """Moves that do the same, from a point that is not passed over to the next. `hidden` if all of them are."""

    target: int
    sieve: int
    effect: int
    hidden: bool


class Kernel:
    """`hops` are by point, of those that are not passed over.

    A point is passed over if all its moves lead, unconditionally and with no change, to the one that stands for
    it, where the same is told apart (`alike`). What can be reached there is then no less than here, and whatever
    can be reached from there can be from here. The points of `kept` are not passed over.
    """

    def __init__(
        self,
        moves: Mapping[int, Sequence[Move]],
        rank: Mapping[int, int],
        kept: Collection[int],
        alike: Callable[[int, int], bool],
    ) -> None:
        self.next: dict[int, int] = {}
        self.hops: dict[int, list[Hop]] = {}
        order = sorted(moves, key=rank.__getitem__, reverse=True)
        for at in order:
            hops = self.joined(at, moves[at])
            if len(hops) == 1 and at not in kept:
                (hop,) = hops
                if not (hop.hidden or hop.effect != IDLE or hop.sieve != YES) and alike(at, hop.target):
                    self.next[at] = hop.target
                    continue
            self.hops[at] = hops
        # Behind ways that go back there may be points that were passed over since.
        for at, hops in self.hops.items():
            if any([hop.target in self.next for hop in hops]):
                self.hops[at] = self.joined(at, moves[at])

    def standing(self, at: int) -> int:
        """The point that stands for this one; itself if it is not passed over."""
        last = at
        while last in self.next:
            last = self.next[last]
        while at != last:
            self.next[at], at = last, self.next[at]
        return last

    def joined(self, at: int, moves: Sequence[Move]) -> list[Hop]:
        """The moves to points that stand for others, each once; those that lead back and change nothing left out."""
        found: dict[tuple[int, int, int], Hop] = {}
        for move in moves:
            target = self.standing(move.way.target)
            if target == at and move.effect == IDLE:
                continue
            key = target, move.sieve, move.effect
            known = found.get(key)
            if known is None or (known.hidden and not move.hidden):
                found[key] = Hop(target, move.sieve, move.effect, move.hidden)
        return list(found.values())

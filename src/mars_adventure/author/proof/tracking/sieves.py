"""Conditions as decision diagrams: which values of the tracked variables let them hold, or may let them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import AtLeast, Every, Guard, In, Some

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from mars_adventure.author.proof.machine.guards import Table

NO, YES = 0, 1
BOTTOM = 1 << 30


class Sieves:
    """Nodes are numbers: NO, YES, or a variable's level with a sieve for each of its values.

    `levels` gives each variable's place in the order. Equal conditions are one node (Bryant, 1986).
    """

    def __init__(self, levels: Sequence[int]) -> None:
        self.place = levels
        self.levels = [BOTTOM, BOTTOM]
        self.children: list[tuple[int, ...]] = [(), ()]
        self.unique: dict[tuple[int, ...], int] = {}
        self.joints: dict[tuple[int, int, int], int] = {}

    def node(self, level: int, children: tuple[int, ...]) -> int:
        first = children[0]
        if all([child == first for child in children]):
            return first
        key = (level, *children)
        found = self.unique.get(key)
        if found is None:
            found = self.unique[key] = len(self.levels)
            self.levels.append(level)
            self.children.append(children)
        return found

    def joint(self, a: int, b: int, absorbing: int) -> int:
        """Both, where NO is absorbing; either, where YES is."""
        if absorbing in (a, b):
            return absorbing
        if a == b or b == 1 - absorbing:
            return a
        if a == 1 - absorbing:
            return b
        key = (absorbing, a, b) if a < b else (absorbing, b, a)
        found = self.joints.get(key)
        if found is None:
            first, second = self.levels[a], self.levels[b]
            level = min(first, second)
            size = len(self.children[a] if first == level else self.children[b])
            mine = self.children[a] if first == level else (a,) * size
            others = self.children[b] if second == level else (b,) * size
            children = [self.joint(x, y, absorbing) for x, y in zip(mine, others, strict=True)]
            found = self.joints[key] = self.node(level, tuple(children))
        return found

    def may(self, guard: Guard, tracked: Collection[int], possible: Callable[[int], int]) -> int:
        """Where the guard may hold: variables that are not tracked have some value of `possible(variable)`."""
        match guard:
            case In(variable, mask, full):
                if variable not in tracked:
                    return YES if possible(variable) & mask else NO
                size = full.bit_length()
                return self.node(self.place[variable], tuple([mask >> value & 1 for value in range(size)]))
            case AtLeast(terms, least):
                return self.may_add_up(terms, least, tracked, possible)
            case Every(items, _):
                absorbing = NO
            case Some(items, _):
                absorbing = YES
        found = 1 - absorbing
        for item in items:
            found = self.joint(found, self.may(item, tracked, possible), absorbing)
            if found == absorbing:
                break
        return found

    def may_add_up(
        self,
        terms: tuple[tuple[int, Table], ...],
        least: int,
        tracked: Collection[int],
        possible: Callable[[int], int],
    ) -> int:
        """The same of a sum; by how much is left to be reached, variable by variable."""
        seen = sorted((self.place[variable], table) for variable, table in terms if variable in tracked)
        least -= sum(best(table, possible(variable)) for variable, table in terms if variable not in tracked)
        return self.adding_up(seen, 0, least, {})

    def adding_up(
        self, seen: list[tuple[int, Table]], turn: int, left: int, known: dict[tuple[int, int], int]
    ) -> int:
        """Where the levels of `seen` from a `turn` on are worth what is `left`."""
        if turn == len(seen):
            return YES if left <= 0 else NO
        found = known.get((turn, left))
        if found is None:
            level, table = seen[turn]
            children = [self.adding_up(seen, turn + 1, left - worth, known) for worth in table]
            found = known[turn, left] = self.node(level, tuple(children))
        return found


def best(table: Table, mask: int) -> int:
    """The most that a variable adds with one of the values of a mask."""
    return max(worth for value, worth in enumerate(table) if mask >> value & 1)

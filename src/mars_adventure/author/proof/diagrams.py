"""Sets of rows of small numbers as decision diagrams: zero-suppressed and multi-valued.

Each node has a level (a place in the row) and a child for each value there; a level that is passed over
has value 0, and trailing empty children are left out, so that equal sets are one node. (Minato's
zero-suppressed diagrams of 1993, with more than two values, as in Ciardo's multi-valued diagrams.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.sieves import BOTTOM, NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mars_adventure.author.proof.sieves import Sieves

    Operation = tuple[int, tuple[int, ...], tuple[tuple[int, ...], ...]]
    """A level; for each old value the new one, or -1 where it is not allowed; and the same with all the values
    that go with the new one, in order, none where it is not allowed."""

EMPTY, UNIT = 0, 1
MOST_KEPT = 1_500_000
"""Results of operations; when there are more, all are forgotten, for they can be found again."""


class Diagrams:
    """Nodes are numbers, children smaller than their parents. No node is ever removed."""

    def __init__(self) -> None:
        self.levels = [BOTTOM, BOTTOM]
        self.children: list[tuple[int, ...]] = [(), ()]
        self.unique: dict[tuple[int, ...], int] = {}
        # Two nodes make one key, a number: a tuple would take twice the memory.
        self.unions: dict[int, int] = {}
        self.differences: dict[int, int] = {}
        self.meets: dict[int, int] = {}
        self.sifted: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.levels)

    def forget(self) -> None:
        """Lets go of results that take too much memory; sets stay."""
        kept = self.unions, self.differences, self.meets, self.sifted
        if sum(map(len, kept)) > MOST_KEPT:
            for results in kept:
                results.clear()

    def node(self, level: int, children: list[int]) -> int:
        while children and children[-1] == EMPTY:
            children.pop()
        if len(children) <= 1:
            return children[0] if children else EMPTY
        key = (level, *children)
        found = self.unique.get(key)
        if found is None:
            found = self.unique[key] = len(self.levels)
            self.levels.append(level)
            self.children.append(tuple(children))
        return found

    def row(self, levels: Sequence[int], values: Sequence[int]) -> int:
        """The set of this row alone."""
        found = UNIT
        for level, value in zip(reversed(levels), reversed(values), strict=True):
            if value:
                found = self.node(level, [EMPTY] * value + [found])
        return found

    def union(self, a: int, b: int) -> int:
        if a == b or b == EMPTY:
            return a
        if a == EMPTY:
            return b
        if a > b:
            a, b = b, a
        key = a << 32 | b
        found = self.unions.get(key)
        if found is not None:
            return found
        first, second = self.levels[a], self.levels[b]
        if first == second:
            short, long = self.children[a], self.children[b]
            if len(long) < len(short):
                short, long = long, short
            children = [self.union(x, y) for x, y in zip(short, long, strict=False)]
            children += long[len(short) :]
        elif first < second:
            children = list(self.children[a])
            children[0] = self.union(children[0], b)
        else:
            children = list(self.children[b])
            children[0] = self.union(children[0], a)
        found = self.unions[key] = self.node(min(first, second), children)
        return found

    def meet(self, a: int, b: int) -> int:
        """What is in both."""
        if a == b:
            return a
        if a == EMPTY or b == EMPTY:
            return EMPTY
        if a > b:
            a, b = b, a
        key = a << 32 | b
        found = self.meets.get(key)
        if found is not None:
            return found
        first, second = self.levels[a], self.levels[b]
        if first == second:
            pairs = zip(self.children[a], self.children[b], strict=False)
            found = self.node(first, [self.meet(x, y) for x, y in pairs])
        elif first < second:
            found = self.meet(self.children[a][0], b)
        else:
            found = self.meet(a, self.children[b][0])
        self.meets[key] = found
        return found

    def difference(self, a: int, b: int) -> int:
        """What is in `a` and not in `b`."""
        if a in (b, EMPTY):
            return EMPTY
        if b == EMPTY:
            return a
        key = a << 32 | b
        found = self.differences.get(key)
        if found is not None:
            return found
        first, second = self.levels[a], self.levels[b]
        if first == second:
            mine, others = self.children[a], self.children[b]
            children = [self.difference(x, y) for x, y in zip(mine, others, strict=False)]
            found = self.node(first, children + list(mine[len(others) :]))
        elif first < second:
            children = list(self.children[a])
            children[0] = self.difference(children[0], b)
            found = self.node(first, children)
        else:
            found = self.difference(a, self.children[b][0])
        self.differences[key] = found
        return found

    def image(self, rows: int, operations: Sequence[Operation]) -> int:
        """The rows after every operation, in the order of levels, with all that go with them."""
        count = len(operations)
        known: dict[tuple[int, int], int] = {}

        def follow(at: int, turn: int) -> int:
            if at == EMPTY or turn == count:
                return at
            key = (at, turn)
            found = known.get(key)
            if found is not None:
                return found
            level, _, after = operations[turn]
            here = self.levels[at]
            if here < level:
                found = self.node(here, [follow(child, turn) for child in self.children[at]])
            elif here > level and after[0] == (0,):
                found = follow(at, turn + 1)
            else:
                children: list[int] = []
                for value, child in enumerate(self.children[at] if here == level else (at,)):
                    if not child or not after[value]:
                        continue
                    below = follow(child, turn + 1)
                    children += [EMPTY] * (after[value][-1] + 1 - len(children))
                    for new in after[value]:
                        children[new] = self.union(children[new], below)
                found = self.node(level, children)
            known[key] = found
            return found

        return follow(rows, 0)

    def origin(self, rows: int, after: int, operations: Sequence[Operation]) -> int:
        """Those of `rows` that the operations bring into `after`."""
        count = len(operations)
        known: dict[tuple[int, int, int], int] = {}

        def follow(at: int, goal: int, turn: int) -> int:
            if at == EMPTY or goal == EMPTY:
                return EMPTY
            if turn == count:
                return self.meet(at, goal)
            key = (at, goal, turn)
            found = known.get(key)
            if found is not None:
                return found
            changed, table, _ = operations[turn]
            here, there = self.levels[at], self.levels[goal]
            level = min(here, there, changed)
            mine = self.children[at] if here == level else (at,)
            goals = self.children[goal] if there == level else (goal,)
            if level == changed:
                children = [
                    follow(child, goals[table[value]], turn + 1)
                    if child and 0 <= table[value] < len(goals)
                    else EMPTY
                    for value, child in enumerate(mine)
                ]
            else:
                children = [follow(child, below, turn) for child, below in zip(mine, goals, strict=False)]
            found = known[key] = self.node(level, children)
            return found

        return follow(rows, after, 0)

    def sift(self, rows: int, sieve: int, sieves: Sieves) -> int:
        """Those of `rows` that the sieve lets pass."""
        if sieve == YES or rows == EMPTY:
            return rows
        if sieve == NO:
            return EMPTY
        key = rows << 32 | sieve
        found = self.sifted.get(key)
        if found is not None:
            return found
        here, level = self.levels[rows], sieves.levels[sieve]
        mine, below = self.children[rows], sieves.children[sieve]
        if here < level:
            found = self.node(here, [self.sift(child, sieve, sieves) for child in mine])
        elif here == level:
            pairs = zip(mine, below, strict=False)
            found = self.node(here, [self.sift(child, inner, sieves) for child, inner in pairs])
        else:
            found = self.sift(rows, below[0], sieves)
        self.sifted[key] = found
        return found

    def holds(self, rows: int, levels: Sequence[int], values: Sequence[int]) -> bool:
        """Whether the set has the row with these values at these levels, in order."""
        for level, value in zip(levels, values, strict=True):
            if self.levels[rows] == level:
                children = self.children[rows]
                rows = children[value] if value < len(children) else EMPTY
            elif value:
                return False
            if rows == EMPTY:
                return False
        return rows == UNIT

    def count(self, rows: int) -> int:
        known = {EMPTY: 0, UNIT: 1}

        def follow(at: int) -> int:
            found = known.get(at)
            if found is None:
                found = known[at] = sum(follow(child) for child in self.children[at])
            return found

        return follow(rows)

    def rows(self, rows: int, levels: Sequence[int], turn: int = 0) -> Iterator[tuple[int, ...]]:
        """Every row, as its values at these levels, in order."""
        if rows == EMPTY:
            return
        if turn == len(levels):
            yield ()
        elif self.levels[rows] == levels[turn]:
            for value, child in enumerate(self.children[rows]):
                for rest in self.rows(child, levels, turn + 1):
                    yield (value, *rest)
        else:
            for rest in self.rows(rows, levels, turn + 1):
                yield (0, *rest)

"""Sets of rows of small numbers as decision diagrams: zero-suppressed and multi-valued.

Each node has a level (a place in the row) and a child for each value there; a level that is passed over
has value 0, and trailing empty children are left out, so that equal sets are one node. (Minato's
zero-suppressed diagrams of 1993, with more than two values, as in Ciardo's multi-valued diagrams.)
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mars_adventure.author.proof.tracking.effects import IDLE
from mars_adventure.author.proof.tracking.sieves import BOTTOM, NO, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.author.proof.tracking.effects import Effects
    from mars_adventure.author.proof.tracking.sieves import Sieves

EMPTY, UNIT = 0, 1
MOST_KEPT = 500_000
"""Results of operations; when there are more, all are forgotten, for they can be found again."""


class Diagrams:
    """Nodes are numbers, children smaller than their parents. No node is ever removed.

    What is plain is settled before an operation is called for: most children are equal or empty.
    """

    def __init__(self) -> None:
        self.levels = [BOTTOM, BOTTOM]
        self.children: list[tuple[int, ...]] = [(), ()]
        self.unique: defaultdict[int, dict[tuple[int, ...], int]] = defaultdict(dict)
        """By level and children."""
        # Two nodes make one key, a number: a tuple would take twice the memory.
        self.unions: dict[int, int] = {}
        self.differences: dict[int, int] = {}
        self.meets: dict[int, int] = {}
        self.sifted: dict[int, int] = {}
        self.images: dict[int, int] = {}
        self.origins: dict[tuple[int, int, int], int] = {}

    def __len__(self) -> int:
        return len(self.levels)

    def forget(self) -> None:
        """Lets go of results that take too much memory; sets stay."""
        kept = self.unions, self.differences, self.meets, self.sifted, self.images
        if sum(map(len, kept)) + len(self.origins) > MOST_KEPT:
            self.origins.clear()
            for results in kept:
                results.clear()

    def node(self, level: int, children: list[int]) -> int:
        while children and not children[-1]:
            children.pop()
        if len(children) <= 1:
            return children[0] if children else EMPTY
        key, unique = tuple(children), self.unique[level]
        found = unique.get(key)
        if found is None:
            found = unique[key] = len(self.levels)
            self.levels.append(level)
            self.children.append(key)
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
            children = [
                x if x == y or not y else self.union(x, y) if x else y
                for x, y in zip(short, long, strict=False)
            ]
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
            found = self.node(
                first, [x if x == y else self.meet(x, y) if x and y else EMPTY for x, y in pairs]
            )
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
            children = [
                EMPTY if x == y or not x else self.difference(x, y) if y else x
                for x, y in zip(mine, others, strict=False)
            ]
            found = self.node(first, children + list(mine[len(others) :]))
        elif first < second:
            children = list(self.children[a])
            children[0] = self.difference(children[0], b)
            found = self.node(first, children)
        else:
            found = self.difference(a, self.children[b][0])
        self.differences[key] = found
        return found

    def image(self, rows: int, effect: int, effects: Effects) -> int:
        """The rows after an effect, with all that go with them."""
        if rows == EMPTY or effect == IDLE:
            return rows
        key = rows << 32 | effect
        found = self.images.get(key)
        if found is not None:
            return found
        level, _, after = effects.operations[effect]
        here, rest = self.levels[rows], effects.rests[effect]
        if here < level:
            found = self.node(
                here,
                [self.image(child, effect, effects) if child else EMPTY for child in self.children[rows]],
            )
        elif here > level and after[0] == (0,):
            found = self.image(rows, rest, effects)
        else:
            children: list[int] = []
            for child, become in zip(self.children[rows] if here == level else (rows,), after, strict=False):
                if not child or not become:
                    continue
                below = self.image(child, rest, effects)
                children += [EMPTY] * (become[-1] + 1 - len(children))
                for new in become:
                    children[new] = self.union(children[new], below)
            found = self.node(level, children)
        self.images[key] = found
        return found

    def origin(self, rows: int, after: int, effect: int, effects: Effects) -> int:
        """Those of `rows` that an effect brings into `after`."""
        if rows == EMPTY or after == EMPTY:
            return EMPTY
        if effect == IDLE:
            return self.meet(rows, after)
        key = rows, after, effect
        found = self.origins.get(key)
        if found is not None:
            return found
        changed, table, _ = effects.operations[effect]
        here, there = self.levels[rows], self.levels[after]
        level = min(here, there, changed)
        mine = self.children[rows] if here == level else (rows,)
        goals = self.children[after] if there == level else (after,)
        if level == changed:
            rest, count = effects.rests[effect], len(goals)
            children = [
                self.origin(child, goals[new], rest, effects)
                if child and 0 <= new < count and goals[new]
                else EMPTY
                for child, new in zip(mine, table, strict=False)
            ]
        else:
            children = [
                self.origin(child, below, effect, effects) if child and below else EMPTY
                for child, below in zip(mine, goals, strict=False)
            ]
        found = self.origins[key] = self.node(level, children)
        return found

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

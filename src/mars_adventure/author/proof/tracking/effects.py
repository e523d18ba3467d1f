"""What ways do to rows of tracked values, each once and by number, so that the same is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Operation = tuple[int, tuple[int, ...], tuple[tuple[int, ...], ...]]
    """A level; for each old value the new one, or -1 where it is not allowed; and the same with all the values
    that go with the new one, in order, none where it is not allowed."""

IDLE = 0
"""Changes nothing."""


class Effects:
    """An effect is IDLE, or an operation and the number of the effect that is left for the levels below."""

    def __init__(self) -> None:
        self.operations: list[Operation] = [(-1, (), ())]
        self.rests = [IDLE]
        self.unique: dict[tuple[Operation, int], int] = {}

    def joined(self, effect: int, more: Iterable[Operation]) -> int:
        """With operations at other levels."""
        operations = list(more)
        while effect != IDLE:
            operations.append(self.operations[effect])
            effect = self.rests[effect]
        for operation in sorted(operations, reverse=True):
            key = operation, effect
            found = self.unique.get(key)
            if found is None:
                found = self.unique[key] = len(self.rests)
                self.operations.append(operation)
                self.rests.append(effect)
            effect = found
        return effect

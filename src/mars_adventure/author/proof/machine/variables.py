"""The slots of a story as variables of a finite machine: each value a small number."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.story.types import Number, SetOf, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.story.model import Variable as Declared
    from mars_adventure.story.types import Value


MOST_VALUES = 4096
WORD = 60


class TooManyCases(Exception):
    """A range, or a condition over several, with so many values that listing them is out of the question."""


class Variable(NamedTuple):
    """A slot, or, where `member` is not "", whether a name is in the set that the slot holds.

    `values` are the slot's, in order: the machine's value is the place among them.
    """

    slot: str
    member: str
    values: tuple[Value, ...]
    start: int

    @property
    def name(self) -> str:
        return f"{self.member} in {self.slot}" if self.member else self.slot

    @property
    def full(self) -> int:
        return (1 << len(self.values)) - 1


class Variables:
    """Every variable of the machine, by slot.

    The possible values of all variables at once are one number, `packed`: each has its field of bits,
    so that joining two such sets is a single `|`. The lowest bit is set in every set that is not empty.
    """

    def __init__(self, declared: dict[str, Declared]) -> None:
        self.all: list[Variable] = []
        self.at: dict[tuple[str, str], int] = {}
        self.shifts: list[int] = []
        self.fulls: list[int] = []
        self.width = 1
        self.slots = tuple(declared)
        for slot, variable in declared.items():
            if isinstance(variable.type, SetOf):
                assert isinstance(variable.start, frozenset)
                for name in variable.type.names:
                    self.add(Variable(slot, name, (False, True), int(name in variable.start)))
            else:
                if (
                    isinstance(variable.type, Number)
                    and variable.type.high - variable.type.low >= MOST_VALUES
                ):
                    raise TooManyCases(f"`{slot}` has more than {MOST_VALUES} values")
                values = values_of(variable.type)
                self.add(Variable(slot, "", values, values.index(variable.start)))

    def add(self, variable: Variable) -> int:
        at = self.at[variable.slot, variable.member] = len(self.all)
        self.all.append(variable)
        self.shifts.append(self.width)
        self.fulls.append(variable.full)
        self.width += len(variable.values)
        return at

    def __len__(self) -> int:
        return len(self.all)

    def members(self, slot: str) -> list[int]:
        """The variables of a set."""
        return [at for (owner, member), at in self.at.items() if owner == slot and member]

    def start(self) -> tuple[int, ...]:
        return tuple(variable.start for variable in self.all)

    # -- packed sets of values ----------------------------------------------------------------

    def possible(self, packed: int, at: int) -> int:
        """The mask of one variable."""
        return packed >> self.shifts[at] & self.fulls[at]

    def narrowed(self, packed: int, at: int, mask: int) -> int:
        """With the variable's mask replaced."""
        shift = self.shifts[at]
        return packed & ~(self.fulls[at] << shift) | mask << shift

    @cached_property
    def stretches(self) -> list[tuple[int, int, list[tuple[int, int, int]]]]:
        """The fields in stretches of about a machine word, since to shift all of a large number for each takes long:
        where each begins, all of its bits, and its fields.
        """
        found: list[tuple[int, int, list[tuple[int, int, int]]]] = []
        for at, (shift, full) in enumerate(zip(self.shifts, self.fulls, strict=True)):
            if not found or shift + full.bit_length() - found[-1][0] > WORD:
                found.append((shift, 0, []))
            begun, bits, fields = found[-1]
            found[-1] = begun, bits | full << shift - begun, [*fields, (at, shift - begun, full)]
        return found

    def masks(self, packed: int) -> list[int]:
        """The masks of all variables."""
        found: list[int] = []
        for begun, bits, fields in self.stretches:
            part = packed >> begun & bits
            found += [part >> shift & full for _, shift, full in fields]
        return found

    def unsettled(self, packed: int) -> list[int]:
        """The variables with more than one value in a set, of which whole fields may be left out."""
        found: list[int] = []
        for begun, bits, fields in self.stretches:
            part = packed >> begun & bits
            if part:
                found += [at for at, shift, full in fields if (mask := part >> shift & full) & mask - 1]
        return found

    def packed(self, values: Sequence[int]) -> int:
        """The set that holds just these values."""
        return 1 | sum(1 << shift + value for shift, value in zip(self.shifts, values, strict=True))

    # -- to the engine and back ---------------------------------------------------------------

    def encoded(self, values: Sequence[Value]) -> tuple[int, ...]:
        """The machine's values for those of an engine's state; variables that only the proof has stay 0."""
        by_slot = dict(zip(self.slots, values, strict=True))
        found = []
        for variable in self.all:
            value = by_slot.get(variable.slot)
            if variable.member:
                assert isinstance(value, frozenset)
                found.append(int(variable.member in value))
            else:
                found.append(0 if value is None else variable.values.index(value))
        return tuple(found)

    def worded(self, at: int, mask: int) -> str:
        """The values of a mask in words."""
        variable = self.all[at]
        names = [words(value) for number, value in enumerate(variable.values) if mask >> number & 1]
        if len(names) > 6 and isinstance(variable.values[0], int):
            return f"{names[0]}..{names[-1]}"
        return ", ".join(names)


def words(value: Value) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else str(value)

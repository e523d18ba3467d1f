"""The types of variables: all finite, so that a story is a finite machine."""

from typing import NamedTuple

Value = bool | int | str | frozenset[str]


class Flag(NamedTuple):
    """true or false."""

    def __str__(self) -> str:
        return "a flag"


class Number(NamedTuple):
    """A whole number that stops at `low` and at `high`."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"a number from {self.low} to {self.high}"


class OneOf(NamedTuple):
    """One of several names."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return "one of " + ", ".join(self.names)


class SetOf(NamedTuple):
    """Any of several names."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return "a set of " + ", ".join(self.names)


Type = Flag | Number | OneOf | SetOf

FLAG = Flag()
UNKNOWN, KNOWN, STRUCK, LOST = "unknown", "known", "struck", "lost"
NOTE = OneOf((UNKNOWN, KNOWN, STRUCK, LOST))
MOST_VISITS = 9
VISITS = Number(0, MOST_VISITS)


def admits(kind: Type, value: object) -> bool:
    """Whether a variable of this type may hold this value."""
    match kind:
        case Flag():
            return isinstance(value, bool)
        case Number(low, high):
            return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        case OneOf(names):
            return isinstance(value, str) and value in names
        case SetOf(names):
            return isinstance(value, frozenset) and value.issubset(names)


def values_of(kind: Type) -> tuple[Value, ...]:
    """Every value of a flag, a number or one of several names, in order.

    Raises ValueError for a set, whose values are too many to list.
    """
    match kind:
        case Flag():
            return (False, True)
        case Number(low, high):
            return tuple(range(low, high + 1))
        case OneOf(names):
            return names
    raise ValueError("the values of a set are not listed")

"""Conditions, values and effects with every name resolved: what the engine runs and the prover reads.

Each names the *slots* it reads or changes (see `Story.slots`). Derived values have been put in
place of their names, memory has become slots, so nothing else is left.
"""

from typing import NamedTuple

from mars_adventure.story.types import Value


class Constant(NamedTuple):
    value: Value


class Slot(NamedTuple):
    """The present value of a slot."""

    name: str


class Not(NamedTuple):
    inner: "Logic"


class All(NamedTuple):
    """Every one holds."""

    items: tuple["Logic", ...]


class Any(NamedTuple):
    """At least one holds."""

    items: tuple["Logic", ...]


class Compare(NamedTuple):
    """`sign` is ==, !=, <, <=, > or >=."""

    sign: str
    left: "Logic"
    right: "Logic"


class Among(NamedTuple):
    """The value of a one-of slot is one of `names`."""

    slot: str
    names: tuple[str, ...]


class Has(NamedTuple):
    """The set in `slot` holds `name`."""

    slot: str
    name: str


class Arithmetic(NamedTuple):
    """`sign` is +, -, *, min or max."""

    sign: str
    left: "Logic"
    right: "Logic"


class SizeOf(NamedTuple):
    """How many names the set in `slot` holds."""

    slot: str


class Total(NamedTuple):
    """How many of the conditions hold."""

    items: tuple["Logic", ...]


Logic = Constant | Slot | Not | All | Any | Compare | Among | Has | Arithmetic | SizeOf | Total

ALWAYS = Constant(True)


class Assign(NamedTuple):
    """A number beyond its slot's range stops at the end of it."""

    slot: str
    value: Logic
    condition: Logic | None


class Include(NamedTuple):
    """Puts a name into a set, or takes it out."""

    slot: str
    name: str
    present: bool
    condition: Logic | None


class Mark(NamedTuple):
    """Changes a note's standing to `status` where it is now one of `when`."""

    note: str
    status: str
    when: tuple[str, ...]
    condition: Logic | None


class Draw(NamedTuple):
    """Gives the slot any value of its type, each as likely."""

    slot: str
    condition: Logic | None


Effect = Assign | Include | Mark | Draw


class Target(NamedTuple):
    """Scene names with their conditions, in order; the last has None. "here" and "return" are names too."""

    branches: tuple[tuple[Logic | None, str], ...]


HERE, RETURN = "here", "return"


def parts_of(condition: Logic) -> int:
    """How many parts a condition has: its specificity for `{when}`."""
    match condition:
        case All(items):
            return sum(parts_of(item) for item in items)
        case Any(items):
            return max(parts_of(item) for item in items)
        case Not(inner):
            return parts_of(inner)
        case Constant():
            return 0
    return 1


def slots_of(logic: Logic) -> set[str]:
    """Every slot that a condition or value reads."""
    match logic:
        case Constant():
            return set()
        case Slot(name) | Among(name, _) | Has(name, _) | SizeOf(name):
            return {name}
        case Not(inner):
            return slots_of(inner)
        case All(items) | Any(items) | Total(items):
            return set().union(*[slots_of(item) for item in items])
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return slots_of(left) | slots_of(right)

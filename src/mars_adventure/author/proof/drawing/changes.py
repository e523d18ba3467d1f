"""Effects as guarded changes of single variables."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.drawing.reading import MOST_CASES, compared, subtracted
from mars_adventure.author.proof.machine.guards import (
    FALSE,
    TRUE,
    Guard,
    Table,
    every,
    mask_where,
    member,
    negation,
    some,
)
from mars_adventure.author.proof.machine.variables import TooManyCases
from mars_adventure.story.logic import Arithmetic, Assign, Compare, Constant, Draw, Include, Mark, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mars_adventure.author.proof.drawing.reading import Fixed, Reader
    from mars_adventure.story.logic import Effect, Logic
    from mars_adventure.story.types import Value

Drawn = tuple[str, int]


class Case(NamedTuple):
    """What an effect does while `guard` holds: each table maps a variable's old value to its new one.

    `drawn` is a slot to which chance gave a value, and which. Cases exclude each other, except those of chance.
    """

    guard: Guard
    tables: dict[int, Table]
    drawn: Drawn | None = None


def cases_of(effect: Effect, reader: Reader) -> list[Case]:
    """Raises TooManyCases."""
    found = bare_cases(effect, reader)
    if effect.condition is None:
        return found
    condition = reader.guard(effect.condition)
    held = [case._replace(guard=every(condition, case.guard)) for case in found]
    return [case for case in (*held, Case(negation(condition), {})) if case.guard != FALSE]


def bare_cases(effect: Effect, reader: Reader) -> list[Case]:
    """Without the effect's own condition."""
    variables = reader.variables
    match effect:
        case Include(slot, name, present, _):
            return [Case(TRUE, {variables.at[slot, name]: (int(present),) * 2})]
        case Mark(slot, status, when, _):
            at = variables.at[slot, ""]
            values = variables.all[at].values
            table = tuple(
                values.index(status) if value in when else here for here, value in enumerate(values)
            )
            return [Case(TRUE, {at: table})]
        case Draw(slot, _):
            at = variables.at[slot, ""]
            values = variables.all[at].values
            return [Case(TRUE, {at: (here,) * len(values)}, (slot, here)) for here in range(len(values))]
        case Assign(slot, value, _):
            if (slot, "") in variables.at:
                return assignment(variables.at[slot, ""], value, reader)
            return set_assignment(slot, value, reader)


def set_assignment(slot: str, value: Logic, reader: Reader) -> list[Case]:
    """The whole of a set is replaced, by a constant or by another set."""
    variables = reader.variables
    if isinstance(value, Constant):
        assert isinstance(value.value, frozenset)
        return [
            Case(
                TRUE,
                {at: (int(variables.all[at].member in value.value),) * 2 for at in variables.members(slot)},
            )
        ]
    assert isinstance(value, Slot)
    found = [Case(TRUE, {})]
    for at in variables.members(slot):
        other = variables.at[value.name, variables.all[at].member]
        if other == at:
            continue
        if 2 * len(found) > MOST_CASES:
            raise TooManyCases
        found = [
            Case(every(case.guard, member(other, 1 << bit, 0b11)), {**case.tables, at: (bit, bit)})
            for case in found
            for bit in (0, 1)
        ]
    return found


def assignment(at: int, value: Logic, reader: Reader) -> list[Case]:
    variable = reader.variables.all[at]
    size = len(variable.values)
    read = reader.read_by(value, {})
    if read <= {at}:
        return [
            Case(
                TRUE,
                {at: tuple(place(variable.values, reader.value(value, {at: old})) for old in range(size))},
            )
        ]
    found: dict[Table, Guard] = {}
    for table, guard in tables_of(at, value, reader):
        found[table] = some(found.get(table, FALSE), guard)
    return [Case(guard, {at: table}) for table, guard in found.items() if guard != FALSE]


def tables_of(at: int, value: Logic, reader: Reader) -> Iterable[tuple[Table, Guard]]:
    """The maps of the variable, one for each case of the others."""
    variable = reader.variables.all[at]
    linear = reader.linear(value, {}) if reader.is_number(value) else None
    if linear is not None:
        constant, terms = linear
        own = terms.pop(at, (0,) * len(variable.values))
        low, high = (constant + sum(end(table) for table in terms.values()) for end in (min, max))
        for rest in range(low, high + 1):
            guard = compared("==", subtracted((constant, terms), (rest, {})))
            yield tuple(place(variable.values, worth + rest) for worth in own), guard
        return
    if reader.is_number(value) or isinstance(variable.values[0], str):
        yield from split(at, value, reader)
        return
    truth = reader.truth(value, {})
    yield (1, 1), truth
    yield (0, 0), negation(truth)


def split(at: int, value: Logic, reader: Reader) -> Iterable[tuple[Table, Guard]]:
    """By each combination of the other variables that are read."""
    variable = reader.variables.all[at]
    for fixed, guard in combinations(reader, reader.read_by(value, {}) - {at}):
        yield (
            tuple(
                place(variable.values, reader.value(value, {**fixed, at: old}))
                for old in range(len(variable.values))
            ),
            guard,
        )


def place(values: tuple[Value, ...], value: Value) -> int:
    """Where the value stands among these, a number beyond them stopping at the end."""
    if isinstance(value, int) and not isinstance(value, bool):
        assert isinstance(values[0], int)
        return min(max(value - values[0], 0), len(values) - 1)
    return values.index(value)


def alters(case: Case, size_of: Mapping[int, int]) -> Guard:
    """Whether the case, where it applies, changes anything."""
    return some(
        *[
            member(at, mask_where(enumerate_changes(table), bool), (1 << size_of[at]) - 1)
            for at, table in case.tables.items()
        ]
    )


def enumerate_changes(table: Table) -> Iterable[int]:
    return [int(new != old) for old, new in enumerate(table)]


def beyond(effect: Effect, reader: Reader) -> Guard:
    """Where a change of a number by an amount would leave its range, and stops at the end instead."""
    if not isinstance(effect, Assign) or Slot(effect.slot) not in operands(effect.value):
        return FALSE
    if (effect.slot, "") not in reader.variables.at or not reader.is_number(Slot(effect.slot)):
        return FALSE
    values = reader.variables.all[reader.variables.at[effect.slot, ""]].values
    over = Compare(">", effect.value, Constant(values[-1]))
    under = Compare("<", effect.value, Constant(values[0]))
    return every(reader.guard(effect.condition), some(reader.guard(over), reader.guard(under)))


def operands(value: Logic) -> tuple[Logic, ...]:
    """Both sides of a sum or difference."""
    return (value.left, value.right) if isinstance(value, Arithmetic) and value.sign in ("+", "-") else ()


def combinations(reader: Reader, read: set[int]) -> Iterator[tuple[Fixed, Guard]]:
    """Every way in which these variables can have values. Raises TooManyCases."""
    order = sorted(read)
    sizes = [len(reader.variables.all[at].values) for at in order]
    if prod(sizes) > MOST_CASES:
        raise TooManyCases
    for values in product(*map(range, sizes)):
        fixed = dict(zip(order, values, strict=True))
        yield (
            fixed,
            every(*[member(at, 1 << value, reader.variables.all[at].full) for at, value in fixed.items()]),
        )

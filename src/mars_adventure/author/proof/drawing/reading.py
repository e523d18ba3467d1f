"""The story's conditions and values, read as guards over the machine's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import (
    FALSE,
    TRUE,
    Guard,
    Table,
    at_least,
    every,
    mask_where,
    member,
    negation,
    some,
)
from mars_adventure.author.proof.machine.variables import TooManyCases
from mars_adventure.story.logic import (
    All,
    Among,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Has,
    Logic,
    Not,
    SizeOf,
    Slot,
    Total,
)

if TYPE_CHECKING:
    from mars_adventure.author.proof.machine.variables import Variables
    from mars_adventure.story.types import Value

    Fixed = dict[int, int]
    """Variables whose value is given."""
    Linear = tuple[int, dict[int, Table]]
    """A constant, and what each variable adds to it by its value."""

MOST_CASES = 20_000


class Reader:
    """Translates for one set of variables. Conditions that are no sums are split into cases."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables
        self.kept: dict[int, tuple[Logic, Guard]] = {}
        """By the identity of the logic: unlike parts can be equal, being tuples."""
        self.cases = 0

    def guard(self, logic: Logic | None) -> Guard:
        """None is no condition. Raises TooManyCases."""
        if logic is None:
            return TRUE
        found = self.kept.get(id(logic))
        if found is None:
            self.cases = 0
            found = self.kept[id(logic)] = logic, self.truth(logic, {})
        return found[1]

    # -- yes or no ----------------------------------------------------------------------------

    def truth(self, logic: Logic, fixed: Fixed) -> Guard:
        match logic:
            case Constant(value):
                return TRUE if value else FALSE
            case Slot(name):
                return self.test(self.variables.at[name, ""], 0b10, fixed)
            case Has(slot, name):
                return self.test(self.variables.at[slot, name], 0b10, fixed)
            case Among(slot, names):
                at = self.variables.at[slot, ""]
                values = self.variables.all[at].values
                return self.test(at, sum(1 << values.index(name) for name in set(names)), fixed)
            case Not(inner):
                return negation(self.truth(inner, fixed))
            case All(items):
                return every(*[self.truth(item, fixed) for item in items])
            case Any(items):
                return some(*[self.truth(item, fixed) for item in items])
            case Compare(sign, left, right):
                return self.comparison(sign, left, right, fixed)
        raise TypeError(logic)

    def test(self, at: int, mask: int, fixed: Fixed) -> Guard:
        if at in fixed:
            return TRUE if mask >> fixed[at] & 1 else FALSE
        return member(at, mask, self.variables.all[at].full)

    def comparison(self, sign: str, left: Logic, right: Logic, fixed: Fixed) -> Guard:
        read = self.read_by(left, fixed) | self.read_by(right, fixed)
        if not read:
            same = compare(sign, self.value(left, fixed), self.value(right, fixed))
            return TRUE if same else FALSE
        if sign in ("<", "<=", ">", ">=", "==", "!=") and self.is_number(left) and self.is_number(right):
            first, second = self.linear(left, fixed), self.linear(right, fixed)
            if first is not None and second is not None:
                return compared(sign, subtracted(first, second))
        at = min(read, key=lambda variable: (len(self.variables.all[variable].values), variable))
        full = self.variables.all[at].full
        cases: dict[Guard, int] = {}
        for value in range(len(self.variables.all[at].values)):
            self.count_case()
            case = self.comparison(sign, left, right, {**fixed, at: value})
            cases[case] = cases.get(case, 0) | 1 << value
        return some(*[every(member(at, mask, full), case) for case, mask in cases.items()])

    def count_case(self) -> None:
        self.cases += 1
        if self.cases > MOST_CASES:
            raise TooManyCases

    # -- numbers ------------------------------------------------------------------------------

    def is_number(self, logic: Logic) -> bool:
        match logic:
            case Constant(value):
                return isinstance(value, int) and not isinstance(value, bool)
            case Slot(name):
                first = self.variables.all[self.variables.at[name, ""]].values[0]
                return isinstance(first, int) and not isinstance(first, bool)
        return isinstance(logic, Arithmetic | SizeOf | Total)

    def linear(self, logic: Logic, fixed: Fixed) -> Linear | None:
        """A number as a sum of what single variables contribute; None if it is none."""
        read = self.read_by(logic, fixed)
        if not read:
            value = self.value(logic, fixed)
            assert isinstance(value, int)
            return value, {}
        if len(read) == 1:
            (at,) = read
            return 0, {at: self.tabulated(logic, at, fixed)}
        match logic:
            case SizeOf(slot):
                return self.total(
                    [Has(slot, self.variables.all[at].member) for at in self.variables.members(slot)], fixed
                )
            case Total(items):
                return self.total(items, fixed)
            case Arithmetic("+" | "-" as sign, left, right):
                first, second = self.linear(left, fixed), self.linear(right, fixed)
                if first is None or second is None:
                    return None
                return added(first, second) if sign == "+" else subtracted(first, second)
            case Arithmetic("*", left, right):
                first, second = self.linear(left, fixed), self.linear(right, fixed)
                if first is None or second is None or (first[1] and second[1]):
                    return None
                (factor, _), (constant, terms) = (first, second) if not first[1] else (second, first)
                return factor * constant, {
                    at: tuple(factor * worth for worth in table) for at, table in terms.items()
                }
        return None

    def total(self, items: tuple[Logic, ...] | list[Has], fixed: Fixed) -> Linear | None:
        found: Linear = (0, {})
        for item in items:
            read = self.read_by(item, fixed)
            if len(read) > 1:
                return None
            if read:
                (at,) = read
                found = added(found, (0, {at: self.tabulated(item, at, fixed)}))
            else:
                found = (found[0] + int(bool(self.value(item, fixed))), found[1])
        return found

    def tabulated(self, logic: Logic, at: int, fixed: Fixed) -> Table:
        return tuple(
            int(self.value(logic, {**fixed, at: value}))  # type: ignore[arg-type]  # a number or yes/no
            for value in range(len(self.variables.all[at].values))
        )

    # -- what is read, and its value ----------------------------------------------------------

    def read_by(self, logic: Logic, fixed: Fixed) -> set[int]:
        """The variables that are read and not given."""
        match logic:
            case Constant():
                return set()
            case Slot(name) | Among(name, _):
                found = {self.variables.at[name, ""]}
            case Has(slot, name):
                found = {self.variables.at[slot, name]}
            case SizeOf(slot):
                found = set(self.variables.members(slot))
            case Not(inner):
                return self.read_by(inner, fixed)
            case All(items) | Any(items) | Total(items):
                return set().union(*[self.read_by(item, fixed) for item in items])
            case Compare(_, left, right) | Arithmetic(_, left, right):
                return self.read_by(left, fixed) | self.read_by(right, fixed)
        return found - fixed.keys()

    def value(self, logic: Logic, fixed: Fixed) -> Value:
        """The value where every variable that is read is given."""
        match logic:
            case Constant(value):
                return value
            case Slot(name):
                at = self.variables.at[name, ""]
                return self.variables.all[at].values[fixed[at]]
            case Has(slot, name):
                return bool(fixed[self.variables.at[slot, name]])
            case Among(slot, names):
                at = self.variables.at[slot, ""]
                return self.variables.all[at].values[fixed[at]] in names
            case SizeOf(slot):
                return sum(fixed[at] for at in self.variables.members(slot))
            case Not(inner):
                return not self.value(inner, fixed)
            case All(items):
                return all(self.value(item, fixed) for item in items)
            case Any(items):
                return any(self.value(item, fixed) for item in items)
            case Total(items):
                return sum(bool(self.value(item, fixed)) for item in items)
            case Compare(sign, left, right):
                return compare(sign, self.value(left, fixed), self.value(right, fixed))
            case Arithmetic(sign, left, right):
                return calculated(sign, self.value(left, fixed), self.value(right, fixed))  # type: ignore[arg-type]  # numbers


def compared(sign: str, difference: Linear) -> Guard:
    """Whether a number stands to zero as the sign says."""
    constant, terms = difference
    negative = {at: tuple(-worth for worth in table) for at, table in terms.items()}
    at_most_zero, at_least_zero = at_least(negative, constant), at_least(terms, -constant)
    match sign:
        case ">=":
            return at_least_zero
        case "<=":
            return at_most_zero
        case ">":
            return at_least(terms, 1 - constant)
        case "<":
            return at_least(negative, 1 + constant)
        case "==":
            if len(terms) == 1:
                ((at, table),) = terms.items()
                return member(at, mask_where(table, lambda worth: worth == -constant), (1 << len(table)) - 1)
            return every(at_least_zero, at_most_zero)
    return negation(compared("==", difference))


def added(first: Linear, second: Linear) -> Linear:
    terms = dict(first[1])
    for at, table in second[1].items():
        known = terms.get(at)
        terms[at] = tuple(map(sum, zip(known, table, strict=True))) if known else table
    return first[0] + second[0], terms


def subtracted(first: Linear, second: Linear) -> Linear:
    return added(
        first, (-second[0], {at: tuple(-worth for worth in table) for at, table in second[1].items()})
    )


def compare(sign: str, left: Value, right: Value) -> bool:
    match sign:
        case "==":
            return left == right
        case "!=":
            return left != right
    assert isinstance(left, int)
    assert isinstance(right, int)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def calculated(sign: str, left: int, right: int) -> int:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return min(left, right) if sign == "min" else max(left, right)

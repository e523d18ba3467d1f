"""Conditions of the finite machine: over values that are small numbers, in negation normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Table = tuple[int, ...]
"""A map of one variable's values: old to new."""


class In(NamedTuple):
    """The value of `variable` is one of those whose bits are set in `mask`; `full` has all its bits."""

    variable: int
    mask: int
    full: int


class AtLeast(NamedTuple):
    """What each variable contributes, by its value, adds up to `least` or more."""

    terms: tuple[tuple[int, Table], ...]
    least: int


class Every(NamedTuple):
    items: tuple[Guard, ...]
    word: str = "and"
    """Keeps it from being equal to a `Some` of the same items, as tuples would be."""


class Some(NamedTuple):
    items: tuple[Guard, ...]
    word: str = "or"


Guard = In | AtLeast | Every | Some

TRUE, FALSE = Every(()), Some(())


def member(variable: int, mask: int, full: int) -> Guard:
    mask &= full
    return FALSE if not mask else TRUE if mask == full else In(variable, mask, full)


def at_least(terms: Mapping[int, Table], least: int) -> Guard:
    """Constant contributions are folded away, and a sum over one variable becomes a membership."""
    kept = []
    for variable, table in sorted(terms.items()):
        if len(set(table)) == 1:
            least -= table[0]
        else:
            kept.append((variable, table))
    if sum(min(table) for _, table in kept) >= least:
        return TRUE
    if sum(max(table) for _, table in kept) < least:
        return FALSE
    if len(kept) == 1:
        variable, table = kept[0]
        return member(variable, mask_where(table, lambda worth: worth >= least), (1 << len(table)) - 1)
    return AtLeast(tuple(kept), least)


def mask_where(table: Iterable[int], wanted: Callable[[int], bool]) -> int:
    return sum(1 << at for at, value in enumerate(table) if wanted(value))


def every(*guards: Guard) -> Guard:
    return joined(guards, Every, FALSE)


def some(*guards: Guard) -> Guard:
    return joined(guards, Some, TRUE)


def joined(guards: Iterable[Guard], kind: type[Every] | type[Some], absorbing: Guard) -> Guard:
    """One level of `kind`, memberships of one variable made one."""
    guards = [guard for guard in guards if guard.__class__ is not kind or guard.items]
    if len(guards) == 1:
        return guards[0]
    memberships: dict[int, Guard] = {}
    others: list[Guard] = []
    for one in guards:
        # Guards may be deep: to hash them takes longer than to see that two differ. What is joined is without doubles.
        known_before = tuple(others)
        for guard in one.items if isinstance(one, kind) else (one,):
            if guard == absorbing:
                return absorbing
            if not isinstance(guard, In):
                if guard not in known_before:
                    others.append(guard)
                continue
            known = memberships.get(guard.variable)
            if isinstance(known, In):
                mask = known.mask & guard.mask if kind is Every else known.mask | guard.mask
                guard = member(guard.variable, mask, guard.full)
                if guard == absorbing:
                    return absorbing
            memberships[guard.variable if isinstance(guard, In) else known.variable] = guard  # type: ignore[union-attr]  # one of them is
    items = (*memberships.values(), *others)
    return items[0] if len(items) == 1 else kind(items)


def negation(guard: Guard) -> Guard:
    match guard:
        case In(variable, mask, full):
            return In(variable, full & ~mask, full)
        case AtLeast(terms, least):
            return AtLeast(tuple((v, tuple(-worth for worth in table)) for v, table in terms), 1 - least)
        case Every(items, _):
            return some(*[negation(item) for item in items])
        case Some(items, _):
            return every(*[negation(item) for item in items])


def holds(guard: Guard, values: Sequence[int]) -> bool:
    match guard:
        case In(variable, mask, _):
            return bool(mask >> values[variable] & 1)
        case AtLeast(terms, least):
            return sum(table[values[variable]] for variable, table in terms) >= least
        case Every(items, _):
            return all(holds(item, values) for item in items)
        case Some(items, _):
            return any(holds(item, values) for item in items)


def judge(guard: Guard, possible: Callable[[int], int]) -> bool | None:
    """Whether it holds where each variable has some value of the mask `possible(variable)`; None for maybe."""
    match guard:
        case In(variable, mask, _):
            now = possible(variable)
            return False if not now & mask else True if not now & ~mask else None
        case AtLeast(terms, least):
            low = high = 0
            for variable, table in terms:
                now = possible(variable)
                worths = [worth for at, worth in enumerate(table) if now >> at & 1]
                low += min(worths)
                high += max(worths)
            return True if low >= least else False if high < least else None
        case Every(items, _):
            found: bool | None = True
            for item in items:
                one = judge(item, possible)
                if one is False:
                    return False
                if one is None:
                    found = None
            return found
        case Some(items, _):
            found = False
            for item in items:
                one = judge(item, possible)
                if one:
                    return True
                if one is None:
                    found = None
            return found


def before(guard: Guard, tables: Mapping[int, Table]) -> Guard:
    """The guard that holds now if and only if `guard` will hold once the tables have been applied."""
    if not tables:
        return guard
    match guard:
        case In(variable, mask, full):
            table = tables.get(variable)
            if table is None:
                return guard
            return member(variable, mask_where(table, lambda value: bool(mask >> value & 1)), full)
        case AtLeast(terms, least):
            if not any(variable in tables for variable, _ in terms):
                return guard
            return at_least(
                {
                    variable: tuple(worths[value] for value in tables[variable])
                    if variable in tables
                    else worths
                    for variable, worths in terms
                },
                least,
            )
        case Every(items, _):
            return every(*[before(item, tables) for item in items])
        case Some(items, _):
            return some(*[before(item, tables) for item in items])


def then(first: Mapping[int, Table], second: Mapping[int, Table]) -> dict[int, Table]:
    """Both changes as one."""
    found = dict(first)
    for variable, table in second.items():
        known = found.get(variable)
        found[variable] = tuple(table[value] for value in known) if known is not None else table
    return found


def variables_of(guard: Guard) -> set[int]:
    match guard:
        case In(variable, _, _):
            return {variable}
        case AtLeast(terms, _):
            return {variable for variable, _ in terms}
        case Every(items, _) | Some(items, _):
            return set().union(*[variables_of(item) for item in items])


def observations(guard: Guard, variable: int) -> Iterator[Table]:
    """What the guard can see of the variable: for each test, what each value looks like to it."""
    match guard:
        case In(tested, mask, full):
            if tested == variable:
                yield tuple(mask >> value & 1 for value in range(full.bit_length()))
        case AtLeast(terms, _):
            for tested, table in terms:
                if tested == variable:
                    yield table
        case Every(items, _) | Some(items, _):
            for item in items:
                yield from observations(item, variable)


def conjuncts(guard: Guard) -> tuple[Guard, ...]:
    return guard.items if isinstance(guard, Every) else (guard,)


def source_of(guard: Guard) -> str:
    """A Python expression over the list of values `v`."""
    match guard:
        case In(variable, mask, full):
            if mask & (mask - 1) == 0:
                return f"v[{variable}] == {mask.bit_length() - 1}"
            gap = full & ~mask
            if gap & (gap - 1) == 0:
                return f"v[{variable}] != {gap.bit_length() - 1}"
            return f"{mask} >> v[{variable}] & 1"
        case AtLeast(terms, least):
            return "(" + " + ".join(f"{table}[v[{variable}]]" for variable, table in terms) + f") >= {least}"
        case Every(items, _):
            return "(" + " and ".join(f"({source_of(item)})" for item in items) + ")" if items else "True"
        case Some(items, _):
            return "(" + " or ".join(f"({source_of(item)})" for item in items) + ")" if items else "False"

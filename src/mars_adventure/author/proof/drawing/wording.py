"""Conditions and effects in the author's words again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.logic import (
    All,
    Among,
    Any,
    Arithmetic,
    Assign,
    Compare,
    Constant,
    Draw,
    Has,
    Include,
    Mark,
    Not,
    SizeOf,
    Slot,
    Total,
)
from mars_adventure.story.types import KNOWN, LOST

if TYPE_CHECKING:
    from mars_adventure.story.logic import Effect, Logic
    from mars_adventure.story.types import Value

VERBS = {KNOWN: "learn", LOST: "lose"}


def worded(part: Logic | Effect | None) -> str:
    """As the format spells it, without the names of derived values. None is "otherwise"."""
    match part:
        case None:
            return "otherwise"
        case Constant(value):
            return spelt(value)
        case Slot(name):
            return remembered(name)
        case Not(Among(slot, (name,))) if not slot.startswith("note."):
            return f"{slot} != {name}"
        case Not(Has(slot, name)):
            return f"{name} not in {slot}"
        case Not(inner):
            return f"not {inside(inner)}"
        case All(items):
            return " and ".join([inside(item) for item in items])
        case Any(items):
            return " or ".join([inside(item) for item in items])
        case Compare(">=", Slot(name), Constant(1)) if name.startswith("visits."):
            return f"visited({name.removeprefix('visits.')})"
        case Compare(sign, left, right):
            return f"{inside(left)} {sign} {inside(right)}"
        case Among(slot, names) if slot.startswith("note."):
            return " or ".join(f"{name}({slot.removeprefix('note.')})" for name in names)
        case Among(slot, (name,)):
            return f"{slot} == {name}"
        case Among(slot, names):
            return f"{slot} in ({', '.join(names)})"
        case Has(slot, name):
            return f"{name} in {slot}"
        case Arithmetic("min" | "max" as sign, left, right):
            return f"{sign}({worded(left)}, {worded(right)})"
        case Arithmetic(sign, left, right):
            return f"{inside(left)} {sign} {inside(right)}"
        case SizeOf(slot):
            return f"count({slot})"
        case Total(items):
            return "count of " + ", ".join([worded(item) for item in items])
        case Assign(slot, Arithmetic("+" | "-" as sign, Slot(own), amount), condition) if own == slot:
            return f"{slot} {sign}= {worded(amount)}{conditional(condition)}"
        case Assign(slot, value, condition):
            return f"{slot} = {worded(value)}{conditional(condition)}"
        case Include(slot, name, present, condition):
            return f"{slot} {'+' if present else '-'}= {name}{conditional(condition)}"
        case Mark(note, status, _, condition):
            verb = VERBS.get(status, "strike")
            return f"{verb}({note.removeprefix('note.')}){conditional(condition)}"
        case Draw(slot, condition):
            return f"draw({slot}){conditional(condition)}"


def conditional(condition: Logic | None) -> str:
    return "" if condition is None else f" if {worded(condition)}"


def inside(part: Logic) -> str:
    """In parentheses where it would be read otherwise."""
    return f"({worded(part)})" if isinstance(part, All | Any | Not | Compare) else worded(part)


def remembered(slot: str) -> str:
    if slot.startswith("visits."):
        return f"visits({slot.removeprefix('visits.')})"
    if slot.startswith("chose."):
        return f"chose({slot.removeprefix('chose.')})"
    return slot


def spelt(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(value)) + "}"
    return str(value)

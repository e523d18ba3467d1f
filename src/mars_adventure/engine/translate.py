"""Logic to Python source, and source to functions.

Only logic is translated, and logic holds nothing but what the grammar admitted: constants are
written with `repr`, slots as numbers, so no text of a story ever becomes code. The functions are
several times faster than walking the logic at each step (measured: two to three times).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from mars_adventure.engine.turn import Block
from mars_adventure.story.logic import (
    All,
    Among,
    Arithmetic,
    Assign,
    Compare,
    Constant,
    Draw,
    Has,
    Include,
    Logic,
    Mark,
    Not,
    SizeOf,
    Slot,
    Total,
)
from mars_adventure.story.logic import (
    Any as AnyOf,
)
from mars_adventure.story.model import Span
from mars_adventure.story.types import KNOWN, LOST, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.story.logic import Effect
    from mars_adventure.story.model import Variable
    from mars_adventure.story.types import Value

    Values = list[Value]
    Condition = Callable[[Values], bool]
    Deed = Callable[..., None]

make = tuple.__new__
"""Makes a named tuple in a third of the time that its own constructor takes (measured)."""

BUILTINS: dict[str, Any] = {
    "__builtins__": {
        "min": min, "max": max, "len": len, "sum": sum, "str": str, "tuple": tuple,
        "Block": Block, "Span": Span, "make": make,
    }
}  # fmt: skip
WHAT = {KNOWN: "learnt", LOST: "lost"}


def source_of(logic: Logic, index: Mapping[str, int]) -> str:
    """A Python expression over `S`, the list of values."""
    match logic:
        case Constant(value):
            return f"frozenset({sorted(value)!r})" if isinstance(value, frozenset) else repr(value)
        case Slot(name):
            return f"S[{index[name]}]"
        case Not(inner):
            return f"(not {source_of(inner, index)})"
        case All(items):
            return "(" + " and ".join([source_of(item, index) for item in items]) + ")"
        case AnyOf(items):
            return "(" + " or ".join([source_of(item, index) for item in items]) + ")"
        case Compare(sign, left, right):
            return f"({source_of(left, index)} {sign} {source_of(right, index)})"
        case Among(slot, names):
            return (
                f"(S[{index[slot]}] == {names[0]!r})"
                if len(names) == 1
                else f"(S[{index[slot]}] in {names!r})"
            )
        case Has(slot, name):
            return f"({name!r} in S[{index[slot]}])"
        case Arithmetic("min" | "max" as sign, left, right):
            return f"{sign}({source_of(left, index)}, {source_of(right, index)})"
        case Arithmetic(sign, left, right):
            return f"({source_of(left, index)} {sign} {source_of(right, index)})"
        case SizeOf(slot):
            return f"len(S[{index[slot]}])"
        case Total(items):
            return "sum((" + "".join([f"{source_of(item, index)}, " for item in items]) + "))"


@cache
def function_of(source: str) -> Callable[..., Any]:
    """A function of the values `S` and the seed `R`."""
    made: Callable[..., Any] = eval(
        compile(f"lambda S, R=0: {source}", "<story>", "eval"), BUILTINS
    )  # see the module's docstring
    return made


def condition_of(logic: Logic, index: Mapping[str, int]) -> Condition:
    return function_of(source_of(logic, index))


def statements_of(effect: Effect, slots: Mapping[str, Variable], index: Mapping[str, int]) -> list[str]:
    """Python statements over `S` and `step`, which is told of each change of a note, and draws by slot name."""
    match effect:
        case Assign(slot, value, condition):
            at, kind = index[slot], slots[slot].type
            text = source_of(value, index)
            constant = isinstance(value, Constant) and isinstance(kind, Number)
            if constant:
                lines = [f"S[{at}] = {min(max(value.value, kind.low), kind.high)!r}"]  # type: ignore[union-attr]  # a number's constant
            elif isinstance(kind, Number):
                lines = [
                    f"v = {text}",
                    f"S[{at}] = {kind.low} if v < {kind.low} else {kind.high} if v > {kind.high} else v",
                ]
            else:
                lines = [f"S[{at}] = {text}"]
        case Include(slot, name, present, condition):
            lines = [f"S[{index[slot]}] = S[{index[slot]}] {'|' if present else '-'} {{{name!r}}}"]
        case Mark(slot, status, when, condition):
            at = index[slot]
            lines = [
                f"if S[{at}] in {when!r}:",
                f" S[{at}] = {status!r}",
                f" step.tell({WHAT.get(status, status)!r}, {slot.removeprefix('note.')!r})",
            ]
        case Draw(slot, condition):
            lines = [f"S[{index[slot]}] = step.draw({slot!r})"]
    if condition is None:
        return lines
    return [f"if {source_of(condition, index)}:", *[f" {line}" for line in lines]]


@cache
def outer_of(source: str) -> Callable[..., Any]:
    """The function `outer` of the source."""
    scope: dict[str, Any] = {}
    exec(compile(source, "<story>", "exec"), BUILTINS | {}, scope)  # see the module's docstring
    made: Callable[..., Any] = scope["outer"]
    return made


def deed_of(lines: list[str], constants: list[Any]) -> Deed | None:
    """A procedure of a step, its values `S`, its seed `R` and its blocks `out`; None where there is nothing to do."""
    return maker_of(lines, constants, "step, S, R, out") if lines else None


def writer_of(lines: list[str], constants: list[Any]) -> Callable[..., None]:
    """A procedure of the values `S`, the seed `R` and a list `out`. The lines call the constants K0, K1, ..."""
    return maker_of(lines, constants, "S, R, out")


def maker_of(lines: list[str], constants: list[Any], parameters: str = "S, R") -> Callable[..., Any]:
    """A function of the values `S` and the seed `R`. The lines call the constants K0, K1, ..."""
    names = ", ".join([f"K{number}" for number in range(len(constants))])
    body = "\n  ".join([f"def inner({parameters}):", *lines])
    outer = outer_of(f"def outer({names}):\n {body}\n return inner")
    made: Callable[..., Any] = outer(*constants)
    return made

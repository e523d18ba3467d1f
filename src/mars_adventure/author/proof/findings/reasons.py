"""Why something can never be: the part of its condition that stands in the way, and the values there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.machine.guards import Guard, conjuncts, judge, variables_of
from mars_adventure.author.proof.machine.values import restricted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.author.proof.drawing.drawing import Drawing
    from mars_adventure.author.proof.machine.machine import Question
    from mars_adventure.author.proof.machine.variables import Variables

MOST_NAMED = 4


def reason_for(drawing: Drawing, key: tuple[str, str], visible: Iterable[int]) -> str:
    """`visible` are the variables that the proof had to track."""
    question, variables = drawing.machine.questions[key], drawing.machine.variables
    reached = {at: guard for at, guard in question.places.items() if drawing.sets[at]}
    if not reached:
        return "" if question.topic == "value" else "nothing that play can reach leads there"
    possible = [
        (at, guard) for at, guard in reached.items() if restricted(guard, drawing.sets[at], variables)
    ]
    if not possible:
        return excluded(drawing, question, reached)
    tracked = list(visible)
    if not tracked:
        return "no play comes there"
    read = set().union(*[variables_of(guard) for _, guard in possible])
    named = [variables.all[at].name for at in sorted(tracked, key=lambda at: (at not in read, at))]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    told = [
        f"{variables.all[at].name} is {variables.worded(at, union(drawing, variables, [place for place, _ in possible], at))}"
        for at in sorted(read)[:MOST_NAMED]
    ]
    alone = f"; each by itself can be ({'; '.join(told)})" if told else ""
    return f"no play brings these together: {', '.join(named[:MOST_NAMED])}{more}{alone}"


def excluded(drawing: Drawing, question: Question, reached: dict[int, Guard]) -> str:
    """Where single variables are enough to see it."""
    variables = drawing.machine.variables
    if question.topic == "value":
        return ""
    culprits: dict[int, int] = {}
    apart = False
    for at, guard in reached.items():
        packed = drawing.sets[at]
        parts = [
            part
            for part in conjuncts(guard)
            if judge(part, lambda one, packed=packed: variables.possible(packed, one)) is False  # type: ignore[misc]  # bound now
        ]
        apart = apart or not parts
        for variable in set().union(*[variables_of(part) for part in parts or [guard]]):
            culprits[variable] = culprits.get(variable, 0) | variables.possible(packed, variable)
    if not culprits:
        return "it never differs there" if question.topic in ("always", "change") else ""
    told = [
        f"{variables.all[at].name} is only ever {variables.worded(at, mask)}"
        for at, mask in sorted(culprits.items())
    ]
    more = f" (and {len(told) - MOST_NAMED} more)" if len(told) > MOST_NAMED else ""
    if apart:
        return "the conditions around it exclude it: they ask for other values of " + ", ".join(
            [variables.all[at].name for at in sorted(culprits)][:MOST_NAMED]
        )
    return "there, " + "; ".join(told[:MOST_NAMED]) + more


def union(drawing: Drawing, variables: Variables, places: list[int], at: int) -> int:
    mask = 0
    for place in places:
        mask |= variables.possible(drawing.sets[place], at)
    return mask

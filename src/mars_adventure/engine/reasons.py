"""Why a choice is closed, worded from its condition (`else: auto`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mars_adventure.engine.translate import function_of, source_of
from mars_adventure.story.logic import All, Among, Compare, Constant, Has, Logic, Not, Slot
from mars_adventure.story.logic import Any as AnyOf
from mars_adventure.story.model import Span
from mars_adventure.story.types import KNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.story import Story

SIGNS = {
    ">=": "at least",
    ">": "more than",
    "<=": "at most",
    "<": "less than",
    "==": "exactly",
    "!=": "other than",
}


def reason_of(condition: Logic, story: Story, index: Mapping[str, int]) -> Callable[..., tuple[Span, ...]]:
    """A function of the values: what is wanting, in words. Only the parts that fail are named."""
    worded = [(function_of(source_of(part, index)), wording(part, story)) for part in parts_of(condition)]

    def reason(values: Any, seed: int) -> tuple[Span, ...]:
        wanting = [words for holds, words in worded if not holds(values)]
        return (Span("needs " + " and ".join(dict.fromkeys(wanting))),)

    return reason


def parts_of(condition: Logic) -> tuple[Logic, ...]:
    """What must hold, all of it; a reason depends on which of these do."""
    return condition.items if isinstance(condition, All) else (condition,)


def wording(part: Logic, story: Story) -> str:
    match part:
        case Slot(name) | Not(Slot(name)):
            return f"{'no ' if isinstance(part, Not) else ''}{words_of(name, story)}"
        case Compare(sign, Slot(name), Constant(value)):
            return f"{words_of(name, story)} {SIGNS[sign]} {value}"
        case Among(slot, (status,)) if slot.startswith("note.") and status == KNOWN:
            title = story.head.notes[slot.removeprefix("note.")].title
            return "to know: " + "".join(span.text for span in title if isinstance(span, Span))
        case Among(slot, names):
            labels = dict(story.variables[slot].labels)
            return f"{words_of(slot, story)}: " + " or ".join(labels.get(name, name) for name in names)
        case Has(_, name):
            return f"the {name.replace('_', ' ')}"
        case AnyOf(items):
            return " or ".join(wording(item, story) for item in items)
    return "something else"


def words_of(slot: str, story: Story) -> str:
    variable = story.variables[slot]
    return variable.means or slot.rpartition(".")[2].replace("_", " ")

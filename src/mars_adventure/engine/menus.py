"""Lists of choices: what is offered now.

What is offered depends on which conditions hold, and on the values that its words show. So one
compiled function a list asks for these, and what is then offered is made once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mars_adventure.engine.reasons import parts_of
from mars_adventure.engine.translate import maker_of, source_of
from mars_adventure.engine.turn import Offer, parted
from mars_adventure.story.model import AUTO, Either, Shown, Varied

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.engine.program import Way
    from mars_adventure.engine.turn import Span
    from mars_adventure.story.model import Inline

    Offered = tuple[tuple[Offer, ...], bool]
    """The offers, and whether one of them can be taken."""
    Menu = Callable[[Any, int], Offered]
    """A function of values and seed."""

MOST_KEPT = 64
"""Lists kept for one menu; those after them are made each time."""


def menu_of(ways: tuple[Way, ...], index: Mapping[str, int]) -> Menu:
    questions = Questions(index)
    asked = [(way, *questions.of(way)) for way in ways]
    kept: dict[Any, Offered] = {}

    def offer(answers: Any, holding: int, values: Any, seed: int) -> Offered:
        offered = offered_of(asked, holding, values, seed)
        if len(kept) < MOST_KEPT:
            kept[answers] = offered
        return offered

    menu: Menu = maker_of(questions.lines(), [kept.get, offer])
    return menu


class Questions:
    """All that a menu depends on: its conditions, each with a bit of its own in the number `holding`,
    and the values that are shown.
    """

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index
        self.bits: dict[str, int] = {}
        self.values: dict[str, None] = {}

    def of(self, way: Way) -> tuple[int, int]:
        """The bits that must be set for the way to be shown at all, and for it to be open."""
        choice = way.choice
        self.ask_words(choice.label)
        if isinstance(choice.closed, tuple):
            self.ask_words(choice.closed)
        elif choice.closed == AUTO and choice.condition is not None:
            for part in parts_of(choice.condition):
                self.bit(source_of(part, self.index))
        shown = self.bit(f"not S[{way.once}]") if way.once is not None else 0
        is_open = self.bit(source_of(way.condition, self.index)) if way.condition is not None else 0
        return shown, shown | is_open

    def ask_words(self, parts: Inline) -> None:
        for part in parts:
            match part:
                case Shown(value):
                    self.values[source_of(value, self.index)] = None
                case Either(condition, yes, no):
                    self.bit(source_of(condition, self.index))
                    self.ask_words(yes)
                    self.ask_words(no)
                case Varied(_, slot, options):
                    self.values |= {f"S[{self.index[slot]}]": None, "R": None}
                    for option in options:
                        self.ask_words(option)

    def bit(self, source: str) -> int:
        return self.bits.setdefault(source, 1 << len(self.bits))

    def lines(self) -> list[str]:
        """Python statements that give what `K0` has for the answers, or else what `K1` makes."""
        answers = f"({', '.join(['holding', *self.values])})"
        return [
            "holding = 0",
            *[f"if {source}: holding += {bit}" for source, bit in self.bits.items()],
            f"return K0({answers}) or K1({answers}, holding, S, R)",
        ]


def offered_of(asked: list[tuple[Way, int, int]], holding: int, values: Any, seed: int) -> Offered:
    """A fallback is offered only where nothing else can be taken."""
    offers: list[Offer] = []
    free = False
    for fallback in (False, True):
        if fallback and free:
            break
        for way, shown, opened in asked:
            if way.fallback == fallback and holding & shown == shown:
                is_open = holding & opened == opened
                if is_open:
                    offers.append(offer_of(way, "", values, seed))
                    free = True
                elif way.closed is not None and (reason := reason_for(way, values, seed)):
                    offers.append(offer_of(way, reason, values, seed))
    return tuple(offers), free


def offer_of(way: Way, closed: str, values: Any, seed: int) -> Offer:
    spans = way.label if isinstance(way.label, tuple) else way.label(values, seed)
    text, styled = parted(spans)
    return Offer(way.id, text, closed, way.mark, way.kind, styled)


def reason_for(way: Way, values: Any, seed: int) -> str:
    """Why the choice is closed; it is not shown at all where this is empty."""
    closed = way.closed
    spans: tuple[Span, ...] = closed if isinstance(closed, tuple) else closed(values, seed)  # type: ignore[misc]  # not None here
    return parted(spans)[0]

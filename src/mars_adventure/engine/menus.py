"""Lists of choices: what is offered now.

What is offered depends on which conditions hold, and on nothing else but words that show a value.
So one compiled function a list tells which hold, and what is then offered is made once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mars_adventure.engine.translate import maker_of, source_of
from mars_adventure.engine.turn import Offer, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.engine.program import Way
    from mars_adventure.engine.turn import Span

    Offered = tuple[tuple[Offer, ...], bool]
    """The offers, and whether one of them can be taken."""
    Menu = Callable[[Any, int], Offered]
    """A function of values and seed."""

MOST_KEPT = 64
"""Lists kept for one menu; those after them are made each time."""


def menu_of(ways: tuple[Way, ...], index: Mapping[str, int]) -> Menu:
    tests = Tests(index)
    asked = [(way, *tests.of(way)) for way in ways]
    kept: dict[int, Offered] = {}
    is_fixed = all([is_same_always(way) for way in ways])

    def offer(holding: int, values: Any, seed: int) -> Offered:
        offered = offered_of(asked, holding, values, seed)
        if is_fixed and len(kept) < MOST_KEPT:
            kept[holding] = offered
        return offered

    lines = [*tests.lines, "return K0(holding) or K1(holding, S, R)"]
    menu: Menu = maker_of(lines, [kept.get, offer])
    return menu


class Tests:
    """The conditions of a menu, each with a bit of its own in the number `holding`."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index
        self.lines = ["holding = 0"]
        self.next = 1

    def of(self, way: Way) -> tuple[int, int]:
        """The bits that must be set for the way to be shown at all, and for it to be open."""
        shown = self.bit(f"not S[{way.once}]") if way.once is not None else 0
        is_open = self.bit(source_of(way.condition, self.index)) if way.condition is not None else 0
        return shown, shown | is_open

    def bit(self, source: str) -> int:
        bit = self.next
        self.next <<= 1
        self.lines.append(f"if {source}: holding += {bit}")
        return bit


def is_same_always(way: Way) -> bool:
    return isinstance(way.label, tuple) and (way.closed is None or isinstance(way.closed, tuple))


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

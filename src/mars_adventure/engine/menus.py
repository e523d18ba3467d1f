"""Lists of choices, compiled: each becomes one procedure that gives what is offered now.

One procedure a list, because looking through the choices one by one was a third of a step (measured).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mars_adventure.engine.translate import maker_of, source_of
from mars_adventure.engine.turn import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.engine.program import Way
    from mars_adventure.engine.rendering import Text

    Menu = Callable[[Any, int], tuple[tuple[Offer, ...], bool]]
    """A function of values and seed: the offers, and whether one of them can be taken."""


def menu_of(ways: tuple[Way, ...], index: Mapping[str, int]) -> Menu:
    constants: list[Any] = []
    lines = ["out, free = [], False"]
    for way in ways:
        if not way.fallback:
            lines += offering(way, index, constants)
    fallbacks = [line for way in ways if way.fallback for line in offering(way, index, constants)]
    if fallbacks:
        lines += ["if not free:", *[f" {line}" for line in fallbacks]]
    menu: Menu = maker_of([*lines, "return tuple(out), free"], constants)
    return menu


def offering(way: Way, index: Mapping[str, int], constants: list[Any]) -> list[str]:
    """Python statements that put the choice on `out` if it is to be shown, and set `free` if it is open."""
    constants.append(open_offer(way))
    call = "" if isinstance(way.label, tuple) else "(S, R)"
    lines = [f"out.append(K{len(constants) - 1}{call})", "free = True"]
    if way.condition is not None:
        lines = [f"if {source_of(way.condition, index)}:", *[f" {line}" for line in lines]]
        if way.closed is not None:
            constants.append(closed_offer(way))
            lines += ["else:", f" K{len(constants) - 1}(S, R, out)"]
    if way.once is not None:
        lines = [f"if not S[{way.once}]:", *[f" {line}" for line in lines]]
    return lines


def open_offer(way: Way) -> Offer | Callable[..., Offer]:
    label: Text = way.label
    if isinstance(label, tuple):
        return Offer(way.id, label, "", way.mark, way.kind)
    return lambda values, seed: Offer(way.id, label(values, seed), "", way.mark, way.kind)


def closed_offer(way: Way) -> Callable[..., None]:
    """Puts the choice on the list struck out with its reason; not at all where the reason is empty."""
    label, closed = way.label, way.closed

    def show(values: Any, seed: int, out: list[Offer]) -> None:
        spans = closed if isinstance(closed, tuple) else closed(values, seed)  # type: ignore[misc]  # not None here
        if reason := "".join([span[0] for span in spans]):
            shown = label if isinstance(label, tuple) else label(values, seed)
            out.append(Offer(way.id, shown, reason, way.mark, way.kind))

    return show

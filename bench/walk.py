"""The same random walk through the same story, whoever plays it; nothing here needs the engine.

A player is an object with `begin()` and `choose(number)`, each giving the whole text of the turn
and the labels that can be chosen from; no labels are the end of the play, and the next begins.
"""

from __future__ import annotations

import json
from hashlib import sha256
from time import perf_counter
from typing import Any, Protocol

COMPARED = 2_000


class Player(Protocol):
    """What each engine is made to look like."""

    def begin(self) -> tuple[str, list[str]]: ...

    def choose(self, number: int) -> tuple[str, list[str]]: ...


def draw_numbers(count: int) -> list[int]:
    """Random numbers that any language can make."""
    numbers, state = [], 42
    for _ in range(count):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        numbers.append(state >> 16)
    return numbers


def walk(player: Player, numbers: list[int]) -> float:
    """Makes as many choices as there are numbers; the seconds it took."""
    begin, choose = player.begin, player.choose
    started = perf_counter()
    _, labels = begin()
    for number in numbers:
        _, labels = choose(number % len(labels))
        if not labels:
            _, labels = begin()
    return perf_counter() - started


def digest(player: Player, numbers: list[int]) -> str:
    """What tells whether two engines showed the same."""
    seen = sha256()
    text, labels = player.begin()
    for number in numbers:
        seen.update("\n".join([*_lines(text), *labels]).encode())
        text, labels = player.choose(number % len(labels))
        if not labels:
            seen.update("\n".join(_lines(text)).encode())
            text, labels = player.begin()
    return seen.hexdigest()[:16]


def report(player: Player, count: int) -> None:
    """Prints the figures of one player as JSON.

    The first walk is the warm-up, in which engines may read and compile what they have put off.
    """
    numbers = draw_numbers(count)
    shown = digest(player, draw_numbers(min(count, COMPARED)))
    first = walk(player, numbers)
    seconds = walk(player, numbers)
    figures: dict[str, Any] = {"digest": shown, "first": count / first, "rate": count / seconds}
    print(json.dumps(figures))


def _lines(text: str) -> list[str]:
    """Without the chapter headings, which only we have."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("Chapter ")]

"""Kinds of readers, each a way to choose; with a memory that lasts from play to play."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from mars_adventure.engine import Offer, Play, State

PRIVATE = "private"
"""The mark that a cautious reader minds as little as none."""


class Reader(Protocol):
    """Gives one of the open offers, of which there is at least one."""

    def __call__(self, play: Play, offers: Sequence[Offer]) -> Offer: ...


class Kind(NamedTuple):
    name: str
    means: str
    make: Callable[[Random], Reader]


def at_random(random: Random) -> Reader:
    return lambda play, offers: offers[int(random.random() * len(offers))]


def the_first(random: Random) -> Reader:
    """In a state already seen in this play the next one, so that no circle holds the reader."""
    seen: Counter[State] = Counter()

    def choose(play: Play, offers: Sequence[Offer]) -> Offer:
        if play.parent is None:
            seen.clear()
        seen[play.state] += 1
        return offers[(seen[play.state] - 1) % len(offers)]

    return choose


def cautiously(random: Random) -> Reader:
    def choose(play: Play, offers: Sequence[Offer]) -> Offer:
        quiet = [offer for offer in offers if offer.mark in ("", PRIVATE)] or offers
        return quiet[int(random.random() * len(quiet))]

    return choose


def what_is_new(random: Random) -> Reader:
    chosen: Counter[tuple[str, str]] = Counter()

    def choose(play: Play, offers: Sequence[Offer]) -> Offer:
        scene = play.turn.scene
        counts = [chosen[scene, offer.id] for offer in offers]
        fewest = min(counts)
        rare = [offer for offer, count in zip(offers, counts, strict=True) if count == fewest]
        offer = rare[int(random.random() * len(rare))]
        chosen[scene, offer.id] += 1
        return offer

    return choose


KINDS = (
    Kind("random", "any option, each as likely", at_random),
    Kind("first", "the first option", the_first),
    Kind("cautious", "unmarked or private options where there are any", cautiously),
    Kind("completionist", "what it has chosen least, in this play and those before", what_is_new),
)

"""Rounds of random plays, for as long as they answer much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.corpus import Corpus

PLAYS_AT_ONCE = 150
MOST_ROUNDS = 60
FEWEST_ANSWERED = 3
"""Rounds of plays end when one answers fewer questions than that, and none begins for fewer."""


def play_rounds(corpus: Corpus, still_open: Callable[[], int], is_over: Callable[[], bool]) -> None:
    for _ in range(MOST_ROUNDS):
        left = still_open()
        if not left:
            break
        before = len(corpus.found)
        corpus.grow(is_over)
        if left < FEWEST_ANSWERED:
            break
        corpus.play(PLAYS_AT_ONCE, is_over)
        corpus.grow(is_over)
        if len(corpus.found) - before < FEWEST_ANSWERED or is_over():
            break

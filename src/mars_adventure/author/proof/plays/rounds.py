"""Rounds of random plays, for as long as they answer much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.plays.corpus import Corpus

PLAYS_AT_ONCE = 150
MOST_ROUNDS = 60
FEWEST_ANSWERED = 3
"""Rounds of plays end when one answers fewer questions than that, and none begins for fewer."""
MOST_FOR_ONE = 300
"""Recalled moments for each open question with which play goes on from them. With more of them, to change plays is
cheaper.
"""


def play_rounds(corpus: Corpus, still_open: Callable[[], int], is_over: Callable[[], bool]) -> None:
    for _ in range(MOST_ROUNDS):
        left = still_open()
        if not left:
            break
        before = len(corpus.found)
        if left * MOST_FOR_ONE >= len(corpus.recalled):
            corpus.go_on_from_all()
        corpus.grow(is_over)
        if left < FEWEST_ANSWERED or corpus.recalled:
            break
        corpus.play(PLAYS_AT_ONCE, is_over)
        corpus.grow(is_over)
        if len(corpus.found) - before < FEWEST_ANSWERED or is_over():
            break

"""How text is counted: words, the time to read them, and what is typical of many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W_]+)*")
WORDS_A_MINUTE = 240
SECONDS_A_CHOICE = 5


def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def minutes_to_read(words: float, choices: float) -> float:
    """Silent reading of prose in English (about 240 words a minute), and five seconds for each choice."""
    return words / WORDS_A_MINUTE + choices * SECONDS_A_CHOICE / 60


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed; 0 where there are none."""
    if not values:
        return 0
    ordered = sorted(values)
    return ordered[min(max(-(-len(ordered) * percent // 100) - 1, 0), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    return percentile(values, 50)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0

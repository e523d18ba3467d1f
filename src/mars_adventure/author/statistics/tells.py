"""Turns of phrase that give away prose written by a machine, or in haste.

Each is found by a pattern that is wrong now and then: a list to look through, not a verdict.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.author.statistics.runs import Run


class Tell(NamedTuple):
    name: str
    pattern: re.Pattern[str]


def tell(name: str, pattern: str) -> Tell:
    return Tell(name, re.compile(pattern, re.IGNORECASE))


TELLS = (
    tell("not X but Y", r"\b(?:not|n’t) (?:just |only |merely |simply )?[^.,;!?]{2,40}[,;]? but (?!not\b)"),
    tell("not X. It is Y", r"\b(?:is|was|were|are)(?: not|n’t) [^.!?]{2,50}[.;] (?:it|this|that|they)(?:’s|’re| is| was| are| were)\b"),
    tell("dash", r"—"),
    tell("colon reveal", r"\b(?:one thing|the truth|the answer|the problem|the point|the thing)(?: is| was)?: "),
    tell("triplet", r"\b\w+, \w+,? and \w+\b(?=[.;!?])"),
    tell("staccato", r"(?:(?:^|[.!?] )\w+(?: \w+)?[.!?]){3}"),
    tell("the air", r"\bair (?:was|is|grew|felt|hung) (?:thick|heavy|charged|electric|still)\b"),
    tell("something shifts", r"\bsomething (?:shift|chang|flicker|loosen|soften)(?:s|ed|en|ened)?\b"),
    tell("held breath", r"\bbreath (?:you|she|he|they|I) (?:did|had)(?: not|n’t) (?:know|knew|known|realis|realiz)\w*"),
    tell("let that sink in", r"\blet (?:that|it|this) (?:sink|settle|land)\b"),
    tell("hangs in the air", r"\b(?:hang|hangs|hung|hanging) in the air\b"),
    tell("silence stretches", r"\bsilence (?:stretch|hang|settle|fall|grow|thicken)\w*|\bthe quiet stretch\w*"),
    tell("hum and tang", r"\b(?:thrum\w*|ozone|copper(?:y)? tang|metallic tang)\b"),
    tell("testament, tapestry", r"\b(?:a testament to|tapestry|symphony of|dance of|ghost of a smile|unreadable)\b"),
    tell("whisper of", r"\bwhispers? of\b"),
    tell("eyes at work", r"\b(?:his|her|their|your) eyes (?:narrow|soften|widen|harden|flick|dart|search|meet|met|find|found)\w*"),
    tell("as if, like a", r"\b(?:as if|as though|like an?)\b"),
    tell("stock names", r"\b(?:Elara|Thorne|Voss|Kael|Chen|Reyes|Hale|Vance)\b"),
)  # fmt: skip


def tells_in(runs: Iterable[Run]) -> dict[str, list[Run]]:
    """For each turn of phrase that occurs, the runs in which it does, once for each time."""
    found: dict[str, list[Run]] = {}
    for run in runs:
        for name, pattern in TELLS:
            times = sum(1 for _ in pattern.finditer(run.text))
            if times:
                found.setdefault(name, []).extend([run] * times)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))

"""Words shown that a promise forbids: `never shows WORDS while C`, watched over sampled plays."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.words import pattern_of
from mars_adventure.engine.program import program_of
from mars_adventure.engine.translate import condition_of

if TYPE_CHECKING:
    from mars_adventure.author.statistics.runs import Numbered, Run
    from mars_adventure.engine import Play

SHOWS = "never shows"


class Watch:
    """Looks at each turn of each play. The conditions are those at the end of the turn; a scene
    passed through without a choice may have been read under others, which only a proof can tell.
    """

    def __init__(self, numbered: Numbered) -> None:
        head = numbered.story.head
        index = program_of(numbered.story).index
        self.runs = numbered.runs
        self.slips: Counter[tuple[str, int]] = Counter()
        """How often each promise was broken by each run."""
        self.watched = []
        for promise in head.promises:
            if promise.kind == SHOWS:
                pattern = pattern_of(head.words[promise.subject])
                forbidden = {number for number, run in enumerate(self.runs) if pattern.search(run.text)}
                holds = condition_of(promise.condition, index) if promise.condition is not None else None
                self.watched.append((promise.name, forbidden, holds))

    def look(self, play: Play, shown: list[int]) -> None:
        for name, forbidden, holds in self.watched:
            if forbidden.isdisjoint(shown) or (holds is not None and not holds(list(play.state.values))):
                continue
            self.slips.update((name, run) for run in shown if run in forbidden)

    def found(self) -> dict[str, list[Run]]:
        """For each watched promise the runs that broke it, the most frequent first."""
        return {
            name: [self.runs[run] for (broken, run), _ in self.slips.most_common() if broken == name]
            for name, _, _ in self.watched
        }

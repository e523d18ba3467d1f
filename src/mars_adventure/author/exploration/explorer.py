"""The search itself."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

from mars_adventure.author.exploration.archive import Archive, Moment
from mars_adventure.author.exploration.exploration import DeadEnd, Exploration
from mars_adventure.author.statistics.runs import ENTERED, number_runs, runs_in
from mars_adventure.engine import Play, begin, choose
from mars_adventure.engine.turn import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.engine import Offer
    from mars_adventure.story import Story

PATIENCE = 25
"""Moves without anything new after which a walk is given up."""
LONGEST = 2000
"""Choices after which a play is not followed further."""
ANEW = 16
"""One walk in so many begins at the beginning, with another seed of chance."""
BEYOND = 20_000
"""Moves to make at least, in search of dead ends, when all has been seen."""
CLOCK = 64
"""Moves between two looks at the clock."""


def explore(
    story: Story,
    seconds: float,
    seed: int = 1,
    moves: int | None = None,
    tell: Callable[[Exploration, int], None] = lambda *_: None,
) -> Exploration:
    """Searches for so long, or until so many choices have been made; the same seed goes the same way.

    It ends earlier when all has been seen and as many moves again have found nothing more. `tell` is
    called now and then with what has been found so far, and with `Exploration.total`.
    """
    explorer = Explorer(story, seconds, seed, moves, tell)
    explorer.run()
    return explorer.found


class Explorer:
    """Walks, each from a moment of the archive on."""

    def __init__(
        self,
        story: Story,
        seconds: float,
        seed: int,
        moves: int | None,
        tell: Callable[[Exploration, int], None],
    ) -> None:
        numbered = number_runs(story)
        self.story = numbered.story
        self.found = Exploration(story, numbered, seed)
        self.random = Random(seed)
        self.archive = Archive(self.random, len(self.found.all_scenes) + len(self.found.all_choices))
        self.taken: dict[tuple[str, str], int] = {}
        self.begun, self.seconds, self.most, self.tell = time.monotonic(), seconds, moves, tell
        self.roots = 0
        self.total = self.found.total
        self.complete_at: int | None = None
        self.texts: dict[str, tuple[int, ...]] = {}

    def run(self) -> None:
        found = self.found
        walk = 0
        while not self.over():
            goal = self.archive.next_untaken() if self.roots else None
            if goal is not None:
                self.walk(self.move(*goal))
            elif walk % ANEW == 0:
                self.walk(Moment(begin(self.story, found.seed + self.roots), None, 0))
                self.roots += 1
            else:
                self.walk(self.archive.somewhere())
            walk += 1
        found.seconds = time.monotonic() - self.begun
        found.states = len(self.archive.states)

    def over(self) -> bool:
        found = self.found
        if self.complete_at is None and found.seen == self.total:
            self.complete_at = found.moves
        if self.complete_at is not None and found.moves >= max(2 * self.complete_at, BEYOND):
            found.stopped = "all"
        elif self.most is not None and found.moves >= self.most:
            found.stopped = "moves"
        elif time.monotonic() - self.begun >= self.seconds:
            found.stopped = "time"
        else:
            return False
        return True

    def walk(self, moment: Moment) -> None:
        """Plays on for as long as something new turns up. One walk in two takes what was taken least, which
        is quick to try everything; the other takes anything, which leaves out what the first never would.
        """
        found, taken = self.found, self.taken
        eager = self.random.random() < 0.5
        idle = 0
        while idle < PATIENCE and moment.length < LONGEST:
            turn = moment.play.turn
            offers = [offer for offer in turn.offers if not offer.closed]
            idle = 0 if self.note(moment, offers) else idle + 1
            if not offers or turn.ending or (self.most is not None and found.moves >= self.most):
                break
            if found.moves % CLOCK == 0:
                found.states = len(self.archive.states)
                self.tell(found, self.total)
                if time.monotonic() - self.begun >= self.seconds:
                    break
            if eager:
                counts = [taken.get((turn.scene, offer.id), 0) for offer in offers]
                fewest = min(counts)
                offers = [offer for offer, count in zip(offers, counts, strict=True) if count == fewest]
            moment = self.move(moment, offers[int(self.random.random() * len(offers))].id)

    def move(self, moment: Moment, choice: str) -> Moment:
        key = (moment.play.turn.scene, choice)
        self.taken[key] = self.taken.get(key, 0) + 1
        self.archive.forget(key)
        self.found.choices[f"{key[0]}.{choice}"] += 1
        self.found.moves += 1
        after = choose(self.story, moment.play, choice)
        return Moment(Play(None, None, after.state, after.turn), (moment.trail, choice), moment.length + 1)

    def note(self, moment: Moment, offers: list[Offer]) -> bool:
        """Keeps what a moment shows; whether its state, or any of that, is new."""
        found, turn = self.found, moment.play.turn
        before = len(found.passages) + len(found.scenes) + len(self.archive.untaken)
        for block in turn.blocks:
            if block.kind == ENTERED:
                found.scenes[block.text] += 1
            elif block.kind not in HEADINGS:
                text = block.text
                runs = self.texts.get(text)
                if runs is None:
                    runs = self.texts[text] = runs_in(text)
                found.passages.update(runs)
        found.offered.update([f"{turn.scene}.{offer.id}" for offer in offers])
        if turn.ending:
            found.endings[turn.ending] += 1
        elif not offers:
            self.note_dead_end(moment)
        self.archive.keep(moment, offers, self.taken)
        return len(found.passages) + len(found.scenes) + len(self.archive.untaken) > before

    def note_dead_end(self, moment: Moment) -> None:
        scene, dead_ends = moment.play.turn.scene, self.found.dead_ends
        if scene not in dead_ends or moment.length < len(dead_ends[scene].choices):
            dead_ends[scene] = DeadEnd(scene, moment.path(), moment.play.state.seed)

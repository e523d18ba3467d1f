"""What a proof takes from earlier ones, and leaves to later ones."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from mars_adventure.author.proof.memory.kept_plays import Retaken, write_plays
from mars_adventure.author.proof.memory.keys import Keys
from mars_adventure.author.proof.memory.recall import Kept
from mars_adventure.author.proof.tracking.query import Answer, Settled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.memory.recall import Recall
    from mars_adventure.author.proof.plays.corpus import Corpus
    from mars_adventure.author.proof.tracking.locks import Lock


class Memory:
    """What is kept of a story, as far as it is true of its present machine.

    Each part ends early where `is_over` comes true: to see that nothing has changed takes time as well.
    """

    def __init__(self, recall: Recall, corpus: Corpus, is_over: Callable[[], bool]) -> None:
        self.recall, self.corpus, self.is_over = recall, corpus, is_over
        self.recalled: set[int] = set()
        """Questions of which it is known that their goals cannot be reached."""
        self.all_taken = False
        """Whether no kept play was found that can't be taken any more as it was."""
        self.named = {variable.name: at for at, variable in enumerate(corpus.ground.variables.all)}

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.corpus.ground)

    def play(self) -> None:
        self.all_taken = Retaken(self.corpus, self.recall.plays, self.is_over).exactly

    def answers(
        self, goals: Mapping[int, Places], is_settled: Callable[[int], bool]
    ) -> Iterator[tuple[int, Settled, float]]:
        """By the number of a question that is still open: that its goals cannot be reached; or, without an answer,
        what to track, and the seconds spent on it if nothing at all has changed for it since.
        """
        for number, places in goals.items():
            if self.is_over() or not self.recall.proofs:
                return
            if is_settled(number):
                continue
            nearly: tuple[int, ...] = ()
            for kept in reversed(self.recall.proofs.get(self.keys.of_goals(places), ())):
                tracked = self.numbers(kept.visible)
                if tracked is None:
                    continue
                if kept.spent:
                    if kept.digest == self.keys.of_attempt(places):
                        yield number, Settled(Answer(None, visible=tracked)), kept.spent
                        break
                elif kept.digest == self.keys.of_proof(places, tracked):
                    self.recalled.add(number)
                    yield number, Settled(Answer(False, visible=tracked), checked=kept.checked), 0.0
                    break
                nearly = nearly or tracked
            else:
                if nearly:
                    yield number, Settled(Answer(None, visible=nearly)), 0.0

    def can_be_left(self, points: Sequence[int]) -> bool:
        """Whether it is known of a circle; False says nothing."""
        if not self.recall.proofs:
            return False
        for kept in self.recall.proofs.get(self.keys.of_points(points), ()):
            tracked = self.numbers(kept.visible)
            if tracked is not None and kept.digest in (
                self.keys.of_circle(points, tracked),
                self.keys.of_lock(points, tracked),
            ):
                return True
        return False

    def tracked_in(self, points: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What the last proof about a circle tracked inside, and in all; nothing if there is none of now's variables."""
        for kept in reversed(self.recall.proofs.get(self.keys.of_points(points), ())):
            inside, tracked = self.numbers(kept.inside), self.numbers(kept.visible)
            if inside is not None and tracked is not None:
                return inside, tracked
        return (), ()

    def keep_lock(self, lock: Lock) -> None:
        if lock.free and self.recall.path is not None:
            tracked = {*lock.visible, *chain.from_iterable(answer.visible for answer in lock.answers)}
            rests_on = self.keys.of_lock if lock.answers else self.keys.of_circle
            digest = rests_on(lock.points, tracked)
            kept = Kept(digest, self.names(tracked), True, inside=self.names(lock.visible))
            self.recall.keep(self.keys.of_points(lock.points), kept)

    def names(self, tracked: Iterable[int]) -> list[str]:
        return [self.corpus.ground.variables.all[at].name for at in tracked]

    def numbers(self, names: Collection[str]) -> tuple[int, ...] | None:
        """Variables by number; None if one of them is no more."""
        found = tuple([self.named[name] for name in names if name in self.named])
        return found if len(found) == len(names) else None

    def keep(
        self,
        goals: Mapping[int, Places],
        answer: Callable[[int], Settled],
        spent: Mapping[int, float],
    ) -> None:
        """Keeps what was answered since, and the seconds `spent` on what was not."""
        if self.recall.path is None:
            return
        for number, places in goals.items():
            if number in self.recalled:
                continue
            settled = answer(number)
            reachable, visible = settled.answer.reachable, settled.answer.visible
            if places and reachable is False:
                kept = Kept(self.keys.of_proof(places, visible), self.names(visible), settled.checked)
            elif reachable is None and spent.get(number):
                kept = Kept(self.keys.of_attempt(places), self.names(visible), False, spent[number])
            else:
                continue
            self.recall.keep(self.keys.of_goals(places), kept)
        if self.corpus.turns or not self.all_taken:
            self.recall.plays = write_plays(self.corpus, self.corpus.found.values())


def nested(
    tracked: Mapping[int, Collection[int]], weight: Callable[[int], str]
) -> list[tuple[list[int], frozenset[int]]]:
    """Questions with what is tracked for them, those together of which one tracks whatever the others do; those of
    the least weight first, which is an error's.
    """
    found: list[tuple[list[int], frozenset[int]]] = []
    for number, variables in sorted(tracked.items(), key=lambda one: -len(one[1])):
        for numbers, all_ in reversed(found):
            if all_.issuperset(variables):
                numbers.append(number)
                break
        else:
            found.append(([number], frozenset(variables)))
    return sorted(found, key=lambda group: min(map(weight, group[0])))

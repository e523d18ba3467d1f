"""The answers to every question about a story, from the cheap methods to the dear ones."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.building import build
from mars_adventure.author.proof.certificates import Desk
from mars_adventure.author.proof.checker import Refused
from mars_adventure.author.proof.climbing import climb
from mars_adventure.author.proof.corpus import Corpus
from mars_adventure.author.proof.ground import Ground
from mars_adventure.author.proof.guards import TRUE
from mars_adventure.author.proof.locks import Lock, circles, find_locks
from mars_adventure.author.proof.query import Answer, Query, Settled, together
from mars_adventure.author.proof.recall import Kept, Keys, Recall
from mars_adventure.author.proof.remembering import keep_answers, recall_answers
from mars_adventure.author.proof.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.author.proof.budget import Budget
    from mars_adventure.author.proof.drawing import Drawing
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.story import Story

    Progress = Callable[[str, int, int, int, str], None]
    """Told what is being done, how much of it is done, how much there is, how many states are known, and
    the frontier in words: how many of these are still to be gone on from, or what a question has drawn so far."""

PLAYS_AT_ONCE = 50
MOST_ROUNDS = 60
FEWEST_ANSWERED = 10
"""Rounds of plays end when one answers fewer questions than that."""
FEW_STATES = 20_000
"""Stories with no more are searched state by state."""
ROUNDS = ((400, 0.5), (1500, 2.0), (1500, 15.0), (0, 1e9))
"""Attempts at one question, in turn: so many turns of changing plays that nearly answer it, then seconds of asking.
None may use up the time of the others, or more than half of what is left."""
CLIMBING = 4.0
"""How many times as long changing plays may take as asking."""


class Prover:
    """One story's machine, and what is known of it so far."""

    def __init__(
        self,
        story: Story,
        drawing: Drawing,
        budget: Budget,
        progress: Progress,
        few_states: int,
        recall: Recall | None = None,
        notices: bool = True,
    ) -> None:
        self.recall = recall if recall is not None else Recall(None)
        self.story, self.drawing, self.budget, self.progress = story, drawing, budget, progress
        self.told = "", 0, 0
        """What was told last of the progress: what is being done, how much is done, and how much there is."""
        budget.news = self.tell_drawn
        self.machine = build(drawing)
        self.ground = Ground(self.machine)
        self.desk = Desk(self.ground)
        self.corpus = Corpus(self.ground)
        self.query = Query(self.ground, self.corpus)
        self.questions = list(self.machine.questions.items())
        self.weights = ("error", "notice") if notices else ("error",)
        self.settled: dict[int, Settled] = {}
        self.goals: dict[int, Places] = {}
        self.spent: defaultdict[int, float] = defaultdict(float)
        """Seconds of work on each question that plays did not answer, in earlier proofs as well."""
        self.tracked: dict[int, tuple[int, ...]] = {}
        """What the last attempt at a question by itself came to track: the next goes on from there."""
        self.doubted: set[int] = set()
        """Questions whose proofs the checker did not accept."""
        self.locks = [Lock(points, None) for points in circles(self.ground)]
        search = (
            Search(self.ground, few_states, lambda: budget.is_over, self.corpus.runner)
            if few_states
            else None
        )
        self.search = search if search is not None and search.complete else None

    @property
    def states(self) -> int:
        if self.search is not None:
            return len(self.search.come_by)
        return len(self.corpus)

    # -- answers ------------------------------------------------------------------------------

    def decide(self) -> None:
        """Answers what the budget allows. Whoever interrupts it keeps what was found until then."""
        try:
            self.settle()
        except KeyboardInterrupt:
            self.budget.stop()
        self.trust()

    def settle(self) -> None:
        """Promises, dead ends and soft locks before what is merely worth knowing."""
        if self.search is not None:
            self.search_all(self.search)
            self.unlock()
            return
        self.play_all()
        recalled = recall_answers(
            self.recall, self.corpus, self.goals, self.is_settled, lambda: self.budget.is_over
        )
        self.settled |= recalled.settled
        self.spent |= recalled.spent
        try:
            self.ask_rest()
        finally:
            # What the checker did not accept is not kept: the next proof asks it anew.
            spent = {number: seconds for number, seconds in self.spent.items() if number not in self.doubted}
            keep_answers(self.recall, self.corpus, self.goals, recalled.keys, self.answer, spent)

    def ask_rest(self) -> None:
        """What plays did not answer, and no earlier proof."""
        for turns, seconds in ROUNDS:
            for weight in self.weights:
                self.climb_all(weight, turns, CLIMBING * seconds)
                self.ask_all(weight, seconds)
                if weight == "error" and seconds == ROUNDS[0][1]:
                    self.unlock()

    def search_all(self, search: Search) -> None:
        """Every state is known: each question is looked up. The proofs are made as well, for the checker."""
        for number, (_, question) in enumerate(self.questions):
            state = search.first(question.places)
            if state is not None:
                self.settled[number] = Settled(Answer(True), search.path(state), True)
                self.corpus.add(search.path(state))
            else:
                checked = not self.ground.goals(question.places)
                if checked:
                    self.desk.checks(question.places, None)
                self.settled[number] = Settled(Answer(False), checked=checked)
            self.tell_of("searching", number, len(self.questions))

    def play_all(self) -> None:
        """Plays that answer most of what can be reached."""
        for number, (_, question) in enumerate(self.questions):
            goals = self.goals[number] = self.ground.goals(question.places)
            if goals:
                self.corpus.ask(number, goals)
            else:
                self.settled[number] = Settled(Answer(False), checked=self.desk.checks(question.places, None))
        end = process_time() + self.budget.left / 4

        def is_over() -> bool:
            decided = len(self.settled) + len(self.corpus.found)
            self.tell_of("playing", decided, len(self.questions))
            return self.budget.is_over or process_time() > end

        for _ in range(MOST_ROUNDS):
            before = len(self.corpus.found)
            self.corpus.grow(is_over)
            self.corpus.play(PLAYS_AT_ONCE, is_over)
            self.corpus.grow(is_over)
            if len(self.corpus.found) - before < FEWEST_ANSWERED or is_over():
                break

    def ask_all(self, weight: str, seconds: float) -> None:
        """The questions of that weight that are left: first those together that read the same variables, then each.

        None is asked again without more time than it has had already, here or in an earlier proof.
        """
        alike: defaultdict[frozenset[int] | int, list[int]] = defaultdict(list)
        for number, (_, question) in enumerate(self.questions):
            if question.weight == weight and not self.is_settled(number):
                read = self.ground.read_by(self.goals[number])
                alike[read if seconds == ROUNDS[0][1] else number].append(number)
        for numbers in alike.values():
            left = [number for number in numbers if not self.is_settled(number)]
            if self.budget.is_over:
                return
            seconds_now = min(seconds, self.budget.left / 2)
            if left and seconds_now > max([self.spent[number] for number in left]):
                self.ask(left, seconds_now)

    def ask(self, numbers: list[int], seconds: float) -> None:
        """Questions together, for so many seconds each, and as many more after each answer: those that have
        nothing in common are better asked by themselves.
        """
        self.tell("asking")
        asked = {number: self.questions[number][1].places for number in numbers}
        tracked = self.tracked.get(numbers[0], ()) if len(numbers) == 1 else ()
        begun = process_time()
        with self.budget.at_most(seconds * len(numbers)):
            for answered, answer in self.query.answers(asked, self.budget.check, self.is_settled, tracked):
                left = [number for number in numbers if not self.is_settled(number)]
                self.budget.go_on(seconds * len(left))
                checked = answer.reachable is False and self.is_accepted(answered, answer)
                if answer.reachable is False and checked is None:
                    answer = Answer(None, visible=answer.visible)
                # The diagrams are let go of once they have been checked: there may be thousands.
                settled = Settled(replace(answer, abstraction=None), answer.path, checked=bool(checked))
                self.settled |= dict.fromkeys(answered, settled)
                if answer.reachable is None and len(numbers) == 1:
                    self.tracked[numbers[0]] = answer.visible
                if answer.reachable:
                    self.corpus.grow(lambda: self.budget.is_over)
                self.tell("asking")
        for number in numbers:
            self.spent[number] += (process_time() - begun) / len(numbers)

    def is_accepted(self, numbers: list[int], answer: Answer) -> bool | None:
        """Whether the checker went through a proof; None if it found it wrong.

        Prover and checker are two programs. Where they differ, nothing is claimed.
        """
        try:
            return self.desk.checks(
                together([self.questions[number][1].places for number in numbers]),
                answer.abstraction,
                lambda: self.budget.is_over,
            )
        except Refused:
            self.doubted |= set(numbers)
            return None

    def climb_all(self, weight: str, turns: int, seconds: float) -> None:
        """Plays changed little by little: most often that is cheaper than to ask outright."""
        for number, (_, question) in enumerate(self.questions):
            if question.weight != weight or self.is_settled(number):
                continue
            if self.budget.is_over:
                return
            self.tell("looking for plays")
            with suppress(OutOfBounds), self.budget.at_most(min(seconds, self.budget.left / 2)):
                climb(self.corpus, self.goals[number], self.budget.check, turns)
            self.corpus.grow(lambda: self.budget.is_over)

    def is_settled(self, number: int) -> bool:
        return number in self.corpus.found or (
            number in self.settled and self.settled[number].answer.reachable is not None
        )

    def answer(self, number: int) -> Settled:
        """What is known of a question so far."""
        settled = self.settled.get(number, Settled(Answer(None)))
        if settled.answer.reachable is None and number in self.corpus.found:
            return Settled(Answer(True))
        return settled

    def tell(self, what: str) -> None:
        found = self.corpus.found
        decided = len(found) + sum(
            settled.answer.reachable is not None and number not in found
            for number, settled in self.settled.items()
        )
        self.tell_of(what, decided, len(self.questions))

    def tell_of(self, what: str, done: int, total: int) -> None:
        waiting = len(self.corpus.new)
        self.told = what, done, total
        self.progress(what, done, total, self.states, f"{waiting:,} to go on from" if waiting else "")

    def tell_drawn(self, nodes: int) -> None:
        """That a question is still being looked into."""
        if nodes:
            self.progress(*self.told, self.states, f"{nodes:,} nodes drawn")

    def unlock(self) -> None:
        """Whether every circle can be left."""
        digests = Keys(self.ground) if self.recall.path is not None else None
        for place, lock in enumerate(self.locks):
            if self.budget.is_over:
                return
            self.tell_of("looking for soft locks", place, len(self.locks))
            key = "lock " + digests.of(dict.fromkeys(lock.points, TRUE), lock.points) if digests else ""
            if key in self.recall.known:
                self.locks[place] = Lock(lock.points, True)
                continue
            found = self.locks[place] = find_locks(self.ground, self.query, lock.points, self.budget.check)
            if found.free and key:
                self.recall.known[key] = Kept(None, [], True)

    def trust(self) -> None:
        """Nothing is impossible any more if visits may be nested deeper than they were followed."""
        deep = [number for number, ((topic, _), _) in enumerate(self.questions) if topic == "deep"]
        if any(
            number not in self.settled or self.settled[number].answer.reachable is not False
            for number in deep
        ):
            for number, settled in self.settled.items():
                if settled.answer.reachable is False and number not in deep:
                    self.settled[number] = settled._replace(answer=Answer(None))
            for lock in self.locks:
                lock.free = None if lock.free else lock.free

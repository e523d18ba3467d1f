"""The answers to every question about a story, from the cheap methods to the dear ones."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

from mars_adventure.author.proof.budget import OutOfBounds
from mars_adventure.author.proof.checking.certificates import Desk
from mars_adventure.author.proof.checking.checker import Refused
from mars_adventure.author.proof.drawing.building import build
from mars_adventure.author.proof.machine.ground import Ground
from mars_adventure.author.proof.memory.recall import Recall
from mars_adventure.author.proof.memory.remembering import Memory, nested
from mars_adventure.author.proof.news import News
from mars_adventure.author.proof.plays.climbing import climb
from mars_adventure.author.proof.plays.corpus import Corpus
from mars_adventure.author.proof.plays.rounds import play_rounds
from mars_adventure.author.proof.plays.search import Search
from mars_adventure.author.proof.tracking.locks import Lock, circles, find_locks
from mars_adventure.author.proof.tracking.query import Answer, Query, Settled, together

if TYPE_CHECKING:
    from collections.abc import Collection

    from mars_adventure.author.proof.budget import Budget
    from mars_adventure.author.proof.drawing.drawing import Drawing
    from mars_adventure.author.proof.machine.machine import Places
    from mars_adventure.author.proof.news import Progress
    from mars_adventure.story import Story

FEW_STATES = 20_000
"""Stories with no more are searched state by state."""
ROUNDS = ((100, 0.5), (2000, 2.0), (6000, 15.0), (0, 1e9))
"""Attempts at one question, in turn: so many turns of changing plays that nearly answer it, then seconds of asking.
None may use up the time of the others, or more than half of what is left."""
TOGETHER = 2.0
"""Attempts with more seconds are at one question each."""
AGAIN = 2.0
"""Seconds for a question with what an earlier proof of it tracked."""
CLIMBING = 4.0
"""How many times as long changing plays may take as asking."""
UNSETTLED, FOUND = Settled(Answer(None)), Settled(Answer(True))


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
        self.story, self.drawing, self.budget = story, drawing, budget
        self.news = News(progress, lambda: self.states, lambda: len(self.corpus.new))
        budget.news = self.news.tell_drawn
        self.machine = build(drawing)
        self.ground = Ground(self.machine)
        self.desk = Desk(self.ground)
        self.corpus = Corpus(self.ground)
        self.query = Query(self.ground, self.corpus)
        self.memory = Memory(recall or Recall(None), self.corpus, lambda: budget.is_over)
        self.questions = list(self.machine.questions.items())
        self.weights = ("error", "notice") if notices else ("error",)
        self.settled: dict[int, Settled] = {}
        self.goals: dict[int, Places] = {}
        self.spent: defaultdict[int, float] = defaultdict(float)
        """Seconds of work on each question that plays did not answer, in earlier proofs as well."""
        self.tracked: dict[int, tuple[int, ...]] = {}
        """What the last attempt at a question by itself came to track: the next goes on from there."""
        self.nearly: dict[int, tuple[int, ...]] = {}
        """What an earlier proof tracked, of questions that it answered when the story was not the same."""
        self.doubted: set[int] = set()
        """Questions whose proofs the checker did not accept."""
        self.locks = [Lock(points, None) for points in circles(self.ground)]
        search = (
            Search(self.ground, few_states, lambda: budget.is_over, self.corpus.runner)
            if few_states and not self.memory.recall.plays.moments  # Only of large stories are plays kept.
            else None
        )
        self.search = search if search is not None and search.complete else None

    @property
    def states(self) -> int:
        return len(self.search.come_by) if self.search is not None else len(self.corpus)

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
        self.memory.play()
        self.pose_all()
        self.remember()
        try:
            self.ask_again()
            self.play_all()
            self.ask_rest()
        finally:
            # What the checker did not accept is not kept: the next proof asks it anew.
            spent = {number: seconds for number, seconds in self.spent.items() if number not in self.doubted}
            self.memory.keep(self.goals, self.answer, spent)

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
            self.news.tell("searching", number, len(self.questions))

    def pose_all(self) -> None:
        """Holds the questions against the states that there are, and those to come."""
        for number, (_, question) in enumerate(self.questions):
            self.goals[number] = places = question.places
            if not self.corpus.ask(number, places):
                self.goals[number] = self.ground.goals(places)
            if not self.goals[number]:
                self.settled[number] = Settled(Answer(False), checked=self.desk.checks(question.places, None))

    def remember(self) -> None:
        """What earlier proofs have answered, of what is still open."""
        for number, settled, spent in self.memory.answers(self.goals, self.is_settled):
            if spent or settled.answer.reachable is False:
                self.settled[number], self.spent[number] = settled, spent
                self.tracked[number] = settled.answer.visible
            elif self.questions[number][1].weight in self.weights:
                self.nearly[number] = settled.answer.visible

    def play_all(self) -> None:
        """Plays that answer most of what can be reached."""
        end = process_time() + self.budget.left / 4

        def is_over() -> bool:
            decided = len(self.settled) + len(self.corpus.found)
            self.news.tell("playing", decided, len(self.questions))
            return self.budget.is_over or process_time() > end

        play_rounds(self.corpus, lambda: sum(not self.is_settled(one) for one in self.goals), is_over)

    def ask_again(self) -> None:
        """What earlier proofs answered of a story that was not the same: with all that they came to track.

        What that does not answer at once is asked as if it never had been.
        """
        left = {number: visible for number, visible in self.nearly.items() if not self.is_settled(number)}
        for numbers, tracked in nested(left, lambda number: self.questions[number][1].weight):
            if self.budget.is_over:
                return
            self.ask(numbers, min(AGAIN, self.budget.left / 2) / len(numbers), tracked)
            for number in numbers:
                del self.spent[number]
                self.tracked.pop(number, None)

    def ask_all(self, weight: str, seconds: float) -> None:
        """The questions of that weight that are left: first those together that have enough in common, then each.
        Those that read the fewest come first: what they come to track serves the others.

        None is asked again without more time than it has had already, here or in an earlier proof.
        """
        alike: defaultdict[tuple[int, frozenset[int] | int], list[int]] = defaultdict(list)
        for number, (_, question) in enumerate(self.questions):
            if question.weight == weight and not self.is_settled(number):
                common = self.query.common(self.goals[number])
                alike[len(common), common if seconds <= TOGETHER else number].append(number)
        for _, numbers in sorted(alike.items(), key=lambda one: one[0][0]):
            left = [number for number in numbers if not self.is_settled(number)]
            if self.budget.is_over:
                return
            seconds_now = min(seconds, self.budget.left / 2)
            if left and seconds_now > max([self.spent[number] for number in left]):
                self.ask(left, seconds_now, self.tracked.get(left[0], ()) if len(left) == 1 else ())

    def ask(self, numbers: list[int], seconds: float, tracked: Collection[int] = ()) -> None:
        """Questions together, for so many seconds each, and as many more after each answer, first with what is `tracked`."""
        self.tell("asking")
        asked = {number: self.questions[number][1].places for number in numbers}
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
        settled = self.settled.get(number, UNSETTLED)
        return FOUND if number in self.corpus.found and settled.answer.reachable is None else settled

    def tell(self, what: str) -> None:
        found = self.corpus.found
        decided = len(found) + sum(
            settled.answer.reachable is not None and number not in found
            for number, settled in self.settled.items()
        )
        self.news.tell(what, decided, len(self.questions))

    def unlock(self) -> None:
        """Whether every circle can be left."""
        for place, lock in enumerate(self.locks):
            if self.budget.is_over:
                return
            self.news.tell("looking for soft locks", place, len(self.locks))
            if self.memory.can_be_left(lock.points):
                self.locks[place] = Lock(lock.points, True)
                continue
            begun = self.memory.tracked_in(lock.points)
            self.locks[place] = find_locks(self.ground, self.query, lock.points, self.budget.check, *begun)
            self.memory.keep_lock(self.locks[place])

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

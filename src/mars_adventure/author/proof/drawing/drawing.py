"""Draws the machine of a story: the rules of `engine.step`, as points and edges.

A point is drawn when play may come to it, as far as each variable's possible values by themselves can
tell; so that interruptions whose visits could be nested without end are followed only where they nest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.asking import ask_of_effect
from mars_adventure.author.proof.drawing.changes import Case, cases_of
from mars_adventure.author.proof.drawing.clues import Clues
from mars_adventure.author.proof.drawing.passages import ask_of_inline, ask_of_prose
from mars_adventure.author.proof.drawing.promises import Watches
from mars_adventure.author.proof.drawing.sketch import Sketch
from mars_adventure.author.proof.drawing.strand import Strand
from mars_adventure.author.proof.drawing.wording import worded
from mars_adventure.author.proof.machine.guards import FALSE, TRUE, Guard, every, negation, some
from mars_adventure.author.proof.machine.machine import Point, Question
from mars_adventure.engine.state import Return
from mars_adventure.story.links import every_choice
from mars_adventure.story.logic import HERE, RETURN
from mars_adventure.story.types import MOST_VISITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.story import Story
    from mars_adventure.story.logic import Effect, Target
    from mars_adventure.story.model import Choice, Scene
    from mars_adventure.story.problems import Position

MOST_VISITS_NESTED = 8


class Drawing(Sketch):
    """The machine so far, and the points still to be drawn."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.drawn: set[int] = set()
        self.ways: dict[str, dict[str, tuple[Choice, tuple[str, ...]]]] = {}
        self.watches = Watches(self)
        self.clues = Clues(self)
        self.sets: list[int] = []
        for name in story.scene_names():
            self.expect(story.scene(name))
        self.machine.start = self.point(Point("enter", story.start))

    def expect(self, scene: Scene) -> None:
        """Asks whether the scene and each of its choices can be reached, even if no point is drawn for them."""
        questions = self.machine.questions
        questions["scene", scene.name] = Question(
            "scene", f"the scene `{scene.name}` is never reached", scene.at, True
        )
        for choice in every_choice(scene.choices):
            subject = f"the choice `{scene.name}.{choice.id}` is never offered"
            questions["choice", f"{scene.name}.{choice.id}"] = Question("choice", subject, choice.at, True)
        if scene.ending:
            title = self.head.endings[scene.ending].title
            questions.setdefault(
                ("ending", scene.ending),
                Question("ending", f"the ending `{scene.ending}` ({title}) is never reached", scene.at, True),
            )

    # -- points -------------------------------------------------------------------------------

    def draw(self, at: int) -> None:
        """Draws the edges that lead from a point, once."""
        point = self.machine.points[at]
        if at in self.drawn:
            return
        self.drawn.add(at)
        if point.kind == "enter":
            if len(point.visits) > MOST_VISITS_NESTED:
                Strand(self, at).go(self.point(Point("deep", point.scene)))
            else:
                self.enter(Strand(self, at), self.story.scene(point.scene), point.visits)
        elif point.kind == "menu":
            self.offer(at, self.story.scene(point.scene), point.within, point.visits)

    def way(self, scene: Scene, id_: str) -> tuple[Choice, tuple[str, ...]]:
        """A choice and the ids down to it."""
        found = self.ways.get(scene.name)
        if found is None:
            found = self.ways[scene.name] = {way.id: (way, path) for way, path in paths(scene.choices, ())}
        return found[id_]

    # -- a scene ------------------------------------------------------------------------------

    def enter(self, strand: Strand, scene: Scene, visits: tuple[Return, ...]) -> None:
        where = f"the scene `{scene.name}`"
        strand.ask("scene", scene.name, TRUE, "", scene.at, True)
        self.clues.at_test(strand, scene)
        self.count(strand, scene)
        self.run(strand, scene.effects, where, scene.at)
        ask_of_inline(strand, scene.place, where, scene.at)
        ask_of_inline(strand, scene.time, where, scene.at)
        ask_of_prose(strand, scene.text, where, scene.at)
        self.watches.at_scene(strand, scene)
        if scene.ending:
            strand.ask("ending", scene.ending, TRUE, "", scene.at, True)
            strand.go(self.point(Point("end", scene.name, visits=visits)))
        elif scene.visit is not None:
            self.follow(strand, scene, scene.visit, (*visits, Return(scene.name, (), "")))
        elif scene.choices or scene.goto is None:
            strand.go(self.point(Point("menu", scene.name, (), visits)))
        else:
            self.follow(strand, scene, scene.goto, visits)

    def count(self, strand: Strand, scene: Scene) -> None:
        counters = dict(scene.counters)
        if self.slot(f"visits.{scene.name}") is not None:
            counters[f"visits.{scene.name}"] = 0
        for name, around in counters.items():
            at = self.slot(name)
            assert at is not None
            size = self.sizes[at]
            most = min(MOST_VISITS, size - 1)
            strand.change(
                {at: tuple((old + 1) % around if around else min(old + 1, most) for old in range(size))}
            )
        if (been := self.been.get(scene.name)) is not None:
            strand.change({been: (1, 1)})

    def follow(
        self,
        strand: Strand,
        scene: Scene,
        target: Target,
        visits: tuple[Return, ...],
        above: tuple[str, ...] = (),
    ) -> None:
        """Goes where a target leads: to scenes, back from a visit, or nowhere, to the choices under `above`."""
        rest: Guard = TRUE
        for condition, name in target.branches:
            branch = strand.when(every(rest, self.reader.guard(condition)))
            rest = every(rest, negation(self.reader.guard(condition)))
            if len(target.branches) > 1:
                key = f"{strand.choice or 'goto'} {scene.name} {name} {worded(condition)}"
                branch.ask(
                    "target",
                    key,
                    TRUE,
                    f"a target of `{scene.name}` never leads to `{name}`",
                    scene.at,
                    True,
                    "notice",
                )
            if name == HERE:
                branch.go(self.point(Point("menu", scene.name, above, visits)))
            elif name == RETURN:
                self.leave(branch, visits)
            else:
                branch.go(self.point(Point("enter", name, visits=visits)))

    def leave(self, strand: Strand, visits: tuple[Return, ...]) -> None:
        """Comes back from the last visit."""
        if not visits:
            strand.go(self.point(Point("stuck", self.machine.points[strand.point].scene)))
            return
        back, visits = visits[-1], visits[:-1]
        scene = self.story.scene(back.scene)
        if back.within:
            self.go_on(strand, scene, back.within, visits)
        elif scene.goto is None:
            strand.go(self.point(Point("menu", scene.name, (), visits)))
        else:
            self.follow(strand, scene, scene.goto, visits)

    def run(self, strand: Strand, effects: tuple[Effect, ...], owner: str, at: Position) -> None:
        """Runs effects, and asks of each whether it ever does anything."""
        for number, effect in enumerate(effects, 1):
            cases = cases_of(effect, self.reader)
            ask_of_effect(strand, effect, cases, owner, number, at)
            self.clues.at_effect(strand, effect)
            strand.split(cases)

    # -- choices ------------------------------------------------------------------------------

    def offer(self, at: int, scene: Scene, within: tuple[str, ...], visits: tuple[Return, ...]) -> None:
        """What can be chosen here, and what happens when nothing can."""
        ways = self.way(scene, within[-1])[0].choices if within else scene.choices
        offered = self.offers(scene, ways)
        nothing = negation(some(*offered.values()))
        reading = Strand(self, at)
        self.clues.at_menu(reading, ways, offered)
        at = reading.point
        for way in ways:
            self.watches.at_choice(Strand(self, at), scene, way, offered)
            self.take(Strand(self, at, offered[way.id], choice=way.id), scene, way, (*within, way.id), visits)
        self.watches.at_menu(Strand(self, at, negation(nothing)), scene)
        strand = Strand(self, at, nothing)
        if nothing == FALSE:
            return
        if within:
            if is_here(self.way(scene, within[-1])[0].goto):
                strand.go(self.point(Point("menu", scene.name, within[:-1], visits)))
            else:
                self.go_on(strand, scene, within, visits)
        elif scene.goto is not None:
            self.follow(strand, scene, scene.goto, visits)
        else:
            strand.ask(
                "dead end", scene.name, TRUE, f"at `{scene.name}` no choice may be left", scene.at, False
            )

    def offers(self, scene: Scene, ways: tuple[Choice, ...]) -> dict[str, Guard]:
        """When each choice can be taken."""
        found = {way.id: every(self.left(scene, way), self.reader.guard(way.condition)) for way in ways}
        plain = some(*[found[way.id] for way in ways if not way.fallback])
        for way in ways:
            if way.fallback:
                found[way.id] = every(found[way.id], negation(plain))
        return found

    def take(
        self, strand: Strand, scene: Scene, way: Choice, path: tuple[str, ...], visits: tuple[Return, ...]
    ) -> None:
        """Everything that follows a choice until the next point."""
        where = f"the choice `{scene.name}.{way.id}`"
        at = self.slot(f"chose.{scene.name}.{way.id}")
        if at is not None:
            strand.change({at: (1, 1)})
        self.run(strand, way.effects, where, way.at)
        ask_of_prose(strand, way.say, where, way.at)
        self.watches.look_in_prose(strand, way.say)
        if self.head.interruptions:
            self.interrupt(strand, scene, path, visits)
        if way.visit is not None:
            self.follow(strand, scene, way.visit, (*visits, Return(scene.name, path, "")))
        elif way.choices and not is_here(way.goto):
            strand.go(self.point(Point("menu", scene.name, path, visits)))
        else:
            self.go_on(strand, scene, path, visits)

    def go_on(self, strand: Strand, scene: Scene, path: tuple[str, ...], visits: tuple[Return, ...]) -> None:
        """Follows the first target: the choice's own, those of the choices around it, the scene's."""
        above = path[:-1]
        goal = self.way(scene, path[-1])[0].goto
        for depth in range(len(above), 0, -1):
            if goal is not None:
                break
            goal = self.way(scene, above[depth - 1])[0].goto
            if is_here(goal):
                above = above[: depth - 1]
        if goal is None:
            goal, above = scene.goto, ()
        if goal is None:
            strand.go(self.point(Point("menu", scene.name, (), visits)))
        else:
            self.follow(strand, scene, goal, visits, above)

    # -- interruptions ------------------------------------------------------------------------

    def interrupt(
        self, strand: Strand, scene: Scene, path: tuple[str, ...], visits: tuple[Return, ...]
    ) -> None:
        """Parts the threads on which an interruption fires, and goes on with the one where none does."""
        items = self.head.interruptions
        for number, item in enumerate(items):
            at = self.slot(item.slot)
            assert at is not None
            now, fired = self.reader.guard(item.when), self.reader.test(at, 0b10, {})
            taken = strand.when(every(now, negation(fired)))
            taken.ask(
                "interruption", item.name, TRUE, f"the interruption `{item.name}` never fires", item.at, True
            )
            taken.change({at: (1, 1)})
            for later in items[number + 1 :]:
                other = self.slot(later.slot)
                assert other is not None
                still = self.reader.guard(later.when)
                taken.split([Case(still, {}), Case(negation(still), {other: (0, 0)})])
            if item.goto is not None:
                self.follow(taken, scene, item.goto, ())
            elif item.visit is not None:
                self.follow(taken, scene, item.visit, (*visits, Return(scene.name, path, "")))
            strand.split([Case(negation(now), {at: (0, 0)}), Case(every(now, fired), {})])


def is_here(target: Target | None) -> bool:
    """Whether a choice says, whatever the state, that play stays."""
    return target is not None and len(target.branches) == 1 and target.branches[0][1] == HERE


def paths(choices: tuple[Choice, ...], above: tuple[str, ...]) -> Iterator[tuple[Choice, tuple[str, ...]]]:
    for choice in choices:
        yield choice, (*above, choice.id)
        yield from paths(choice.choices, (*above, choice.id))

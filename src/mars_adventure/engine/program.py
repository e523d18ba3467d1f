"""A story compiled for play: each scene once, when it is first entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mars_adventure.engine.menus import menu_of
from mars_adventure.engine.reasons import reason_of
from mars_adventure.engine.rendering import Renderer
from mars_adventure.engine.translate import condition_of, deed_of, function_of, source_of, statements_of
from mars_adventure.engine.turn import Block
from mars_adventure.story.logic import HERE, RETURN, Target
from mars_adventure.story.model import AUTO
from mars_adventure.story.types import MOST_VISITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.engine.rendering import Text, Written
    from mars_adventure.engine.translate import Deed
    from mars_adventure.story import Story
    from mars_adventure.story.logic import Effect
    from mars_adventure.story.model import Choice, Interruption, Prose, Scene, Span

    Goal = str | Callable[..., str] | None
    """A scene's name, or a function of the values that gives it."""


class Doing:
    """What does something and says something, by its `deed`, which is compiled when it is first done."""

    __slots__ = ("deed", "program", "prose", "written")

    def __init__(self, program: Program, prose: Prose) -> None:
        self.program, self.prose = program, prose
        self.deed: Deed | None = self.do_first
        self.written: Written | None = None

    def do_first(self, *given: Any) -> None:
        """Puts the compiled deed in its own place."""
        constants: list[Any] = [self]
        lines = [*self.statements(), *self.program.renderer.lines(self.prose, constants)]
        self.deed = deed_of(lines, constants)
        if self.deed is not None:
            self.deed(*given)

    def statements(self) -> list[str]:
        """What is done before anything is said; `K0` is this."""
        raise NotImplementedError

    def text(self) -> Written:
        """The words alone, for those who come back to their page."""
        if self.written is None:
            self.written = self.program.renderer.prose(self.prose)
        return self.written


class Way(Doing):
    """A choice, compiled. `path` is the ids from the scene's own choices down to this one."""

    __slots__ = ("choice", "closed", "condition", "fallback", "goal", "id", "inner", "kind", "label", "mark", "menu", "next", "once", "path", "slot", "visit")  # fmt: skip

    def __init__(self, choice: Choice, above: tuple[str, ...], scene: str, program: Program) -> None:
        super().__init__(program, choice.say)
        renderer = program.renderer
        self.choice = choice
        self.id = choice.id
        self.path = (*above, choice.id)
        self.condition = choice.condition
        self.slot = program.index.get(f"chose.{scene}.{choice.id}")
        self.once = self.slot if choice.once else None
        self.fallback = choice.fallback
        self.mark, self.kind = choice.mark, choice.kind
        self.label: Text = renderer.text(choice.label)
        self.closed: Text | Callable[..., Any] | None = None
        if choice.closed == AUTO and choice.condition is not None:
            self.closed = reason_of(choice.condition, program.story, program.index)
        elif choice.closed is not None and not isinstance(choice.closed, str):
            self.closed = renderer.text(choice.closed)
        self.goal: Goal = program.goal(choice.goto)
        self.visit: Goal = program.goal(choice.visit)
        self.next: str | None = None
        self.inner = tuple([Way(inner, self.path, scene, program) for inner in choice.choices])
        self.menu = menu_of(self.inner, program.index) if self.inner else None

    def statements(self) -> list[str]:
        marking = [f"S[{self.slot}] = True"] if self.slot is not None else []
        return marking + self.program.effects(self.choice.effects)

    def every(self) -> Iterable[Way]:
        yield self
        for inner in self.inner:
            yield from inner.every()


class Room(Doing):
    """A scene, compiled."""

    __slots__ = ("chapter", "ending", "goal", "heading", "menu", "name", "place", "scene", "time", "visit", "ways", "ways_by_id")  # fmt: skip

    def __init__(self, scene: Scene, program: Program) -> None:
        super().__init__(program, scene.text)
        renderer = program.renderer
        self.scene = scene
        self.name, self.chapter, self.ending = scene.name, scene.chapter, scene.ending
        head = program.story.chapters.get(scene.chapter)
        self.heading = Block("chapter", head.title) if head is not None else None
        self.place: Text | None = renderer.text(scene.place) if scene.place else None
        self.time: Text | None = renderer.text(scene.time) if scene.time else None
        self.visit: Goal = program.goal(scene.visit)
        self.goal: Goal = program.goal(scene.goto)
        self.ways = tuple([Way(choice, (), scene.name, program) for choice in scene.choices])
        self.menu = menu_of(self.ways, program.index)
        self.ways_by_id = {way.id: way for top in self.ways for way in top.every()}
        for way in self.ways_by_id.values():
            way.next = self.next_after(way)

    def next_after(self, way: Way) -> str | None:
        """The scene that always follows the way; None where it depends, or more is to be done."""
        above = [self.ways_by_id[name] for name in reversed(way.path[:-1])]
        goal = next((one.goal for one in (way, *above) if one.goal is not None), self.goal)
        is_sure = isinstance(goal, str) and goal not in (HERE, RETURN) and way.visit is None and not way.inner
        return goal if is_sure else None  # type: ignore[return-value]  # a name, then

    def statements(self) -> list[str]:
        found = self.program.counting(self.scene) + self.program.effects(self.scene.effects)
        if self.place is not None or self.time is not None:
            found.append("step.set_place(K0)")
        return found


class Alarm:
    """An interruption, compiled."""

    __slots__ = ("goal", "holds", "slot", "visit")

    def __init__(self, interruption: Interruption, program: Program) -> None:
        self.slot = program.index[interruption.slot]
        self.holds = condition_of(interruption.when, program.index)
        self.goal = program.goal(interruption.goto)
        self.visit = program.goal(interruption.visit)


class Rooms(dict[str, Room]):
    """The scenes of a program, each compiled when it is first asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def __missing__(self, name: str) -> Room:
        room = self[name] = Room(self.program.story.scene(name), self.program)
        return room


class Program:
    """One story compiled, as far as it has been played."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.index = {name: at for at, name in enumerate(story.slots)}
        self.renderer = Renderer(self.index)
        self.rooms = Rooms(self)
        self.titles: dict[str, Text] = {}
        self.alarms = tuple([Alarm(item, self) for item in story.head.interruptions])
        self.start = tuple([variable.start for variable in story.variables.values()])

    def effects(self, effects: tuple[Effect, ...]) -> list[str]:
        """Statements, as those of `counting` are."""
        return [
            line for effect in effects for line in statements_of(effect, self.story.variables, self.index)
        ]

    def counting(self, scene: Scene) -> list[str]:
        """Statements that count one more visit to a scene."""
        counters = [(self.index[slot], around) for slot, around in scene.counters]
        if (visits := self.index.get(f"visits.{scene.name}")) is not None:
            counters.append((visits, 0))
        return [
            f"S[{at}] = " + (f"(S[{at}] + 1) % {around}" if around else f"min(S[{at}] + 1, {MOST_VISITS})")
            for at, around in counters
        ]

    def goal(self, target: Target | None) -> Goal:
        if target is None:
            return None
        source = repr(target.branches[-1][1])
        if len(target.branches) == 1:
            return target.branches[0][1]
        for condition, name in reversed(target.branches[:-1]):
            assert condition is not None
            source = f"({name!r} if {source_of(condition, self.index)} else {source})"
        return function_of(source)

    def title_of(self, note: str) -> Text:
        found = self.titles.get(note)
        if found is None:
            found = self.titles[note] = self.renderer.text(self.story.head.notes[note].title)
        return found


def program_of(story: Story) -> Program:
    """The story's program, compiled at the first call."""
    program = story.program
    if program is None:
        program = story.program = Program(story)
    return program  # type: ignore[no-any-return]  # `program` is the engine's own field of the story


def spans_of(text: Text, values: Any, seed: int) -> tuple[Span, ...]:
    return text if isinstance(text, tuple) else text(values, seed)


def scene_at(goal: Goal, values: Any) -> str:
    """The name that a goal stands for in this state."""
    if isinstance(goal, str):
        return goal
    assert goal is not None
    return goal(values)

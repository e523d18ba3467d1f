"""One step of play: a choice is made, its effects run, and play goes on until it must ask again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from mars_adventure.engine.play import Play
from mars_adventure.engine.program import program_of, scene_at, spans_of
from mars_adventure.engine.rendering import add_blocks
from mars_adventure.engine.state import Return, State
from mars_adventure.engine.translate import make
from mars_adventure.engine.turn import Block, News, Turn, parted, settled
from mars_adventure.story.logic import HERE, RETURN
from mars_adventure.story.types import values_of

if TYPE_CHECKING:
    from mars_adventure.engine.program import Goal, Program, Room, Way
    from mars_adventure.engine.turn import Offer
    from mars_adventure.story import Story

MOST_SCENES = 500
"""Scenes that play may pass through without asking; beyond it, the story is taken to circle."""


class Unavailable(ValueError):
    """The choice is not an open offer of the present turn."""


class Step:
    """The work of one step, from one state to the next."""

    __slots__ = (
        "blocks",
        "chapter",
        "draws",
        "entered",
        "news",
        "place",
        "program",
        "seed",
        "time",
        "values",
        "visits",
    )

    def __init__(self, program: Program, state: State, chapter: int) -> None:
        self.program = program
        _, _, values, self.visits, self.place, self.time, self.seed, self.draws = state
        self.values: list[Any] = list(values)
        self.blocks: list[Block] = []
        self.news: tuple[News, ...] = ()
        self.entered: tuple[str, ...] = ()
        self.chapter = chapter

    # -- effects ------------------------------------------------------------------------------

    def tell(self, what: str, note: str) -> None:
        title = spans_of(self.program.title_of(note), self.values, self.seed)
        self.news = (*self.news, News(what, note, parted(title)[0], len(self.blocks)))

    def draw(self, slot: str) -> Any:
        """Any value of the slot's type; the same for the same seed and number of draws."""
        possible = values_of(self.program.story.variables[slot].type)
        digest = hashlib.blake2b(f"{self.seed}/{self.draws}/{slot}".encode(), digest_size=8).digest()
        self.draws += 1
        return possible[int.from_bytes(digest, "little") % len(possible)]

    # -- going on -----------------------------------------------------------------------------

    def take(self, room: Room, way: Way) -> tuple[State, Turn]:
        """Makes a choice of this room."""
        if way.deed is not None:
            way.deed(self, self.values, self.seed, self.blocks)
        if self.program.alarms:
            interrupted = self.interrupt(room, way)
            if interrupted is not None:
                return self.enter(interrupted)
        if way.next is not None:
            return self.enter(way.next)
        if way.visit is not None:
            self.visits = (*self.visits, Return(room.name, way.path, ""))
            return self.enter(scene_at(way.visit, self.values))
        if way.menu is not None and way.goal != HERE:
            offers, is_open = way.menu(self.values, self.seed)
            if is_open:
                return self.stop(room, way.path, offers)
        return self.go_on(room, way)

    def interrupt(self, room: Room, way: Way) -> str | None:
        """The scene of the first interruption whose condition has just become true."""
        values, found = self.values, None
        for alarm in self.program.alarms:
            now = bool(alarm.holds(values))
            if now and not values[alarm.slot] and found is None:
                found = alarm
                values[alarm.slot] = True
            elif not now:
                values[alarm.slot] = False
        if found is None:
            return None
        if found.goal is not None:
            self.visits = ()
            return scene_at(found.goal, values)
        self.visits = (*self.visits, Return(room.name, way.path, ""))
        return scene_at(found.visit, values)

    def go_on(self, room: Room, way: Way | None) -> tuple[State, Turn]:
        """Follows the first target: the choice's own, those of the choices around it, the scene's."""
        goal: Goal = None
        above: tuple[str, ...] = ()
        if way is not None:
            goal, above = way.goal, way.path[:-1]
            while goal is None and above:
                goal, above = room.ways_by_id[above[-1]].goal, above[:-1]
        if goal is None:
            goal = room.goal
            above = ()
        if goal is None:
            return self.stay(room, ())
        name = scene_at(goal, self.values)
        if name != HERE:
            return self.enter(name)
        return self.stay(room, above)

    def stay(self, room: Room, above: tuple[str, ...]) -> tuple[State, Turn]:
        """Offers again the choices under `above`; where none is left, play goes on as the one above them says."""
        menu = room.ways_by_id[above[-1]].menu if above else room.menu
        offers, is_open = menu(self.values, self.seed) if menu is not None else ((), False)
        if is_open:
            return self.stop(room, above, offers)
        if above:
            way = room.ways_by_id[above[-1]]
            return self.go_on(room, way) if way.goal != HERE else self.stay(room, above[:-1])
        return (
            self.enter(scene_at(room.goal, self.values))
            if room.goal is not None
            else self.stop(room, (), offers)
        )

    def enter(self, name: str) -> tuple[State, Turn]:
        """Plays scenes from this one on until choices, an ending or a dead end."""
        rooms, values, seed = self.program.rooms, self.values, self.seed
        for _ in range(MOST_SCENES):
            if name == RETURN:
                if not self.visits:
                    break
                back = self.visits[-1]
                self.visits = self.visits[:-1]
                room = rooms[back.scene]
                self.set_place(room)
                if back.within:
                    return self.go_on(room, room.ways_by_id.get(back.within[-1]))
                if room.goal is None:
                    return self.stop(room, (), room.menu(values, self.seed)[0])
                name = scene_at(room.goal, values)
                continue
            room = rooms[name]
            self.entered += (name,)
            if room.chapter != self.chapter:
                self.chapter = room.chapter
                if room.heading is not None:
                    self.blocks.append(room.heading)
            if room.deed is not None:
                room.deed(self, values, seed, self.blocks)
            if room.ending:
                return self.stop(room, (), ())
            if room.visit is not None:
                self.visits = (*self.visits, Return(name, (), ""))
                name = scene_at(room.visit, values)
                continue
            offers, is_open = room.menu(values, seed)
            if is_open or room.goal is None:
                return self.stop(room, (), offers)
            name = scene_at(room.goal, values)
        return self.stop(room, (), ())

    def set_place(self, room: Room) -> None:
        """Takes on the room's place and time, and says so in the text where they change."""
        before = (self.place, self.time)
        if room.place is not None:
            self.place = parted(spans_of(room.place, self.values, self.seed))[0]
        if room.time is not None:
            self.time = parted(spans_of(room.time, self.values, self.seed))[0]
        if (self.place, self.time) != before:
            words = " · ".join(filter(None, (self.place, self.time)))
            self.blocks.append(Block("place", words))

    # -- what is shown ------------------------------------------------------------------------

    def stop(self, room: Room, within: tuple[str, ...], offers: tuple[Offer, ...]) -> tuple[State, Turn]:
        state = make(
            State,
            (
                room.name,
                within,
                tuple(self.values),
                self.visits,
                self.place,
                self.time,
                self.seed,
                self.draws,
            ),
        )
        turn = make(
            Turn,
            (
                room.name,
                room.chapter,
                self.place,
                self.time,
                tuple(self.blocks),
                offers,
                settled(self.news, self.blocks) if self.news else (),
                room.ending,
            ),
        )
        return state, turn


def begin(story: Story, seed: int = 0) -> Play:
    """The first moment of a new play."""
    return begin_at(story, story.start, {}, seed)


def begin_at(story: Story, scene: str, settings: dict[str, Any], seed: int = 0) -> Play:
    """A play that begins at any scene, with some values set; for authors.

    Raises KeyError for an unknown scene or slot. Values are taken as they are.
    """
    program = program_of(story)
    values = list(program.start)
    for name, value in settings.items():
        values[program.index[name]] = value
    step = Step(program, State("", (), tuple(values), (), "", "", seed, 0), 0)
    program.rooms[scene]  # raises before anything else could
    state, turn = step.enter(scene)
    return Play(None, None, state, turn, step.entered)


def choose(story: Story, play: Play, choice: str) -> Play:
    """The moment after a choice. Raises Unavailable if it is not an open offer of this turn."""
    turn = play.turn
    for offer in turn.offers:
        if offer[0] == choice and not offer[2]:
            break
    else:
        raise Unavailable(f"`{choice}` is not offered at `{turn.scene}`")
    program = program_of(story)
    room = program.rooms[turn.scene]
    step = Step(program, play.state, turn.chapter)
    state, shown = step.take(room, room.ways_by_id[choice])
    return Play(play, choice, state, shown, step.entered)


def look(story: Story, state: State) -> Turn:
    """The page for a state: the scene's text and its offers. No effect is run."""
    program = program_of(story)
    room = program.rooms[state.scene]
    step = Step(program, state, room.chapter)
    menu = room.menu
    if state.within and state.within[-1] in room.ways_by_id:
        way = room.ways_by_id[state.within[-1]]
        add_blocks(way.text(), step.values, state.seed, step.blocks)
        menu = way.menu or menu
    else:
        add_blocks(room.text(), step.values, state.seed, step.blocks)
    return step.stop(room, state.within, () if room.ending else menu(step.values, state.seed)[0])[1]

"""Fits what a save recorded, by name, into the story as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine.state import Return, State
from mars_adventure.engine.translate import make
from mars_adventure.saves.renames import Renames
from mars_adventure.story.types import KNOWN, STRUCK, Number, SetOf, Type, admits

if TYPE_CHECKING:
    from mars_adventure.engine.state import Value
    from mars_adventure.saves.notation import Recorded, Step
    from mars_adventure.story import Story

_NAMED_AT_MOST = 4


class Fitting:
    """One save against one story. `same` says that it is the very story that was saved."""

    def __init__(self, story: Story, saved: Recorded, same: bool) -> None:
        self._renames = None if same else Renames(story, saved.values)
        self._types = [story.variables[name].type for name in story.slots]
        self._starts = [story.variables[name].start for name in story.slots]
        present = {name: position for position, name in enumerate(story.slots)}
        names = {name: self._renames.slot(name) if self._renames else name for name in saved.values}
        kept = set(names.values())
        self.dropped = [name for name, new in names.items() if new not in present]
        self.added = [name for name in present if name not in kept]
        self._positions = {name: present[new] for name, new in names.items() if new in present}
        # Few values come up in a play, and often: each is looked at once.
        self._fitted: dict[tuple[str, type, Value], tuple[int, Value]] = {}
        # Memory that the story did not ask for when this was saved, but the path can tell.
        self._memory = {name: present[name] for name in self.added if _is_memory(name)}

    def begin(self, saved: Recorded) -> State:
        """A whole recorded state."""
        values = list(self._starts)
        self._put(values, saved.values)
        scene = self._scene(saved.scene)
        if self._memory:
            self._remember_visit(values, scene)
        return State(
            scene,
            self._within(saved.scene, saved.within),
            tuple(values),
            self._visits(saved.visits),
            saved.place,
            saved.time,
            saved.seed,
            saved.draws,
        )

    def advance(self, state: State, step: Step, scene: str) -> State:
        """The state after a step from `state`, whose scene the save knows as `scene`."""
        values = state.values
        if step.values or self._memory:
            changed = list(values)
            self._put(changed, step.values)
            if self._memory:
                self._remember(changed, step)
            values = tuple(changed)
        changes = step.changes
        present, within, _, visits, place, time, seed, draws = state
        if "scene" in changes:
            present = self._scene(changes["scene"])
        if len(changes) > 1 or "scene" not in changes:
            if "within" in changes:
                within = self._within(changes.get("scene", scene), changes["within"])
            if "visits" in changes:
                visits = self._visits(changes["visits"])
            place, time = changes.get("place", place), changes.get("time", time)
            draws = changes.get("draws", draws)
        return make(State, (present, within, values, visits, place, time, seed, draws))

    def choice(self, step: Step) -> str:
        """The present id of the choice that was taken."""
        return self._renames.choice(step.at, step.choice) if self._renames else step.choice

    def notices(self, saved: Recorded) -> list[str]:
        """What has to be done to the values of `saved`, for the reader."""
        notices = []
        if lost := [name for name in self.dropped if saved.values[name] in (KNOWN, STRUCK)]:
            notices.append(f"No longer in the story, and gone from your casebook: {_listed(lost)}.")
        if gone := [name for name in self.dropped if not _is_kept_by_the_engine(name)]:
            notices.append(f"No longer in the story, and dropped from the save: {_listed(gone)}.")
        if new := [name for name in self.added if not _is_kept_by_the_engine(name)]:
            notices.append(f"New in the story since this was saved, and at their start: {_listed(new)}.")
        if self._memory:
            notices.append(
                "The story now asks about more of what you did before: it was read from your path."
            )
        for name, position in self._positions.items():
            fitted = self._fit(position, saved.values[name])
            if fitted is not saved.values[name]:
                notices.append(
                    f"“{name}” was {_shown(saved.values[name])}, which it cannot be any more "
                    f"(it is {self._types[position]}): it is now {_shown(fitted)}."
                )
        return notices

    def _put(self, values: list[Value], saved: dict[str, Value]) -> None:
        known = self._fitted
        for name, value in saved.items():
            key = (name, type(value), value)
            if key in known:
                position, fitted = known[key]
                values[position] = fitted
            elif name in self._positions:
                position = self._positions[name]
                values[position] = fitted = self._fit(position, value)
                known[key] = (position, fitted)

    def _fit(self, position: int, value: Value) -> Value:
        kind = self._types[position]
        return value if admits(kind, value) else _nearest(kind, value, self._starts[position])

    def _scene(self, name: str) -> str:
        return self._renames.scene(name) if self._renames else name

    def _within(self, scene: str, within: tuple[str, ...]) -> tuple[str, ...]:
        if self._renames is None or not within:
            return within
        return tuple([self._renames.choice(scene, name) for name in within])

    def _visits(self, visits: tuple[Return, ...]) -> tuple[Return, ...]:
        if self._renames is None:
            return visits
        return tuple(
            [
                Return(
                    self._scene(back.scene),
                    self._within(back.scene, back.within),
                    self._scene(back.goto) if back.goto else "",
                )
                for back in visits
            ]
        )

    def _remember(self, values: list[Value], step: Step) -> None:
        chose = self._memory.get(f"chose.{self._scene(step.at)}.{self.choice(step)}")
        if chose is not None:
            values[chose] = True
        if "scene" in step.changes:
            self._remember_visit(values, self._scene(step.changes["scene"]))

    def _remember_visit(self, values: list[Value], scene: str) -> None:
        position = self._memory.get(f"visits.{scene}")
        if position is not None:
            count = values[position]
            values[position] = self._fit(position, count + 1 if isinstance(count, int) else count)


def _nearest(kind: Type, value: Value, start: Value) -> Value:
    if isinstance(kind, Number) and isinstance(value, int) and not isinstance(value, bool):
        return min(max(value, kind.low), kind.high)
    if isinstance(kind, SetOf) and isinstance(value, frozenset):
        return value.intersection(kind.names)
    return start


def _is_memory(name: str) -> bool:
    return name.startswith(("visits.", "chose."))


def _is_kept_by_the_engine(name: str) -> bool:
    return name.startswith(("visits.", "chose.", "cycle.", "fired.", "note."))


def _listed(names: list[str]) -> str:
    shown = ", ".join([name.removeprefix("note.") for name in names[:_NAMED_AT_MOST]])
    rest = len(names) - _NAMED_AT_MOST
    return f"{shown} and {rest} more" if rest > 0 else shown


def _shown(value: Value) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "empty"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)

"""Fits what a save recorded, by name, into the story as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine.program import program_of
from mars_adventure.engine.state import State
from mars_adventure.engine.translate import make
from mars_adventure.saves.notation import plain_way
from mars_adventure.story.types import KNOWN, LOST, STRUCK, UNKNOWN, Number, SetOf, Type, admits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mars_adventure.engine.state import Value
    from mars_adventure.saves.notation import Recorded, Row
    from mars_adventure.saves.renames import Renames
    from mars_adventure.story import Story

_NAMED_AT_MOST = 4


class Fitting:
    """One save against one story: `saved` is the last state in it, as it was saved. All else is taken
    in the present names (see `translation`).
    """

    def __init__(self, story: Story, saved: Recorded, renames: Renames) -> None:
        self._renames = renames
        self._saved = saved
        self._types = [story.variables[name].type for name in story.slots]
        self._starts = [story.variables[name].start for name in story.slots]
        present = {name: position for position, name in enumerate(story.slots)}
        kept = set(renames.slots.values())
        self.dropped = [name for name in saved.values if renames.slots[name] not in present]
        self.added = [name for name in present if name not in kept]
        self._positions = {name: present[name] for name in kept if name in present}
        # Few values come up in a play, and often: each is looked at once.
        self._fitted: dict[tuple[str, type, Value], tuple[int, Value]] = {}
        # Memory that the story did not ask for when this was saved, but the path can tell.
        self._memory = {name: present[name] for name in self.added if _is_memory(name)}
        self._alarms = self._renamed_alarms(story, saved)

    def begin(self, told: Recorded) -> State:
        """A whole recorded state."""
        values = list(self._starts)
        self._put(values, told.values)
        if self._memory:
            self._remember_visits(values, told.entered or (told.scene,))
        self._hold_alarms(values)
        return State(
            told.scene, told.within, tuple(values), told.visits, told.place, told.time, told.seed, told.draws
        )

    def advance(self, state: State, rows: Sequence[Row]) -> State:
        """The state after these choices, made one after another from `state`."""
        changes: Row = {}
        changed: dict[str, Value] = {}
        for row in rows:
            changes |= row
            if "set" in row:
                changed |= row["set"]
        present, within, values, visits, place, time, seed, draws = state
        if changed or self._memory or self._alarms:
            fitted = list(values)
            self._put(fitted, changed)
            if self._memory:
                self._remember(fitted, rows, present)
            self._hold_alarms(fitted)
            values = tuple(fitted)
        told = changes.get
        return make(
            State,
            (
                told("scene", present), told("within", within), values, told("visits", visits),
                told("place", place), told("time", time), seed, told("draws", draws),
            ),
        )  # fmt: skip

    def notices(self, complete: bool) -> list[str]:
        """What has to be done to the values of the last state, for the reader. `complete` says that the
        path knows every scene that was entered.
        """
        notices = []
        saved = self._saved
        if lost := [name for name in self.dropped if saved.values[name] in (KNOWN, STRUCK)]:
            notices.append(f"No longer in the story, and gone from your casebook: {_listed(lost)}.")
        if gone := [name for name in self.dropped if not _is_kept_by_the_engine(name)]:
            notices.append(f"The story no longer keeps account of this, which was dropped: {_listed(gone)}.")
        if new := [name for name in self.added if not _is_kept_by_the_engine(name)]:
            notices.append(
                "The story has kept account of this only since you saved, so it begins as for a new "
                f"play, whatever you did before: {_listed(new)}."
            )
        if not complete and _any(self._memory, "visits."):
            notices.append(
                "The story now asks where you have been. That was read from your path, but this older "
                "save does not say which scenes you only passed through."
            )
        if forgotten := self._forgotten(saved):
            notices.append(
                "You did things that the story no longer knows, or knows by another name, so it may offer "
                f"them again or not remember them: {_listed(forgotten)}."
            )
        for name, value in saved.values.items():
            position = self._positions.get(self._renames.slots[name])
            if position is not None and (fitted := self._fit(position, value)) is not value:
                notices.append(
                    f"“{name}” stood at {_shown(value)}, which it cannot any more "
                    f"(it is {self._types[position]}): it is now {_shown(fitted)}."
                )
        return notices

    def _forgotten(self, saved: Recorded) -> list[str]:
        """What the save remembers, the story does not, and might under another name."""
        found = []
        for name in self.dropped:
            sort, _, rest = name.partition(".")
            if not saved.values[name] or saved.values[name] == UNKNOWN:
                continue
            if sort == "chose" and _any(
                self._memory, f"chose.{self._renames.scene(rest.partition('.')[0])}."
            ):
                found.append(rest.replace(".", ": "))
            elif sort == "visits" and _any(self._memory, "visits."):
                found.append(rest)
            elif saved.values[name] == LOST and _any(self.added, "note."):
                found.append(name)
        return found

    def _renamed_alarms(self, story: Story, saved: Recorded) -> list[tuple[int, Callable[..., bool]]]:
        """Interruptions that may have fired already, under another name."""
        fired = [name for name in self.dropped if name.startswith("fired.") and saved.values[name] is True]
        if not fired or not _any(self.added, "fired."):
            return []
        alarms = program_of(story).alarms
        return [(alarm.slot, alarm.holds) for alarm in alarms if story.slots[alarm.slot] in self.added]

    def _hold_alarms(self, values: list[Value]) -> None:
        """An interruption under a new name does not fire again for what has long been so."""
        for slot, holds in self._alarms:
            values[slot] = bool(holds(values))

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

    def _remember(self, values: list[Value], rows: Sequence[Row], scene: str) -> None:
        """What the path tells of choices and visits; `scene` is where it begins."""
        for row in rows:
            chose = self._memory.get(f"chose.{row['at']}.{row['choose']}")
            if chose is not None:
                values[chose] = True
            after = row.get("scene", scene)
            self._remember_visits(values, row.get("through", plain_way(scene, after)))
            scene = after

    def _remember_visits(self, values: list[Value], entered: tuple[str, ...]) -> None:
        for name in entered:
            position = self._memory.get(f"visits.{name}")
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


def _any(names: Iterable[str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in names)


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

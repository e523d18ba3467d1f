"""Where a story reads and changes what it remembers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.story import logic
from mars_adventure.story.logic import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.story import Story
    from mars_adventure.story.model import Choice

HEAD = ""
"""Stands for the casebook, the recaps, the interruptions and the promises, which belong to no scene."""


@dataclass(slots=True)
class Uses:
    """For each slot the scenes that read it and those that change it; HEAD for what is outside all."""

    read: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def uses_of(story: Story) -> Uses:
    found = Uses()
    for name in story.scene_names():
        note_uses(story.scene(name), name, found)
    head = story.head
    for part in (
        *head.notes.values(), *head.people.values(), *head.documents.values(), *head.theories.values(),
        head.ledger, head.interruptions, head.promises, *head.chapters.values(),
    ):  # fmt: skip
        note_uses(part, HEAD, found)
    return found


def note_uses(thing: object, where: str, found: Uses) -> None:
    """Looks at all there is inside a part of the model. To change a number by itself is not to read it."""
    for part in parts_of(thing):
        if isinstance(part, logic.Logic):
            for slot in slots_of(part):
                found.read[slot].add(where)
        elif isinstance(part, logic.Effect):
            slot = part.note if isinstance(part, logic.Mark) else part.slot
            found.changed[slot].add(where)
            conditions = [part.condition, part.value if isinstance(part, logic.Assign) else None]
            for condition in conditions:
                for read in slots_of(condition) - {slot} if condition is not None else ():
                    found.read[read].add(where)
        elif isinstance(part, str):
            found.read[f"note.{part}"].add(where)


def parts_of(thing: object, key: str = "") -> Iterator[object]:
    """Every condition, value and effect, and as text each note that is needed or weighed."""
    if isinstance(thing, logic.Logic | logic.Effect):
        yield thing
    elif isinstance(thing, str):
        if key in ("needs", "speaks_for", "speaks_against"):
            yield thing
    elif isinstance(thing, tuple):
        names = getattr(thing, "_fields", None) or [key] * len(thing)
        for name, inner in zip(names, thing, strict=True):
            yield from parts_of(inner, name)


def idle_choices(story: Story, uses: Uses) -> list[str]:
    """Choices, as SCENE.CHOICE, that neither change nor ask for anything, are asked about nowhere,
    lead where another of the same menu leads, and are not of the expressive kind.
    """
    found = []
    for name in story.scene_names():
        scene = story.scene(name)
        for menu in menus(scene.choices):
            if len(menu) < 2:
                continue
            aims = [choice.goto or scene.goto for choice in menu]
            for choice, aim in zip(menu, aims, strict=True):
                idle = (
                    not choice.effects
                    and choice.condition is None
                    and not choice.choices
                    and choice.visit is None
                    and choice.kind != "expressive"
                    and f"chose.{name}.{choice.id}" not in uses.read
                    and aims.count(aim) > 1
                )
                if idle:
                    found.append(f"{name}.{choice.id}")
    return found


def menus(choices: tuple[Choice, ...]) -> Iterator[tuple[Choice, ...]]:
    """The choices that are offered together, and those nested in them."""
    if choices:
        yield choices
        for choice in choices:
            yield from menus(choice.choices)

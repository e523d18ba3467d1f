"""Variables that are set and never read, or read and never set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.findings.findings import Finding
from mars_adventure.story.links import every_choice
from mars_adventure.story.logic import Assign, Mark, slots_of
from mars_adventure.story.model import AUTO, Either, Paragraph, Shown, Varied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.story import Story
    from mars_adventure.story.logic import Effect, Logic, Target
    from mars_adventure.story.model import Inline, Prose, Scene


def unused(story: Story) -> list[Finding]:
    """One notice for each; slots of memory are left out, for they exist only where they are read."""
    read: set[str] = set()
    written: set[str] = set()
    for name in story.scene_names():
        read |= set(read_by_scene(story.scene(name)))
        for effects in effects_of(story.scene(name)):
            for effect in effects:
                slot = effect.note if isinstance(effect, Mark) else effect.slot
                written.add(slot)
                read |= slots_of(effect.condition) if effect.condition else set()
                if isinstance(effect, Assign):
                    read |= slots_of(effect.value) - {slot}
    read |= set(read_by_head(story))
    found = []
    for slot in story.variables:
        if slot.startswith(("visits.", "chose.", "cycle.", "fired.", "note.")):
            continue
        if slot in written and slot not in read:
            found.append(notice(slot, f"`{slot}` is set and never read"))
        elif slot in read and slot not in written:
            found.append(notice(slot, f"`{slot}` is read and never set"))
        elif slot not in read:
            found.append(notice(slot, f"`{slot}` is neither set nor read"))
    return found


def notice(slot: str, subject: str) -> Finding:
    return Finding("use", slot, subject, None, "notice", "refuted")


def effects_of(scene: Scene) -> Iterator[tuple[Effect, ...]]:
    yield scene.effects
    for choice in every_choice(scene.choices):
        yield choice.effects


def read_by_scene(scene: Scene) -> Iterator[str]:
    yield from read_by_inline(scene.place)
    yield from read_by_inline(scene.time)
    yield from read_by_prose(scene.text)
    yield from read_by_targets(scene.goto, scene.visit)
    for choice in every_choice(scene.choices):
        yield from read_by(choice.condition)
        yield from read_by_inline(choice.label)
        if choice.closed is not None and choice.closed != AUTO and not isinstance(choice.closed, str):
            yield from read_by_inline(choice.closed)
        yield from read_by_prose(choice.say)
        yield from read_by_targets(choice.goto, choice.visit)


def read_by_head(story: Story) -> Iterator[str]:
    head = story.head
    for items in (head.notes, head.people, head.documents, head.theories):
        for item in items.values():
            yield from read_by(item.condition)
            yield from read_by_inline(item.title)
            yield from read_by_prose(item.text)
    yield from read_by_prose(head.ledger)
    for chapter in head.chapters.values():
        yield from read_by_inline(chapter.recap)
    for interruption in head.interruptions:
        yield from read_by(interruption.when)
        yield from read_by_targets(interruption.goto, interruption.visit)
    for promise in head.promises:
        yield from read_by(promise.condition)


def read_by(logic: Logic | None) -> set[str]:
    return slots_of(logic) if logic is not None else set()


def read_by_targets(*targets: Target | None) -> Iterator[str]:
    for target in targets:
        for condition, _ in target.branches if target is not None else ():
            yield from read_by(condition)


def read_by_prose(prose: Prose) -> Iterator[str]:
    for piece in prose:
        if isinstance(piece, Paragraph):
            yield from read_by_inline(piece.parts)
            continue
        for condition, passage in piece.branches:
            yield from read_by(condition)
            yield from read_by_prose(passage)


def read_by_inline(parts: Inline) -> Iterator[str]:
    for part in parts:
        match part:
            case Shown(value, _, _):
                yield from read_by(value)
            case Either(condition, yes, no):
                yield from read_by(condition)
                yield from read_by_each((yes, no))
            case Varied(_, slot, options):
                yield slot
                yield from read_by_each(options)


def read_by_each(runs: Iterable[Inline]) -> Iterator[str]:
    for run in runs:
        yield from read_by_inline(run)

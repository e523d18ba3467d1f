"""What the things of an older story are called in the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mars_adventure.story import Story
    from mars_adventure.story.model import Choice


class Renames:
    """The `renamed:` of a story, as seen from a save in which the values `saved` have their names.

    `known` is what the story had renamed when the save was made. What has been renamed since is
    followed even where the old name has been given to another thing; of what was renamed before,
    nothing is left to follow. A save that does not say (None) is taken at its word: a name that
    the story still has, or a new name that the save has too, was not renamed since. `slots` are the
    present names of the saved values.
    """

    def __init__(
        self, story: Story, saved: Iterable[str], known: Mapping[str, Mapping[str, str]] | None
    ) -> None:
        self._story = story
        self._saved = frozenset(saved)
        self._told = known is not None
        table = story.renamed
        self._scenes = _since(table.scenes, known, "scenes")
        self._choices = _since(table.choices, known, "choices")
        self._variables = _since(table.variables, known, "variables")
        self._notes = _since(table.notes, known, "notes")
        self._has_slot = story.variables.__contains__
        self.is_empty = not (self._scenes or self._choices or self._variables or self._notes)
        self.slots = {name: name if self.is_empty else self.slot(name) for name in self._saved}

    def scene(self, name: str) -> str:
        return self._latest(self._scenes, name, self._story.has_scene)

    def choice(self, scene: str, name: str) -> tuple[str, str]:
        """The present scene and id of a choice that the save knows as `name` in the scene it knows as `scene`."""
        for full in (f"{scene}.{name}", f"{self.scene(scene)}.{name}"):
            if full in self._choices:
                new, _, id_ = self._latest(self._choices, full, self._has_choice).rpartition(".")
                return new, id_
        return self.scene(scene), name

    def slot(self, name: str) -> str:
        """The present name of a value."""
        new = self._renamed(name)
        taken = new != name and new in self._saved and (not self._told or self._renamed(new) == new)
        return name if taken else new

    def _has_choice(self, full: str) -> bool:
        scene, _, name = full.rpartition(".")
        return self._story.has_scene(scene) and any(
            choice.id == name for choice in every_choice(self._story.scene(scene).choices)
        )

    def _renamed(self, name: str) -> str:
        sort, _, rest = name.partition(".")
        if sort == "note":
            return f"note.{self._latest(self._notes, rest, lambda note: self._has_slot(f'note.{note}'))}"
        if sort == "visits":
            return f"visits.{self.scene(rest)}"
        if sort == "cycle":
            scene, _, options = rest.partition(".")
            return f"cycle.{self.scene(scene)}.{options}"
        if sort == "chose":
            scene, _, choice = rest.partition(".")
            return "chose.{}.{}".format(*self.choice(scene, choice))
        return self._latest(self._variables, name, self._has_slot)

    def _latest(self, table: Mapping[str, str], name: str, exists: Callable[[str], bool]) -> str:
        """Follows a name through the table to one that exists, or as far as the table goes."""
        if not self._told and exists(name):
            return name
        passed = {name}
        while name in table and table[name] not in passed:
            name = table[name]
            if exists(name):
                break
            passed.add(name)
        return name


def _since(
    table: Mapping[str, str], known: Mapping[str, Mapping[str, str]] | None, sort: str
) -> Mapping[str, str]:
    """The entries made since. One that only follows a thing renamed once more, while its old name
    had been given to another by then, is not among them.
    """
    before = (known or {}).get(sort, {})

    def was_told(old: str, new: str) -> bool:
        name, passed = before.get(old), {old}
        while name is not None and name != new and name not in passed:
            passed.add(name)
            name = table.get(name)
        return name == new

    return {old: new for old, new in table.items() if not was_told(old, new)}


def every_choice(choices: Iterable[Choice]) -> Iterator[Choice]:
    """The choices, and those nested in them."""
    for choice in choices:
        yield choice
        yield from every_choice(choice.choices)

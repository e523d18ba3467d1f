"""What the things of an older story are called in the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.model import latest

if TYPE_CHECKING:
    from collections.abc import Container

    from mars_adventure.story import Story


class Renames:
    """The `renamed:` of a story, as seen from a save in which the values `saved` have their names.

    A name that the story still has, or a new name that the save has too, was not renamed since.
    """

    def __init__(self, story: Story, saved: Container[str]) -> None:
        self._story = story
        self._saved = saved
        self._table = story.renamed

    def scene(self, name: str) -> str:
        return name if self._story.has_scene(name) else latest(self._table.scenes, name)

    def choice(self, scene: str, name: str) -> str:
        """The id of a choice that the save knows as `name` in the scene it knows as `scene`."""
        for full in (f"{scene}.{name}", f"{self.scene(scene)}.{name}"):
            if full in self._table.choices:
                return latest(self._table.choices, full).rpartition(".")[2]
        return name

    def slot(self, name: str) -> str:
        """The present name of a value."""
        new = self._renamed(name)
        return name if new in self._saved else new

    def _renamed(self, name: str) -> str:
        sort, _, rest = name.partition(".")
        if sort == "note":
            return f"note.{latest(self._table.notes, rest)}"
        if sort == "visits":
            return f"visits.{self.scene(rest)}"
        if sort == "chose":
            scene, _, choice = rest.partition(".")
            return f"chose.{self.scene(scene)}.{self.choice(scene, choice)}"
        return latest(self._table.variables, name)

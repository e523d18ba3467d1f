"""Every name a story declares, gathered before any scene is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.story.identities import ChoiceNames
from mars_adventure.story.types import FLAG, NOTE, VISITS, Type

if TYPE_CHECKING:
    from mars_adventure.story.logic import Logic
    from mars_adventure.story.model import Variable


@dataclass(slots=True)
class Symbols:
    """Filled in while the head is read; `memory` and `uses` grow while scenes are."""

    variables: dict[str, Variable] = field(default_factory=dict)
    derived: dict[str, tuple[Logic, Type]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    """How many parts each derived value has."""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each note with its tags."""
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each tag with its notes."""
    scenes: set[str] = field(default_factory=set)
    choices: ChoiceNames = field(default_factory=ChoiceNames)
    speakers: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    memory: dict[str, Type] = field(default_factory=dict)
    """Slots of memory that something reads, with their types."""

    def type_of(self, slot: str) -> Type:
        """Raises KeyError for a slot that is neither declared nor remembered."""
        if slot in self.variables:
            return self.variables[slot].type
        if slot.startswith("note."):
            return NOTE
        return self.memory[slot]

    def remember_visits(self, scene: str) -> str:
        slot = f"visits.{scene}"
        self.memory[slot] = VISITS
        return slot

    def remember_choice(self, choice: str) -> str:
        """`choice` is SCENE.CHOICE."""
        slot = f"chose.{choice}"
        self.memory[slot] = FLAG
        return slot

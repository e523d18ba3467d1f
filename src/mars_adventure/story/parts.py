"""The keys of scenes and choices that are read each by itself, and the fields that they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mars_adventure.story.chapters import ChapterReader
    from mars_adventure.story.nodes import Node

PartReader = tuple[str, Callable[["ChapterReader", "Node"], Any]]
"""A field of a scene or choice, and how its value is read."""

KINDS = ("tactical", "expressive", "reflective", "dilemma")
SCENE_PARTS: dict[str, PartReader] = {
    "place": ("place", lambda chapter, node: chapter.line(node, "a place")),
    "time": ("time", lambda chapter, node: chapter.line(node, "a time")),
    "do": ("effects", lambda chapter, node: chapter.effects(node)),
    "text": ("text", lambda chapter, node: chapter.prose(node, "the text")),
    "visit": ("visit", lambda chapter, node: chapter.target(node)),
    "goto": ("goto", lambda chapter, node: chapter.target(node)),
    "ending": (
        "ending",
        lambda chapter, node: chapter.reader.name(node, "an ending", chapter.symbols.endings, "M307"),
    ),
}
CHOICE_PARTS: dict[str, PartReader] = {
    "if": ("condition", lambda chapter, node: chapter.condition(node)),
    "else": ("closed", lambda chapter, node: chapter.closed(node)),
    "needs": ("needs", lambda chapter, node: chapter.needs(node)),
    "mark": (
        "mark",
        lambda chapter, node: chapter.reader.name(node, "a mark", chapter.symbols.marks, "M308"),
    ),
    "kind": ("kind", lambda chapter, node: chapter.reader.name(node, "a kind of choice", KINDS, "M213")),
    "say": ("say", lambda chapter, node: chapter.prose(node, "`say`")),
    "do": ("effects", lambda chapter, node: chapter.effects(node)),
    "visit": ("visit", lambda chapter, node: chapter.target(node)),
    "fallback": ("fallback", lambda chapter, node: chapter.reader.truth(node, "`fallback`")),
}

"""The last line of a check: how much is wrong, or how much story there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.folder import list_files
from mars_adventure.story.library import open_story
from mars_adventure.story.links import every_choice
from mars_adventure.story.problems import StoryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mars_adventure.story import Problem, Story


def summarise(problems: Sequence[Problem], folder: Path) -> str:
    """Reads the story once more where it has no errors, to count its scenes and choices."""
    errors, warnings = count(problems)
    found = [counted(errors, "error"), *([counted(warnings, "warning")] if warnings else [])]
    if errors:
        return f"{', '.join(found)} in {counted(len(list_files(folder)), 'file')}"
    try:
        story = open_story(folder)
    except StoryError:  # mended or broken since it was checked
        return f"{counted(warnings, 'warning')} in {counted(len(list_files(folder)), 'file')}"
    trouble = counted(warnings, "warning") if warnings else "no problems"
    return f"{story.title}: {size_of(story)}, {trouble}"


def count(problems: Sequence[Problem]) -> tuple[int, int]:
    """Errors and warnings."""
    errors = sum(problem.severity == "error" for problem in problems)
    return errors, len(problems) - errors


def size_of(story: Story) -> str:
    scenes = [story.scene(name) for name in story.scene_names()]
    choices = sum(1 for scene in scenes for _ in every_choice(scene.choices))
    return f"{counted(len(scenes), 'scene')}, {counted(choices, 'choice')}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

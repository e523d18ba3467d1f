"""The format: reads YAML, reports problems, holds the model."""

from mars_adventure.story.library import Story, check_story, open_story
from mars_adventure.story.problems import Position, Problem, StoryError

__all__ = ["Position", "Problem", "Story", "StoryError", "check_story", "open_story"]
